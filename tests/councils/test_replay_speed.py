"""A session of five thousand events is read back in a tenth of a second."""

from time import process_time

from councils.sessions.rules import replay
from councils.sessions.rules.agenda import TakeItem
from councils.sessions.rules.calls import CallSpeaker
from councils.sessions.rules.door import CheckIn, OpenCheckin
from councils.sessions.rules.floor import RaiseHand
from councils.sessions.rules.motions import CloseDebate, OpenDebate, Second, StateMotion
from councils.sessions.rules.presence import Open
from councils.sessions.rules.queue import queue
from councils.sessions.rules.speeches import EndSpeech
from councils.sessions.rules.votes import Cast, CloseVote, OpenVote
from councils.sessions.rules.wording import Move
from councils.sessions.rules.words import Choice, Method, MotionKind, Stance
from tests.councils import meeting as m

MEMBERS = tuple(m.Seat(number, f"成员{number}") for number in range(1, 101))
EVENTS, SECONDS = 5_000, 0.1


def long_meeting() -> m.Meeting:
    """Motion after motion: amended by consent, debated by ten, voted on by a hundred phones."""
    meeting = m.announced(m.FULL)
    meeting.do(m.CHEN, OpenCheckin(len(MEMBERS), MEMBERS))
    for seat in MEMBERS:
        meeting.do(seat, CheckIn(seat.person_id))
    meeting.do(m.CHEN, Open())
    meeting.do(m.CHEN, TakeItem(1))
    while meeting.state.seq < EVENTS:
        _motion(meeting, len(meeting.state.motions) + 1)
    return meeting


def _motion(meeting: m.Meeting, number: int) -> None:
    first = MEMBERS[number % 40 + 2]
    meeting.do(first, Move(f"由居委会在第 {number} 周换好南门路灯"))
    for person, command in (
        (MEMBERS[60], Second(number)),
        (m.CHEN, StateMotion(number)),
        (m.CHEN, OpenDebate(number)),
        (MEMBERS[61], Move(f"由居委会在第 {number} 周换好东门路灯", kind=MotionKind.AMEND)),
        (MEMBERS[60], Second(number + 1)),
        (m.CHEN, StateMotion(number + 1)),
        (m.CHEN, OpenVote(number + 1, Method.CONSENT)),
        (m.CHEN, CloseVote(number + 1)),
    ):
        meeting.do(person, command)
    for place, seat in enumerate(MEMBERS[70:80]):
        meeting.do(seat, RaiseHand(number, (Stance.FOR, Stance.AGAINST)[place % 2]))
    while meeting.state.hands:
        meeting.do(m.CHEN, CallSpeaker(queue(meeting.state)[0].hand.person.person_id))
        meeting.wait(20)
    speaking = meeting.state.speaking
    assert speaking is not None
    meeting.do(m.CHEN, EndSpeech(speaking.number))
    meeting.do(m.CHEN, CloseDebate(number))
    meeting.do(m.CHEN, OpenVote(number, Method.PHONES))
    for seat in MEMBERS:
        meeting.do(seat, Cast(number, Choice.YES))
    meeting.do(m.CHEN, CloseVote(number))


def test_five_thousand_events_are_read_back_in_a_tenth_of_a_second() -> None:
    log = long_meeting().log[:EVENTS]
    took = []
    for _ in range(5):
        begun = process_time()
        assert replay(log).seq == EVENTS
        took.append(process_time() - begun)
    assert min(took) < SECONDS
