"""The door: opening it, coming in, leaving, coming back; members, substitutes seated for them, and observers."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from civic.kit.errors import N_, Forbidden, Refused, sentences
from councils.rules import Of, Strictness
from councils.sessions.rules.chair import returning_early
from councils.sessions.rules.events import (
    Bench,
    CheckedIn,
    CheckinOpened,
    Excused,
    Fact,
    Left,
    Reserve,
    Seat,
)
from councils.sessions.rules.heads import counting_as
from councils.sessions.rules.log import Event
from councils.sessions.rules.queue import without
from councils.sessions.rules.rights import OPEN_DOOR, need_door, need_tender, tends
from councils.sessions.rules.speeches import end_all
from councils.sessions.rules.state import State, changed
from councils.sessions.rules.words import Phase, Source, Who


@dataclass(frozen=True)
class OpenCheckin:
    """Open the door with the roster of the day. The other fields as in the fact that says so.

    excused: who has asked for leave before, by person id, with the reason.
    """

    seats: int
    roster: tuple[Seat, ...]
    observers: tuple[Seat, ...] = ()
    benches: tuple[Bench, ...] = ()
    reserves: tuple[Reserve, ...] = ()
    excused: tuple[tuple[int, str], ...] = ()


@dataclass(frozen=True)
class CheckIn:
    """Somebody is here. remote: over the network. side: as what the steward counts them."""

    person_id: int
    remote: bool = False
    side: Of | None = None


@dataclass(frozen=True)
class Leave:
    """Somebody goes."""

    person_id: int


def open_checkin(state: State, command: OpenCheckin, who: Who, at: datetime) -> tuple[Fact, ...]:
    """Raises Refused unless announced and there are members to check in."""
    need_tender(state, who)
    if state.phase is Phase.CANCELLED:
        raise Refused("session_cancelled")
    if state.phase is not Phase.ANNOUNCED:
        raise Refused("checkin_opened_already" if state.phase is not Phase.DRAFT else "session_not_open")
    if not command.roster or command.seats < len(command.roster):
        raise Refused("roster_empty")
    opened = CheckinOpened(
        command.seats, command.roster, command.observers, command.benches, command.reserves
    )
    seats = {seat.person_id: seat for seat in command.roster}
    leave = (Excused(seats[person], reason) for person, reason in command.excused if person in seats)
    return (opened, *leave)


def check_in(state: State, command: CheckIn, who: Who, at: datetime) -> tuple[Fact, ...]:
    """A member whose place a substitute holds takes it back, but not in the middle of a vote: a seat has one voice.

    Raises Refused when the door is shut or the person is in; Forbidden for those who were not invited.
    """
    seat, source = _at_the_door(state, command.person_id, who)
    if seat.person_id in state.present | state.observing:
        raise Refused("checked_in_already", name=seat.name)
    if command.remote and not (state.heading and state.heading.remote):
        raise Refused("remote_not_open")
    substitute = next((sits for member, sits in state.substitutes if member == seat), None)
    came: tuple[Fact, ...] = (
        CheckedIn(seat, source, command.remote),
        *counting_as(state, seat, command.side, who),
    )
    if substitute is None or substitute.person_id not in state.present:
        return came
    if state.vote is not None:
        raise Refused("substitute_votes", name=substitute.name)
    ended = end_all(state, at, substitute.person_id)
    return (*ended, Left(substitute, source), *came)


def leave(state: State, command: Leave, who: Who, at: datetime) -> tuple[Fact, ...]:
    """A speaker who leaves ends the speech first; somebody who stood in for the chair gives the chair back."""
    seat, source = _at_the_door(state, command.person_id, who)
    if seat.person_id not in state.present | state.observing:
        raise Refused("not_here", name=seat.name)
    back = returning_early(state, seat.person_id)
    return (*end_all(state, at, seat.person_id), Left(seat, source), *back)


def _at_the_door(state: State, person_id: int, who: Who) -> tuple[Seat, Source]:
    need_door(state)
    own = who.person_id == person_id
    if not own and not tends(state, who):
        raise Forbidden("steward_only")
    seat = state.seat(person_id) or state.observer(person_id)
    if seat is None and own and state.rules.strictness is Strictness.CONSULTATION:
        seat = Seat(person_id, who.name)  # whoever lives here may come and be heard
    if seat is None:
        raise Forbidden("checkin_members_only")
    return seat, Source.SELF if own else Source.STEWARD


def checkin_opened(state: State, fact: CheckinOpened, event: Event) -> State:
    """Roster and base are fixed for this session."""
    return changed(
        state,
        phase=Phase.CHECKING_IN,
        seats=fact.seats,
        roster=fact.roster,
        observers=fact.observers,
        benches=fact.benches,
        reserves=fact.reserves,
    )


def checked_in(state: State, fact: CheckedIn, event: Event) -> State:
    """One more in the room. A member who comes back ends what a substitute did in the meantime."""
    person = fact.person.person_id
    remote = state.remote | {person} if fact.remote else state.remote - {person}
    if state.seat(person) is None:
        known = state.observers if state.observer(person) else (*state.observers, fact.person)
        return changed(state, observing=state.observing | {person}, observers=known, remote=remote)
    return changed(
        state,
        present=state.present | {person},
        observing=state.observing - {person},
        remote=remote,
        excused=tuple(seat for seat in state.excused if seat.person_id != person),
        substitutes=tuple(pair for pair in state.substitutes if pair[0].person_id != person),
    )


def left(state: State, fact: Left, event: Event) -> State:
    """One fewer, and no hand of theirs in the queue."""
    person = fact.person.person_id
    gone = changed(
        state,
        present=state.present - {person},
        observing=state.observing - {person},
        remote=state.remote - {person},
    )
    return without(gone, person)


def probes(state: State, who: Who) -> dict[str, Any]:
    """A sample of each act of the door, to ask whether it is in order."""
    if state.phase is Phase.ANNOUNCED and state.heading:
        return {"open_checkin": OpenCheckin(1, (state.heading.chair,))} if tends(state, who) else {}
    if state.phase not in OPEN_DOOR or who.person_id is None:
        return {}
    return {"check_in": CheckIn(who.person_id), "leave": Leave(who.person_id)}


DECIDE: dict[type, Callable[[State, Any, Who, datetime], tuple[Fact, ...]]] = {
    OpenCheckin: open_checkin,
    CheckIn: check_in,
    Leave: leave,
}
APPLY: dict[type, Callable[[State, Any, Event], State]] = {
    CheckinOpened: checkin_opened,
    CheckedIn: checked_in,
    Left: left,
}

sentences(
    checkin_opened_already=N_("签到已经开始。"),
    checkin_code=N_("签到码不对。请看一下会场屏幕上的签到码。"),
    roster_empty=N_("这一届议事会还没有成员名单，不能开始签到。"),
    steward_only=N_("替别人签到，由主持人、记录人或现场社工来做。"),
    checkin_members_only=N_("只有本届议事会成员和列席的人需要签到。您可以直接旁听。"),
    checked_in_already=N_("{name} 已经签到。"),
    remote_not_open=N_("这次会议不开线上参加，请到会场签到。"),
    substitute_votes=N_("这次表决由{name}替您参加。表决结束后再签到，您的席位就归您。"),
    not_here=N_("{name} 现在不在场。"),
)
