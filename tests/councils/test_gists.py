"""A speaker says that the gist of their own speech is right; a new gist takes that word away."""

import pytest

from civic.kit.chain import text_digest
from civic.kit.errors import Forbidden, Refused
from councils.minutes import queries as minutes_queries
from councils.minutes import services as minutes
from councils.minutes.rules import Heading, compose, paragraphs
from councils.sessions import queries, services
from councils.sessions.rules.calls import CallSpeaker
from councils.sessions.rules.events import GistConfirmed
from councils.sessions.rules.floor import RaiseHand
from councils.sessions.rules.gists import ConfirmGist, gists_of
from councils.sessions.rules.presence import Adjourn
from councils.sessions.rules.speeches import EndSpeech, NoteGist
from councils.sessions.rules.words import Stance
from councils.verification import services as verification
from tests.councils import meeting as m
from tests.factories import councils as make

GIST = "南门晚上太黑"
DIGEST = text_digest(GIST)


@pytest.fixture
def meeting() -> m.Meeting:
    """Lin has spoken, and Ma has written what she said."""
    made = m.debating()
    made.do(m.LIN, RaiseHand(1, Stance.FOR))
    made.do(m.CHEN, CallSpeaker(m.LIN.person_id))
    made.do(m.LIN, EndSpeech(1))
    made.do(m.MA, NoteGist(1, GIST))
    return made


def test_the_speaker_confirms_and_the_minutes_say_so(meeting: m.Meeting) -> None:
    before = compose(Heading(7, "ab"), meeting.log)
    assert meeting.do(m.LIN, ConfirmGist(1, DIGEST)) == (GistConfirmed(1, DIGEST),)
    after = compose(Heading(7, "ab"), meeting.log)
    assert [document.motions[0].speeches[0].confirmed for document in (before, after)] == [False, True]
    assert paragraphs(before)["speech-1"] == paragraphs(after)["speech-1"]


def test_a_new_gist_has_not_been_confirmed(meeting: m.Meeting) -> None:
    meeting.do(m.LIN, ConfirmGist(1, DIGEST))
    meeting.do(m.MA, NoteGist(1, GIST + "，老人摔过"))
    assert not meeting.state.speeches[0].confirmed
    with pytest.raises(Refused, match="gist_changed"):
        meeting.do(m.LIN, ConfirmGist(1, DIGEST))


@pytest.mark.parametrize("other", [m.CHEN, m.MA, m.LI, m.OUTSIDER])
def test_nobody_else_confirms(meeting: m.Meeting, other: m.Seat | m.Who) -> None:
    with pytest.raises(Forbidden, match="gist_own_only"):
        meeting.do(other, ConfirmGist(1, DIGEST))


def test_once_and_only_what_is_written(meeting: m.Meeting) -> None:
    meeting.do(m.LIN, ConfirmGist(1, DIGEST))
    with pytest.raises(Refused, match="gist_confirmed_already"):
        meeting.do(m.LIN, ConfirmGist(1, DIGEST))
    with pytest.raises(Refused, match="speech_unknown"):
        meeting.do(m.LIN, ConfirmGist(9, DIGEST))
    meeting.do(m.LI, RaiseHand(1, Stance.FOR))
    meeting.do(m.CHEN, CallSpeaker(m.LI.person_id))
    with pytest.raises(Refused, match="gist_missing"):
        meeting.do(m.LI, ConfirmGist(2, text_digest("")))


def test_while_speaking_and_after_the_meeting(meeting: m.Meeting) -> None:
    meeting.do(m.LI, RaiseHand(1, Stance.AGAINST))
    meeting.do(m.CHEN, CallSpeaker(m.LI.person_id))
    meeting.do(m.MA, NoteGist(2, GIST))
    meeting.do(m.LI, ConfirmGist(2, DIGEST))
    assert [turn.confirmed for turn, _ in gists_of(meeting.state, m.LI.person_id)] == [True]
    meeting.do(m.CHEN, Adjourn(confirmed=True))
    meeting.do(m.LIN, ConfirmGist(1, DIGEST))
    assert all(turn.confirmed for turn in meeting.state.speeches)
    assert gists_of(meeting.state, None) == ()


@pytest.fixture
def session(call, cast, clock) -> int:
    """Tang spoke in a session that is over; two days of review."""

    async def made():
        session = await make.debating(cast, rules={"review_hours": 48})
        steps = (
            (cast.tang, RaiseHand(1, Stance.FOR)),
            (cast.chen, CallSpeaker(cast.tang.person_id)),
            (cast.tang, EndSpeech(1)),
            (cast.ma, NoteGist(1, GIST)),
            (cast.chen, Adjourn(confirmed=True)),
        )
        for actor, command in steps:
            await services.act(actor, session.id, command)
        return session.id

    return call(made)


def test_on_the_page_of_the_session_and_of_the_draft(as_, call, cast, session):
    tang, draft = as_(cast.tang), call(minutes.draft, cast.ma, session)
    page = tang.get(f"/sessions/{session}").text
    assert "记得对，我确认" in page
    assert "记得对，我确认" not in as_(cast.xu).get(f"/sessions/{session}").text
    assert "记得对，我确认" in tang.get(f"/minutes/{draft.id}/review").text
    sent = {"speech": "1", "digest": DIGEST, "back": "minutes"}
    done = tang.post(f"/sessions/{session}/gist-confirmations", data=sent)
    assert done.headers["location"].endswith(f"/sessions/{session}/minutes")
    assert "本人已确认" in tang.get(f"/sessions/{session}").text
    again = tang.post(f"/sessions/{session}/gist-confirmations", data=sent)
    assert again.status_code == 422
    assert "已经确认了" in again.text
    assert call(queries.state, session).speeches[0].confirmed


def test_the_renewed_draft_says_it_and_the_books_agree(as_, call, cast, session):
    draft = call(minutes.draft, cast.ma, session)
    call(services.act, cast.tang, session, ConfirmGist(1, DIGEST))
    assert call(minutes_queries.show, draft.id, cast.ma).log_grew
    call(minutes.draft, cast.ma, session)
    assert "（本人已确认）" in as_(cast.ma).get(f"/minutes/{draft.id}/record").text
    assert call(verification.check).agrees
