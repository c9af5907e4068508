"""Drafting: after adjournment, by the recorder or the clock, renewed while nobody has signed."""

import pytest

from civic.audit.models import Entry
from civic.kit.chain import document_digest
from civic.kit.errors import Forbidden, NotFound, Refused
from councils.minutes import commands, queries, services
from councils.minutes.models import Minutes
from councils.minutes.rules import SignerRole, State
from councils.sessions import services as sessions
from councils.sessions.rules.calls import CallSpeaker
from councils.sessions.rules.floor import RaiseHand
from councils.sessions.rules.motions import CloseDebate
from councils.sessions.rules.presence import Adjourn
from councils.sessions.rules.speeches import EndSpeech, NoteGist
from councils.sessions.rules.votes import CloseVote, OpenVote
from councils.sessions.rules.words import Method, Stance
from tests.factories import councils, record


async def spoken(cast):
    """A session in which Tang spoke and nobody has written what."""
    session = await councils.debating(cast)
    await sessions.act(cast.tang, session.id, RaiseHand(1, Stance.FOR))
    await sessions.act(cast.chen, session.id, CallSpeaker(cast.tang.person_id))
    for command in (
        EndSpeech(1),
        CloseDebate(1),
        OpenVote(1, Method.HANDS),
        CloseVote(1, 3, 1),
        Adjourn(True),
    ):
        await sessions.act(cast.chen, session.id, command)
    return session


def test_the_recorder_finds_the_minutes_written(call, cast, clock):
    session = call(record.over, cast)
    minutes = call(services.draft, cast.ma, session.id)
    shown = call(queries.show, minutes.id, cast.ma)
    assert shown.row.state is State.DRAFTED
    assert shown.document.chair.name == "陈素芳"
    assert [motion.outcome for motion in shown.document.motions] == ["adopted"]
    assert shown.row.document_digest == document_digest(shown.row.document)
    assert not shown.log_grew


def test_it_leaves_its_trace(call, cast, clock):
    minutes = call(services.draft, cast.ma, call(record.over, cast).id)
    entry = call(lambda: Entry.get(verb="minutes_drafted"))
    assert (entry.actor_id, entry.ref_id) == (cast.ma.person_id, minutes.id)
    assert entry.facts["digest"] == minutes.document_digest


def test_a_session_that_goes_on_has_no_minutes(call, cast, clock):
    session = call(councils.decided, cast)
    with pytest.raises(Refused, match="minutes_not_over"):
        call(services.draft, cast.ma, session.id)


@pytest.mark.parametrize("other", ["chen", "lin", "sun", "admin"])
def test_only_the_recorder_drafts(call, cast, clock, other):
    session = call(record.over, cast)
    with pytest.raises(Forbidden):
        call(services.draft, getattr(cast, other), session.id)


def test_an_unknown_session_is_not_found(call, cast, clock):
    with pytest.raises(NotFound):
        call(services.draft, cast.ma, 999)


def test_twice_is_one_draft(call, cast, clock):
    session = call(record.over, cast)
    one, other = (call(services.draft, cast.ma, session.id) for _ in range(2))
    assert one.id == other.id
    assert call(lambda: Entry.filter(verb="minutes_drafted").count()) == 1


def test_a_gist_noted_later_is_taken_in_when_the_draft_is_renewed(call, cast, clock):
    session = call(spoken, cast)
    before = call(services.draft, cast.ma, session.id)
    call(sessions.act, cast.ma, session.id, NoteGist(1, "南门晚上太黑。"))
    assert call(queries.show, before.id, cast.ma).log_grew
    after = call(services.draft, cast.ma, session.id)
    assert after.document_digest != before.document_digest
    shown = call(queries.show, after.id, cast.ma)
    assert shown.document.motions[0].speeches[0].gist == "南门晚上太黑。"
    assert not shown.log_grew


def test_what_is_signed_is_not_renewed(call, cast, clock):
    session = call(spoken, cast)
    minutes = call(record.tasked, cast, session.id)
    call(record.sign, cast.ma, minutes.id, SignerRole.RECORDER)
    call(sessions.act, cast.ma, session.id, NoteGist(1, "南门晚上太黑。"))
    assert call(services.draft, cast.ma, session.id).document_digest == minutes.document_digest


def test_the_clock_drafts_what_is_over_once(call, cast, clock):
    call(record.over, cast)
    for _ in range(2):
        call(commands.tick, clock.now())
    assert call(lambda: Minutes.all().count()) == 1


@pytest.mark.parametrize("stranger", ["lin", "outsider", "hao"])
def test_a_draft_does_not_exist_for_strangers(call, cast, clock, stranger):
    minutes = call(record.drafted, cast)
    with pytest.raises(NotFound):
        call(queries.show, minutes.id, getattr(cast, stranger))
