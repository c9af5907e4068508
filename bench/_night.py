"""A log of thousands of events: one motion after the other, each debated, spoken to and voted on."""

from councils.sessions.rules.agenda import TakeItem
from councils.sessions.rules.calls import CallSpeaker
from councils.sessions.rules.floor import RaiseHand
from councils.sessions.rules.log import Event
from councils.sessions.rules.motions import CloseDebate, OpenDebate, Second, StateMotion
from councils.sessions.rules.queue import queue
from councils.sessions.rules.speeches import EndSpeech, NoteGist
from councils.sessions.rules.votes import Cast, CloseVote, OpenVote
from councils.sessions.rules.wording import Move
from councils.sessions.rules.words import Choice, Method, Stance
from tests.councils import meeting as m

SPEAKERS = (m.LIN, m.LI, m.ZHAO)


def long_night(events: int) -> list[Event]:
    """At least so many events of a meeting that does not end."""
    meeting = m.opened()
    meeting.do(m.CHEN, TakeItem(1))
    motion = 0
    while len(meeting.log) < events:
        motion += 1
        _motion(meeting, motion)
    return meeting.log[:events]


def _motion(meeting: m.Meeting, motion: int) -> None:
    meeting.do(m.LIN, Move(f"{m.TEXT}，第 {motion} 处"))
    meeting.do(m.LI, Second(motion))
    meeting.do(m.CHEN, StateMotion(motion))
    meeting.do(m.CHEN, OpenDebate(motion))
    for seat in SPEAKERS:
        meeting.do(seat, RaiseHand(motion, Stance.FOR))
    for _ in SPEAKERS:
        meeting.do(m.CHEN, CallSpeaker(queue(meeting.state)[0].hand.person.person_id))
        meeting.wait(40)
        assert meeting.state.speaking is not None
        speech = meeting.state.speaking.number
        meeting.do(m.CHEN, EndSpeech(speech))
        meeting.do(m.MA, NoteGist(speech, "说了路灯"))
    meeting.do(m.CHEN, CloseDebate(motion))
    meeting.do(m.CHEN, OpenVote(motion, Method.PHONES))
    for seat in (m.CHEN, *SPEAKERS):
        meeting.do(seat, Cast(motion, Choice.YES if motion % 2 else Choice.NO))
    meeting.do(m.CHEN, CloseVote(motion))
