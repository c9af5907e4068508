"""Announcing a draw, drawing, and replacing who cannot serve."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from civic.audit.services import record
from civic.kit import clock
from civic.kit.db import locked, transaction
from civic.kit.errors import Refused, Stale
from civic.kit.refs import Ref
from civic.people.rules import Actor, must
from votes.rolls import queries as rolls
from votes.rolls.sortition import queries, rules
from votes.rolls.sortition.models import Replacement, Sortition, SortitionDraw
from votes.rules import may_set_up, roll_digest


@dataclass(frozen=True)
class Announcement:
    """How a panel is to be drawn."""

    title: str
    seats: int
    reserve: int
    #: seats by group; None: in proportion to the roll
    given: Mapping[str, int] | None
    #: which public value will be the seed
    source: str
    #: when it will be known
    value_at: datetime


def ref(sortition_id: int) -> Ref:
    """A draw's name in the tables that speak of anything."""
    return Ref("sortition", sortition_id)


async def announce(actor: Actor, ballot_id: int, wanted: Announcement) -> Sortition:
    """Publish how a panel will be drawn, before anyone can know the seed.

    Raises SignInNeeded, NotFound, Forbidden, Refused ``sortition_value_past`` and as ``rules.plan`` does.
    """
    async with transaction():
        ballot = await rolls.ballot(ballot_id)
        must(may_set_up(actor, ballot.place.path), actor)
        if wanted.value_at <= clock.now():
            raise Refused("sortition_value_past", "value_at")
        pool = await queries.pool(ballot_id)
        plan = rules.plan(pool, wanted.seats, wanted.reserve, wanted.given)
        document = {
            "title": wanted.title,
            "ballot": ballot_id,
            "roll_digest": roll_digest(await rolls.lines(ballot_id), ballot.roll_salt),
            "pool": [list(each) for each in pool],
            "seats": dict(plan.seats),
            "reserve": dict(plan.reserve),
            "source": wanted.source,
            "value_at": wanted.value_at.isoformat(),
        }
        made = await Sortition.create(
            ballot_id=ballot_id,
            title=wanted.title,
            document=document,
            commitment=rules.commitment(document),
            source=wanted.source,
            value_at=wanted.value_at,
            announced_by_id=actor.person_id,
            announced_at=clock.now(),
        )
        await record(
            actor, "sortition_announced", ref(made.id), commitment=made.commitment, seats=wanted.seats
        )
        return made


async def draw(actor: Actor, sortition_id: int, value: str) -> None:
    """Draw with the value as it was published. Once; another value cannot be tried.

    Raises SignInNeeded, NotFound, Forbidden, Stale ``sortition_drawn``, Refused ``sortition_too_early`` and
    ``sortition_roll_changed``.
    """
    async with transaction():
        await locked(Sortition, id=sortition_id)
        found = await queries.draw(sortition_id)
        ballot = found.sortition.ballot
        must(may_set_up(actor, ballot.place.path), actor)
        if found.drawn is not None:
            raise Stale("sortition_drawn")
        if clock.now() < found.sortition.value_at:
            raise Refused("sortition_too_early", "value", at=found.sortition.value_at)
        if (
            roll_digest(await rolls.lines(ballot.id), ballot.roll_salt)
            != found.sortition.document["roll_digest"]
        ):
            raise Refused("sortition_roll_changed")
        drawn = rules.draw(found.pool, found.plan, rules.seed_of(found.sortition.commitment, value))
        await SortitionDraw.create(
            sortition_id=sortition_id,
            value=value.strip(),
            panel=list(drawn.panel),
            reserve=list(drawn.reserve),
            drawn_by_id=actor.person_id,
            drawn_at=clock.now(),
        )
        await record(
            actor, "sortition_drawn", ref(sortition_id), value=value.strip(), panel=list(drawn.panel)
        )


async def replace(actor: Actor, sortition_id: int, leaving: int) -> int:
    """Put the next of the reserve in the place of a member who cannot serve; answers the number that enters.

    Raises SignInNeeded, NotFound, Forbidden, Refused ``sortition_not_member``, ``sortition_reserve_used``.
    """
    async with transaction():
        await locked(Sortition, id=sortition_id)
        found = await queries.draw(sortition_id)
        must(may_set_up(actor, found.sortition.ballot.place.path), actor)
        if found.drawn is None or leaving not in found.panel:
            raise Refused("sortition_not_member", "leaving", number=leaving)
        used = [each.entering for each in found.replacements]
        entering = rules.next_in_reserve(found.pool, found.drawn, leaving, used)
        await Replacement.create(
            sortition_id=sortition_id,
            leaving=leaving,
            entering=entering,
            made_by_id=actor.person_id,
            made_at=clock.now(),
        )
        await record(actor, "sortition_replaced", ref(sortition_id), leaving=leaving, entering=entering)
        return entering
