"""The map as last computed, and what it is computed from."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import numpy as np

from civic.kit.db import moment, moment_or_none, rows, tuples
from councils.opinions.models import Conversation, OpinionMap
from councils.opinions.queries.cards import Card, card
from councils.opinions.queries.said import Said, said, statements
from councils.opinions.rules.matrix import Table
from councils.opinions.rules.states import Review, State

# how long after closing votes that came in with it may still be missing from the map
_SETTLED = timedelta(days=1)


@dataclass(frozen=True)
class Mark:
    """What the votes of a conversation look like from afar: as long as it is the same, so are they."""

    votes: int
    last_id: int
    last_cast_at: datetime | None


@dataclass(frozen=True)
class Map:
    """The map as last computed, and when."""

    computed_at: datetime
    document: dict[str, Any]

    @property
    def grouped(self) -> bool:
        """Whether there are groups to be shown."""
        return bool(self.document["groups"])


@dataclass(frozen=True)
class Summary:
    """A conversation as other rooms quote it: its card, its statements with their votes, its map if there is one."""

    card: Card
    statements: list[Said]
    map: Map | None


async def current_map(conversation_id: int) -> Map | None:
    """The map as last computed, if there is one."""
    kept = await OpinionMap.get_or_none(conversation_id=conversation_id)
    return None if kept is None else Map(kept.computed_at, kept.document)


async def summary(conversation_id: int) -> Summary:
    """A conversation as other rooms quote it. Raises NotFound."""
    return Summary(
        await card(conversation_id), await said(conversation_id), await current_map(conversation_id)
    )


async def mark(conversation_id: int) -> Mark:
    """What its votes look like from afar. Votes on statements taken down count too."""
    found = await rows(
        "SELECT COUNT(*) AS votes, COALESCE(MAX(v.id), 0) AS last_id, MAX(v.cast_at) AS last_cast_at "
        "FROM opinion_vote v JOIN opinion_statement s ON s.id = v.statement_id WHERE s.conversation_id = ?",
        conversation_id,
    )
    row = found[0]
    return Mark(row["votes"], row["last_id"], moment_or_none(row["last_cast_at"]))


async def votes(conversation_id: int) -> Table:
    """All votes as rows of participant, statement, value: for computing, never for showing.

    Read statement by statement, so that whoever else waits for the database or the loop comes in between.
    """
    parts = [np.empty((0, 3), dtype=np.int64)]
    for (statement,) in await tuples(
        "SELECT id FROM opinion_statement WHERE conversation_id = ?", conversation_id
    ):
        of_one = await tuples(
            "SELECT participant_id, statement_id, value FROM opinion_vote WHERE statement_id = ?", statement
        )
        parts.append(np.array(of_one, dtype=np.int64).reshape(-1, 3))
    return np.concatenate(parts)


async def codes(conversation_id: int) -> dict[int, str]:
    """The random code of each participant, for numbering them in an order that says nothing."""
    found = await tuples(
        "SELECT id, code FROM opinion_participant WHERE conversation_id = ?", conversation_id
    )
    return dict(found)


async def hidden(conversation_id: int) -> list[int]:
    """Statements that were taken down."""
    return [each.id for each in await statements(conversation_id, Review.DECLINED)]


async def to_close(now: datetime) -> list[int]:
    """Conversations whose time has passed."""
    due = Conversation.filter(state=State.OPEN, closes_at__lte=now).order_by("id")
    return [each.id for each in await due]


async def to_compute(now: datetime) -> list[int]:
    """Conversations, open or closed not long ago, that have changed since their map was computed."""
    found = await rows(
        "SELECT c.id, m.votes, m.last_vote_id, m.last_cast_at, m.computed_at, (SELECT MAX(s.reviewed_at) "
        "FROM opinion_statement s WHERE s.conversation_id = c.id AND s.review = 'declined') AS declined_at "
        "FROM conversation c LEFT JOIN opinion_map m ON m.conversation_id = c.id "
        "WHERE (c.state = 'open' AND c.opens_at <= ?) OR c.closed_at > ? ORDER BY c.id",
        now,
        now - _SETTLED,
    )
    return [row["id"] for row in found if await _changed(row)]


async def _changed(row: dict[str, Any]) -> bool:
    mark_now = await mark(row["id"])
    if row["computed_at"] is None:
        return mark_now.votes > 0
    known = Mark(row["votes"], row["last_vote_id"], moment_or_none(row["last_cast_at"]))
    declined_at = moment_or_none(row["declined_at"])
    return known != mark_now or (declined_at is not None and declined_at > moment(row["computed_at"]))
