"""The only place that reads the time. Everything else asks here, so that tests and the demo can move it."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("Asia/Shanghai")

_frozen: datetime | None = None
_shift = timedelta()


def now() -> datetime:
    """This moment, aware, in UTC."""
    return (_frozen or datetime.now(UTC)) + _shift


def today() -> date:
    """Today's date where the residents live."""
    return local(now()).date()


def local(moment: datetime) -> datetime:
    """The same moment on the residents' clock."""
    return moment.astimezone(ZONE)


def as_typed(moment: datetime) -> str:
    """A moment as a form's field for day and time holds it, on the residents' clock: ``2026-11-22T19:30``."""
    return f"{local(moment):%Y-%m-%dT%H:%M}"


def at_local(day: date, hour: int = 0, minute: int = 0) -> datetime:
    """A wall-clock time of the residents' day as an aware UTC moment."""
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=ZONE).astimezone(UTC)


def freeze(moment: datetime) -> None:
    """Stop the clock at a moment (tests)."""
    global _frozen
    if moment.tzinfo is None:
        raise ValueError("the clock takes aware moments only")
    _frozen = moment


def travel(distance: timedelta) -> None:
    """Move the clock, running or stopped, by a distance (tests and the demo)."""
    global _shift
    _shift += distance


def shift() -> timedelta:
    """How far the clock stands from the machine's own."""
    return _shift


def restore() -> None:
    """Back to the machine's own clock."""
    global _frozen, _shift
    _frozen, _shift = None, timedelta()
