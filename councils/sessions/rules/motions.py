"""Motions: no debate without one, one at a time, heard only when somebody else wants it heard."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from civic.kit.errors import N_, Forbidden, Refused, sentences
from councils.sessions.rules import floor
from councils.sessions.rules.events import (
    DebateClosed,
    DebateOpened,
    Fact,
    MotionLapsed,
    MotionMoved,
    MotionSeconded,
    MotionStated,
    MotionWithdrawn,
)
from councils.sessions.rules.log import Event
from councils.sessions.rules.rights import need_debater, need_member, need_motion, need_runner
from councils.sessions.rules.shapes import Motion
from councils.sessions.rules.state import State, changed, with_motion
from councils.sessions.rules.words import Lapse, MotionState, Who

TEXT_MIN, TEXT_MAX = 10, 500  # characters: who does what, by when does not fit in fewer than ten
AMOUNT_MAX_FEN = 10**12


@dataclass(frozen=True)
class Move:
    """Move that somebody do something. amount_fen: money asked for, in fen."""

    text: str
    amount_fen: int | None = None
    proposal: int | None = None


@dataclass(frozen=True)
class Second:
    """Want it discussed."""

    motion: int


@dataclass(frozen=True)
class StateMotion:
    """The chair reads it out."""

    motion: int


@dataclass(frozen=True)
class Lapsed:
    """The chair finds that nobody seconds."""

    motion: int


@dataclass(frozen=True)
class Withdraw:
    """The mover takes it back."""

    motion: int


@dataclass(frozen=True)
class OpenDebate:
    """Hands may go up."""

    motion: int


@dataclass(frozen=True)
class CloseDebate:
    """Nobody waits any more."""

    motion: int


def move(state: State, command: Move, who: Who, at: datetime) -> tuple[Fact, ...]:
    """Raises Refused without a current item, with another motion pending, for a text that names no action,
    and for one that was lost in this session (R10)."""
    mover = need_debater(state, who)
    item = state.item
    if item is None:
        raise Refused("no_item_current")
    if state.motion is not None:
        raise Refused("motion_pending")
    text = " ".join(command.text.split())
    if not TEXT_MIN <= len(text) <= TEXT_MAX:
        raise Refused("motion_text_length", "text", least=TEXT_MIN, most=TEXT_MAX)
    if command.amount_fen is not None and not 0 < command.amount_fen <= AMOUNT_MAX_FEN:
        raise Refused("motion_amount", "amount")
    if any(other.state is MotionState.LOST and other.text == text for other in state.motions):
        raise Refused("motion_renewed", "text")
    number = len(state.motions) + 1
    proposal = command.proposal if command.proposal is not None else item.proposal
    return (MotionMoved(number, item.number, mover, text, command.amount_fen, proposal),)


def second(state: State, command: Second, who: Who, at: datetime) -> tuple[Fact, ...]:
    """Raises Refused for the mover: a second shows that one more person cares."""
    person = need_debater(state, who)
    motion = need_motion(state, command.motion, MotionState.MOVED)
    if motion.mover.person_id == person.person_id:
        raise Refused("second_by_mover")
    return (MotionSeconded(motion.number, person),)


def state_motion(state: State, command: StateMotion, who: Who, at: datetime) -> tuple[Fact, ...]:
    """Raises Refused before it was seconded."""
    need_runner(state, who)
    return (MotionStated(need_motion(state, command.motion, MotionState.SECONDED).number),)


def lapse(state: State, command: Lapsed, who: Who, at: datetime) -> tuple[Fact, ...]:
    """Raises Refused once it was seconded."""
    need_runner(state, who)
    return (MotionLapsed(need_motion(state, command.motion, MotionState.MOVED).number, Lapse.NO_SECOND),)


def withdraw(state: State, command: Withdraw, who: Who, at: datetime) -> tuple[Fact, ...]:
    """Raises Forbidden for anyone but the mover, Refused once it was stated: then it is the meeting's."""
    person = need_member(state, who)
    if state.motion is not None and state.motion.mover.person_id != person.person_id:
        raise Forbidden("withdraw_mover_only")
    motion = need_motion(state, command.motion, *MotionState)
    if motion.state not in (MotionState.MOVED, MotionState.SECONDED):
        raise Refused("withdraw_too_late")
    return (MotionWithdrawn(motion.number),)


def open_debate(state: State, command: OpenDebate, who: Who, at: datetime) -> tuple[Fact, ...]:
    """Raises Refused before it was stated."""
    need_runner(state, who)
    return (DebateOpened(need_motion(state, command.motion, MotionState.STATED).number),)


def close_debate(state: State, command: CloseDebate, who: Who, at: datetime) -> tuple[Fact, ...]:
    """Raises Refused while anybody speaks or waits (principle 11: the vote comes when all is said)."""
    need_runner(state, who)
    motion = need_motion(state, command.motion, MotionState.DEBATING)
    if state.speaking is not None:
        raise Refused("floor_taken", name=state.speaking.person.name)
    if state.hands:
        raise Refused("hands_waiting", count=len(state.hands))
    return (DebateClosed(motion.number),)


def moved(state: State, fact: MotionMoved, event: Event) -> State:
    """One more, waiting for its second."""
    motion = Motion(fact.motion, fact.item, fact.mover, fact.text, fact.amount_fen, fact.proposal)
    return changed(state, motions=(*state.motions, motion))


def seconded(state: State, fact: MotionSeconded, event: Event) -> State:
    """Will be heard."""
    return with_motion(state, fact.motion, state=MotionState.SECONDED, seconder=fact.person)


def stated(state: State, fact: MotionStated, event: Event) -> State:
    """Belongs to the meeting."""
    return with_motion(state, fact.motion, state=MotionState.STATED)


def withdrawn(state: State, fact: MotionWithdrawn, event: Event) -> State:
    """Gone."""
    return with_motion(state, fact.motion, state=MotionState.WITHDRAWN)


def lapsed(state: State, fact: MotionLapsed, event: Event) -> State:
    """Gone, and with it the queue it had."""
    return floor.cleared(with_motion(state, fact.motion, state=MotionState.LAPSED))


def debate_opened(state: State, fact: DebateOpened, event: Event) -> State:
    """An empty queue to begin with."""
    return floor.cleared(with_motion(state, fact.motion, state=MotionState.DEBATING))


def debate_closed(state: State, fact: DebateClosed, event: Event) -> State:
    """Ready for the vote."""
    return floor.cleared(with_motion(state, fact.motion, state=MotionState.DEBATED))


def probes(state: State, who: Who) -> dict[str, Any]:
    """A sample of each act on motions, to ask whether it is in order."""
    motion = state.motion.number if state.motion else 0
    return {
        "move": Move("x" * TEXT_MIN),  # long enough: the question is whether one may be moved
        "second": Second(motion),
        "state_motion": StateMotion(motion),
        "lapse": Lapsed(motion),
        "withdraw": Withdraw(motion),
        "open_debate": OpenDebate(motion),
        "close_debate": CloseDebate(motion),
    }


DECIDE: dict[type, Callable[[State, Any, Who, datetime], tuple[Fact, ...]]] = {
    Move: move,
    Second: second,
    StateMotion: state_motion,
    Lapsed: lapse,
    Withdraw: withdraw,
    OpenDebate: open_debate,
    CloseDebate: close_debate,
}
APPLY: dict[type, Callable[[State, Any, Event], State]] = {
    MotionMoved: moved,
    MotionSeconded: seconded,
    MotionStated: stated,
    MotionWithdrawn: withdrawn,
    MotionLapsed: lapsed,
    DebateOpened: debate_opened,
    DebateClosed: debate_closed,
}

sentences(
    no_item_current=N_("现在没有正在议的事项，等主持人宣布下一项。"),
    motion_text_length=N_("动议要写清楚谁来做什么、什么时候做完，{least} 到 {most} 个字。"),
    motion_amount=N_("金额要大于零。不用钱就空着。"),
    motion_renewed=N_("同样的动议在这次会上已经否决，不能再提。"),
    second_by_mover=N_("自己提的动议，要由别人附议。"),
    withdraw_mover_only=N_("只有提出动议的人可以撤回。"),
    withdraw_too_late=N_("主持人已经复述，动议归大家所有，要由表决决定。"),
    hands_waiting=N_("还有 {count} 位在等候发言。大家说完再结束辩论。"),
)
