"""Conversations as lists show them, with their plain numbers."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from civic.kit import clock
from civic.kit.db import moment, rows
from civic.kit.errors import NotFound
from councils.opinions.models import Conversation
from councils.opinions.rules.acts import GROUPED_FROM
from councils.opinions.rules.states import Phase, State, phase

_CARD = """
SELECT c.id, c.title, c.question, c.opens_at, c.closes_at, c.state, c.place_id, p.name AS place_name, p.path AS place_path,
       (SELECT COUNT(*) FROM opinion_participant n WHERE n.conversation_id = c.id) AS participants,
       (SELECT COUNT(*) FROM opinion_statement s WHERE s.conversation_id = c.id AND s.review = 'accepted') AS statements,
       (SELECT COUNT(*) FROM opinion_statement s WHERE s.conversation_id = c.id AND s.review = 'waiting') AS waiting,
       (SELECT COALESCE(SUM(s.agrees + s.disagrees + s.passes), 0) FROM opinion_statement s
        WHERE s.conversation_id = c.id AND s.review = 'accepted') AS votes
FROM conversation c JOIN place p ON p.id = c.place_id
"""


@dataclass(frozen=True)
class Card:
    """A conversation with its plain numbers; waiting: statements the facilitator has not seen yet."""

    id: int
    title: str
    question: str
    opens_at: datetime
    closes_at: datetime
    place_id: int
    place_name: str
    place_path: str
    participants: int
    statements: int
    waiting: int
    votes: int
    phase: Phase

    @property
    def missing(self) -> int:
        """How many more have to take part before groups may be shown."""
        return max(0, GROUPED_FROM - self.participants)


async def one(conversation_id: int) -> Conversation:
    """A conversation with its place. Raises NotFound."""
    found = await Conversation.get_or_none(id=conversation_id).select_related("place")
    if found is None:
        raise NotFound
    return found


async def card(conversation_id: int) -> Card:
    """A conversation with its numbers. Raises NotFound."""
    found = await rows(f"{_CARD} WHERE c.id = ?", conversation_id)
    if not found:
        raise NotFound
    return _card(found[0])


async def cards(path: str | None, after: int | None = None, size: int = 20) -> list[Card]:
    """Conversations that concern a place, asked there or above it (None: all), newest first, one more than ``size``."""
    conditions, values = _concerning(path)
    return await _cards([*conditions, "c.id < ?"], [*values, after or 2**31 - 1], "c.id DESC", size + 1)


async def open_now(path: str | None) -> list[Card]:
    """Those of them that take votes at this moment, what ends first before the others."""
    conditions, values = _concerning(path)
    now = clock.now()
    conditions += ["c.state = 'open'", "c.opens_at <= ?", "c.closes_at > ?"]
    return await _cards(conditions, [*values, now, now], "c.closes_at, c.id", 20)


def _concerning(path: str | None) -> tuple[list[str], list[Any]]:
    return ([], []) if path is None else (["? LIKE p.path || '%'"], [path])


async def _cards(conditions: list[str], values: list[Any], order: str, most: int) -> list[Card]:
    where = f"{_CARD} WHERE {' AND '.join(conditions)} ORDER BY {order} LIMIT ?"
    return [_card(row) for row in await rows(where, *values, most)]


def _card(row: dict[str, Any]) -> Card:
    opens_at, closes_at = moment(row["opens_at"]), moment(row["closes_at"])
    at = phase(State(row.pop("state")), opens_at, closes_at, clock.now())
    return Card(**row | {"opens_at": opens_at, "closes_at": closes_at, "phase": at})
