"""Reading series with when they are due, standing agreements, and teams."""

from dataclasses import dataclass
from datetime import date

from civic.kit import clock
from civic.kit.db import moment, rows
from civic.kit.errors import NotFound
from councils import queries as councils
from councils.joint import queries as joint
from councils.rules import SeatRole
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


async def officers(term_id: int, day: date) -> tuple[int | None, int | None]:
    """Who would preside and record a session of a term, by person id, as far as anything says so.

    The chair of the body that is host; else the usual team; else the only one who has that seat.
    """
    term = await councils.term(term_id)
    seated = await councils.seats(term_id, day)
    usual = {place.duty: place.person_id for place in await team(term.council_id)}
    known = {seat.person_id for seat in seated}
    recorders = [seat.person_id for seat in seated if seat.role is SeatRole.RECORDER]
    presiding = await joint.presiding(term_id, day)
    hosted = term.council.rotates_from is not None
    chair = usual.get(Duty.CHAIR) if not hosted and usual.get(Duty.CHAIR) in known else None
    recorder = usual.get(Duty.RECORDER) if usual.get(Duty.RECORDER) in known else None
    return chair or (presiding.person_id if presiding else None), recorder or next(iter(recorders), None)


def lacking(filled: list[TeamPlace]) -> list[Duty]:
    """Which of 3 + 1 nobody does yet."""
    done = {one.duty for one in filled}
    return [duty for duty in WANTED if duty not in done]
