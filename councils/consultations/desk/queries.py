"""Lists of consultations: one statement, with the next evening and whether an answer is late."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from civic.kit import clock
from civic.kit.db import day, marks, moment, moment_or_none, rows
from councils.consultations.rules import Kind, Stage


@dataclass(frozen=True)
class Card:
    """A consultation in a list. next_at: when people meet next; due: the first answer that is still owed."""

    id: int
    code: str
    kind: Kind
    stage: Stage
    title: str
    need: str
    place_id: int
    place_name: str
    place_path: str
    proposal_id: int | None
    raised_at: datetime
    next_at: datetime | None
    due: date | None
    groups: int
    people: int

    @property
    def late(self) -> bool:
        """Whether an answer is overdue."""
        return self.due is not None and clock.today() > self.due


_CARDS = """
SELECT c.id, c.code, c.kind, c.stage, c.title, c.need, c.place_id, p.name AS place_name, p.path AS place_path,
       c.proposal_id, c.raised_at,
       (SELECT MIN(e.starts_at) FROM consultation_evening e
        WHERE e.consultation_id = c.id AND e.held_at IS NULL AND e.starts_at > ?) AS next_at,
       (SELECT MIN(a.due_on) FROM outcome o JOIN outcome_ask a ON a.outcome_id = o.id
        WHERE o.consultation_id = c.id AND o.published_at IS NOT NULL
        AND NOT EXISTS (SELECT 1 FROM outcome_reply r WHERE r.ask_id = a.id)) AS due,
       (SELECT COUNT(*) FROM stakeholder_group g WHERE g.consultation_id = c.id) AS groups,
       (SELECT COUNT(*) FROM invitee i WHERE i.consultation_id = c.id) AS people
FROM consultation c JOIN place p ON p.id = c.place_id
"""


async def cards(
    place_id: int | None, stages: Sequence[Stage], after: int | None = None, size: int = 20
) -> list[Card]:
    """Consultations of a place (or of all) at these stages, newest first, one more than ``size``."""
    conditions, values = [f"c.stage IN ({marks(stages)})"], list[Any](stage.value for stage in stages)
    if place_id is not None:
        conditions.append("c.place_id = ?")
        values.append(place_id)
    if after is not None:
        conditions.append("c.id < ?")
        values.append(after)
    where = " AND ".join(conditions)
    found = await rows(f"{_CARDS} WHERE {where} ORDER BY c.id DESC LIMIT ?", clock.now(), *values, size + 1)
    return [_card(row) for row in found]


async def of_proposal(proposal_id: int) -> list[Card]:
    """What a proposal is talked over in."""
    found = await rows(f"{_CARDS} WHERE c.proposal_id = ? ORDER BY c.id", clock.now(), proposal_id)
    return [_card(row) for row in found]


async def below(path: str, stages: Sequence[Stage], size: int = 3) -> list[Card]:
    """Those of a place and of everything in it."""
    found = await rows(
        f"{_CARDS} WHERE p.path LIKE ? AND c.stage IN ({marks(stages)}) ORDER BY c.id DESC LIMIT ?",
        clock.now(),
        f"{path}%",
        *(stage.value for stage in stages),
        size,
    )
    return [_card(row) for row in found]


def _card(row: dict[str, Any]) -> Card:
    read: dict[str, Any] = {
        "kind": Kind(row["kind"]),
        "stage": Stage(row["stage"]),
        "raised_at": moment(row["raised_at"]),
        "next_at": moment_or_none(row["next_at"]),
        "due": day(row["due"]) if row["due"] else None,
    }
    return Card(**row | read)
