"""Reading resolutions: one with what it rests on, and the register."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from civic.kit import clock
from civic.kit.db import day, rows
from civic.kit.errors import NotFound
from civic.notices import queries as notices
from councils.minutes.rules.parts import Tally
from councils.resolutions.models import ActionItem, Resolution, ResolutionNote
from councils.resolutions.rules import HALTED, Line, Note, Standing, standing

# The decision stands above this room: its table is read by name for the link, nothing of it is imported.
_LINES = (
    "SELECT r.id, r.number, t.number AS term, c.name AS council, r.text, r.adopted_on, o.amount_fen, o.proposal_id, "
    "r.minutes_id, d.id AS decision_id, d.amount_fen AS decided_fen "
    "FROM resolution r JOIN term t ON t.id = r.term_id JOIN council c ON c.id = t.council_id "
    "JOIN place p ON p.id = c.place_id JOIN motion o ON o.id = r.motion_id "
    "LEFT JOIN funding_decision d ON d.resolution_id = r.id "
)


async def show(resolution_id: int) -> Resolution:
    """One resolution with council, place, minutes, motion, mover and seconder. Raises NotFound."""
    found = await Resolution.get_or_none(id=resolution_id).select_related(
        "term__council__place", "minutes", "motion__mover", "motion__seconder"
    )
    if found is None:
        raise NotFound
    return found


def tally(resolution: Resolution) -> Tally:
    """The numbers it was adopted by."""
    return Tally(**resolution.verdict)


async def line(resolution_id: int) -> Line:
    """One resolution as in the register. Raises NotFound."""
    found = await _stood(await rows(_LINES + "WHERE r.id = ?", resolution_id))
    if not found:
        raise NotFound
    return found[0]


@dataclass(frozen=True)
class Filter:
    """What the register shows: of one council, of one year, only with money, in one standing. Empty: all."""

    council: int | None = None
    year: int | None = None
    money: bool = False
    standing: Standing | None = None


async def register(
    path: str = "/", after: int | None = None, limit: int = 30, only: Filter | None = None
) -> list[Line]:
    """Resolutions of a place and below it, newest first, from before an id on, as far as the filter lets them."""
    asked = only or Filter()
    where, values = "WHERE p.path LIKE ? AND r.id < ?", [f"{path}%", after or 2**31 - 1]
    if asked.council is not None:
        where, values = f"{where} AND c.id = ?", [*values, asked.council]
    if asked.year is not None:
        first, last = date(asked.year, 1, 1), date(asked.year, 12, 31)
        where, values = f"{where} AND r.adopted_on BETWEEN ? AND ?", [*values, first, last]
    if asked.money:
        where = f"{where} AND o.amount_fen > 0"
    if asked.standing is None:
        return await _stood(await rows(f"{_LINES}{where} ORDER BY r.id DESC LIMIT ?", *values, limit))
    # how one stands follows from its notes and its notice, so this filter reads them all
    every = await _stood(await rows(f"{_LINES}{where} ORDER BY r.id DESC", *values))
    return [one for one in every if one.standing is asked.standing][:limit]


async def notes(resolution_id: int) -> list[ResolutionNote]:
    """What is written beside a resolution, in order."""
    found = ResolutionNote.filter(resolution_id=resolution_id).order_by("id")
    return await found.select_related("person", "by__term")


async def actions(resolution_id: int) -> list[ActionItem]:
    """What has to be done after it."""
    return await ActionItem.filter(resolution_id=resolution_id).order_by("position")


async def _stood(found: list[dict[str, Any]]) -> list[Line]:
    """Lines with how each stands today."""
    ids = [row["id"] for row in found]
    written: dict[int, list[Note]] = {one: [] for one in ids}
    for note in await ResolutionNote.filter(resolution_id__in=ids or [0]).order_by("id"):
        written[note.resolution_id].append(Note(note.kind, note.on_date))
    shown, today = await notices.standings("resolution", ids), clock.today()
    return [_line(row, standing(written[row["id"]], shown.get(row["id"]) in HALTED, today)) for row in found]


async def last_number(term_id: int) -> int:
    """The highest number given in a term; 0 when there is none."""
    last = await Resolution.filter(term_id=term_id).order_by("-number").first()
    return last.number if last else 0


def _line(row: dict[str, Any], stands: Standing) -> Line:
    return Line(**row | {"adopted_on": day(row["adopted_on"]), "standing": stands})
