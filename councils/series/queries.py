"""Reading series with when they are due, standing agreements, and teams."""

from dataclasses import dataclass
from datetime import date

from civic.kit import clock
from civic.kit.db import moment, rows
from civic.kit.errors import NotFound
from councils.series import rules
from councils.series.models import Agreement, Series, TeamPlace
from councils.series.rules import WANTED, Due, Duty


@dataclass(frozen=True)
class Coming:
    """A series that goes on, and when its next session is due."""

    series: Series
    due: Due


async def held(council_id: int) -> list[date]:
    """The days of a council's sessions, announced or over, but not those called off; read in SQL from the room above."""
    found = await rows(
        "SELECT s.starts_at FROM session s JOIN term t ON t.id = s.term_id WHERE t.council_id = ? "
        "AND NOT EXISTS (SELECT 1 FROM session_event e WHERE e.session_id = s.id AND e.kind = 'session_cancelled')",
        council_id,
    )
    return [clock.local(moment(row["starts_at"])).date() for row in found]


async def coming(council_id: int, today: date) -> list[Coming]:
    """The series of a council that go on, each with when it is due."""
    running = await Series.filter(council_id=council_id, ended_on=None).order_by("id")
    days = await held(council_id) if running else []
    return [Coming(one, rules.due(one.rhythm, one.starts_on, days, today)) for one in running]


async def series(series_id: int) -> Series:
    """A series with its council. Raises NotFound."""
    found = await Series.get_or_none(id=series_id).select_related("council")
    if found is None:
        raise NotFound
    return found


async def agreements(council_id: int) -> list[Agreement]:
    """Standing agreements of a council without their files, the latest first."""
    found = Agreement.filter(council_id=council_id).order_by("-signed_on", "-id")
    return await found.select_related("series").only(
        "id",
        "title",
        "parties",
        "signed_on",
        "valid_until",
        "file_name",
        "series_id",
        "series__title",
        "series__id",
    )


async def agreement(agreement_id: int) -> Agreement:
    """One with its file. Raises NotFound."""
    found = await Agreement.get_or_none(id=agreement_id)
    if found is None:
        raise NotFound
    return found


async def team(council_id: int) -> list[TeamPlace]:
    """The team a council's sessions are usually run by, in the order 3 + 1 + N."""
    found = await TeamPlace.filter(council_id=council_id).order_by("id").select_related("person")
    order = list(Duty)
    return sorted(found, key=lambda one: order.index(one.duty))


def lacking(filled: list[TeamPlace]) -> list[Duty]:
    """Which of 3 + 1 nobody does yet."""
    done = {one.duty for one in filled}
    return [duty for duty in WANTED if duty not in done]
