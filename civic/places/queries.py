"""Reading the tree of places."""

from dataclasses import dataclass
from typing import Protocol

from civic.kit import db
from civic.kit.db import rows
from civic.places.models import Place
from civic.places.rules import Level


@dataclass(frozen=True)
class Community:
    """A community as pages need it."""

    id: int
    name: str
    path: str
    street: str


class Dweller(Protocol):
    """Whoever looks, as far as places are concerned."""

    @property
    def place_id(self) -> int | None:
        """The community of residence."""


_communities: tuple[int, tuple[Community, ...]] = (-1, ())


async def communities() -> tuple[Community, ...]:
    """All communities, in the order they were set up. Kept until something is written."""
    global _communities
    stamp = db.commits()
    if _communities[0] != stamp:
        found = await rows(
            "SELECT p.id, p.name, p.path, s.name AS street FROM place p JOIN place s ON s.id = p.parent_id "
            "WHERE p.level = ? ORDER BY p.id",
            Level.COMMUNITY.value,
        )
        _communities = (stamp, tuple(Community(**row) for row in found))
    return _communities[1]


async def current(chosen: str, actor: Dweller) -> Community | None:
    """The community that is meant: the one chosen, else the reader's own, else the first; None before any exists."""
    known = await communities()
    wanted = (
        int(chosen) if chosen.isascii() and chosen.isdigit() and len(chosen) < 10 else None,
        actor.place_id,
    )
    for place_id in wanted:
        for community in known:
            if community.id == place_id:
                return community
    return known[0] if known else None


async def estates_of(community_id: int) -> list[Place]:
    """The estates of a community, by name."""
    return await Place.filter(parent_id=community_id, level=Level.ESTATE).order_by("name")
