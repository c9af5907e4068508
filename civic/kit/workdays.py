"""Deadlines in calendar days or working days. Holidays are data with a source, a file a year."""

import tomllib
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cache
from pathlib import Path

_FOLDER = Path(__file__).parent / "holidays"


class DayKind(StrEnum):
    """How the days of a period are counted."""

    CALENDAR = "calendar"
    WORKING = "working"


@dataclass(frozen=True)
class Year:
    """One year's public holidays: days off, weekend days worked instead, and where that is written."""

    off: frozenset[date]
    working: frozenset[date]
    source: str


@cache
def year(number: int) -> Year | None:
    """The announced holidays of a year, or None when they are not known yet (then only weekends are off)."""
    path = _FOLDER / f"{number}.toml"
    if not path.exists():
        return None
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    days = {key: frozenset(map(date.fromisoformat, data[key])) for key in ("off", "working")}
    return Year(days["off"], days["working"], data["source"])


def is_working(day: date) -> bool:
    """Whether offices work that day."""
    known = year(day.year)
    if known is not None and (day in known.off or day in known.working):
        return day in known.working
    return day.weekday() < 5


def add_days(day: date, count: int, kind: DayKind) -> date:
    """The last day of a period of ``count`` days that begins the day after ``day`` (民法典 201: the first day is not counted).

    A calendar period that would end on a day off ends on the next working day (民法典 203).
    Raises ValueError for a negative count.
    """
    if count < 0:
        raise ValueError("a period has no negative length")
    if kind is DayKind.CALENDAR:
        end = day + timedelta(days=count)
        while count and not is_working(end):
            end += timedelta(days=1)
        return end
    end, left = day, count
    while left:
        end += timedelta(days=1)
        left -= is_working(end)
    return end
