"""Asking for the floor: on a motion in debate, or on the item itself where consultation is open (0)."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from civic.kit.errors import N_, Forbidden, Refused, sentences
from councils.rules import Strictness
from councils.sessions.rules.events import (
    Fact,
    HandRaised,
    HandWithdrawn,
    LimitsChanged,
    ListClosed,
    ListOpened,
    Seat,
)
from councils.sessions.rules.log import Event
from councils.sessions.rules.queue import limits, pinned, turns_used, waiting, without
from councils.sessions.rules.rights import (
    in_name_of,
    may_run,
    need_debater,
    need_in_session,
    need_quorum,
    need_runner,
)
from councils.sessions.rules.shapes import Hand
from councils.sessions.rules.state import State, changed, with_motion
from councils.sessions.rules.words import Stance, Suspendable, Who


@dataclass(frozen=True)
class RaiseHand:
    """Ask for the floor. stance: None is refused with a sentence, not guessed. person_id: somebody without a phone."""

    motion: int
    stance: Stance | None
    person_id: int | None = None


@dataclass(frozen=True)
class WithdrawHand:
    """No longer ask."""

    motion: int
    person_id: int | None = None


@dataclass(frozen=True)
class CloseList:
    """No more hands; who waits is still heard."""

    motion: int


@dataclass(frozen=True)
class OpenList:
    """Hands may go up again."""

    motion: int


def raise_hand(state: State, command: RaiseHand, who: Who, at: datetime) -> tuple[Fact, ...]:
    """Raises Refused without a side, twice, while speaking, with the list closed, and after the last turn the rules allow."""
    need_in_session(state)
    hat, source = in_name_of(state, command.person_id, who)
    person = asking(state, hat)
    _need_floor(state, command.motion)
    need_quorum(state)
    if any(hand.person == person for hand in waiting(state, command.motion)):
        raise Refused("hand_up_already")
    if has_floor(state, command.motion, person):
        raise Refused("speaking_already")
    need_turn_left(state, command.motion, person)
    if _list_closed(state, command.motion):
        raise Refused("list_closed")
    return (HandRaised(command.motion, person, _stance(state, command.stance), source),)


def asking(state: State, who: Who) -> Seat:
    """The person as somebody who may ask for the floor: a member who takes part and does not preside, or an observer here."""
    observer = state.observer(who.person_id) if state.seat(who.person_id) is None else None
    if observer is None:
        return need_debater(state, who)
    if observer.person_id not in state.observing:
        raise Refused("not_checked_in")
    if observer.person_id in state.recused:  # sat for a member, stepped aside, and listens now
        raise Refused("recused")
    free = state.rules.strictness is Strictness.CONSULTATION or state.suspends(Suspendable.OBSERVERS)
    if not (state.rules.observers_speak or free):
        raise Forbidden("observers_silent")
    return observer


def _stance(state: State, stance: Stance | None) -> Stance:
    """Where something is to be decided one says the side first (principle 4); an open consultation asks for none."""
    if state.rules.strictness is Strictness.CONSULTATION or state.suspends(Suspendable.STANCE):
        return stance or Stance.NEUTRAL
    if stance in (None, Stance.NEUTRAL):
        raise Refused("stance_missing", "stance")
    return stance


def _need_floor(state: State, motion: int) -> None:
    """Raises Refused unless this is debated now."""
    if state.floor == motion:
        return
    pending = state.motion
    if pending is not None and pending.number == motion:
        raise Refused("motion_" + pending.state.value)
    raise Refused("motion_not_pending" if motion else "floor_not_open")


def has_floor(state: State, motion: int, person: Seat) -> bool:
    """Whether somebody is speaking on a motion, or was when something came between."""
    going = (*state.held, state.speaking) if state.speaking else ()
    return any(turn.person == person and turn.motion == motion for turn in going)


def need_turn_left(state: State, motion: int, person: Seat) -> None:
    """Raises Refused after the last turn the rules allow."""
    times = limits(state, motion).times
    if times and turns_used(state, motion, person.person_id) >= times:
        raise Refused("speeches_used", most=times)


def _list_closed(state: State, motion: int) -> bool:
    if motion == 0:
        return state.list_closed
    return any(each.number == motion and each.list_closed for each in state.motions)


def withdraw_hand(state: State, command: WithdrawHand, who: Who, at: datetime) -> tuple[Fact, ...]:
    """Raises Refused when the hand is not up. A motion that is interrupted keeps its queue, and one may leave that too."""
    need_in_session(state)
    hat, _ = in_name_of(state, command.person_id, who)
    hand = next(
        (h for h in waiting(state, command.motion) if h.person.person_id == hat.person_id),
        None,
    )
    if hand is None:
        asking(state, hat)
        raise Refused("hand_not_up")
    return (HandWithdrawn(command.motion, hand.person),)


def close_list(state: State, command: CloseList, who: Who, at: datetime) -> tuple[Fact, ...]:
    """Raises Refused when it is closed already."""
    need_runner(state, who)
    need_in_session(state)
    _need_floor(state, command.motion)
    if _list_closed(state, command.motion):
        raise Refused("list_closed")
    return (ListClosed(command.motion),)


def open_list(state: State, command: OpenList, who: Who, at: datetime) -> tuple[Fact, ...]:
    """Raises Refused when it is open."""
    need_runner(state, who)
    need_in_session(state)
    _need_floor(state, command.motion)
    if not _list_closed(state, command.motion):
        raise Refused("list_open")
    return (ListOpened(command.motion),)


def hand_raised(state: State, fact: HandRaised, event: Event) -> State:
    """Waits; the safe place was given before this hand went up."""
    before = pinned(state)
    hand = Hand(fact.person, fact.stance, event.seq, fact.motion)
    return pinned(changed(before, hands=(*before.hands, hand)))


def hand_withdrawn(state: State, fact: HandWithdrawn, event: Event) -> State:
    """Waits no more."""
    return without(state, fact.person.person_id, fact.motion)


def list_moved(state: State, fact: ListClosed | ListOpened, event: Event) -> State:
    """Closed, or open again."""
    closed = isinstance(fact, ListClosed)
    if fact.motion == 0:
        return changed(state, list_closed=closed)
    return with_motion(state, fact.motion, list_closed=closed)


def limits_changed(state: State, fact: LimitsChanged, event: Event) -> State:
    """The latest change holds; a speech going on keeps the time it was given."""
    return changed(state, limits=(*state.limits, fact))


def probes(state: State, who: Who) -> dict[str, Any]:
    """A sample of each act on the floor, to ask whether it is in order."""
    motion = state.floor
    acts: dict[str, Any] = {}
    if any(hand.person.person_id == who.person_id for hand in state.hands):
        mine = next(hand for hand in state.hands if hand.person.person_id == who.person_id)
        acts["withdraw_hand"] = WithdrawHand(mine.motion)
    if motion is None:
        return acts
    acts["raise_hand"] = RaiseHand(motion, Stance.FOR)
    if may_run(state, who):
        acts |= {"close_list": CloseList(motion), "open_list": OpenList(motion)}
    return acts


DECIDE: dict[type, Callable[[State, Any, Who, datetime], tuple[Fact, ...]]] = {
    RaiseHand: raise_hand,
    WithdrawHand: withdraw_hand,
    CloseList: close_list,
    OpenList: open_list,
}
APPLY: dict[type, Callable[[State, Any, Event], State]] = {
    HandRaised: hand_raised,
    HandWithdrawn: hand_withdrawn,
    ListClosed: list_moved,
    ListOpened: list_moved,
    LimitsChanged: limits_changed,
}

sentences(
    hand_up_already=N_("您已经举手，在等候发言。"),
    hand_not_up=N_("您没有举手。"),
    speaking_already=N_("现在正轮到您发言。"),
    speeches_used=N_("您在这个动议上已经发言 {most} 次，把机会留给别人。"),
    stance_missing=N_("请先选赞成或反对，再举手。"),
    observers_silent=N_("这次会议列席的人只听不说。"),
    list_closed=N_("举手已经截止。举了手的都还能说。"),
    list_open=N_("现在可以举手。"),
    floor_not_open=N_("现在不是自由发言的时间。"),
)
