"""Acts around the seats of a term: they end, others follow, observers come and go, members declare what ties them."""

from collections.abc import Sequence
from datetime import date

from tortoise.exceptions import IntegrityError

from civic.audit import services as audit
from civic.kit import clock
from civic.kit.db import locked, transaction
from civic.kit.errors import Forbidden, NotFound, Refused, SignInNeeded
from civic.kit.refs import Ref
from civic.organisations.models import Organisation
from civic.people.rules import Actor, must
from councils import queries as councils
from councils import services as seats
from councils.models import Bench, Seat, Term
from councils.rules import SeatKind, SeatRole, may_found
from councils.seating import queries, rules
from councils.seating.models import Interest, Observer, SeatEnd, Substitute
from councils.seating.rules import Ending, Tie
from councils.services import Seating


async def end_seat(actor: Actor, seat_id: int, ending: Ending, reason: str, last_day: date) -> SeatEnd:
    """End a seat before its term, with the reason; the roles it gave end today. The seat stays on record.

    Raises SignInNeeded, Forbidden, NotFound, Refused ``seat_over``, ``seat_end_future``, ``seat_end_early``.
    """
    async with transaction():
        await locked(Seat, id=seat_id)
        held = await councils.seat(seat_id)
        must(seats.keeps(actor, held), actor, "found_forbidden")
        if actor.person_id is None:
            raise SignInNeeded
        if held.ends_on is not None:
            raise Refused("seat_over")
        rules.check_end(last_day, held.starts_on, clock.today())
        end = await SeatEnd.create(
            seat=held,
            ending=ending,
            reason=reason,
            last_day=last_day,
            ended_by_id=actor.person_id,
            ended_at=clock.now(),
        )
        held.ends_on = last_day
        await held.save(update_fields=["ends_on"])
        await seats.withdraw_roles(actor, held, held.role)
        await audit.record(
            actor,
            "seat_ended",
            Ref("council", held.term.council_id),
            person=held.person_id,
            ending=ending.value,
            last_day=last_day.isoformat(),
        )
        return end


async def add_substitute(
    actor: Actor, term_id: int, person_id: int, bench_id: int | None = None
) -> Substitute:
    """Put somebody at the end of the list of those who follow. Raises Forbidden, Refused ``substitute_taken``."""
    async with transaction():
        term = await _kept(actor, term_id)
        if bench_id and not await Bench.exists(id=bench_id, council_id=term.council_id, left_on=None):
            raise Refused("seat_body_unknown", "bench")
        if await Seat.exists(term_id=term_id, person_id=person_id):
            raise Refused("substitute_taken", "login")
        last = await Substitute.filter(term_id=term_id).order_by("-position").first()
        try:
            added = await Substitute.create(
                term=term, person_id=person_id, bench_id=bench_id, position=last.position + 1 if last else 1
            )
        except IntegrityError as clash:
            raise Refused("substitute_taken", "login") from clash
        await audit.record(actor, "substitute_added", Ref("council", term.council_id), person=person_id)
        return added


async def follow(actor: Actor, term_id: int, bench_id: int | None = None) -> Seat:
    """Seat whoever is next on the list in a seat that fell free, from today.

    Raises Forbidden, Refused ``no_vacancy`` and ``substitute_none``.
    """
    async with transaction():
        term = await _kept(actor, term_id)
        vacancy = next((one for one in await queries.vacancies(term_id) if one.bench_id == bench_id), None)
        if vacancy is None:
            raise Refused("no_vacancy")
        if vacancy.following is None:
            raise Refused("substitute_none")
        following = vacancy.following
        how = Seating(SeatKind.ELECTED, bench_id=bench_id, starts_on=clock.today())
        taken = await seats.seat(actor, term_id, following.person_id, SeatRole.MEMBER, how)
        following.seat = taken
        await following.save(update_fields=["seat_id"])
        await audit.record(
            actor, "substitute_seated", Ref("council", term.council_id), person=following.person_id
        )
        return taken


async def name_observer(
    actor: Actor, term_id: int, name: str, capacity: str, person_id: int | None = None
) -> Observer:
    """Let somebody attend without a vote from today. Raises Forbidden, Refused ``observer_taken``."""
    async with transaction():
        term = await _kept(actor, term_id)
        try:
            named = await Observer.create(
                term=term, name=name, capacity=capacity, person_id=person_id, starts_on=clock.today()
            )
        except IntegrityError as clash:
            raise Refused("observer_taken", "observer_name") from clash
        await audit.record(actor, "observer_named", Ref("council", term.council_id), name=name)
        return named


async def end_observer(actor: Actor, observer_id: int) -> Observer:
    """Somebody attends no longer after today. Raises Forbidden, NotFound, Refused ``observer_over``."""
    async with transaction():
        await locked(Observer, id=observer_id)
        named = await queries.observer(observer_id)
        await _kept(actor, named.term_id)
        if named.ends_on is not None:
            raise Refused("observer_over")
        named.ends_on = clock.today()
        await named.save(update_fields=["ends_on"])
        await audit.record(actor, "observer_ended", Ref("council", named.term.council_id), name=named.name)
        return named


async def declare(
    actor: Actor, person_id: int, tie: Tie, subject: str, organisation_id: int | None = None
) -> Interest:
    """Declare what ties a member to something that may be decided; everyone may read it.

    Raises SignInNeeded, Forbidden, NotFound, Refused for who sits nowhere, and for the same twice on a day.
    """
    if actor.person_id is None:
        raise SignInNeeded
    async with transaction():
        terms = await queries.terms_of(person_id, clock.today())
        must(rules.may_declare(actor, person_id, await _keeps(actor, terms)), actor, "interest_forbidden")
        if not terms:
            raise Refused("interest_no_seat")
        if organisation_id is not None and not await Organisation.exists(id=organisation_id):
            raise NotFound
        try:
            declared = await Interest.create(
                person_id=person_id,
                tie=tie,
                subject=subject,
                organisation_id=organisation_id,
                declared_on=clock.today(),
                entered_by_id=actor.person_id,
            )
        except IntegrityError as clash:
            raise Refused("interest_taken", "subject") from clash
        await audit.record(actor, "interest_declared", Ref("person", person_id), interest=declared.id)
        return declared


async def lift(actor: Actor, interest_id: int) -> Interest:
    """Say that a tie is no more; it stays on record. Raises SignInNeeded, Forbidden, NotFound, Refused ``interest_lifted``."""
    async with transaction():
        declared = await locked(Interest, id=interest_id)
        terms = await queries.terms_of(declared.person_id, clock.today())
        may = rules.may_declare(actor, declared.person_id, await _keeps(actor, terms))
        must(may, actor, "interest_forbidden")
        if declared.lifted_on is not None:
            raise Refused("interest_lifted")
        declared.lifted_on = clock.today()
        await declared.save(update_fields=["lifted_on"])
        await audit.record(actor, "interest_lifted", Ref("person", declared.person_id), interest=interest_id)
        return declared


async def _kept(actor: Actor, term_id: int) -> Term:
    await locked(Term, id=term_id)
    term = await councils.term(term_id)
    if not may_found(actor, *await councils.paths(term.council_id)):
        raise Forbidden("found_forbidden")
    return term


async def _keeps(actor: Actor, terms: Sequence[Term]) -> bool:
    """Whether the actor keeps the register of one of these councils."""
    return any([may_found(actor, *await councils.paths(term.council_id)) for term in terms])
