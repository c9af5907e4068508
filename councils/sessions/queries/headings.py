"""What was fixed of sessions before they began, and lists of them."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from civic.kit.db import moment, rows
from civic.kit.errors import NotFound
from councils.queries import BELONGS
from councils.series.rules import Duty
from councils.sessions.models import Session
from councils.sessions.rules.events import Seat
from councils.sessions.rules.words import Phase


@dataclass(frozen=True)
class Head:
    """What was fixed before the session began.

    place_path, and paths of a joint council's member bodies: whose social workers and clerks mind the door, beside
    those named for this session (stewards, by person id). team: everyone named to help with it.
    """

    id: int
    number: int
    title: str
    starts_at: datetime
    venue: str
    basis: str
    council_id: int
    council: str
    term_id: int
    term: int
    place_path: str
    chair: Seat
    recorder: Seat
    convener: Seat
    checkin_code: str
    announced: bool
    paths: tuple[str, ...] = ()
    stewards: frozenset[int] = frozenset()
    team: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Line:
    """A session in a list."""

    id: int
    number: int
    title: str
    council: str
    starts_at: datetime
    venue: str
    phase: Phase
    items: int


_HEAD = (
    "SELECT s.id, s.number, s.title, s.starts_at, s.venue, s.basis, s.checkin_code, s.announced_at, "
    "c.id AS council_id, c.name AS council, t.id AS term_id, t.number AS term, p.path AS place_path, "
    "s.chair_id, s.recorder_id, s.convener_id, a.display_name AS chair_name, b.display_name AS recorder_name, "
    "d.display_name AS convener_name "
    "FROM session s JOIN term t ON t.id = s.term_id JOIN council c ON c.id = t.council_id "
    "JOIN place p ON p.id = c.place_id JOIN person a ON a.id = s.chair_id JOIN person b ON b.id = s.recorder_id "
    "JOIN person d ON d.id = s.convener_id WHERE s.id = ?"
)

# where else a session belongs, and who helps with it
_AROUND = (
    "SELECT p.path, NULL AS person_id, NULL AS duty FROM bench b JOIN place p ON p.id = b.place_id "
    "WHERE b.council_id = ? AND b.left_on IS NULL "
    "UNION ALL SELECT NULL, person_id, duty FROM session_team WHERE session_id = ?"
)

# The furthest phase a log has reached, as a number: four kinds of events move it and never back. Or called off.
_PHASES = (Phase.ANNOUNCED, Phase.CHECKING_IN, Phase.IN_SESSION, Phase.ADJOURNED, Phase.CANCELLED)
_LINES = (
    "SELECT s.id, s.number, s.title, s.starts_at, s.venue, c.name AS council, "
    "(SELECT COUNT(*) FROM agenda_item i WHERE i.session_id = s.id) AS items, "
    "CASE WHEN s.cancelled_at IS NOT NULL THEN 4 ELSE (SELECT MAX(CASE e.kind "
    "WHEN 'adjourned' THEN 3 WHEN 'opened' THEN 2 WHEN 'checkin_opened' THEN 1 ELSE 0 END) "
    "FROM session_event e WHERE e.session_id = s.id "
    "AND e.kind IN ('announced', 'checkin_opened', 'opened', 'adjourned')) END AS reached "
    "FROM session s JOIN term t ON t.id = s.term_id JOIN council c ON c.id = t.council_id "
    "WHERE s.announced_at IS NOT NULL"
)


async def head(session_id: int) -> Head:
    """A session's heading. Raises NotFound."""
    found = await rows(_HEAD, session_id)
    if not found:
        raise NotFound
    row = found[0]
    around = await rows(_AROUND, row["council_id"], session_id)
    return Head(
        id=row["id"],
        number=row["number"],
        title=row["title"],
        starts_at=moment(row["starts_at"]),
        venue=row["venue"],
        basis=row["basis"],
        council_id=row["council_id"],
        council=row["council"],
        term_id=row["term_id"],
        term=row["term"],
        place_path=row["place_path"],
        chair=Seat(row["chair_id"], row["chair_name"]),
        recorder=Seat(row["recorder_id"], row["recorder_name"]),
        convener=Seat(row["convener_id"], row["convener_name"]),
        checkin_code=row["checkin_code"],
        announced=row["announced_at"] is not None,
        paths=tuple(one["path"] for one in around if one["path"]),
        stewards=frozenset(one["person_id"] for one in around if one["duty"] == Duty.STEWARD),
        team=frozenset(one["person_id"] for one in around if one["person_id"]),
    )


async def sessions(council_id: int | None = None, limit: int = 60) -> list[Line]:
    """Announced sessions, newest first, of one council or of all."""
    if council_id is None:
        found = await rows(f"{_LINES} ORDER BY s.starts_at DESC, s.id DESC LIMIT ?", limit)
    else:
        found = await rows(
            f"{_LINES} AND c.id = ? ORDER BY s.starts_at DESC, s.id DESC LIMIT ?", council_id, limit
        )
    return [_line(row) for row in found]


def _line(row: dict[str, Any]) -> Line:
    phase = _PHASES[row.pop("reached") or 0]
    return Line(**row | {"starts_at": moment(row["starts_at"])}, phase=phase)


async def upcoming(path: str, now: datetime) -> Session | None:
    """The next announced session in a place or below it, or of a joint council it belongs to."""
    found = await rows(
        "SELECT s.id FROM session s JOIN term t ON t.id = s.term_id JOIN council c ON c.id = t.council_id "
        f"WHERE s.announced_at IS NOT NULL AND s.cancelled_at IS NULL AND s.starts_at >= ? AND {BELONGS} "
        "ORDER BY s.starts_at, s.id LIMIT 1",
        now,
        f"{path}%",
    )
    return await Session.get(id=found[0]["id"]).select_related("term__council") if found else None


async def live_sessions(path: str, limit: int = 3) -> list[Line]:
    """Sessions that are on now (door open or in session) in a place or below it, or of a joint council it belongs to."""
    found = await rows(
        f"{_LINES} AND {BELONGS}"
        " AND EXISTS (SELECT 1 FROM session_event o WHERE o.session_id = s.id AND o.kind = 'checkin_opened')"
        " AND NOT EXISTS (SELECT 1 FROM session_event x WHERE x.session_id = s.id AND x.kind = 'adjourned')"
        " ORDER BY s.starts_at DESC LIMIT ?",
        f"{path}%",
        limit,
    )
    return [_line(row) for row in found]
