"""Entering places into the tree."""

from typing import Any

from tortoise.exceptions import IntegrityError

from civic.audit.services import record
from civic.kit.db import transaction
from civic.kit.errors import Forbidden, Refused
from civic.kit.refs import Ref
from civic.places import queries, rules
from civic.places.models import Place
from civic.places.rules import Keeper, Level


async def add_place(
    actor: Keeper,
    parent_id: int | None,
    level: Level,
    name: str,
    households: int | None = None,
    population: int | None = None,
) -> Place:
    """Enter a place in another one (or a city in nothing).

    Raises NotFound, Forbidden, Refused ``place_level`` and ``place_taken``.
    """
    async with transaction():
        parent = await queries.by_id(parent_id) if parent_id is not None else None
        if not actor.administers(parent.path if parent else ""):
            raise Forbidden("place_forbidden")
        rules.check_place(level, parent.level if parent else None)
        if await Place.exists(parent_id=parent_id, name=name):
            raise Refused("place_taken", "name")
        place = await _write(parent, level=level, name=name, households=households, population=population)
        await record(actor, "place_added", Ref("place", place.id), name=name, level=level.value)
        return place


async def _write(parent: Place | None, **columns: Any) -> Place:
    try:
        place = await Place.create(parent=parent, path="", **columns)
    except IntegrityError as taken:
        raise Refused("place_taken", "name") from taken
    place.path = rules.path_in(parent.path if parent else None, place.id)
    await place.save(update_fields=["path"])
    return place


async def ensure(actor: Keeper, parent_id: int | None, level: Level, name: str) -> int:
    """The id of the place of this name there, entered if it is missing. Raises what ``add_place`` raises."""
    known = await Place.get_or_none(parent_id=parent_id, name=name)
    return known.id if known else (await add_place(actor, parent_id, level, name)).id
