"""Making a council joint: its member bodies, and which of them is host when."""

from datetime import date

from tortoise.exceptions import IntegrityError

from civic.audit import services as audit
from civic.kit import clock
from civic.kit.db import locked, transaction
from civic.kit.errors import NotFound, Refused, SignInNeeded
from civic.kit.refs import Ref
from civic.kit.thresholds import Threshold
from civic.organisations.models import Organisation
from civic.people.rules import Actor, must
from civic.places.models import Place
from councils import queries as councils
from councils.joint import rules
from councils.joint.models import HostSwap
from councils.models import Bench, Council, Seat
from councils.rules import may_found


async def add_body(
    actor: Actor,
    council_id: int,
    name: str,
    quorum: Threshold,
    place_id: int | None = None,
    organisation_id: int | None = None,
) -> Bench:
    """Let a place or an organisation be a member body from today, last in the rotation.

    name: empty for that of the place or organisation. quorum: of the body's own seats. Raises SignInNeeded,
    Forbidden, NotFound, Refused ``body_of_one`` and ``body_taken``.
    """
    async with transaction():
        council = await _joinable(actor, council_id)
        rules.check_body(place_id, organisation_id)
        of = await (
            Place.get_or_none(id=place_id) if place_id else Organisation.get_or_none(id=organisation_id)
        )
        if of is None:
            raise NotFound
        last = await Bench.filter(council_id=council_id).order_by("-position").first()
        try:
            added = await Bench.create(
                council=council,
                position=last.position + 1 if last else 1,
                name=name or of.name,
                place_id=place_id,
                organisation_id=organisation_id,
                quorum_num=quorum.num,
                quorum_den=quorum.den,
                quorum_strict=quorum.strict,
                joined_on=clock.today(),
            )
        except IntegrityError as clash:
            raise Refused("body_taken", "bench_name") from clash
        await audit.record(actor, "body_joined", Ref("council", council_id), bench=added.id, name=added.name)
        return added


async def leave(actor: Actor, bench_id: int) -> Bench:
    """A body is a member no longer after today; its seats have ended before. Raises Forbidden, NotFound, Refused."""
    async with transaction():
        bench = await locked(Bench, id=bench_id)
        await _joinable(actor, bench.council_id)
        if bench.left_on is not None:
            raise Refused("body_left")
        if await Seat.exists(bench_id=bench_id, ends_on=None, term__ends_on__gte=clock.today()):
            raise Refused("body_seated")
        bench.left_on = clock.today()
        await bench.save(update_fields=["left_on"])
        await audit.record(actor, "body_left", Ref("council", bench.council_id), bench=bench_id)
        return bench


async def rotate_from(actor: Actor, council_id: int, first: date) -> Council:
    """Say in which quarter the first body is host. Raises Forbidden, NotFound, Refused once turns have begun."""
    async with transaction():
        council = await _joinable(actor, council_id)
        rules.check_first(first, council.rotates_from, clock.today())
        council.rotates_from = first
        await council.save(update_fields=["rotates_from"])
        await audit.record(actor, "rotation_set", Ref("council", council_id), first=first.isoformat())
        return council


async def swap_host(actor: Actor, council_id: int, quarter: date, bench_id: int, reason: str) -> HostSwap:
    """Let another body be host for one quarter, with the reason; once for each quarter.

    Raises SignInNeeded, Forbidden, NotFound, Refused for a quarter that is over or has been swapped.
    """
    async with transaction():
        council = await locked(Council, id=council_id)
        must(may_found(actor, *await councils.paths(council_id)), actor, "found_forbidden")
        if actor.person_id is None:
            raise SignInNeeded
        rules.check_swap(council.rotates_from, quarter, clock.today())
        if not await Bench.exists(id=bench_id, council_id=council_id, left_on=None):
            raise Refused("body_unknown", "bench")
        if await HostSwap.exists(council_id=council_id, quarter=quarter):
            raise Refused("rotation_swapped", "quarter")
        made = await HostSwap.create(
            council=council,
            quarter=quarter,
            bench_id=bench_id,
            reason=reason,
            entered_by_id=actor.person_id,
            entered_at=clock.now(),
        )
        await audit.record(
            actor, "host_swapped", Ref("council", council_id), quarter=quarter.isoformat(), bench=bench_id
        )
        return made


async def _joinable(actor: Actor, council_id: int) -> Council:
    council = await locked(Council, id=council_id)
    place = await Place.get(id=council.place_id)
    must(rules.may_join(actor, place.path), actor, "found_forbidden")
    return council
