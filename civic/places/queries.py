"""Reading the tree of places."""

from dataclasses import dataclass
from typing import Protocol

from civic.kit import db
from civic.kit.db import rows
from civic.kit.errors import NotFound
from civic.places.models import Place
from civic.places.rules import Level


@dataclass(frozen=True)
class Community:
    """A community as pages need it."""

    id: int
    name: str
    path: str
    street: str
    district: str


class Dweller(Protocol):
    """Whoever looks, as far as places are concerned."""

    @property
    def usual_place(self) -> int | None:
        """The place they most likely want to see."""


_communities: tuple[int, tuple[Community, ...]] = (-1, ())


async def communities() -> tuple[Community, ...]:
    """All communities, in the order they were set up. Kept until something is written."""
    global _communities
    stamp = db.commits()
    if _communities[0] != stamp:
        found = await rows(
            "SELECT p.id, p.name, p.path, s.name AS street, COALESCE(d.name, '') AS district FROM place p "
            "JOIN place s ON s.id = p.parent_id LEFT JOIN place d ON d.id = s.parent_id "
            "WHERE p.level = ? ORDER BY p.id",
            Level.COMMUNITY.value,
        )
        _communities = (stamp, tuple(Community(**row) for row in found))
    return _communities[1]


async def current(chosen: str, actor: Dweller) -> Community | None:
    """The community that is meant: the one chosen, else where the reader lives or serves, else the first; None before any exists."""
    known = await communities()
    wanted = (
        int(chosen) if chosen.isascii() and chosen.isdigit() and len(chosen) < 10 else None,
        actor.usual_place,
    )
    for place_id in wanted:
        for community in known:
            if community.id == place_id:
                return community
    return known[0] if known else None


async def estates_of(community_id: int) -> list[Place]:
    """The estates of a community, by name."""
    return await Place.filter(parent_id=community_id, level=Level.ESTATE).order_by("name")


async def find(place_id: int) -> Place | None:
    """One place, or None."""
    return await Place.get_or_none(id=place_id)


async def by_id(place_id: int) -> Place:
    """One place. Raises NotFound."""
    place = await find(place_id)
    if place is None:
        raise NotFound
    return place


async def name(place_id: int) -> str:
    """Its name. Raises NotFound."""
    return (await by_id(place_id)).name


async def ancestors(place: Place) -> list[Place]:
    """The places it lies in, from the root down, itself left out."""
    above = [int(part) for part in place.path.split("/") if part and int(part) != place.id]
    by_path = {found.id: found for found in await Place.filter(id__in=above)}
    return [by_path[place_id] for place_id in above]


async def community_of(place: Place) -> Place | None:
    """The community a place is or lies in, or None for one above the communities."""
    line = [*await ancestors(place), place]
    return next((one for one in line if one.level is Level.COMMUNITY), None)


async def below(path: str) -> list[Place]:
    """Everything in the place of this path, itself left out, by path depth and id."""
    found = await Place.filter(path__startswith=path).order_by("id")
    return [place for place in found if place.path != path]


async def children(place_id: int | None) -> list[Place]:
    """The places directly in one (or the roots), in the order they were set up."""
    return await Place.filter(parent_id=place_id).order_by("id")
