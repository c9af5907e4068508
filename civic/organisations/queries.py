"""Reading organisations and who acts for them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from civic.kit import clock
from civic.kit.db import marks, rows
from civic.kit.errors import NotFound
from civic.organisations.models import Organisation
from civic.organisations.rules import Kind


class Person(Protocol):
    """Whoever may act for an organisation."""

    @property
    def person_id(self) -> int | None:
        """The person."""


@dataclass(frozen=True)
class Line:
    """An organisation in a list."""

    id: int
    name: str
    kind: Kind
    grade: str


@dataclass(frozen=True)
class Acting:
    """Someone who acts for an organisation today."""

    id: int
    name: str


async def organisation(organisation_id: int) -> Organisation:
    """One organisation. Raises NotFound."""
    found = await Organisation.get_or_none(id=organisation_id)
    if found is None:
        raise NotFound
    return found


async def name(organisation_id: int) -> str:
    """Its name. Raises NotFound."""
    return (await organisation(organisation_id)).name


async def represented_by(person: Person) -> list[Organisation]:
    """The organisations this person acts for today, the longest first."""
    if person.person_id is None:
        return []
    day = clock.today()
    found = await rows(
        "SELECT organisation_id AS id FROM representative WHERE person_id = ? AND since <= ? "
        "AND (until IS NULL OR until >= ?) ORDER BY since, id",
        person.person_id,
        day,
        day,
    )
    by_id = {one.id: one for one in await Organisation.filter(id__in=[row["id"] for row in found])}
    return [by_id[row["id"]] for row in found]


async def represented(people: Sequence[int]) -> list[tuple[int, str, int]]:
    """The organisations these people act for today, each with its name and one of them, the longest first."""
    if not people:
        return []
    day = clock.today()
    found = await rows(
        "SELECT o.id, o.name, r.person_id FROM representative r JOIN organisation o ON o.id = r.organisation_id "
        f"WHERE r.person_id IN ({marks(people)}) AND r.since <= ? AND (r.until IS NULL OR r.until >= ?) "
        "ORDER BY o.id, r.since, r.id",
        *people,
        day,
        day,
    )
    return [(row["id"], row["name"], row["person_id"]) for row in found]


async def listed(after: int, size: int) -> list[Line]:
    """All organisations in the order they came."""
    found = await rows(
        "SELECT id, name, kind, grade FROM organisation WHERE id > ? ORDER BY id LIMIT ?", after, size
    )
    return [Line(**{**row, "kind": Kind(row["kind"])}) for row in found]


async def acting_for(organisation_id: int) -> list[Acting]:
    """Who acts for it today."""
    day = clock.today()
    found = await rows(
        "SELECT p.id, p.display_name AS name FROM representative r JOIN person p ON p.id = r.person_id "
        "WHERE r.organisation_id = ? AND r.since <= ? AND (r.until IS NULL OR r.until >= ?) ORDER BY r.id",
        organisation_id,
        day,
        day,
    )
    return [Acting(**row) for row in found]
