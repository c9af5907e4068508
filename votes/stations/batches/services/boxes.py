"""The box as a whole: what two people explain when papers and roll do not match, and what goes into the register."""

from collections.abc import Sequence
from dataclasses import dataclass

from civic.audit.services import record
from civic.kit import clock
from civic.kit.db import locked, transaction
from civic.kit.errors import NotFound, Refused
from civic.people.rules import Actor
from votes import services as ballots
from votes.casting import queries as casting
from votes.casting.rules import LoosePaper
from votes.casting.services import seal_box, tick_off
from votes.models import Ballot, RollEntry
from votes.rolls.queries import size as roll_size
from votes.rules import Secrecy, State, check_closing
from votes.stations import queries as stations
from votes.stations.batches import queries
from votes.stations.batches.models import BoxStatement
from votes.stations.batches.rules import boxes as rules
from votes.stations.batches.rules.boxes import Matter
from votes.stations.batches.rules.sheets import Stage
from votes.stations.batches.services.bundles import check_counting
from votes.stations.rules import check_has_not_voted
from votes.stations.services import ref, staff_id


async def explain_missing(actor: Actor, ballot_id: int, missing: int, reason: str) -> int:
    """One person writes why so many papers fewer are in the box than people were ticked off. Written anew, the later
    number holds, once it is confirmed (none, when the papers were found).

    Raises SignInNeeded, NotFound, Forbidden, Refused ``batch_too_early`` and ``box_missing_wrong``.
    """
    async with transaction():
        ballot = await locked(Ballot, id=ballot_id)
        check_counting(await stations.attended(actor, ballot_id))
        bundled = (await queries.expected(ballot)).bundled
        rules.check_missing(missing, len(await queries.returned(ballot_id)), bundled)
        return await _write(actor, ballot_id, Matter.MISSING, reason, missing=missing)


async def explain_unticked(actor: Actor, ballot_id: int, entry_number: int, reason: str) -> int:
    """One person writes that somebody put a paper in and was not ticked off.

    Raises SignInNeeded, NotFound, Forbidden, Refused ``batch_too_early``, ``station_entry_unknown``, Stale
    ``station_has_voted``.
    """
    async with transaction():
        await locked(Ballot, id=ballot_id)
        check_counting(await stations.attended(actor, ballot_id))
        found = await RollEntry.get_or_none(ballot_id=ballot_id, number=entry_number)
        if found is None:
            raise Refused("station_entry_unknown", "number")
        check_has_not_voted((await stations.entry(ballot_id, found.id)).standing)
        return await _write(actor, ballot_id, Matter.UNTICKED, reason, entry_id=found.id)


async def _write(
    actor: Actor, ballot_id: int, matter: Matter, reason: str, missing: int = 0, entry_id: int | None = None
) -> int:
    made = await BoxStatement.create(
        ballot_id=ballot_id,
        matter=matter,
        missing=missing,
        entry_id=entry_id,
        reason=reason,
        written_by_id=staff_id(actor),
        written_at=clock.now(),
    )
    await record(actor, f"box_{matter.value}_written", ref(ballot_id), statement=made.id, missing=missing)
    return made.id


async def confirm(actor: Actor, statement_id: int) -> int:
    """Another person confirms; somebody who was not ticked off is ticked off now. Answers the ballot.

    Raises SignInNeeded, NotFound, Forbidden, Refused ``box_second_person``, ``box_statement_done``, ``batch_too_early``,
    Stale ``ballot_already_cast``.
    """
    async with transaction():
        statement = await BoxStatement.get_or_none(id=statement_id)
        if statement is None:
            raise NotFound
        await locked(Ballot, id=statement.ballot_id)
        statement = await locked(BoxStatement, id=statement_id)
        check_counting(await stations.watched(actor, statement.ballot_id))
        if statement.confirmed_at is not None:
            raise Refused("box_statement_done")
        rules.check_second(statement.written_by_id, staff_id(actor))
        statement.confirmed_by_id, statement.confirmed_at = staff_id(actor), clock.now()
        await statement.save(update_fields=["confirmed_by_id", "confirmed_at"])
        if statement.matter is Matter.UNTICKED and statement.entry_id is not None:
            await tick_off(statement.ballot_id, statement.entry_id, late=True)
        await record(
            actor,
            f"box_{statement.matter.value}_confirmed",
            ref(statement.ballot_id),
            statement=statement_id,
            missing=statement.missing,
        )
        return statement.ballot_id


@dataclass(frozen=True)
class Closed:
    """What a closing is written down with: voters, papers, and the root over the papers."""

    turnout: int
    papers: int
    root: str


async def close_box(ballot_id: int) -> Closed:
    """Take no more papers, put those in the box in key order, and fix them; in the act that closes what is voted on.

    Raises NotFound, Refused ``ballot_not_open``, before the published time ``round_not_over``, and as
    ``settled_papers`` and ``seal_box`` do.
    """
    async with transaction():
        # The lock waits for papers on their way in and holds up those that come later.
        ballot = await locked(Ballot, id=ballot_id)
        if ballot.state is not State.OPEN:
            raise Refused("ballot_not_open")
        turnout = await casting.turnout(ballot_id)
        check_closing(ballot.closes_at, clock.now(), turnout, await roll_size(ballot_id))
        papers = await seal_box(ballot, await settled_papers(ballot_id))
        await ballots.close_ballot(ballot)
        return Closed(turnout, papers, ballot.bulletin_root)


async def settled_papers(ballot_id: int) -> Sequence[LoosePaper]:
    """One paper for each entry that put one in the box, for the register; called when the ballot is sealed.

    Raises NotFound, and Refused as ``check_settled`` does.
    """
    await queries.check_settled(ballot_id)
    ballot = await Ballot.get_or_none(id=ballot_id)
    if ballot is None:
        raise NotFound
    if not ballot.paper_ballots:
        return []
    views = await queries.of_ballot(ballot_id)
    sheets = [sheet for view in views if view.stage is Stage.CLOSED for sheet in view.batch.sheets]
    entries = await queries.returned(ballot_id)
    if ballot.secrecy is Secrecy.NAMED:
        return rules.named_papers(sheets, entries)
    return rules.secret_papers(sheets, len(entries))
