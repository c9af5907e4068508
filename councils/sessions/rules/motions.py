"""The life of a motion: moved, seconded, stated by the chair, debated; one at a time, others only on top of it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from civic.kit.errors import N_, Forbidden, Refused, sentences
from councils.sessions.rules import again, outcomes, queue, rights
from councils.sessions.rules.events import (
    DebateClosed,
    DebateOpened,
    Fact,
    MotionGranted,
    MotionLapsed,
    MotionMoved,
    MotionSeconded,
    MotionStated,
    MotionWithdrawn,
)
from councils.sessions.rules.log import Event
from councils.sessions.rules.moving import move
from councils.sessions.rules.precedence import LAWS, debatable
from councils.sessions.rules.rights import need_debater, need_member, need_motion, need_no_point, need_runner
from councils.sessions.rules.samples import moves
from councils.sessions.rules.shapes import Motion
from councils.sessions.rules.state import State, changed, with_motion
from councils.sessions.rules.wording import Move as Move
from councils.sessions.rules.words import Lapse, MotionKind, MotionState, Who


@dataclass(frozen=True)
class Second:
    """Want it discussed. person_id: somebody without a phone."""

    motion: int
    person_id: int | None = None


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
class Grant:
    """The chair finds that the parts of a question stand each by itself: one member's demand divides it (RONR 27:10)."""

    motion: int


@dataclass(frozen=True)
class OpenDebate:
    """Hands may go up."""

    motion: int


@dataclass(frozen=True)
class CloseDebate:
    """Nobody waits any more."""

    motion: int


@dataclass(frozen=True)
class ReopenDebate:
    """It was closed too early."""

    motion: int


def second(state: State, command: Second, who: Who, at: datetime) -> tuple[Fact, ...]:
    """Raises Refused for the mover: a second shows that one more person cares."""
    hat, source = rights.in_name_of(state, command.person_id, who)
    person = need_debater(state, hat)
    need_no_point(state)
    motion = need_motion(state, command.motion, *_unseconded(state))
    if motion.mover.person_id == person.person_id:
        raise Refused("second_by_mover")
    return (MotionSeconded(motion.number, person, source),)


def _unseconded(state: State) -> tuple[MotionState, ...]:
    """Where a motion stands that has no second yet: a motion to reconsider may have waited."""
    waits = state.motion is not None and state.motion.seconder is None
    return (MotionState.MOVED, MotionState.WAITING) if waits else (MotionState.MOVED,)


def state_motion(state: State, command: StateMotion, who: Who, at: datetime) -> tuple[Fact, ...]:
    """Raises Refused before it was seconded. Parts of a question come up one after the other."""
    need_runner(state, who)
    need_no_point(state)
    ready = state.motion is not None and state.motion.seconder is not None
    states = (MotionState.SECONDED, MotionState.WAITING) if ready else (MotionState.SECONDED,)
    return (MotionStated(need_motion(state, command.motion, *states).number),)


def lapse(state: State, command: Lapsed, who: Who, at: datetime) -> tuple[Fact, ...]:
    """Raises Refused once it was seconded."""
    need_runner(state, who)
    motion = need_motion(state, command.motion, *_unseconded(state))
    return (MotionLapsed(motion.number, Lapse.NO_SECOND),)


def withdraw(state: State, command: Withdraw, who: Who, at: datetime) -> tuple[Fact, ...]:
    """Raises Forbidden for anyone but the mover, Refused once it was stated: then it is the meeting's."""
    person = need_member(state, who)
    if state.motion is not None and state.motion.mover.person_id != person.person_id:
        raise Forbidden("withdraw_mover_only")
    motion = need_motion(state, command.motion, *MotionState)
    if motion.state not in (MotionState.MOVED, MotionState.SECONDED) and not _waits_alone(motion):
        raise Refused("withdraw_too_late")
    return (MotionWithdrawn(motion.number),)


def _waits_alone(motion: Motion) -> bool:
    """A motion to reconsider that was put on record and not called up yet; the part of a question is the meeting's."""
    return motion.state is MotionState.WAITING and motion.part_of is None


def grant(state: State, command: Grant, who: Who, at: datetime) -> tuple[Fact, ...]:
    """Raises Refused for anything but a division. Who thinks the parts hang together raises a point of order."""
    need_runner(state, who)
    need_no_point(state)
    motion = need_motion(state, command.motion, MotionState.MOVED, MotionState.SECONDED, MotionState.STATED)
    if motion.kind is not MotionKind.DIVIDE:
        raise Refused("grant_division_only")
    return (MotionGranted(motion.number), *outcomes.divide(state, motion, at))


def open_debate(state: State, command: OpenDebate, who: Who, at: datetime) -> tuple[Fact, ...]:
    """Raises Refused before it was stated, and for what is not debated."""
    need_runner(state, who)
    need_no_point(state)
    motion = need_motion(state, command.motion, MotionState.STATED)
    if not debatable(state, motion):
        raise Refused("motion_undebatable")
    return (DebateOpened(motion.number),)


def close_debate(state: State, command: CloseDebate, who: Who, at: datetime) -> tuple[Fact, ...]:
    """Raises Refused while anybody speaks or waits (principle 11: the vote comes when all is said)."""
    need_runner(state, who)
    need_no_point(state)
    motion = need_motion(state, command.motion, MotionState.DEBATING)
    if state.speaking is not None and state.speaking.motion == motion.number:
        raise Refused("floor_taken", name=state.speaking.person.name)
    waiting = len(queue.waiting(state))
    if waiting:
        raise Refused("hands_waiting", count=waiting)
    return (DebateClosed(motion.number),)


def reopen_debate(state: State, command: ReopenDebate, who: Who, at: datetime) -> tuple[Fact, ...]:
    """Mends a slip of the thumb. Raises Refused when the meeting itself ordered the vote, or doubts a count."""
    need_runner(state, who)
    need_no_point(state)
    motion = need_motion(state, command.motion, MotionState.DEBATED)
    if motion.closed_by is not None:
        raise Refused("question_ordered")
    if motion.barred:
        raise Refused("recount_first")
    if not debatable(state, motion):
        raise Refused("motion_undebatable")
    return (DebateOpened(motion.number),)


def moved(state: State, fact: MotionMoved, event: Event) -> State:
    """One more, waiting for its second, where it needs one."""
    to = MotionState.MOVED if LAWS[fact.kind].second else MotionState.SECONDED
    seconder = None
    if fact.part_of is not None:
        to, seconder = MotionState.WAITING, state.motions[fact.part_of - 1].seconder
    elif fact.kind is MotionKind.RECONSIDER and again.waits(state, fact.target):
        to = MotionState.WAITING
    motion = Motion(
        fact.motion,
        fact.item,
        fact.mover,
        fact.text,
        fact.amount_fen,
        fact.proposal,
        seconder,
        to,
        fact.kind,
        fact.target,
        fact.detail,
        fact.seconds,
        fact.times,
        fact.parts,
        amounts=fact.amounts,
        order=fact.order,
        part_of=fact.part_of,
        rule=fact.rule,
        noticed=fact.noticed,
    )
    return queue.pinned(changed(state, motions=(*state.motions, motion)))


def seconded(state: State, fact: MotionSeconded, event: Event) -> State:
    """Will be heard."""
    return with_motion(state, fact.motion, state=MotionState.SECONDED, seconder=fact.person)


def stated(state: State, fact: MotionStated, event: Event) -> State:
    """Belongs to the meeting."""
    return with_motion(state, fact.motion, state=MotionState.STATED)


def withdrawn(state: State, fact: MotionWithdrawn, event: Event) -> State:
    """Gone."""
    return outcomes.settled(state, fact.motion, MotionState.WITHDRAWN)


def lapsed(state: State, fact: MotionLapsed, event: Event) -> State:
    """Gone, and with it the queue it had."""
    return outcomes.settled(state, fact.motion, MotionState.LAPSED)


def granted(state: State, fact: MotionGranted, event: Event) -> State:
    """Done as demanded, without a vote."""
    return outcomes.settled(state, fact.motion, MotionState.ADOPTED)


def debate_opened(state: State, fact: DebateOpened, event: Event) -> State:
    """Hands may go up."""
    return with_motion(state, fact.motion, state=MotionState.DEBATING)


def debate_closed(state: State, fact: DebateClosed, event: Event) -> State:
    """Ready for the vote; who still waited is not heard when the meeting voted to close."""
    closed = with_motion(state, fact.motion, state=MotionState.DEBATED, closed_by=fact.by)
    return queue.pinned(queue.cleared(closed, fact.motion))


def probes(state: State, who: Who) -> dict[str, Any]:
    """A sample of each act on motions, to ask whether it is in order."""
    motion = state.motion.number if state.motion else 0
    return {
        **moves(state),
        "second": Second(motion),
        "state_motion": StateMotion(motion),
        "lapse": Lapsed(motion),
        "withdraw": Withdraw(motion),
        "grant": Grant(motion),
        "open_debate": OpenDebate(motion),
        "close_debate": CloseDebate(motion),
        "reopen_debate": ReopenDebate(motion),
    }


DECIDE: dict[type, Callable[[State, Any, Who, datetime], tuple[Fact, ...]]] = {
    Move: move,
    Second: second,
    StateMotion: state_motion,
    Lapsed: lapse,
    Withdraw: withdraw,
    Grant: grant,
    OpenDebate: open_debate,
    CloseDebate: close_debate,
    ReopenDebate: reopen_debate,
}
APPLY: dict[type, Callable[[State, Any, Event], State]] = {
    MotionMoved: moved,
    MotionSeconded: seconded,
    MotionStated: stated,
    MotionWithdrawn: withdrawn,
    MotionLapsed: lapsed,
    MotionGranted: granted,
    DebateOpened: debate_opened,
    DebateClosed: debate_closed,
}

sentences(
    second_by_mover=N_("自己提的动议，要由别人附议。"),
    withdraw_mover_only=N_("只有提出动议的人可以撤回。"),
    withdraw_too_late=N_("主持人已经复述，动议归大家所有，要由表决决定。"),
    grant_division_only=N_("只有拆分动议可以不表决就照办。"),
    hands_waiting=N_("还有 {count} 位在等候发言。大家说完再结束辩论。"),
)
