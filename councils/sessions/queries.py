"""Reading sessions: their headings, their logs, and the state a log leads to."""

import json
from collections import OrderedDict
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from civic.kit import clock
from civic.kit.db import moment, rows
from civic.kit.errors import NotFound
from councils.queries import BELONGS, voting_seats
from councils.series.rules import Duty
from councils.sessions.models import AgendaItem, Motion, Session, SessionTeam
from councils.sessions.rules import BLANK, Event, State, fact_of, replay
from councils.sessions.rules.changes import Piece, changes
from councils.sessions.rules.events import Seat
from councils.sessions.rules.naming import Names, hides, part_of
from councils.sessions.rules.queue import Limits, Place, limits, queue
from councils.sessions.rules.scene import scene
from councils.sessions.rules.wording import suspendable
from councils.sessions.rules.words import Phase, Suspendable
from proposals.models import Proposal
from proposals.rules import State as ProposalState


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


@dataclass(frozen=True)
class Board:
    """All that is the same for everyone who looks at a session. at: the server's time of this reading.

    changes: what the amendment before the meeting does to the words it is about. expected: while the door is closed, the
    members of today, where the rule set hides names. names: what people are called in this reading, None: in full.
    """

    head: Head
    state: State
    queue: tuple[Place, ...]
    at: datetime
    changes: tuple[Piece, ...] = ()
    expected: tuple[Seat, ...] = ()
    names: Names | None = None

    @property
    def people(self) -> frozenset[int]:
        """Who is part of this session."""
        head, expected = self.head, (seat.person_id for seat in self.expected)
        return part_of(self.state) | head.team | {head.convener.person_id} | frozenset(expected)

    @property
    def limits(self) -> Limits:
        """How long and how often one may speak on what is before the meeting; 0 where nothing holds."""
        return limits(self.state, self.state.motion.number if self.state.motion else 0)

    @property
    def suspendable(self) -> tuple[Suspendable, ...]:
        """Which rules a motion may set aside now."""
        return suspendable(self.state)

    @property
    def scene(self) -> str:
        """The mark by which a phone knows that what its owner may do may have changed."""
        return scene(self.state)


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

TAKEN_UP = (ProposalState.OPEN, ProposalState.ON_BALLOT, ProposalState.NOT_CHOSEN, ProposalState.CHOSEN)

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


async def events(session_id: int, after: int = 0, most: int = 10**9) -> list[Event]:
    """The log, in order, from after a number on. Who acts are the names of the day, as the facts hold them."""
    return [_event(row) for row in await _rows(session_id, after + 1, most)]


async def digest(session_id: int) -> tuple[int, str]:
    """Number and digest of the last event; (0, '') for an empty log."""
    found = await rows(
        "SELECT seq, digest FROM session_event WHERE session_id = ? ORDER BY seq DESC LIMIT 1", session_id
    )
    return (found[0]["seq"], found[0]["digest"]) if found else (0, "")


async def _rows(session_id: int, first: int, most: int = 10**9) -> list[dict[str, Any]]:
    return await rows(
        "SELECT e.seq, e.kind, e.payload, e.at, e.actor_id, p.display_name, e.previous, e.digest, e.client_key "
        "FROM session_event e LEFT JOIN person p ON p.id = e.actor_id "
        "WHERE e.session_id = ? AND e.seq >= ? ORDER BY e.seq LIMIT ?",
        session_id,
        first,
        most,
    )


def _event(row: dict[str, Any]) -> Event:
    stored = row["payload"]
    payload = json.loads(stored) if isinstance(stored, str) else stored
    actor = None if row["actor_id"] is None else Seat(row["actor_id"], row["display_name"])
    return Event(row["seq"], datetime.fromisoformat(row["at"]), actor, fact_of(row["kind"], payload))


# States already worked out, by session: the next reader replays only what came since. The digest tells whether the
# log is still the one that was read (another database in a test, or a transaction that was rolled back).
_known: OrderedDict[int, tuple[State, str]] = OrderedDict()
_KEPT = 64


async def state(session_id: int) -> State:
    """The session as its log has it now."""
    known, seen = _known.get(session_id, (BLANK, ""))
    news = await _rows(session_id, max(1, known.seq))
    if known.seq and (not news or news[0]["digest"] != seen):
        known, news = BLANK, await _rows(session_id, 1)
    elif known.seq:
        news = news[1:]
    if news:
        known, seen = replay(map(_event, news), known), news[-1]["digest"]
        _known[session_id] = (known, seen)
        _known.move_to_end(session_id)
        while len(_known) > _KEPT:
            _known.popitem(last=False)
    return known


async def board(session_id: int) -> Board:
    """A session for its pages. Raises NotFound."""
    heading, now = await head(session_id), await state(session_id)
    expected = await members(heading.term_id) if hides(now) and not now.roster else ()
    return Board(heading, now, queue(now), clock.now(), changes(now), expected)


async def members(term_id: int) -> tuple[Seat, ...]:
    """Who has a seat with a vote today."""
    seats = await voting_seats(term_id, clock.today())
    return tuple(Seat(seat.person_id, seat.person.display_name) for seat in seats)


async def items(session_id: int) -> list[AgendaItem]:
    """The agenda with its proposals."""
    return await AgendaItem.filter(session_id=session_id).order_by("position").select_related("proposal")


async def team(session_id: int) -> list[SessionTeam]:
    """Who helps to run a session beside its chair and recorder: door and tellers, adviser, volunteers."""
    found = await SessionTeam.filter(session_id=session_id).order_by("id").select_related("person")
    order = list(Duty)
    return sorted(found, key=lambda one: order.index(one.duty))


async def motions(session_id: int) -> dict[int, Motion]:
    """Motion rows by their number."""
    return {motion.number: motion for motion in await Motion.filter(session_id=session_id)}


async def proposals_for(place_id: int) -> list[tuple[int, str]]:
    """Proposals of a place that a session may take up, most supported first."""
    found = Proposal.filter(place_id=place_id, state__in=TAKEN_UP).order_by("-support_count", "id").limit(100)
    return [(proposal.id, proposal.title) for proposal in await found]


async def done_before(session_id: int, client_key: str) -> bool:
    """Whether a command with this key is in the log already."""
    found = await rows(
        "SELECT 1 AS one FROM session_event WHERE session_id = ? AND client_key = ?", session_id, client_key
    )
    return bool(found)


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
