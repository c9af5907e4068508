"""The whole law of the meeting behind two functions: decide (may this happen?) and apply (what is it then?)."""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

from councils.sessions.rules import (
    agenda,
    box,
    calls,
    chair,
    discussion,
    door,
    floor,
    gists,
    heads,
    log,
    motions,
    notice,
    outcomes,
    pauses,
    points,
    polls,
    presence,
    recording,
    recusals,
    roll,
    speeches,
    standins,
    tabling,
    votes,
)
from councils.sessions.rules.agenda import CloseItem, PostponeItem, TakeItem
from councils.sessions.rules.box import EndCasting
from councils.sessions.rules.calls import CallSpeaker, MissSpeaker
from councils.sessions.rules.chair import HandOver, ReturnChair
from councils.sessions.rules.discussion import Answer, Carry, Decline, Post, Show
from councils.sessions.rules.door import CheckIn, Leave, OpenCheckin
from councils.sessions.rules.events import Fact, Seat
from councils.sessions.rules.floor import CloseList, OpenList, RaiseHand, WithdrawHand
from councils.sessions.rules.gists import ConfirmGist
from councils.sessions.rules.heads import CountAs, CountHeads
from councils.sessions.rules.log import Event
from councils.sessions.rules.motions import (
    CloseDebate,
    Grant,
    Lapsed,
    OpenDebate,
    ReopenDebate,
    Second,
    StateMotion,
    Withdraw,
)
from councils.sessions.rules.notice import CancelSession, CorrectNotice
from councils.sessions.rules.pauses import CheckQuorum, Recess, Resume
from councils.sessions.rules.points import RaisePoint, RulePoint
from councils.sessions.rules.polls import AnswerPoll, ClosePoll, OpenPoll
from councils.sessions.rules.presence import Adjourn, Announce, Open
from councils.sessions.rules.recording import NameRecorder
from councils.sessions.rules.recusals import Recuse
from councils.sessions.rules.roll import CallRoll, DemandRecount, NameTellers, ObjectConsent
from councils.sessions.rules.speeches import EndSpeech, NoteBreach, NoteGist, PauseSpeech, ResumeSpeech
from councils.sessions.rules.standins import CountGallery, Excuse, SeatSubstitute
from councils.sessions.rules.state import State, changed
from councils.sessions.rules.tabling import StrikePaper, TablePaper
from councils.sessions.rules.votes import Cast, CloseVote, OpenVote, VoidVote
from councils.sessions.rules.wording import Move
from councils.sessions.rules.words import Who

Command = (
    Announce
    | CorrectNotice
    | CancelSession
    | OpenCheckin
    | CheckIn
    | Leave
    | Excuse
    | SeatSubstitute
    | CountGallery
    | CountAs
    | CountHeads
    | Open
    | CheckQuorum
    | Recess
    | Resume
    | Adjourn
    | HandOver
    | ReturnChair
    | NameRecorder
    | Recuse
    | TakeItem
    | PostponeItem
    | CloseItem
    | TablePaper
    | StrikePaper
    | Move
    | Second
    | StateMotion
    | Lapsed
    | Withdraw
    | Grant
    | OpenDebate
    | CloseDebate
    | ReopenDebate
    | RaisePoint
    | RulePoint
    | RaiseHand
    | WithdrawHand
    | CloseList
    | OpenList
    | CallSpeaker
    | MissSpeaker
    | EndSpeech
    | PauseSpeech
    | ResumeSpeech
    | NoteGist
    | ConfirmGist
    | NoteBreach
    | OpenPoll
    | AnswerPoll
    | ClosePoll
    | Post
    | Show
    | Decline
    | Answer
    | Carry
    | OpenVote
    | Cast
    | EndCasting
    | CloseVote
    | VoidVote
    | CallRoll
    | ObjectConsent
    | NameTellers
    | DemandRecount
)

MATTERS = (
    *(door, standins, heads, notice, presence, pauses, chair, recording, recusals, agenda, tabling),
    *(motions, points, votes, box, roll),
    *(floor, calls, speeches, gists, polls, discussion),
)
_DECIDE: dict[type, Callable[[State, Any, Who, datetime], tuple[Fact, ...]]] = {
    shape: step for matter in MATTERS for shape, step in matter.DECIDE.items()
}
_APPLY: dict[type, Callable[[State, Any, Event], State]] = {
    shape: step for matter in (*MATTERS, outcomes) for shape, step in matter.APPLY.items()
}
BLANK = State()


def decide(state: State, command: Command, who: Who, at: datetime) -> tuple[Fact, ...]:
    """What happens when this person does this now: at least one fact.

    Raises Forbidden when it is not theirs to do, Refused when it is not in order now.
    """
    return _DECIDE[type(command)](state, command, who, at)


def apply(state: State, event: Event) -> State:
    """The state after one more event. Raises ValueError on a gap in the numbers."""
    if event.seq != state.seq + 1:
        raise ValueError(f"event {event.seq} does not follow {state.seq}")
    after = _APPLY[type(event.fact)](state, event.fact, event)
    return changed(after, seq=event.seq, steps=state.steps + log.goes_on(event.fact))


def replay(events: Iterable[Event], state: State = BLANK) -> State:
    """The state a log leads to, from the beginning or from a state already known."""
    for event in events:
        state = apply(state, event)
    return state


def events_of(state: State, facts: Iterable[Fact], actor: Seat | None, at: datetime) -> tuple[Event, ...]:
    """Facts numbered on from this state."""
    return tuple(Event(state.seq + offset, at, actor, fact) for offset, fact in enumerate(facts, start=1))
