"""Counting people by kind at the door, where the rules ask for more than filled seats: households, those affected …

A person counts on one side only (domain.md 3.1: a hearing's representatives and those affected are no common people). Who
has no name in the session is counted by the steward and entered as a number (现场录入).
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from civic.kit.errors import N_, Forbidden, Refused, sentences
from councils.rules import Of
from councils.sessions.rules.events import CountedAs, Fact, HeadsCounted, Seat
from councils.sessions.rules.log import Event
from councils.sessions.rules.rights import OPEN_DOOR, need_door, need_tender, tends
from councils.sessions.rules.state import State, changed
from councils.sessions.rules.words import Who

HEADS_MAX = 100_000


@dataclass(frozen=True)
class CountAs:
    """Somebody here counts as one of these. None: as nothing but what the seat is."""

    person_id: int
    of: Of | None


@dataclass(frozen=True)
class CountHeads:
    """So many of a kind are here beside those named. whole: of how many, where a share of them is asked for."""

    of: Of
    heads: int
    whole: int = 0


def count_as(state: State, command: CountAs, who: Who, at: datetime) -> tuple[Fact, ...]:
    """Raises Refused for somebody who is not here, for a kind nobody asks for, and where nothing would change."""
    need_door(state)
    need_tender(state, who)
    seat = state.seat(command.person_id) or state.observer(command.person_id)
    if seat is None or seat.person_id not in state.present | state.observing:
        raise Refused("counted_nobody", "person")
    if command.of is not None:
        _need_kind(state, command.of)
    if state.sides.get(seat.person_id) is command.of:
        raise Refused("counted_already", name=seat.name)
    return (CountedAs(seat, command.of),)


def counting_as(state: State, seat: Seat, of: Of | None, who: Who) -> tuple[CountedAs, ...]:
    """The fact for somebody who is just coming in. Raises Forbidden for all but the steward and who runs the session."""
    if of is None:
        return ()
    if not tends(state, who):
        raise Forbidden("tender_only")
    _need_kind(state, of)
    return () if state.sides.get(seat.person_id) is of else (CountedAs(seat, of),)


def count_heads(state: State, command: CountHeads, who: Who, at: datetime) -> tuple[Fact, ...]:
    """Raises Refused for numbers that cannot be, and for those already written down."""
    need_door(state)
    need_tender(state, who)
    _need_kind(state, command.of)
    share = any(part.of is command.of for part in state.rules.also)
    whole = command.whole if share else 0
    if not 0 <= command.heads <= HEADS_MAX:
        raise Refused("heads_number", "heads")
    if share and not 0 < whole <= HEADS_MAX:
        raise Refused("heads_whole", "whole")
    named = state.came(command.of) - state.unnamed.get(command.of, 0)
    if whole and command.heads + named > whole:
        raise Refused("heads_more_than_all", "heads", whole=whole)
    if (command.heads, whole) == (state.unnamed.get(command.of, 0), state.wholes.get(command.of, 0)):
        raise Refused("heads_same", "heads")
    return (HeadsCounted(command.of, command.heads, whole),)


def _need_kind(state: State, of: Of) -> None:
    if of not in state.rules.kinds:
        raise Refused("heads_kind", "of")


def counted_as(state: State, fact: CountedAs, event: Event) -> State:
    """On this side, and on no other."""
    sides = {person: of for person, of in state.sides.items() if person != fact.person.person_id}
    if fact.of is not None:
        sides[fact.person.person_id] = fact.of
    return changed(state, sides=sides)


def heads_counted(state: State, fact: HeadsCounted, event: Event) -> State:
    """As counted last."""
    unnamed, wholes = {**state.unnamed, fact.of: fact.heads}, {**state.wholes, fact.of: fact.whole}
    return changed(state, unnamed=unnamed, wholes=wholes)


def probes(state: State, who: Who) -> dict[str, Any]:
    """A sample of each act of counting, to ask whether it is in order."""
    kinds = state.rules.kinds
    if not kinds or state.phase not in OPEN_DOOR or not tends(state, who):
        return {}
    of = kinds[0]
    acts: dict[str, Any] = {"count_heads": CountHeads(of, state.unnamed.get(of, 0) + 1, HEADS_MAX)}
    here = next(iter(sorted(state.present | state.observing)), None)
    if here is not None:
        acts["count_as"] = CountAs(here, None if state.sides.get(here) is of else of)
    return acts


DECIDE: dict[type, Callable[[State, Any, Who, datetime], tuple[Fact, ...]]] = {
    CountAs: count_as,
    CountHeads: count_heads,
}
APPLY: dict[type, Callable[[State, Any, Event], State]] = {
    CountedAs: counted_as,
    HeadsCounted: heads_counted,
}

sentences(
    counted_nobody=N_("只有到场的人可以这样计数。请先签到。"),
    counted_already=N_("{name} 已经这样算了。"),
    heads_kind=N_("按这次会议的规则，不用另外数这一类人。"),
    heads_number=N_("请填人数，没有就填 0。"),
    heads_whole=N_("请填一共有多少，照居委会的名册。"),
    heads_more_than_all=N_("加上已经点到名的，比全部的 {whole} 还多，请再数一遍。"),
    heads_same=N_("和刚才记下的一样。"),
)
