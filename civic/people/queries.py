"""Reading people, the roles they hold today, and who lives where."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from civic.kit import clock
from civic.kit.db import marks, rows
from civic.kit.errors import NotFound, Refused
from civic.people.models import Grant, Household, Person
from civic.people.rules import LONGEST_HANDLE, Actor, Held, Login, Registered, Role, login

# ``g`` is in force on the day given twice
_TODAY = "g.revoked_at IS NULL AND g.starts_on <= ? AND (g.ends_on IS NULL OR g.ends_on >= ?)"
# what an Actor is made of; one row for each grant in force, one with empty columns for a person without any
ACTOR_COLUMNS = "p.id, p.display_name, p.household_id, g.role, g.place_id, l.path"
ACTOR_GRANTS = (
    f"LEFT JOIN grant_of_role g ON g.person_id = p.id AND {_TODAY} LEFT JOIN place l ON l.id = g.place_id"
)


@dataclass(frozen=True)
class Holder:
    """Someone who holds a role today."""

    grant_id: int
    person_id: int
    name: str
    role: Role
    place_id: int
    place_name: str
    starts_on: date
    ends_on: date | None


@dataclass(frozen=True)
class Home:
    """Where someone lives: shown to themselves and to who verifies them."""

    estate: str
    address: str
    path: str


def actor_from(found: Sequence[dict[str, Any]]) -> Actor:
    """The actor of some rows of ``ACTOR_COLUMNS``, all of one person; the oldest grant first."""
    held = tuple(Held(Role(row["role"]), row["place_id"], row["path"]) for row in found if row["role"])
    lives = next((one for one in held if one.role is Role.RESIDENT), None)
    return Actor(
        person_id=found[0]["id"],
        name=found[0]["display_name"],
        grants=held,
        household_id=found[0]["household_id"],
        place_id=lives.place_id if lives else None,
        place_path=lives.path if lives else "",
    )


async def actor_of(person_id: int) -> Actor:
    """This person as an actor, with the roles held today. Raises NotFound."""
    day = clock.today()
    found = await rows(
        f"SELECT {ACTOR_COLUMNS} FROM person p {ACTOR_GRANTS} WHERE p.id = ? ORDER BY g.id",
        day,
        day,
        person_id,
    )
    if not found:
        raise NotFound
    return actor_from(found)


async def person(person_id: int) -> Person:
    """One person. Raises NotFound."""
    found = await Person.get_or_none(id=person_id)
    if found is None:
        raise NotFound
    return found


async def by_login(login: Login) -> Person | None:
    """Whoever signs in with this."""
    if login.handle is not None and len(login.handle) > LONGEST_HANDLE:
        return None  # the column's own check would raise instead of finding nobody
    return await (
        Person.get_or_none(phone=login.phone) if login.phone else Person.get_or_none(handle=login.handle)
    )


async def signing_in_with(typed: str) -> Person:
    """Whoever signs in with what was typed into a field called login. Raises Refused ``person_unknown``."""
    found = await by_login(login(typed))
    if found is None:
        raise Refused("person_unknown", "login")
    return found


async def names(ids: Iterable[int]) -> dict[int, str]:
    """Display names by id."""
    return {
        row["id"]: row["display_name"]
        for row in await Person.filter(id__in=set(ids)).values("id", "display_name")
    }


async def name(person_id: int) -> str:
    """One display name. Raises NotFound."""
    return (await person(person_id)).display_name


_HOLDERS = (
    "SELECT g.id AS grant_id, p.id AS person_id, p.display_name AS name, g.role, g.place_id, "
    "l.name AS place_name, g.starts_on, g.ends_on "
    "FROM grant_of_role g JOIN person p ON p.id = g.person_id JOIN place l ON l.id = g.place_id "
)


async def holders(role: Role, place_path: str) -> list[Holder]:
    """Who holds the role today at the place of this path or above it, in the order the roles were given."""
    day, above = clock.today(), [int(part) for part in place_path.split("/") if part]
    if not above:
        return []
    sql = f"{_HOLDERS} WHERE g.role = ? AND g.place_id IN ({marks(above)}) AND {_TODAY} ORDER BY g.id"
    return [_holder(row) for row in await rows(sql, role.value, *above, day, day)]


async def holders_at(place_id: int, after: int, size: int) -> list[Holder]:
    """Everyone but the residents who holds a role at exactly this place today, a page by grant."""
    day = clock.today()
    sql = f"{_HOLDERS} WHERE g.place_id = ? AND g.role <> ? AND g.id > ? AND {_TODAY} ORDER BY g.id LIMIT ?"
    return [_holder(row) for row in await rows(sql, place_id, Role.RESIDENT.value, after, day, day, size)]


async def roles_of(person_id: int) -> list[Holder]:
    """The roles a person holds today."""
    day = clock.today()
    found = await rows(f"{_HOLDERS} WHERE p.id = ? AND {_TODAY} ORDER BY g.id", person_id, day, day)
    return [_holder(row) for row in found]


def _holder(row: dict[str, Any]) -> Holder:
    dates = {name: _date(row[name]) for name in ("starts_on", "ends_on")}
    return Holder(**{**row, **dates, "role": Role(row["role"])})


def _date(value: date | str | None) -> date | None:
    return date.fromisoformat(value) if isinstance(value, str) else value


async def registered_in(place_path: str) -> list[Registered]:
    """The verified residents of the place of this path and of everything below it today, by person, with name, household
    and address, for who draws up a roll: private."""
    day = clock.today()
    found = await rows(
        "SELECT DISTINCT p.id AS person_id, COALESCE(p.legal_name, p.display_name) AS name, p.birth_year, "
        "p.household_id, COALESCE(h.address, '') AS address, COALESCE(e.name, '') AS estate FROM grant_of_role g "
        "JOIN person p ON p.id = g.person_id JOIN place l ON l.id = g.place_id "
        "LEFT JOIN household h ON h.id = p.household_id LEFT JOIN place e ON e.id = h.place_id "
        f"WHERE g.role = ? AND l.path LIKE ? AND {_TODAY} ORDER BY p.id",
        Role.RESIDENT.value,
        f"{place_path}%",
        day,
        day,
    )
    return [Registered(**row) for row in found]


async def residents_count(place_path: str) -> int:
    """How many verified residents there are."""
    day = clock.today()
    found = await rows(
        "SELECT COUNT(DISTINCT g.person_id) AS people FROM grant_of_role g JOIN place l ON l.id = g.place_id "
        f"WHERE g.role = ? AND l.path LIKE ? AND {_TODAY}",
        Role.RESIDENT.value,
        f"{place_path}%",
        day,
        day,
    )
    return int(found[0]["people"])


async def home_of(someone: Person) -> Home | None:
    """Where a person lives by household."""
    if someone.household_id is None:
        return None
    household = await Household.get(id=someone.household_id).prefetch_related("place")
    return Home(household.place.name, household.address, household.place.path)


async def home_path(someone: Person) -> str:
    """The path of the household's place, else of the community of residence, else an empty one."""
    home = await home_of(someone)
    return home.path if home else (await actor_of(someone.id)).place_path


async def open_grants(person_id: int, role: Role, place_id: int) -> list[Grant]:
    """Grants of a role at a place that have not ended."""
    found = await Grant.filter(person_id=person_id, role=role, place_id=place_id, revoked_at=None)
    return [one for one in found if one.ends_on is None or one.ends_on >= clock.today()]


async def other_admin(grant_id: int) -> bool:
    """Whether someone is administrator by another open grant than this one."""
    return await Grant.filter(role=Role.ADMIN, revoked_at=None, ends_on=None).exclude(id=grant_id).exists()
