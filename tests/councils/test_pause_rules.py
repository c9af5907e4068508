"""Recess, resuming, and what may be done without a quorum (R9)."""

from collections.abc import Callable
from dataclasses import fields
from datetime import datetime, timedelta
from typing import get_args

import pytest

from civic.kit.errors import Forbidden, Refused
from councils.sessions.rules import Command
from councils.sessions.rules.agenda import TakeItem
from councils.sessions.rules.calls import CallSpeaker
from councils.sessions.rules.door import CheckIn, Leave
from councils.sessions.rules.events import QuorumChecked, Recessed, Resumed
from councils.sessions.rules.floor import RaiseHand
from councils.sessions.rules.notice import CorrectNotice
from councils.sessions.rules.pauses import CheckQuorum, Recess, Resume
from councils.sessions.rules.points import RaisePoint
from councils.sessions.rules.presence import Adjourn
from councils.sessions.rules.speeches import EndSpeech
from councils.sessions.rules.standins import CountGallery
from councils.sessions.rules.votes import Cast, CloseVote, OpenVote
from councils.sessions.rules.wording import Move
from councils.sessions.rules.words import Choice, Method, MotionKind, Phase, PointKind, Stance
from tests.councils import meeting as m


def test_the_chair_calls_a_pause_by_the_server_s_clock() -> None:
    meeting = m.debating()
    (fact,) = meeting.do(m.CHEN, Recess(10))
    assert fact == Recessed((m.START + timedelta(minutes=10)).isoformat(timespec="seconds"), 5)
    assert (meeting.state.phase, meeting.state.recessed_until) == (
        Phase.RECESSED,
        m.START + timedelta(minutes=10),
    )


def test_in_a_pause_people_come_and_go_and_nothing_else() -> None:
    meeting = m.debating()
    meeting.do(m.CHEN, Recess(10))
    for command in (
        RaiseHand(1, Stance.FOR),
        Move(m.TEXT),
        RaisePoint(PointKind.ORDER, "跑题"),
        CheckQuorum(),
    ):
        with pytest.raises(Refused, match="session_recessed"):
            meeting.do(m.LI, command)
    for run in (TakeItem(2), CallSpeaker(3), Recess(5)):
        with pytest.raises(Refused, match="session_recessed"):
            meeting.do(m.CHEN, run)
    meeting.do(m.LI, Leave(4))
    meeting.do(m.LI, CheckIn(4))
    meeting.do(m.STEWARD, CountGallery(7))


def test_it_goes_on_where_it_stopped_with_the_quorum_counted_again() -> None:
    meeting = m.debating()
    meeting.do(m.LI, RaiseHand(1, Stance.FOR))
    meeting.do(m.CHEN, Recess(10))
    meeting.do(m.ZHAO, Leave(5))
    meeting.wait(3600)  # late is never too late
    assert meeting.do(m.CHEN, Resume()) == (Resumed(4, 5, 4),)
    assert [hand.person for hand in meeting.state.hands] == [m.LI]
    meeting.do(m.CHEN, CallSpeaker(4))


def test_not_without_a_quorum_and_not_before_the_time_unasked() -> None:
    meeting = m.opened()
    meeting.do(m.CHEN, Recess(10))
    for seat in (m.LI, m.ZHAO):
        meeting.do(seat, Leave(seat.person_id))
    with pytest.raises(Refused, match="resume_not_quorate"):
        meeting.do(m.CHEN, Resume(confirmed=True))
    meeting.do(m.LI, CheckIn(4))
    with pytest.raises(Refused) as refusal:
        meeting.do(m.CHEN, Resume())
    assert (refusal.value.code, refusal.value.field) == ("resume_early", "confirmed")
    meeting.do(m.CHEN, Resume(confirmed=True))


def test_a_pause_is_called_by_who_runs_it_and_not_over_a_vote_or_a_speech() -> None:
    meeting = m.debating()
    with pytest.raises(Forbidden):
        meeting.do(m.LIN, Recess(10))
    with pytest.raises(Forbidden):
        meeting.do(m.LIN, Resume())
    with pytest.raises(Refused, match="not_recessed"):
        meeting.do(m.CHEN, Resume())
    meeting.do(m.LI, RaiseHand(1, Stance.FOR))
    meeting.do(m.CHEN, CallSpeaker(4))
    with pytest.raises(Refused, match="floor_taken"):
        meeting.do(m.CHEN, Recess(10))
    voting = m.debated()
    voting.do(m.CHEN, OpenVote(1, Method.PHONES))
    with pytest.raises(Refused, match="vote_open"):
        voting.do(m.CHEN, Recess(10))
    for minutes in (0, 181):
        with pytest.raises(Refused, match="recess_minutes"):
            m.opened().do(m.CHEN, Recess(minutes))


def test_a_session_may_end_in_its_pause() -> None:
    meeting = m.moved()
    meeting.do(m.CHEN, Recess(10))
    meeting.do(m.CHEN, Adjourn(confirmed=True))
    assert (meeting.state.phase, meeting.state.stack) == (Phase.ADJOURNED, ())


def test_anyone_here_may_have_the_quorum_counted_again_when_somebody_came_or_went() -> None:
    meeting = m.opened()
    with pytest.raises(Refused, match="quorum_counted"):
        meeting.do(m.LI, CheckQuorum())
    for seat in (m.LIN, m.ZHAO):
        meeting.do(seat, Leave(seat.person_id))
    assert meeting.do(m.LI, CheckQuorum()) == (QuorumChecked(3, 5, 4, met=False),)
    with pytest.raises(Forbidden):
        meeting.do(m.OUTSIDER, CheckQuorum())
    with pytest.raises(Forbidden):
        meeting.do(m.ZHAO, CheckQuorum())


def thinned(begun: Callable[[], m.Meeting]) -> m.Meeting:
    """Ma and Zhao have left: three of five are here, four are needed."""
    meeting = begun()
    for seat in (m.MA, m.ZHAO):
        meeting.do(seat, Leave(seat.person_id))
    assert not meeting.state.quorate
    return meeting


def test_without_a_quorum_nothing_goes_on() -> None:
    on_item = thinned(m.opened)
    with pytest.raises(Refused, match="quorum_lost"):
        on_item.do(m.CHEN, TakeItem(1))
    debating = thinned(m.debating)
    with pytest.raises(Refused, match="quorum_lost"):
        debating.do(m.LI, RaiseHand(1, Stance.FOR))
    with pytest.raises(Refused, match="not_quorate"):
        thinned(m.debated).do(m.CHEN, OpenVote(1, Method.PHONES))


def test_but_to_adjourn_to_pause_and_to_get_members_in() -> None:
    thinned(m.debating).do(m.CHEN, Adjourn(confirmed=True))
    thinned(m.debating).do(m.LI, Move(kind=MotionKind.ADJOURN))
    meeting = thinned(m.debating)
    meeting.do(m.CHEN, Recess(10))
    meeting.do(m.ZHAO, CheckIn(5))
    meeting.do(m.CHEN, Resume(confirmed=True))
    meeting.do(m.LI, RaiseHand(1, Stance.FOR))


def test_a_quorum_lost_between_opening_and_result_is_told() -> None:
    meeting = m.debated()
    meeting.do(m.CHEN, OpenVote(1, Method.PHONES))
    for seat in (m.LIN, m.LI, m.ZHAO):
        meeting.do(seat, Cast(1, Choice.YES))
    for seat in (m.MA, m.ZHAO):
        meeting.do(seat, Leave(seat.person_id))
    meeting.do(m.CHEN, CloseVote(1))
    numbers = meeting.state.verdicts[-1].numbers
    assert (numbers.yes, numbers.quorum_lost) == (3, True)


def test_who_left_cannot_vote() -> None:
    meeting = m.debated()
    meeting.do(m.CHEN, OpenVote(1, Method.PHONES))
    meeting.do(m.LIN, Leave(3))
    with pytest.raises(Refused, match="not_checked_in"):
        meeting.do(m.LIN, Cast(1, Choice.YES))


def test_a_phone_whose_clock_is_wrong_can_say_nothing_about_time() -> None:
    """What people do during a session holds no moment: every time comes from the server."""
    timed = {
        command
        for command in get_args(Command)
        for part in fields(command)
        if part.type is datetime or "datetime" in str(part.type)
    }
    assert timed == {CorrectNotice}, "which mends the notice before the door opens"


def test_the_end_of_a_speech_is_a_moment_of_the_server() -> None:
    meeting = m.debating()
    meeting.do(m.LI, RaiseHand(1, Stance.FOR))
    meeting.wait(60)
    meeting.do(m.CHEN, CallSpeaker(4))
    assert meeting.state.speaking is not None
    assert meeting.state.speaking.ends_at == meeting.at + timedelta(seconds=120)
    meeting.do(m.LI, EndSpeech(1))
