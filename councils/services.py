"""Founding councils, opening terms, seating members."""

from datetime import date

from tortoise.exceptions import IntegrityError

from civic.audit import services as audit
from civic.kit.db import transaction
from civic.kit.errors import Forbidden, NotFound, Refused
from civic.kit.refs import Ref
from civic.people import services as people
from civic.people.rules import Actor
from civic.places.models import Place
from councils import queries, rules
from councils.models import Council, RuleSet, Seat, Term


async def found(actor: Actor, place_id: int, name: str, rule_set_id: int) -> Council:
    """Enter a council of a place. Raises Forbidden, NotFound, Refused when the name is taken there."""
    async with transaction():
        place = await Place.get_or_none(id=place_id)
        rule_set = await RuleSet.get_or_none(id=rule_set_id)
        if place is None or rule_set is None:
            raise NotFound
        if not rules.may_found(actor, place.path):
            raise Forbidden("found_forbidden")
        if await Council.exists(place_id=place_id, name=name):
            raise Refused("council_taken", "name")
        council = await Council.create(place=place, name=name, rule_set=rule_set)
        await audit.record(actor, "council_founded", Ref("council", council.id), name=name)
        return council


async def open_term(actor: Actor, council_id: int, starts_on: date, ends_on: date) -> Term:
    """Enter the next term of a council. Raises Refused when it ends before it begins."""
    async with transaction():
        council = await queries.council(council_id)
        if not rules.may_found(actor, council.place.path):
            raise Forbidden("found_forbidden")
        if ends_on <= starts_on:
            raise Refused("term_dates", "ends_on")
        number = await Term.filter(council_id=council_id).count() + 1
        term = await Term.create(council=council, number=number, starts_on=starts_on, ends_on=ends_on)
        await audit.record(actor, "term_opened", Ref("council", council_id), term=number)
        return term


async def seat(
    actor: Actor, term_id: int, person_id: int, role: rules.SeatRole = rules.SeatRole.MEMBER
) -> Seat:
    """Give a person a seat for the term, and with it the role it stands for on the floors below, for as long.

    Raises Forbidden, and Refused when they have a seat in it already.
    """
    async with transaction():
        term = await queries.term(term_id)
        if not rules.may_found(actor, term.council.place.path):
            raise Forbidden("found_forbidden")
        try:
            taken = await Seat.create(term=term, person_id=person_id, role=role, starts_on=term.starts_on)
        except IntegrityError as clash:
            raise Refused("seat_taken", "person") from clash
        for given in rules.ROLES_OF[role]:
            await people.grant(actor, person_id, given, term.council.place_id, term.starts_on, term.ends_on)
        await audit.record(
            actor,
            "seat_taken",
            Ref("council", term.council_id),
            person=person_id,
            role=role.value,
            term=term.number,
        )
        return taken
