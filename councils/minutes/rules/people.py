"""How the log's people and moments are written in a document."""

from datetime import UTC, datetime

from councils.minutes.rules.parts import Person
from councils.sessions.rules.events import Seat


def text(at: datetime) -> str:
    """A moment as the document writes it."""
    return at.astimezone(UTC).isoformat(timespec="microseconds")


def person(seat: Seat) -> Person:
    """By id and the name of that day."""
    return Person(seat.person_id, seat.name)
