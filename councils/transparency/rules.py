"""Shares that say their numbers, and what is never told because too few people are in it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

# Below this many people a group is not told: who is in it could be guessed.
LEAST_PEOPLE = 10
# a promise of this site, said on the page: minutes are published this many days after the session
MINUTES_DAYS = 14
_BANDS = ((18, 29), (30, 44), (45, 59), (60, 74))
_ELDEST = 75


class Measure(StrEnum):
    """What is measured."""

    NOTICE = "notice"  # sessions announced as many days before as the rules say
    MINUTES = "minutes"  # minutes published in time
    ANSWERED = "answered"  # consultation outcomes answered in time
    OBJECTIONS = "objections"  # objections answered before their notice was over
    DELIVERED = "delivered"  # things resolved and done in time
    MILESTONES = "milestones"  # stages of contracts accepted in time


@dataclass(frozen=True)
class Case:
    """One row behind a figure: where it stands, what it is, and whether the promise was kept."""

    ref_kind: str
    ref_id: int
    title: str
    kept: bool


@dataclass(frozen=True)
class Figure:
    """So many of so many. cases: every row it is worked out from."""

    measure: Measure
    cases: tuple[Case, ...]

    @property
    def all(self) -> int:
        """How many there were."""
        return len(self.cases)

    @property
    def kept(self) -> int:
        """How many kept the promise."""
        return sum(case.kept for case in self.cases)


@dataclass(frozen=True)
class Group:
    """So many people of one age or one way of voting; people is None when they are too few to be told."""

    name: str
    people: int | None


def announced_in_time(announced: datetime, starts: datetime, days: int) -> bool:
    """Whether a notice came at least so many whole days before the session."""
    return starts - announced >= timedelta(days=days)


def band(birth_year: int | None, today: date) -> str:
    """The age band of a year of birth; empty when the year is not known."""
    if birth_year is None:
        return ""
    age = today.year - birth_year
    if age >= _ELDEST:
        return f"{_ELDEST}+"
    return next((f"{least}–{most}" for least, most in _BANDS if least <= age <= most), "")


def told(counts: Iterable[tuple[str, int]]) -> tuple[Group, ...]:
    """Groups as they may be shown. If exactly one is too small, the smallest of the others is held back as well: the sum
    would give it away."""
    found = sorted(counts)
    small = {name for name, people in found if people < LEAST_PEOPLE}
    if len(small) == 1 and len(found) > 1:
        small |= {min((people, name) for name, people in found if name not in small)[1]}
    return tuple(Group(name, None if name in small else people) for name, people in found)
