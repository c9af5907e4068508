"""Announcing, the door, the quorum at opening, and adjourning."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from civic.kit.errors import N_, Forbidden, Refused, sentences
from councils.sessions.rules import floor
from councils.sessions.rules.events import (
    Adjourned,
    Announced,
    CheckedIn,
    CheckinOpened,
    Fact,
    ItemClosed,
    ItemPostponed,
    Left,
    MotionLapsed,
    Opened,
    Seat,
)
from councils.sessions.rules.log import Event
from councils.sessions.rules.rights import may_run, need_runner
from councils.sessions.rules.shapes import Item
from councils.sessions.rules.state import State, changed
from councils.sessions.rules.words import SETTLED, ItemState, Lapse, MotionState, Phase, Source, Who


@dataclass(frozen=True)
class Announce:
    """Publish the notice."""

    notice: Announced


@dataclass(frozen=True)
class OpenCheckin:
    """Open the door with the roster of the day."""

    seats: int
    roster: tuple[Seat, ...]


@dataclass(frozen=True)
class CheckIn:
    """A member is here."""

    person_id: int


@dataclass(frozen=True)
class Leave:
    """A member goes."""

    person_id: int


@dataclass(frozen=True)
class Open:
    """Open the session, if enough are here."""


@dataclass(frozen=True)
class Adjourn:
    """End the session. confirmed: what is not dealt with goes to a later one."""

    confirmed: bool = False


def announce(state: State, command: Announce, who: Who, at: datetime) -> tuple[Fact, ...]:
    """Raises Refused when it was announced already or has nothing on its agenda."""
    if state.phase is not Phase.DRAFT:
        raise Refused("announced_already")
    if not command.notice.items:
        raise Refused("agenda_empty")
    return (command.notice,)


def open_checkin(state: State, command: OpenCheckin, who: Who, at: datetime) -> tuple[Fact, ...]:
    """Raises Refused unless announced and there are members to check in."""
    if not (may_run(state, who) or who.steward):
        raise Forbidden("runner_only")
    if state.phase is Phase.CANCELLED:
        raise Refused("session_cancelled")
    if state.phase is not Phase.ANNOUNCED:
        raise Refused("checkin_opened_already" if state.phase is not Phase.DRAFT else "session_not_open")
    if not command.roster or command.seats < len(command.roster):
        raise Refused("roster_empty")
    return (CheckinOpened(command.seats, command.roster),)


def _at_the_door(state: State, person_id: int, who: Who) -> tuple[Seat, Source]:
    if state.phase is Phase.ADJOURNED:
        raise Refused("session_over")
    if state.phase not in (Phase.CHECKING_IN, Phase.IN_SESSION):
        raise Refused("checkin_not_open")
    own = who.person_id == person_id
    if not own and not (may_run(state, who) or who.steward):
        raise Forbidden("steward_only")
    seat = state.seat(person_id)
    if seat is None:
        raise Forbidden("checkin_members_only")
    return seat, Source.SELF if own else Source.STEWARD


def check_in(state: State, command: CheckIn, who: Who, at: datetime) -> tuple[Fact, ...]:
    """Raises Refused when the door is shut or the member is in; Forbidden for those without a seat."""
    seat, source = _at_the_door(state, command.person_id, who)
    if seat.person_id in state.present:
        raise Refused("checked_in_already", name=seat.name)
    return (CheckedIn(seat, source),)


def leave(state: State, command: Leave, who: Who, at: datetime) -> tuple[Fact, ...]:
    """A speaker who leaves ends the speech first."""
    seat, source = _at_the_door(state, command.person_id, who)
    if seat.person_id not in state.present:
        raise Refused("not_here", name=seat.name)
    speaking = state.speaking is not None and state.speaking.person.person_id == seat.person_id
    return (*(floor.end_now(state, at) if speaking else ()), Left(seat, source))


def open_session(state: State, command: Open, who: Who, at: datetime) -> tuple[Fact, ...]:
    """Raises Refused("not_quorate") below the quorum: nothing decided there would stand."""
    need_runner(state, who)
    if state.phase in (Phase.IN_SESSION, Phase.ADJOURNED):
        raise Refused("opened_already")
    if state.phase is not Phase.CHECKING_IN:
        raise Refused("checkin_not_open")
    if not state.quorate:
        raise Refused(
            "not_quorate", present=len(state.present), needed=state.quorum_needed, seats=state.seats
        )
    return (Opened(len(state.present), state.seats, state.quorum_needed),)


def adjourn(state: State, command: Adjourn, who: Who, at: datetime) -> tuple[Fact, ...]:
    """Raises Refused while a vote is open, and once more when items would be put off unasked."""
    need_runner(state, who)
    if state.phase not in (Phase.CHECKING_IN, Phase.IN_SESSION):
        raise Refused("session_over" if state.phase is Phase.ADJOURNED else "session_not_open")
    if state.vote is not None:
        raise Refused("vote_open")
    left = [item for item in state.items if item.state in (ItemState.PLANNED, ItemState.CURRENT)]
    put_off = [_leftover(state, item) for item in left]
    count = sum(isinstance(fact, ItemPostponed) for fact in put_off)
    if count and not command.confirmed:
        raise Refused("items_left", "confirmed", count=count)
    lapsed = (MotionLapsed(state.motion.number, Lapse.ADJOURNED),) if state.motion else ()
    return (*floor.end_now(state, at), *lapsed, *put_off, Adjourned(len(state.present)))


def _leftover(state: State, item: Item) -> ItemClosed | ItemPostponed:
    """A current item on which something was decided and nothing is pending is simply done."""
    decided = any(
        motion.item == item.number and motion.state in (MotionState.ADOPTED, MotionState.LOST)
        for motion in state.motions
    )
    pending = any(motion.item == item.number and motion.state not in SETTLED for motion in state.motions)
    return ItemClosed(item.number, True) if decided and not pending else ItemPostponed(item.number)


def announced(state: State, fact: Announced, event: Event) -> State:
    """The heading and the agenda stand."""
    items = tuple(
        Item(line.item, line.title, line.proposal, line.minutes, kind=line.kind, presenter=line.presenter)
        for line in fact.items
    )
    return changed(state, phase=Phase.ANNOUNCED, heading=fact, rules=fact.rules, items=items)


def checkin_opened(state: State, fact: CheckinOpened, event: Event) -> State:
    """Roster and base are fixed for this session."""
    return changed(state, phase=Phase.CHECKING_IN, seats=fact.seats, roster=fact.roster)


def checked_in(state: State, fact: CheckedIn, event: Event) -> State:
    """One more in the room."""
    return changed(state, present=state.present | {fact.person.person_id})


def left(state: State, fact: Left, event: Event) -> State:
    """One fewer, and no hand of theirs in the queue."""
    hands = tuple(hand for hand in state.hands if hand.person.person_id != fact.person.person_id)
    return floor.pinned(changed(state, present=state.present - {fact.person.person_id}, hands=hands))


def opened(state: State, fact: Opened, event: Event) -> State:
    """In session from this moment."""
    return changed(state, phase=Phase.IN_SESSION, opened_at=event.at)


def adjourned(state: State, fact: Adjourned, event: Event) -> State:
    """Over."""
    return changed(state, phase=Phase.ADJOURNED, adjourned_at=event.at, hands=(), safe=None)


def probes(state: State, who: Who) -> dict[str, Any]:
    """A sample of each act of the door, to ask whether it is in order."""
    roster = (state.heading.chair,) if state.heading else ()
    person = who.person_id or 0
    return {
        "open_checkin": OpenCheckin(1, roster),
        "check_in": CheckIn(person),
        "leave": Leave(person),
        "open_session": Open(),
        "adjourn": Adjourn(confirmed=True),
    }


DECIDE: dict[type, Callable[[State, Any, Who, datetime], tuple[Fact, ...]]] = {
    Announce: announce,
    OpenCheckin: open_checkin,
    CheckIn: check_in,
    Leave: leave,
    Open: open_session,
    Adjourn: adjourn,
}
APPLY: dict[type, Callable[[State, Any, Event], State]] = {
    Announced: announced,
    CheckinOpened: checkin_opened,
    CheckedIn: checked_in,
    Left: left,
    Opened: opened,
    Adjourned: adjourned,
}

sentences(
    announced_already=N_("这次会议已经公告。"),
    agenda_empty=N_("议程里还没有事项。请先加一项。"),
    checkin_opened_already=N_("签到已经开始。"),
    checkin_not_open=N_("签到还没有开始。"),
    checkin_code=N_("签到码不对。请看一下会场屏幕上的签到码。"),
    roster_empty=N_("这一届议事会还没有成员名单，不能开始签到。"),
    steward_only=N_("替别人签到，由主持人、记录人或现场社工来做。"),
    checkin_members_only=N_("只有本届议事会成员需要签到。您可以直接旁听。"),
    checked_in_already=N_("{name} 已经签到。"),
    not_here=N_("{name} 现在不在场。"),
    opened_already=N_("会议已经宣布开始。"),
    not_quorate=N_("应到 {seats} 人，实到 {present} 人，至少需要 {needed} 人。人数不够，会议还不能开始。"),
    vote_open=N_("表决还开着。请先宣布结果，再做这一步。"),
    items_left=N_("还有 {count} 项议程没有议完。确认推到下次，再宣布散会。"),
)
