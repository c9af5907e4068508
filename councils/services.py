"""Founding councils, adopting rules, opening terms, seating members."""

from dataclasses import dataclass
from datetime import date

from tortoise.exceptions import IntegrityError

from civic.audit import services as audit
from civic.kit import clock
from civic.kit.db import locked, transaction
from civic.kit.errors import Forbidden, NotFound, Refused
from civic.kit.refs import Ref
from civic.people import services as people
from civic.people.rules import Actor
from civic.places.models import Place
from councils import queries, rules
from councils.models import Bench, Council, RuleSet, Seat, Term
from councils.rules import SeatKind, SeatRole
from votes.rolls.sortition.models import SortitionDraw


@dataclass(frozen=True)
class Seating:
    """How somebody comes to a seat. starts_on: None with the term. bench_id: for which member body of a joint council.

    capacity: whom the seat stands for. sortition_id: the draw that filled it.
    """

    kind: SeatKind = SeatKind.ELECTED
    capacity: str = ""
    bench_id: int | None = None
    sortition_id: int | None = None
    starts_on: date | None = None


ELECTED = Seating()


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


async def adopt_rules(actor: Actor, council_id: int, rule_set_id: int) -> Council:
    """From now on sessions are announced under this version; those announced keep theirs. Raises Refused ``rules_same``."""
    async with transaction():
        council = await locked(Council, id=council_id)
        place = await Place.get(id=council.place_id)
        rule_set = await RuleSet.get_or_none(id=rule_set_id)
        if not rules.may_found(actor, place.path):
            raise Forbidden("found_forbidden")
        if rule_set is None:
            raise NotFound
        if council.rule_set_id == rule_set_id:
            raise Refused("rules_same", "rule_set")
        before, council.rule_set_id = council.rule_set_id, rule_set_id
        await council.save(update_fields=["rule_set_id"])
        await audit.record(
            actor, "rules_adopted", Ref("council", council_id), before=before, rule_set=rule_set_id
        )
        return council


async def open_term(actor: Actor, council_id: int, starts_on: date, ends_on: date) -> Term:
    """Enter the next term of a council. Raises Refused when it ends before it begins, or overlaps the one before."""
    async with transaction():
        council = await locked(Council, id=council_id)
        place = await Place.get(id=council.place_id)
        if not rules.may_found(actor, place.path):
            raise Forbidden("found_forbidden")
        before = await queries.terms(council_id)
        rules.check_term(starts_on, ends_on, before[0].ends_on if before else None)
        number = before[0].number + 1 if before else 1
        term = await Term.create(council=council, number=number, starts_on=starts_on, ends_on=ends_on)
        await audit.record(actor, "term_opened", Ref("council", council_id), term=number)
        return term


async def seat(
    actor: Actor,
    term_id: int,
    person_id: int,
    role: SeatRole = SeatRole.MEMBER,
    how: Seating = ELECTED,
) -> Seat:
    """Give a person a seat for the term, and with it the role it stands for on the floors below, for as long.

    The seats of a member body are entered by its own place as well. Raises Forbidden, and Refused when they have a
    seat in the term already, or when body, draw and kind do not fit.
    """
    async with transaction():
        term = await queries.term(term_id)
        bench = await _body(term, how.bench_id)
        council = term.council
        at_home = (bench.place.path,) if bench and bench.place else ()
        if not rules.may_found(actor, council.place.path, *at_home):
            raise Forbidden("found_forbidden")
        joint = await Bench.exists(council_id=council.id, left_on=None)
        rules.check_seat(joint, bench is not None, role, how.kind, how.sortition_id is not None)
        if how.sortition_id and not await SortitionDraw.exists(sortition_id=how.sortition_id):
            raise Refused("seat_draw_unknown", "sortition")
        try:
            taken = await Seat.create(
                term=term,
                person_id=person_id,
                role=role,
                kind=how.kind,
                capacity=how.capacity,
                bench=bench,
                sortition_id=how.sortition_id,
                starts_on=how.starts_on or term.starts_on,
            )
        except IntegrityError as clash:
            raise Refused("seat_taken", "login") from clash
        await _give_roles(actor, taken)
        await audit.record(
            actor,
            "seat_taken",
            Ref("council", council.id),
            person=person_id,
            role=role.value,
            term=term.number,
        )
        return taken


async def change_role(actor: Actor, seat_id: int, role: SeatRole) -> Seat:
    """Another chair or recorder among those who sit. Raises Forbidden, Refused for a seat that is over or has the role."""
    async with transaction():
        await locked(Seat, id=seat_id)
        held = await queries.seat(seat_id)
        if not keeps(actor, held):
            raise Forbidden("found_forbidden")
        if held.ends_on is not None:
            raise Refused("seat_over")
        if held.role is role:
            raise Refused("seat_role_same", "role")
        before, held.role = held.role, role
        await held.save(update_fields=["role"])
        await withdraw_roles(actor, held, before)
        await _give_roles(actor, held)
        await audit.record(
            actor,
            "seat_role_changed",
            Ref("council", held.term.council_id),
            person=held.person_id,
            before=before.value,
            role=role.value,
        )
        return held


def keeps(actor: Actor, held: Seat) -> bool:
    """Whether the actor keeps the register this seat stands in: at the council's place, or at its member body's."""
    at_home = (held.bench.place.path,) if held.bench and held.bench.place else ()
    return rules.may_found(actor, held.term.council.place.path, *at_home)


async def withdraw_roles(actor: Actor, held: Seat, role: SeatRole) -> None:
    """Inside the act that ends a seat or changes its role: the roles go that no other seat gives at that place."""
    place_id = await _home(held)
    if place_id is None:
        return
    others = Seat.filter(person_id=held.person_id, ends_on=None, term__ends_on__gte=clock.today())
    kept = {
        given
        for other in await others.exclude(id=held.id).select_related("bench", "term__council")
        if await _home(other) == place_id
        for given in rules.ROLES_OF[other.role]
    }
    for given in rules.ROLES_OF[role]:
        if given not in kept:
            await people.end_role(actor, held.person_id, given, place_id)


async def _home(held: Seat) -> int | None:
    """The place at which a seat gives its roles: the council's; in a joint council that of the member body.

    None for the seats of organisations and the recorder of a joint council: who sits in a council of the whole street
    has no say in each of its communities.
    """
    if held.bench is not None:
        return held.bench.place_id
    council = held.term.council
    return None if await Bench.exists(council_id=council.id, left_on=None) else council.place_id


async def _body(term: Term, bench_id: int | None) -> Bench | None:
    if bench_id is None:
        return None
    bench = await Bench.get_or_none(id=bench_id, council_id=term.council_id, left_on=None).select_related(
        "place"
    )
    if bench is None:
        raise Refused("seat_body_unknown", "bench")
    return bench


async def _give_roles(actor: Actor, held: Seat) -> None:
    place_id = await _home(held)
    if place_id is None:
        return
    for given in rules.ROLES_OF[held.role]:
        await people.grant(actor, held.person_id, given, place_id, held.starts_on, held.term.ends_on)
