"""Who is expected and who came when: the sheet people sign at the door, read from the log."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from councils.sessions.rules.events import CheckedIn, Seat
from councils.sessions.rules.log import Event
from councils.sessions.rules.state import State


class Part(StrEnum):
    """As what somebody takes part."""

    CHAIR = "chair"
    RECORDER = "recorder"
    MEMBER = "member"
    SUBSTITUTE = "substitute"
    OBSERVER = "observer"


@dataclass(frozen=True)
class Arrival:
    """A line of the sheet. at: when they first checked in; None when they have not."""

    name: str
    role: Part
    at: datetime | None = None
    remote: bool = False
    excused: bool = False


def arrivals(state: State, events: Iterable[Event], expected: tuple[Seat, ...]) -> tuple[Arrival, ...]:
    """Members first, then substitutes and observers. expected: the members of today, for a sheet printed before the door opens."""
    came: dict[int, Event] = {}
    for event in events:
        if isinstance(event.fact, CheckedIn):
            came.setdefault(event.fact.person.person_id, event)
    excused = {seat.person_id for seat in state.excused}
    sitting = {substitute.person_id for _, substitute in state.substitutes}

    def line(seat: Seat, role: Part) -> Arrival:
        event = came.get(seat.person_id)
        return Arrival(
            seat.name,
            role,
            event.at if event else None,
            seat.person_id in state.remote,
            seat.person_id in excused,
        )

    members = [line(seat, _part(state, seat, sitting)) for seat in state.roster or expected]
    extra = [] if state.roster else _recorder(state, expected)
    return (*members, *extra, *(line(seat, Part.OBSERVER) for seat in state.observers))


def _part(state: State, seat: Seat, sitting: set[int]) -> Part:
    heading = state.heading
    if heading is not None and seat.person_id == heading.chair.person_id:
        return Part.CHAIR
    if heading is not None and seat.person_id == heading.recorder.person_id:
        return Part.RECORDER
    return Part.SUBSTITUTE if seat.person_id in sitting else Part.MEMBER


def _recorder(state: State, expected: tuple[Seat, ...]) -> list[Arrival]:
    """The recorder without a vote is in the room as well."""
    heading = state.heading
    if heading is None or any(seat.person_id == heading.recorder.person_id for seat in expected):
        return []
    return [Arrival(heading.recorder.name, Part.RECORDER)]
