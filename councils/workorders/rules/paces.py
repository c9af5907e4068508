"""How fast a place wants its work orders: published paces with a source, read from ``paces.toml``, and what is late."""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path

from civic.kit import clock
from civic.kit.errors import N_, Refused, sentences
from councils.workorders.rules.states import IN_HAND, UNSENT, State

_FILE = Path(__file__).with_name("paces.toml")
PLAIN = "plain"
# the titles in the file, marked for translation
TITLES = (N_("限时办结"), N_("吹哨报到"))


@dataclass(frozen=True)
class Pace:
    """One version of a pace."""

    key: str
    version: int
    title: str
    source: str
    effective_on: date
    #: whether somebody compared the numbers with the text they come from
    verified: bool
    #: until a report is sent to somebody
    dispatch_hours: int
    #: offered for doing it, in calendar days
    days: int
    #: until the next place above is told as well
    again_days: int
    #: until who was sent has reported in. None: there is no such deadline
    acknowledge_minutes: int | None = None


@dataclass(frozen=True)
class Missed:
    """A deadline that passed: when it was, and how many places above the community are to be told of it (1: the next)."""

    at: datetime
    levels: int


@cache
def paces() -> tuple[Pace, ...]:
    """All versions, the oldest first."""
    found = [Pace(**entry) for entry in tomllib.loads(_FILE.read_text(encoding="utf-8"))["pace"]]
    return tuple(sorted(found, key=lambda pace: (pace.effective_on, pace.version)))


def offered(today: date) -> list[Pace]:
    """The newest version of each that is in force."""
    newest = {pace.key: pace for pace in paces() if pace.effective_on <= today}
    return list(newest.values())


def version_of(key: str, version: int) -> Pace:
    """The one a place chose. Raises LookupError for an unknown one."""
    for pace in paces():
        if (pace.key, pace.version) == (key, version):
            return pace
    raise LookupError(f"there is no pace {key} version {version}")


def in_force(key: str, today: date) -> Pace:
    """The newest version of a pace. Raises Refused ``pace_unknown``."""
    found = next((pace for pace in offered(today) if pace.key == key), None)
    if found is None:
        raise Refused("pace_unknown", "pace")
    return found


def due_day(pace: Pace, today: date) -> date:
    """The day offered for doing it."""
    return today + timedelta(days=pace.days)


def acknowledge_by(pace: Pace, now: datetime) -> datetime | None:
    """Until when who is sent now must have reported in."""
    return now + timedelta(minutes=pace.acknowledge_minutes) if pace.acknowledge_minutes else None


@dataclass(frozen=True)
class Running:
    """What runs for a work order. waits_since: when it was reported or opened again."""

    state: State
    waits_since: datetime
    acknowledge_by: datetime | None = None
    due_on: date | None = None


def deadlines(running: Running, pace: Pace) -> list[datetime]:
    """The moments until which something must have happened, as things stand."""
    if running.state in UNSENT:
        return [running.waits_since + timedelta(hours=pace.dispatch_hours)]
    found = []
    if running.state is State.DISPATCHED and running.acknowledge_by:
        found.append(running.acknowledge_by)
    if running.state in IN_HAND and running.due_on:
        found.append(clock.at_local(running.due_on + timedelta(days=1)))
    return found


def late(running: Running, pace: Pace, now: datetime) -> bool:
    """Whether one of them has passed."""
    return any(moment <= now for moment in deadlines(running, pace))


def missed(running: Running, pace: Pace, now: datetime, levels: int) -> Sequence[Missed]:
    """What passed, and so how far up it is to be told: the next place at once, one more after every ``again_days``."""
    found = []
    for moment in deadlines(running, pace):
        for level in range(levels):
            due = moment + timedelta(days=pace.again_days * level)
            if due <= now:
                found.append(Missed(due, level + 1))
    return found


sentences(
    pace_unknown=N_("请在名单里选一种办理时限。"),
)
