"""Sessions in a span of time, with how often their notices were mended."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from civic.kit import clock
from civic.kit.db import marks, moment, rows
from councils.preparation.calendars.rules import EVENING, Month
from councils.queries import BELONGS

_DATED = (
    "SELECT s.id, s.title, s.starts_at, s.venue, s.cancelled_at, c.name AS council, "
    "COALESCE((SELECT SUM(i.minutes_planned) FROM agenda_item i WHERE i.session_id = s.id), 0) AS minutes, "
    "COALESCE(a.gallery_seats, 0) AS gallery_seats, "
    "(SELECT COUNT(*) FROM gallery_seat g WHERE g.session_id = s.id AND g.given_up_at IS NULL) AS listening, "
    "(SELECT COUNT(*) FROM session_event e WHERE e.session_id = s.id "
    "AND e.kind IN ('notice_corrected', 'session_cancelled')) AS sequence, "
    "(SELECT MAX(e.at) FROM session_event e WHERE e.session_id = s.id "
    "AND e.kind IN ('announced', 'notice_corrected', 'session_cancelled')) AS stamped "
    "FROM session s JOIN term t ON t.id = s.term_id JOIN council c ON c.id = t.council_id "
    "LEFT JOIN agenda a ON a.session_id = s.id "
    "WHERE s.announced_at IS NOT NULL AND {where} ORDER BY s.starts_at, s.id LIMIT 300"
)
# what a feed keeps of the past
_KEPT = timedelta(days=92)


@dataclass(frozen=True)
class Dated:
    """A session in the calendar."""

    id: int
    title: str
    council: str
    starts_at: datetime
    ends_at: datetime
    venue: str
    cancelled: bool
    gallery_seats: int
    listening: int
    sequence: int
    stamped: datetime
    items: tuple[str, ...]

    @property
    def evening(self) -> bool:
        """Whether people who work can come."""
        return clock.local(self.starts_at).hour >= EVENING

    @property
    def seats_left(self) -> int:
        """Seats of the gallery that nobody has asked for."""
        return max(0, self.gallery_seats - self.listening)


async def of_month(path: str, month: Month) -> list[Dated]:
    """Sessions of a place, of one below it, and of the joint councils it belongs to, in a month of the residents' calendar."""
    where = f"{BELONGS} AND s.starts_at >= ? AND s.starts_at < ?"
    return await _dated(where, f"{path}%", clock.at_local(month.first), clock.at_local(month.after.first))


async def of_session(session_id: int) -> list[Dated]:
    """One session; none when there is no such one."""
    return await _dated("s.id = ?", session_id)


async def of_council(council_id: int) -> list[Dated]:
    """Sessions of a council, of the last quarter and to come."""
    return await _dated("c.id = ? AND s.starts_at >= ?", council_id, clock.now() - _KEPT)


async def of_place(path: str) -> list[Dated]:
    """Sessions of a place, of one below it, and of the joint councils it belongs to, of the last quarter and to come."""
    return await _dated(f"{BELONGS} AND s.starts_at >= ?", f"{path}%", clock.now() - _KEPT)


async def _dated(where: str, *values: Any) -> list[Dated]:
    found = await rows(_DATED.format(where=where), *values)
    titles = await _titles([row["id"] for row in found])
    return [_one(row, titles.get(row["id"], ())) for row in found]


async def _titles(ids: list[int]) -> dict[int, tuple[str, ...]]:
    if not ids:
        return {}
    sql = f"SELECT session_id, title FROM agenda_item WHERE session_id IN ({marks(ids)}) ORDER BY session_id, position"
    titles: dict[int, tuple[str, ...]] = {}
    for row in await rows(sql, *ids):
        titles[row["session_id"]] = (*titles.get(row["session_id"], ()), row["title"])
    return titles


def _one(row: dict[str, Any], items: tuple[str, ...]) -> Dated:
    starts_at, minutes = moment(row["starts_at"]), int(row.pop("minutes"))
    times = {
        "starts_at": starts_at,
        "ends_at": starts_at + timedelta(minutes=minutes),
        "stamped": moment(row["stamped"]),
        "cancelled": row.pop("cancelled_at") is not None,
    }
    return Dated(**row | times, items=items)
