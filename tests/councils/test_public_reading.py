"""The public reading of minutes: names as the rule set says on everything that is handed out, the signed text untouched."""

import io
import json
import zipfile
from dataclasses import replace

import docx as word
import pytest

from civic.documents.rules import docx
from civic.kit.chain import canonical_json, document_digest
from councils.documents.rules import Issue, akoma_ntoso, excerpt, full_record, gist, votes_csv
from councils.minutes import queries
from councils.minutes.rules import (
    Heading,
    MinutesDocument,
    Notes,
    SignerRole,
    Task,
    compose,
    masked,
    plain,
    read,
)
from councils.minutes.rules.notes import Prose
from councils.rules import FloorRules, Masking
from councils.sessions import services as sessions
from councils.sessions.rules.calls import CallSpeaker
from councils.sessions.rules.floor import RaiseHand
from councils.sessions.rules.motions import CloseDebate
from councils.sessions.rules.naming import surname
from councils.sessions.rules.presence import Adjourn
from councils.sessions.rules.speeches import EndSpeech, NoteGist
from councils.sessions.rules.votes import Cast, CloseVote, OpenVote
from councils.sessions.rules.words import Choice, Method, Stance
from councils.verification import services as verification
from tests.councils.meeting import CHEN, LI, LIN, MA, ZHAO, debating
from tests.factories import councils, record

ISSUE = Issue(3, None, (), "ab" * 32, "https://civic.example/v")
HIDDEN = [LIN.name, LI.name, ZHAO.name]
FILES = (
    "",
    "/record",
    "/review",
    "/items/1",
    "/document",
    "/votes.csv",
    "/akn.xml",
    "/minutes.docx",
    "/record.docx",
)


def composed(masking: Masking) -> MinutesDocument:
    meeting = debating(FloorRules(masking=masking))
    meeting.do(LIN, RaiseHand(1, Stance.FOR))
    meeting.do(CHEN, CallSpeaker(LIN.person_id))
    meeting.wait(75)
    meeting.do(LIN, EndSpeech(1))
    meeting.do(MA, NoteGist(1, "同意赵敏说的，南门太黑。陈素芳也看到了。"))
    meeting.do(CHEN, CloseDebate(1))
    meeting.do(CHEN, OpenVote(1, Method.PHONES))
    for seat, choice in ((LIN, Choice.YES), (LI, Choice.YES), (ZHAO, Choice.NO)):
        meeting.do(seat, Cast(1, choice))
    meeting.do(CHEN, CloseVote(1))
    meeting.do(CHEN, Adjourn(confirmed=True))
    notes = Notes(
        (Prose("item-1", "李红梅和赵敏补充了位置。"),),
        (Task(1, "换好南门路灯", "居委会", "2027-06-30", "物业费"),),
    )
    return compose(Heading(7, "ab" * 32), meeting.log, notes=notes)


def all_of(document: MinutesDocument) -> str:
    """Everything that is handed out, as text."""
    papers = [reading(document, ISSUE) for reading in (gist, full_record)] + [excerpt(document, ISSUE, 1)]
    found = [
        votes_csv(document).decode(),
        akoma_ntoso(document, ISSUE, "/m/1").decode(),
        str(plain(document)),
    ]
    for sheet in papers:
        paper = word.Document(io.BytesIO(docx(sheet)))
        found += [one.text for one in paper.paragraphs]
        found += [cell.text for table in paper.tables for row in table.rows for cell in row.cells]
    return "\n".join(found)


@pytest.mark.parametrize("style", [Masking.SURNAME, Masking.ROLE])
def test_no_name_is_left_in_anything_handed_out(style):
    text = all_of(masked(composed(style)).document)
    assert [name for name in HIDDEN if name in text] == []
    assert CHEN.name in text
    assert MA.name in text


def test_each_style_calls_people_by_its_own_words():
    short = all_of(masked(composed(Masking.SURNAME)).document)
    assert "林某某" in short
    assert "赵某某" in short
    numbered = all_of(masked(composed(Masking.ROLE), "Member {n}").document)
    assert "Member 1" in numbered
    assert "林" not in numbered


def test_in_full_is_the_text_as_it_was_signed():
    document = composed(Masking.FULL)
    assert masked(document).document is document


def test_ids_lead_to_nobody_and_votes_still_add_up():
    public = masked(composed(Masking.SURNAME)).document
    vote = public.motions[0].votes[0]
    assert all(one.person.id < 0 for one in vote.named)
    assert vote.tally is not None
    assert [len(people) for _, people in vote.by_choice] == [vote.tally.yes, vote.tally.no]


def test_two_of_one_surname_are_told_apart():
    document = composed(Masking.SURNAME)
    other = replace(document.present[2], person=replace(document.present[2].person, id=77, name="林志强"))
    names = masked(replace(document, present=(*document.present, other))).names
    assert {names[LIN.person_id], names[77]} == {"林某某1", "林某某2"}


@pytest.mark.parametrize(
    ("name", "short"),
    [("林秀英", "林某某"), ("欧阳娜", "欧阳某某"), ("欧阳", "欧某某"), ("𠮷田", "𠮷某某"), ("Ann", "A某某")],
)
def test_the_surname_of_a_name(name, short):
    assert surname(name) == short


def test_a_log_from_before_the_rule_hides_nothing():
    assert FloorRules().masking is Masking.FULL
    stored = plain(composed(Masking.FULL))
    del stored["rules"]["masking"]
    assert read(stored).rules.masking == "full"


async def held(cast, masking: Masking):
    """Minutes of a session with named votes and a speech, published."""
    session = await councils.debating(cast, rules={"masking": masking})
    await sessions.act(cast.tang, session.id, RaiseHand(1, Stance.FOR))
    for command in (
        CallSpeaker(cast.tang.person_id),
        EndSpeech(1),
        CloseDebate(1),
        OpenVote(1, Method.PHONES),
    ):
        await sessions.act(cast.chen, session.id, command)
    await sessions.act(cast.ma, session.id, NoteGist(1, f"{cast.xu.name}说得对。"))
    for actor, choice in ((cast.tang, Choice.YES), (cast.xu, Choice.YES), (cast.deng, Choice.NO)):
        await sessions.act(actor, session.id, Cast(1, choice))
    await sessions.act(cast.chen, session.id, CloseVote(1))
    await sessions.act(cast.chen, session.id, Adjourn(confirmed=True))
    minutes = await record.tasked(cast, session.id)
    await record.sign(cast.ma, minutes.id, SignerRole.RECORDER)
    return await record.sign(cast.chen, minutes.id, SignerRole.CHAIR)


def told(answer) -> str:
    """What a page or file says; of a DOCX its words."""
    if answer.content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(answer.content)) as opened:
            return opened.read("word/document.xml").decode()
    return answer.text


@pytest.mark.parametrize("style", [Masking.SURNAME, Masking.ROLE])
def test_strangers_find_no_full_name_and_members_find_them_all(call, cast, clock, client, as_, style):
    minutes = call(held, cast, style)
    names = [actor.name for actor in (cast.tang, cast.xu, cast.deng)]
    for file in FILES:
        answer = client.get(f"/minutes/{minutes.id}{file}")
        assert answer.status_code == 200
        assert [name for name in names if name in told(answer)] == []
    page = client.get("/resolutions/1").text
    assert [name for name in names if name in page] == []
    whole = as_(cast.tang).get(f"/minutes/{minutes.id}/record").text
    assert [name for name in names if name not in whole] == []


def test_the_public_data_says_what_it_is_and_names_the_digest_of_what_was_signed(
    call, cast, clock, client, as_
):
    minutes = call(held, cast, Masking.SURNAME)
    public = json.loads(client.get(f"/minutes/{minutes.id}/document").content)
    assert public["signed_digest"] == minutes.document_digest
    assert (public["masking"], bool(public["note"])) == ("surname", True)
    whole = as_(cast.tang).get(f"/minutes/{minutes.id}/document").content
    assert whole == canonical_json(minutes.document)
    assert document_digest(json.loads(whole)) == minutes.document_digest


@pytest.mark.parametrize("file", ["minutes.pdf", "record.docx", "document", "items/1/excerpt.pdf"])
def test_what_strangers_downloaded_is_known_as_an_original(call, cast, clock, client, file):
    minutes = call(held, cast, Masking.ROLE)
    data = client.get(f"/minutes/{minutes.id}/{file}").content
    answer = client.post("/verify/files", files={"file": ("file", data, "application/octet-stream")})
    assert "是原件" in answer.text


def test_the_books_agree_whatever_is_hidden(call, cast, clock):
    minutes = call(held, cast, Masking.ROLE)
    assert call(verification.check).agrees
    assert cast.tang.name in str(minutes.document)
    shown = call(queries.show, minutes.id, cast.outsider)
    assert not shown.whole
    assert call(queries.show, minutes.id, cast.gao).whole
