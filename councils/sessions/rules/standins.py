"""Who is missing and who sits for them: leave asked for (请假), substitutes for this session, and how many listen."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from civic.kit.errors import N_, Refused, sentences
from councils.sessions.rules.events import CheckedIn, Excused, Fact, GalleryCounted, Seat, SubstituteSeated
from councils.sessions.rules.log import Event
from councils.sessions.rules.rights import OPEN_DOOR, need_door, need_tender, tends
from councils.sessions.rules.state import State, changed
from councils.sessions.rules.words import Source, Who

REASON_MAX = 200
GALLERY_MAX = 100_000


@dataclass(frozen=True)
class Excuse:
    """A member asks for leave, or the steward writes down that they did."""

    person_id: int
    reason: str


@dataclass(frozen=True)
class SeatSubstitute:
    """Somebody of the reserve sits for an absent member, with that member's vote, for this session."""

    member_id: int
    substitute_id: int


@dataclass(frozen=True)
class CountGallery:
    """How many listen."""

    count: int


def excuse(state: State, command: Excuse, who: Who, at: datetime) -> tuple[Fact, ...]:
    """Raises Refused for somebody who is here or excused, and without a reason."""
    need_door(state)
    if who.person_id != command.person_id:
        need_tender(state, who)
    seat = _absent(state, command.person_id)
    if seat in state.excused:
        raise Refused("excused_already", name=seat.name)
    reason = " ".join(command.reason.split())
    if not 2 <= len(reason) <= REASON_MAX:
        raise Refused("excuse_reason", "reason", most=REASON_MAX)
    return (Excused(seat, reason),)


def _absent(state: State, person_id: int) -> Seat:
    """A member of the roster who is not here. Raises Refused otherwise."""
    seat = next((seat for seat in state.roster if seat.person_id == person_id), None)
    if seat is None:
        raise Refused("absent_nobody", "person")
    if person_id in state.present:
        raise Refused("checked_in_already", name=seat.name)
    return seat


def seat_substitute(state: State, command: SeatSubstitute, who: Who, at: datetime) -> tuple[Fact, ...]:
    """Raises Refused when the member is here or has a substitute, and for somebody who has a vote already or no right to it.

    Whoever is seated is here: nobody need check them in as well.
    """
    need_door(state)
    need_tender(state, who)
    member = _absent(state, command.member_id)
    if any(absent == member for absent, _ in state.substitutes):
        raise Refused("substituted_already", name=member.name)
    substitute = next((each for each in state.reserves if each.person_id == command.substitute_id), None)
    if substitute is None:
        raise Refused("substitute_unknown", "substitute")
    if state.seat(substitute.person_id) is not None:
        raise Refused("substitute_seated_already", "substitute", name=substitute.name)
    body = next((bench for bench in state.benches if bench.name == substitute.bench), None)
    if body is not None and member.person_id not in body.members:
        raise Refused("substitute_other_body", "substitute", name=substitute.name, bench=body.name)
    sits = Seat(substitute.person_id, substitute.name)
    return (SubstituteSeated(member, sits), CheckedIn(sits, Source.STEWARD))


def count_gallery(state: State, command: CountGallery, who: Who, at: datetime) -> tuple[Fact, ...]:
    """Raises Refused for a number that cannot be, and for the number already written down."""
    need_door(state)
    need_tender(state, who)
    if not 0 <= command.count <= GALLERY_MAX:
        raise Refused("gallery_count", "count")
    if command.count == state.gallery:
        raise Refused("gallery_same", "count")
    return (GalleryCounted(command.count),)


def excused(state: State, fact: Excused, event: Event) -> State:
    """Missing with leave."""
    return changed(state, excused=(*state.excused, fact.person))


def substitute_seated(state: State, fact: SubstituteSeated, event: Event) -> State:
    """Has the member's vote until the member comes."""
    return changed(state, substitutes=(*state.substitutes, (fact.member, fact.substitute)))


def gallery_counted(state: State, fact: GalleryCounted, event: Event) -> State:
    """As counted last."""
    return changed(state, gallery=fact.count)


def probes(state: State, who: Who) -> dict[str, Any]:
    """A sample of each act about those who are missing, to ask whether it is in order."""
    if state.phase not in OPEN_DOOR or who.person_id is None:
        return {}
    acts: dict[str, Any] = {"excuse": Excuse(who.person_id, "xx")}
    if tends(state, who):
        acts["count_gallery"] = CountGallery(state.gallery + 1)
        taken = {seat.person_id for pair in state.substitutes for seat in pair} | state.present
        absent = next((seat.person_id for seat in state.roster if seat.person_id not in taken), 0)
        free = next((seat.person_id for seat in state.reserves if state.seat(seat.person_id) is None), 0)
        acts["seat_substitute"] = SeatSubstitute(absent, free)
    return acts


DECIDE: dict[type, Callable[[State, Any, Who, datetime], tuple[Fact, ...]]] = {
    Excuse: excuse,
    SeatSubstitute: seat_substitute,
    CountGallery: count_gallery,
}
APPLY: dict[type, Callable[[State, Any, Event], State]] = {
    Excused: excused,
    SubstituteSeated: substitute_seated,
    GalleryCounted: gallery_counted,
}

sentences(
    absent_nobody=N_("这个人不在成员名单上。"),
    excused_already=N_("{name} 已经请过假。"),
    excuse_reason=N_("请写明请假的原因，2 到 {most} 个字。"),
    substituted_already=N_("已经有人替{name}出席。"),
    substitute_unknown=N_("只有名册上的候补成员可以替别人出席。"),
    substitute_seated_already=N_("{name} 已经有一席，不能再替别人。"),
    substitute_other_body=N_("{name} 是{bench}的候补成员，只能替{bench}的成员出席。"),
    gallery_count=N_("请填旁听的人数，没有就填 0。"),
    gallery_same=N_("旁听人数和刚才一样。"),
)
