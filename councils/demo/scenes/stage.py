"""What the scenes share: who plays, where, and the day it is."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from civic.kit import clock
from civic.people.queries import actor_of
from civic.people.rules import Actor

DATA = Path(__file__).parents[1] / "data"


@dataclass
class Stage:
    """The demo community while it is being told."""

    now: datetime
    places: dict[str, int] = field(default_factory=dict)
    people: dict[str, int] = field(default_factory=dict)
    residents: list[int] = field(default_factory=list)
    young: list[int] = field(default_factory=list)
    proposals: dict[str, int] = field(default_factory=dict)
    organisations: dict[str, int] = field(default_factory=dict)
    codes: dict[str, list[str]] = field(default_factory=dict)
    term: int = 0
    fund: int = 0

    async def who(self, key: str) -> Actor:
        """One of the cast, with the roles held on the day it is."""
        return await actor_of(self.people[key])

    @contextmanager
    def day(self, days_ago: float, hour: int = 10, minute: int = 0) -> Iterator[None]:
        """The clock stands at that hour of a day some days before today."""
        there = clock.local(self.now).date() - timedelta(days=days_ago)
        with self.moment(clock.at_local(there, hour, minute)):
            yield

    @contextmanager
    def moment(self, at: datetime) -> Iterator[None]:
        """The clock stands at a moment."""
        clock.freeze(at)
        try:
            yield
        finally:
            clock.restore()


def later(seconds: int) -> None:
    """A while passes on a clock that stands still."""
    clock.freeze(clock.now() + timedelta(seconds=seconds))


def on(stage: Stage, days: int, hour: int) -> datetime:
    """An hour of a day some days from today, on the residents' clock."""
    return clock.at_local(clock.local(stage.now).date() + timedelta(days=days), hour)
