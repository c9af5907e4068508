"""Reading resolutions: one with what it rests on, and the register."""

from typing import Any

from civic.kit.db import day, rows
from civic.kit.errors import NotFound
from councils.minutes.rules.parts import Tally
from councils.resolutions.models import Resolution
from councils.resolutions.rules import Line

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
    found = await rows(_LINES + "WHERE r.id = ?", resolution_id)
    if not found:
        raise NotFound
    return _line(found[0])


async def register(path: str = "/", after: int | None = None, limit: int = 30) -> list[Line]:
    """Resolutions of a place and below it, newest first, from before an id on."""
    found = await rows(
        _LINES + "WHERE p.path LIKE ? AND r.id < ? ORDER BY r.id DESC LIMIT ?",
        f"{path}%",
        after or 2**31 - 1,
        limit,
    )
    return [_line(row) for row in found]


async def of_minutes(minutes_id: int) -> list[Line]:
    """What one session resolved, in order."""
    found = await rows(_LINES + "WHERE r.minutes_id = ? ORDER BY r.number", minutes_id)
    return [_line(row) for row in found]


async def last_number(term_id: int) -> int:
    """The highest number given in a term; 0 when there is none."""
    last = await Resolution.filter(term_id=term_id).order_by("-number").first()
    return last.number if last else 0


def _line(row: dict[str, Any]) -> Line:
    return Line(**row | {"adopted_on": day(row["adopted_on"])})
