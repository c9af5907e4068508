"""Reading logs, and the state a log leads to."""

import json
from collections import OrderedDict
from datetime import datetime
from typing import Any

from civic.kit.db import rows
from councils.sessions.rules import BLANK, Event, State, fact_of, replay
from councils.sessions.rules.events import Seat


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


async def done_before(session_id: int, client_key: str) -> bool:
    """Whether a command with this key is in the log already."""
    found = await rows(
        "SELECT 1 AS one FROM session_event WHERE session_id = ? AND client_key = ?", session_id, client_key
    )
    return bool(found)
