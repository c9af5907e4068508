"""Reading draws: what was announced, drawn and replaced."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from civic.kit.db import marks, rows
from civic.kit.errors import NotFound
from votes.rolls.sortition.models import Replacement, Sortition, SortitionDraw
from votes.rolls.sortition.rules import Drawn, Plan, Pool, commitment, members, seed_of
from votes.rolls.sortition.rules import draw as draw_lots


@dataclass(frozen=True)
class Draw:
    """A draw as its page shows it."""

    sortition: Sortition
    pool: Pool
    plan: Plan
    sizes: dict[str, int]
    drawn: Drawn | None
    value: str
    replacements: list[Replacement]

    @property
    def panel(self) -> list[int]:
        """Who serves now, by number."""
        if self.drawn is None:
            return []
        return members(self.drawn, [(each.leaving, each.entering) for each in self.replacements])

    @property
    def waiting(self) -> list[int]:
        """Who still stands in reserve, in order."""
        used = {each.entering for each in self.replacements}
        return [number for number in self.drawn.reserve if number not in used] if self.drawn else []

    @property
    def seed(self) -> str:
        """The seed, once it is known."""
        return seed_of(self.sortition.commitment, self.value) if self.drawn else ""

    def document(self) -> dict[str, Any]:
        """All of it for who wants to repeat it: numbers, no names."""
        facts = {"announced": self.sortition.document, "commitment": self.sortition.commitment}
        if self.drawn is None:
            return facts
        replaced = [[each.leaving, each.entering] for each in self.replacements]
        drawn = {"panel": list(self.drawn.panel), "reserve": list(self.drawn.reserve)}
        return facts | {"value": self.value, "seed": self.seed, **drawn, "replacements": replaced}


async def pool(ballot_id: int) -> list[tuple[int, str]]:
    """The numbers on a roll with their groups."""
    found = await rows(
        "SELECT number, stratum FROM roll_entry WHERE ballot_id = ? ORDER BY number", ballot_id
    )
    return [(row["number"], row["stratum"]) for row in found]


async def draw(sortition_id: int) -> Draw:
    """One draw with all that belongs to it. Raises NotFound."""
    found = await Sortition.get_or_none(id=sortition_id).select_related("ballot", "ballot__place")
    if found is None:
        raise NotFound
    document = found.document
    numbers = [(number, group) for number, group in document["pool"]]
    done = await SortitionDraw.get_or_none(sortition_id=sortition_id)
    return Draw(
        sortition=found,
        pool=numbers,
        plan=Plan(document["seats"], document["reserve"]),
        sizes=dict(Counter(group for _, group in numbers)),
        drawn=Drawn(tuple(done.panel), tuple(done.reserve)) if done else None,
        value=done.value if done else "",
        replacements=await Replacement.filter(sortition_id=sortition_id).order_by("id"),
    )


async def listed(ballot_id: int) -> list[Sortition]:
    """The draws from a ballot's roll, newest first."""
    return await Sortition.filter(ballot_id=ballot_id).order_by("-id").limit(100)


async def first_fault() -> int | None:
    """The ballot of the first draw that comes out otherwise when it is done again from its announcement; None when all
    agree."""
    for made in await Sortition.all().order_by("id"):
        found = await draw(made.id)
        if made.commitment != commitment(made.document):
            return made.ballot_id
        if found.drawn is not None and found.drawn != draw_lots(found.pool, found.plan, found.seed):
            return made.ballot_id
    return None


async def names(ballot_id: int, numbers: list[int]) -> dict[int, str]:
    """Who the numbers are: for staff only."""
    if not numbers:
        return {}
    found = await rows(
        f"SELECT number, name, unit FROM roll_entry WHERE ballot_id = ? AND number IN ({marks(numbers)})",
        ballot_id,
        *numbers,
    )
    return {row["number"]: " · ".join(filter(None, (row["name"], row["unit"]))) for row in found}
