"""Entering people, confirming who they are, and giving them roles at a place for a time."""

from datetime import date
from typing import NamedTuple

from tortoise.exceptions import IntegrityError

from civic.audit.services import record
from civic.kit import clock
from civic.kit.db import locked, transaction
from civic.kit.errors import Forbidden, NotFound, Refused, SignInNeeded
from civic.kit.refs import Ref
from civic.people import queries, rules
from civic.people.models import Grant, Household, Person
from civic.people.rules import Actor, Login, Role
from civic.places import queries as places
from civic.places.rules import Level


class NewPerson(NamedTuple):
    """What is known of someone when they are entered; at least a handle or a phone."""

    display_name: str
    handle: str | None = None
    phone: str | None = None
    legal_name: str | None = None
    birth_year: int | None = None


def ref(person_id: int) -> Ref:
    """A person's name in the tables that speak of anything."""
    return Ref("person", person_id)


async def add_person(actor: Actor, new: NewPerson, place_id: int) -> Person:
    """Enter someone who lives in a community, verified by who enters them.

    Raises Forbidden, NotFound, Refused ``login_taken``.
    """
    async with transaction():
        place = await places.by_id(place_id)
        if not rules.may_grant(actor, Role.RESIDENT, place.path):
            raise Forbidden
        someone = await create(new, verified_by=actor.person_id)
        await record(actor, "person_added", ref(someone.id), place=place_id)
        await grant(actor, someone.id, Role.RESIDENT, place_id)
        return someone


async def create(new: NewPerson, verified_by: int | None) -> Person:
    """Write a verified person's row, inside the act that vouches for them. Raises Refused ``login_taken``."""
    if await queries.by_login(Login(new.phone, None if new.phone else new.handle)):
        raise Refused("login_taken", "login")
    try:
        return await Person.create(
            **new._asdict(), created_at=clock.now(), verified_at=clock.now(), verified_by_id=verified_by
        )
    except IntegrityError as taken:
        raise Refused("login_taken", "login") from taken


async def vouch(person_id: int, staff_id: int | None, household_id: int | None) -> None:
    """Someone of the staff handed this person an invitation: they are verified, and live where the slip says."""
    someone = await locked(Person, id=person_id)
    someone.verified_at, someone.verified_by_id = clock.now(), staff_id
    someone.household_id = household_id or someone.household_id
    await someone.save(update_fields=["verified_at", "verified_by_id", "household_id"])


async def grant(
    actor: Actor,
    person_id: int,
    role: Role,
    place_id: int,
    starts_on: date | None = None,
    ends_on: date | None = None,
) -> Grant:
    """Give a role at a place from a day (today) to a last day (open). The same open grant again gives the same one.

    Raises Forbidden, NotFound, Refused ``grant_resident_place`` and ``grant_period``.
    """
    async with transaction():
        place = await places.by_id(place_id)
        if not rules.may_grant(actor, role, place.path):
            raise Forbidden("grant_forbidden")
        begins = starts_on or clock.today()
        rules.check_grant(role, place.level, begins, ends_on)
        # the lock makes two gifts of the same role wait for each other
        await locked(Person, id=person_id)
        for held in await queries.open_grants(person_id, role, place_id):
            if held.ends_on == ends_on and held.starts_on <= begins:
                return held
        given = await Grant.create(
            person_id=person_id,
            role=role,
            place=place,
            starts_on=begins,
            ends_on=ends_on,
            given_by_id=actor.person_id,
            given_at=clock.now(),
        )
        await record(actor, "grant_given", ref(person_id), role=role.value, place=place_id, grant=given.id)
        return given


async def revoke_grant(actor: Actor, grant_id: int) -> Grant:
    """Take a role back, at once. Twice is as good as once. Raises Forbidden, NotFound."""
    async with transaction():
        if await Grant.exists(id=grant_id, role=Role.ADMIN):
            # two administrators who take each other's role back at once: the second finds itself the last
            await Grant.filter(role=Role.ADMIN, revoked_at=None).order_by("id").select_for_update()
        held = await locked(Grant, id=grant_id)
        place = await places.by_id(held.place_id)
        if not rules.may_grant(actor, held.role, place.path):
            raise NotFound
        if held.revoked_at is None:
            if held.role is Role.ADMIN and not await queries.other_admin(held.id):
                raise Refused("grant_last_admin")
            held.revoked_at = clock.now()
            await held.save(update_fields=["revoked_at"])
            await record(
                actor,
                "grant_revoked",
                ref(held.person_id),
                role=held.role.value,
                place=held.place_id,
                grant=held.id,
            )
        return held


async def end_role(actor: Actor, person_id: int, role: Role, place_id: int) -> None:
    """Take back every open grant of a role at a place (a seat falls vacant). Raises Forbidden, NotFound."""
    async with transaction():
        for held in await queries.open_grants(person_id, role, place_id):
            await revoke_grant(actor, held.id)


async def grant_by_login(actor: Actor, place_id: int, typed: str, role: Role, ends_on: date | None) -> Grant:
    """Give a role to whoever signs in with this. Raises what ``grant`` raises and Refused ``person_unknown``."""
    place = await places.by_id(place_id)
    if not rules.may_grant(actor, role, place.path):
        raise Forbidden("grant_forbidden")
    someone = await queries.signing_in_with(typed)
    return await grant(actor, someone.id, role, place_id, ends_on=ends_on)


async def verify_person(actor: Actor, person_id: int, legal_name: str, birth_year: int) -> None:
    """Confirm who someone is, as on the document they showed.

    Who may not see them raises NotFound; Refused ``birth_year_range``.
    """
    rules.check_birth_year(birth_year, clock.today().year)
    async with transaction():
        someone = await locked(Person, id=person_id)
        if not rules.may_verify(actor, await queries.home_path(someone)):
            raise NotFound
        someone.legal_name, someone.birth_year = legal_name, birth_year
        someone.verified_at, someone.verified_by_id = clock.now(), actor.person_id
        await someone.save(update_fields=["legal_name", "birth_year", "verified_at", "verified_by_id"])
        await record(actor, "person_verified", ref(person_id))


async def rename(actor: Actor, name: str) -> None:
    """Choose another name to be shown by. Raises SignInNeeded."""
    if actor.person_id is None:
        raise SignInNeeded
    async with transaction():
        someone = await locked(Person, id=actor.person_id)
        someone.display_name = name
        await someone.save(update_fields=["display_name"])
        await record(actor, "person_renamed", ref(someone.id))


async def join_household(actor: Actor, person_id: int, estate_id: int, address: str) -> Household:
    """Say at which address someone lives: oneself, once; afterwards only who may verify them.

    Raises SignInNeeded, NotFound, Refused ``household_set`` and ``household_place``.
    """
    if not actor.signed_in and actor != rules.SYSTEM:
        raise SignInNeeded
    async with transaction():
        someone = await locked(Person, id=person_id)
        staff = rules.may_verify(actor, await queries.home_path(someone))
        if not staff and actor.person_id != person_id:
            raise NotFound
        if not staff and someone.household_id is not None:
            raise Refused("household_set", "address")
        await _check_estate(estate_id, actor, staff)
        household, _ = await Household.get_or_create(place_id=estate_id, address=address)
        someone.household_id = household.id
        await someone.save(update_fields=["household_id"])
        await record(actor, "household_joined", ref(person_id), household=household.id)
        return household


async def _check_estate(estate_id: int, actor: Actor, staff: bool) -> None:
    """Staff enter addresses where they verify people, residents in their own community."""
    estate = await places.find(estate_id)
    if estate is None or estate.level is not Level.ESTATE:
        raise Refused("household_place", "estate")
    home = actor.place_path
    if not (rules.may_verify(actor, estate.path) if staff else home and estate.path.startswith(home)):
        raise Refused("household_place", "estate")
