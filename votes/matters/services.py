"""Setting a matter up, opening it, closing it."""

from dataclasses import asdict
from datetime import datetime

from civic.audit.services import record
from civic.kit import clock
from civic.kit.db import locked, transaction
from civic.kit.errors import NotFound, Refused, Stale
from civic.kit.refs import Ref
from civic.notifications import services as notifications
from civic.people.rules import SYSTEM, Actor, must
from civic.places.models import Place
from civic.places.rules import Level
from votes import services as ballots
from votes.matters import queries, rules
from votes.matters.models import Matter
from votes.matters.rules import Plan
from votes.models import Ballot, Option
from votes.results.services import count
from votes.rolls.services import freeze
from votes.rounds import queries as rounds
from votes.rounds.models import Reminder
from votes.rounds.rules import Occasion, check_extension, check_opening, due
from votes.rules import State, may_set_up
from votes.stations.batches.services import close_box
from votes.stations.proxies import rules as proxies
from votes.tally.choosing.owners import Silence


def ref(matter_id: int) -> Ref:
    """A matter's name in the tables that speak of anything."""
    return Ref("matter", matter_id)


async def create(actor: Actor, place_id: int, plan: Plan) -> Matter:
    """Put a matter down; everything in it can be read before it opens.

    Raises SignInNeeded, NotFound, Forbidden, and Refused as ``rules.check`` does.
    """
    async with transaction():
        place = await Place.get_or_none(id=place_id, level=Level.COMMUNITY)
        if place is None:
            raise NotFound
        must(may_set_up(actor, place.path), actor)
        rules.check(plan, clock.now())
        ballot = await Ballot.create(place=place, **rules.columns(plan, clock.today()))
        await _write_options(ballot, plan)
        matter = await Matter.create(ballot=ballot, created_at=clock.now())
        await record(actor, "matter_created", ref(matter.id), rule=plan.rule.value, title=plan.title)
        return matter


async def _write_options(ballot: Ballot, plan: Plan) -> None:
    await Option.bulk_create(
        Option(ballot=ballot, position=position, code=code, label=label, cost_fen=0)
        for position, (code, label) in enumerate(rules.options(plan), 1)
    )


async def edit(actor: Actor, matter_id: int, version: int, plan: Plan) -> None:
    """Change a matter that has not been opened.

    Raises SignInNeeded, NotFound, Forbidden, Stale when somebody changed it meanwhile, Refused ``matter_not_draft``
    and as ``rules.check`` does.
    """
    async with transaction():
        matter, ballot = await _held(actor, matter_id)
        if ballot.state is not State.DRAFT:
            raise Refused("matter_not_draft")
        if matter.version != version:
            raise Stale
        rules.check(plan, clock.now())
        before = await queries.plan(matter)
        columns = rules.columns(plan, clock.today())
        columns["parameters"] |= proxies.kept(ballot.parameters)
        await ballot.update_from_dict(columns).save()
        await Option.filter(ballot_id=ballot.id).delete()
        await _write_options(ballot, plan)
        matter.version += 1
        await matter.save(update_fields=["version"])
        await record(actor, "matter_edited", ref(matter_id), changed=rules.changed(before, plan))


async def _held(actor: Actor, matter_id: int) -> tuple[Matter, Ballot]:
    """The matter, and its ballot under lock, for someone who may set it up."""
    matter = await queries.one(matter_id)
    must(may_set_up(actor, matter.ballot.place.path), actor)
    return matter, await locked(Ballot, id=matter.ballot_id)


async def open_matter(actor: Actor, matter_id: int) -> None:
    """Freeze the text, the options, the rule and the roll, and let papers come in from the published hour on.

    Raises SignInNeeded, NotFound, Forbidden, Refused ``ballot_not_draft``, ``round_closes_past`` and what freezing the
    roll refuses.
    """
    async with transaction():
        _, ballot = await _held(actor, matter_id)
        if ballot.state is not State.DRAFT:
            raise Refused("ballot_not_draft")
        check_opening(ballot.closes_at, clock.now())
        opened = await freeze(ballot.id, {"place": ballot.place_id})
        await record(
            actor,
            "matter_opened",
            ref(matter_id),
            digest=opened.digest,
            roll_digest=opened.roll_digest,
            roll_size=opened.roll_size,
        )


async def extend(actor: Actor, matter_id: int, closes_at: datetime, reason: str) -> None:
    """Put the closing off, before it has come. The digest stays as it was.

    Raises SignInNeeded, NotFound, Forbidden, and Refused as ``check_extension`` does.
    """
    async with transaction():
        _, ballot = await _held(actor, matter_id)
        check_extension(ballot.state, ballot.opens_at, ballot.closes_at, closes_at, clock.now())
        was = ballot.closes_at.isoformat() if ballot.closes_at else ""
        await ballots.extend_ballot(actor, ballot, closes_at, reason)
        facts = {"was": was, "closes_at": closes_at.isoformat(), "reason": reason}
        await record(actor, "matter_extended", ref(matter_id), **facts)


async def note_undelivered(actor: Actor, matter_id: int, heads: int, area: int) -> None:
    """Enter the silent owners whom no paper could reach, before closing; area in 0.01 m².

    Raises SignInNeeded, NotFound, Forbidden, Refused ``matter_no_silence``, ``ballot_not_open`` and
    ``matter_undelivered``.
    """
    async with transaction():
        matter, ballot = await _held(actor, matter_id)
        if ballot.parameters.get("silence") != Silence.MAJORITY:
            raise Refused("matter_no_silence")
        if ballot.state is not State.OPEN:
            raise Refused("ballot_not_open")
        silent = await queries.silent(ballot.id)
        rules.check_undelivered(heads, area, silent.heads, silent.area)
        matter.undelivered_heads, matter.undelivered_area = heads, area
        await matter.save(update_fields=["undelivered_heads", "undelivered_area"])
        await record(actor, "matter_undelivered", ref(matter_id), heads=heads, area=area)


async def close_matter(actor: Actor, matter_id: int) -> None:
    """Put the papers in key order, take no more, and count. The clock (SYSTEM) may do it as well as staff.

    Raises SignInNeeded, NotFound, Forbidden, and as ``close_box`` does.
    """
    async with transaction():
        matter = await queries.one(matter_id)
        if actor is not SYSTEM:
            must(may_set_up(actor, matter.ballot.place.path), actor)
        await record(actor, "matter_closed", ref(matter_id), **asdict(await close_box(matter.ballot_id)))
        await count(matter.ballot_id)


async def tell_due(matter_id: int, now: datetime) -> None:
    """Tell people what is due about a matter: open, closing tomorrow, closed, confirmed. Each once, as for rounds."""
    async with transaction():
        matter = await queries.one(matter_id)
        # one at a time: two clocks do not tell the same thing twice
        ballot = await locked(Ballot, id=matter.ballot_id)
        calendar = queries.calendar(ballot)
        for occasion, at in due(calendar, await rounds.told(ballot.id), now) if calendar else ():
            people = await rounds.voters(ballot.id, only_waiting=occasion is Occasion.CLOSING)
            await Reminder.create(ballot=ballot, occasion=occasion, due_at=at, told=len(people), sent_at=now)
            closes = ballot.closes_at.isoformat() if ballot.closes_at else ""
            await notifications.tell(
                people, f"round_{occasion.value}", ref(matter_id), title=ballot.title, closes_at=closes
            )
            await record(SYSTEM, "matter_told", ref(matter_id), occasion=occasion.value, people=len(people))
