"""Every paper the house gives out is known on the check page: as it is, after its source changed, and after somebody changed it."""

import io
import re
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

import pytest

from civic.documents.rules import Seal, differing, seal_at, sealed
from civic.web import papers
from councils.actions.models import Review
from councils.consultations.outcomes.models import Ask
from councils.consultations.outcomes.rules import Verdict
from councils.consultations.outcomes.services import answering
from councils.minutes import services as minutes
from councils.minutes.models import Minutes
from councils.minutes.rules import SignerRole, Task
from councils.preparation.agendas import services as agendas
from councils.preparation.invitations.models import PaperInvitation
from councils.sessions import services as sessions
from councils.sessions.models import Session
from councils.sessions.rules.door import CheckIn
from tests import (
    stages,
    stages_actions,
    stages_matters,
    stages_money,
    stages_preparation,
    stages_rolls,
)
from tests import stages_consultations as consultations
from tests.factories import councils, record

GENUINE, OUTDATED, ALTERED = "是原件，一个字节都没有改", "和现在的不一样", "和我们给出的不一样"


async def moved(cast, session_id: int) -> None:
    """The session is called for another hour in another room."""
    at = (await Session.get(id=session_id)).starts_at + timedelta(hours=1)
    await agendas.correct(cast.sun, session_id, at, "文化站二楼", "原来的屋子漏水")


async def meeting_moved(cast, slip_id: int) -> None:
    """So is the one a printed invitation asks to."""
    await moved(cast, (await PaperInvitation.get(id=slip_id)).session_id)


async def replied(cast, consultation_id: int) -> None:
    """Who owes an answer gives it."""
    ask = await Ask.get(outcome__consultation_id=consultation_id)
    await answering.reply(cast.sun, ask.id, Verdict.ADOPTED)


async def signed(cast, minutes_id: int) -> None:
    """The recorder adds a task and signs the draft."""
    await minutes.add_task(cast.ma, minutes_id, Task(1, "贴出来", "居委会", "2027-05-31"))
    await record.sign(cast.ma, minutes_id, SignerRole.RECORDER)


@dataclass(frozen=True)
class Case:
    """How one kind comes about, where its files are, and which parts differ after an act (none: it never changes)."""

    stage: Callable[..., Any]
    files: tuple[str, ...]
    act: Callable[..., Any] | None = None
    differs: tuple[str, ...] = ()
    reader: str = ""


async def announced(cast) -> dict[str, int]:
    return {"id": (await councils.announced(cast)).id}


async def drafted(cast) -> dict[str, int]:
    return {"id": (await record.drafted(cast)).id}


CASES = {
    "minutes": Case(
        drafted,
        ("/minutes/{id}/record.pdf", "/minutes/{id}/minutes.docx", "/minutes/{id}/items/1/excerpt.pdf"),
        signed,
        ("议程和表决", "签字"),
        reader="ma",
    ),
    "consultation-report": Case(
        consultations.concluded,
        ("/consultations/{id}/report.pdf", "/consultations/{id}/report.docx"),
        replied,
        ("答复",),
    ),
    "session-poster": Case(announced, ("/sessions/{id}/poster.pdf",), moved, ("时间", "地点")),
    "session-sign-in": Case(announced, ("/sessions/{id}/sign-in-sheet.pdf",), moved, ("时间", "地点")),
    "session-pack": Case(announced, ("/sessions/{id}/pack.pdf",), moved, ("时间和地点", "每一项的资料")),
    "session-slip": Case(
        stages_preparation.printed, ("/slips/{id}.pdf",), meeting_moved, ("时间和地点",), reader="sun"
    ),
    "matter-result": Case(stages_matters.counted, ("/matters/{id}/result.json",)),
    "sortition": Case(stages_rolls.drawn, ("/sortitions/{id}/data",)),
    "round-result": Case(stages_money.certified, ("/rounds/{id}/result.json",)),
    "notice-poster": Case(stages_money.notice, ("/notices/{id}/poster.pdf",)),
    "notice-proof": Case(stages_money.notice_proved, ("/notices/{id}/proof.json",)),
    "action-review": Case(stages_actions.review, ("/reviews/{id}/review.pdf",)),
}


def check(client, data: bytes, name: str = "file"):
    return client.post("/verify/files", files={"file": (name, data, "application/octet-stream")}).text


def taken(sent) -> tuple[bytes, str]:
    """A download: its bytes, and the name it is kept under."""
    called = sent.headers.get("content-disposition", "").partition('filename="')[2].rstrip('"')
    return sent.content, called or "file"


def test_every_kind_of_paper_is_tried_here(client):
    assert set(papers.kinds()) == set(CASES)


@pytest.mark.parametrize("kind", CASES)
def test_a_paper_is_known_told_when_its_source_changed_and_told_when_it_was_changed(
    call, cast, clock, client, as_, kind
):
    case = CASES[kind]
    ids = call(case.stage, cast)
    reader = as_(getattr(cast, case.reader)) if case.reader else client
    held = []
    for lang in papers.LANGS:
        reader.cookies.set("lang", lang)
        held += [taken(reader.get(address.format(**ids))) for address in case.files]
    reader.cookies.set("lang", "zh")
    assert [GENUINE in check(reader, *one) for one in held] == [True] * len(held)
    data, name = held[0]
    changed = data.replace(b"}", b"} ") if data.startswith(b"{") else data + b"\n"
    if kind != "notice-proof":  # a proof carries no claim: its bytes are all it is known by
        assert ALTERED in check(reader, changed, name)
    if case.act:
        call(case.act, cast, ids["id"])
        answers = [check(reader, *one) for one in held]
        assert [OUTDATED in answer for answer in answers] == [True] * len(held)
        assert all(f"<li>{name}</li>" in answers[0] for name in case.differs)
        listed = re.search(r'id="held">.*?</section>', answers[0], re.S)
        assert listed is not None
        assert listed[0].count("<li>") == len(case.differs)


def test_the_code_on_a_sheet_says_whether_it_is_still_true(call, cast, clock, client):
    session = call(councils.announced, cast)
    drawn = client.get(f"/sessions/{session.id}/poster.pdf").content.decode("latin-1")
    found = re.search(r"([0-9a-f]{64}) civic:session-poster/(\d+)/([0-9a-f]+)", drawn)
    assert found is not None
    address = f"/verify?digest={found[1]}&paper=session-poster-{found[2]}-{found[3]}"
    assert "和现在的一样，没有改过" in client.get(address).text
    call(moved, cast, session.id)
    answer = client.get(address).text
    assert OUTDATED in answer
    assert all(f"<li>{name}</li>" in answer for name in ("时间", "地点"))
    assert urlsplit(address).path == "/verify"
    for nothing in ("session-poster-999-00", "no-such-kind-1-00", "x", "session-poster-1"):
        assert "没有找到" in client.get(f"/verify?digest={'0' * 64}&paper={nothing}").text


def test_a_list_taken_down_in_the_middle_is_outdated_by_who_came_since(call, cast, clock, client):
    session = call(councils.announced, cast)
    blank = client.get(f"/sessions/{session.id}/sign-in-sheet.pdf").content
    call(sessions.open_checkin, cast.chen, session.id)
    call(sessions.act, cast.chen, session.id, CheckIn(cast.tang.person_id))
    answer = check(client, blank)
    assert OUTDATED in answer
    assert "<li>到场时间</li>" in answer


def test_a_word_file_that_was_edited_says_which_lines_are_not_ours(call, cast, clock, client):
    published = call(record.published, cast)
    ours = client.get(f"/minutes/{published.id}/minutes.docx").content
    again, edited = io.BytesIO(), io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(ours)) as read:
        for target, word in ((again, "赞成"), (edited, "一致赞成")):
            with zipfile.ZipFile(target, "w") as written:
                for name in read.namelist():
                    written.writestr(name, read.read(name).replace("赞成 3".encode(), f"{word} 3".encode()))
    answer = check(client, edited.getvalue())
    assert "文字被改过" in answer
    assert "一致赞成 3" in answer
    saved = check(client, again.getvalue())
    assert ALTERED in saved
    assert "文字被改过" not in saved


@pytest.mark.parametrize("name", ["votes.csv", "akn.xml"])
def test_tables_and_the_archive_are_known_by_what_they_are_called(call, cast, clock, client, name):
    made = call(record.published, cast)
    sent = client.get(f"/minutes/{made.id}/{name}")
    data, called = taken(sent)
    assert GENUINE in check(client, data, called)
    assert ALTERED in check(client, data + b" ", called)


def test_digests_kept_elsewhere_are_found_when_they_are_typed(call, cast, clock, client):
    given = call(stages_actions.review, cast)
    review = call(lambda: Review.get(id=given["id"]))
    paper = client.get(f"/reviews/{review.id}/review.pdf").content.decode("latin-1")
    assert f"{review.digest} civic:action-review/{review.id}/" in paper
    answer = client.get(f"/verify?digest={review.digest}").text
    assert "刚才重新算了一遍" in answer
    assert f"/reviews/{review.id}" in answer


def test_what_a_stranger_may_not_see_is_not_found(call, cast, clock, client, as_):
    draft = call(record.drafted, cast)
    held = as_(cast.ma).get(f"/minutes/{draft.id}/minutes.pdf").content
    assert "没有找到" in check(client, held)
    assert call(lambda: Minutes.get(id=draft.id)).number is None


def test_a_seal_tells_which_parts_changed_and_an_older_one_is_not_held_to_newer_parts():
    was = sealed("session-pack", 7, {"a": 1, "b": ("x", None)})
    now = sealed("session-pack", 7, {"a": 1, "b": ("y", None), "c": 3})
    assert differing(was, now, {"a": 0, "b": 0, "c": 0}) == ("b",)
    assert seal_at(was.in_address, was.digest) == was
    assert seal_at("session-pack", "") is None
    assert was != Seal("session-pack", 7)


def test_a_kind_is_registered_once():
    with pytest.raises(ValueError, match="twice"):
        papers.register("session-pack", stages.published)  # type: ignore[arg-type]
