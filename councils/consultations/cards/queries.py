"""Reading the card wall: clusters with their cards, dots in counts, and one's own dots."""

from collections import defaultdict
from dataclasses import dataclass

from civic.kit.db import rows
from councils.consultations.cards.models import CardWall
from councils.consultations.cards.rules import Phase


@dataclass(frozen=True)
class Shown:
    """A card on the wall."""

    id: int
    text: str
    dots: int
    by_id: int
    round_number: int | None
    table_number: int | None


@dataclass(frozen=True)
class Column:
    """A cluster with its cards, the most dots first; id and heading empty for cards not yet sorted."""

    id: int | None
    heading: str
    cards: list[Shown]

    @property
    def dots(self) -> int:
        """All dots in it."""
        return sum(card.dots for card in self.cards)


@dataclass(frozen=True)
class Wall:
    """The wall as everybody sees it."""

    id: int
    consultation_id: int
    question: str
    phase: Phase
    dots: int
    per_card: int
    seq: int
    columns: list[Column]

    @property
    def cards(self) -> list[Shown]:
        """All cards, the most dots first."""
        return sorted(
            (card for column in self.columns for card in column.cards), key=lambda card: (-card.dots, card.id)
        )

    @property
    def clusters(self) -> list[tuple[int, str]]:
        """Where a card may be moved."""
        return [(column.id, column.heading) for column in self.columns if column.id is not None]


_CARDS = """
SELECT c.id, c.text, c.by_id, c.cluster_id, c.round_number, c.table_number,
       (SELECT COALESCE(SUM(d.number), 0) FROM dot d WHERE d.card_id = c.id) AS dots
FROM card c WHERE c.wall_id = ? AND c.taken_down_at IS NULL
"""


async def of(consultation_id: int) -> Wall | None:
    """The wall of a consultation, or None when none hangs."""
    wall = await CardWall.get_or_none(consultation_id=consultation_id)
    if wall is None:
        return None
    by_cluster: dict[int | None, list[Shown]] = defaultdict(list)
    for row in await rows(_CARDS, wall.id):
        cluster = row.pop("cluster_id")
        by_cluster[cluster].append(Shown(**row | {"dots": int(row["dots"])}))
    headings = await rows("SELECT id, heading FROM card_cluster WHERE wall_id = ? ORDER BY position", wall.id)
    columns = [Column(row["id"], row["heading"], _sorted(by_cluster[row["id"]])) for row in headings]
    if by_cluster[None]:
        columns.append(Column(None, "", _sorted(by_cluster[None])))
    return Wall(
        wall.id, consultation_id, wall.question, wall.phase, wall.dots, wall.per_card, wall.seq, columns
    )


def _sorted(cards: list[Shown]) -> list[Shown]:
    return sorted(cards, key=lambda card: (-card.dots, card.id))


async def mine(wall_id: int, person_id: int | None) -> dict[int, int]:
    """One's own dots by card."""
    if person_id is None:
        return {}
    found = await rows(
        "SELECT card_id, number FROM dot WHERE wall_id = ? AND person_id = ?", wall_id, person_id
    )
    return {row["card_id"]: row["number"] for row in found}
