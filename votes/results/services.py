"""Counting a closed ballot, once and for good, and again when a count was contested."""

import asyncio
from dataclasses import dataclass
from typing import Any

from civic.audit.services import record
from civic.kit import clock
from civic.kit.chain import GENESIS, digest
from civic.kit.db import locked, rows, transaction
from civic.kit.errors import Refused
from civic.kit.money import Fen
from civic.kit.refs import Ref
from civic.people.rules import SYSTEM, Actor
from votes.models import Ballot
from votes.results import queries, rules
from votes.results.models import Result, ResultLine
from votes.results.rules import choosing
from votes.results.rules.box import Box
from votes.rounds import queries as rounds
from votes.rounds import services as round_services
from votes.rules import SPENDING, State
from votes.tally.rules import Election


@dataclass(frozen=True)
class Counted:
    """A count that has been worked out, with the digest over all of it."""

    parameters: dict[str, Any]
    papers: int
    spent_fen: Fen
    lines: list[rules.Line]
    digest: str
    #: rounds of the count and what is told about them; made only for a count that is stored
    working: dict[str, Any]


async def count(ballot_id: int) -> Result:
    """Count a closed ballot under its own rule and store the count with its working.

    Done once: a second call answers with what is there. The clock, the closing and the import call it; nobody
    can choose when or how. Raises NotFound, and Refused ``ballot_still_open`` before the ballot is closed.
    """
    async with transaction():
        ballot = await locked(Ballot, id=ballot_id)
        known = await queries.official(ballot_id)
        if known is not None:
            return known
        if ballot.state not in (State.CLOSED, State.CERTIFIED):
            raise Refused("ballot_still_open")
        return await _store(ballot, await _work_out(ballot, told=True), 1)


async def count_again(ballot_id: int) -> Result:
    """One more official run of a ballot that was counted, by the same rule and the same papers; all runs stay.

    Belongs to the act that orders it (a contested count): call it in that act's transaction. Raises NotFound, and
    Refused ``ballot_still_open`` or ``result_uncounted``.
    """
    async with transaction():
        ballot = await locked(Ballot, id=ballot_id)
        last = await queries.official(ballot_id)
        if ballot.state not in (State.CLOSED, State.CERTIFIED):
            raise Refused("ballot_still_open")
        if last is None:
            raise Refused("result_uncounted")
        return await _store(ballot, await _work_out(ballot, told=True), last.run + 1)


async def _work_out(ballot: Ballot, *, told: bool) -> Counted:
    """In a thread: a large count must not keep a meeting's sockets waiting."""
    if ballot.rule in SPENDING:
        election = await queries.election(ballot)
        return await asyncio.to_thread(_spend, ballot, election, told)
    return await asyncio.to_thread(_choose, ballot, await queries.box(ballot))


def _spend(ballot: Ballot, election: Election, told: bool) -> Counted:
    way = rules.way(ballot.rule, ballot.parameters)
    result = way.count(election)
    lines = rules.lines(election, result)
    return Counted(
        dict(result.parameters),
        election.voters,
        result.spent,
        lines,
        digest(ballot.digest or GENESIS, rules.document(ballot.rule, election, result, lines)),
        rules.working(election, way, result) if told else {},
    )


def _choose(ballot: Ballot, box: Box) -> Counted:
    tallied = choosing.count(box)
    made = digest(ballot.digest or GENESIS, choosing.document(box, tallied))
    return Counted(dict(box.parameters), tallied.papers, 0, tallied.lines, made, tallied.working)


async def _store(ballot: Ballot, counted: Counted, run: int) -> Result:
    made = await Result.create(
        ballot=ballot,
        run=run,
        rule=ballot.rule,
        parameters=counted.parameters,
        papers=counted.papers,
        spent_fen=counted.spent_fen,
        working=counted.working,
        official=True,
        counted_at=clock.now(),
        digest=counted.digest,
    )
    await _store_lines(made, ballot.id, counted.lines)
    await record(
        SYSTEM,
        "ballot_counted",
        Ref("ballot", ballot.id),
        rule=ballot.rule.value,
        run=run,
        papers=counted.papers,
        winners=[line.code for line in counted.lines if line.selected],
        digest=counted.digest,
    )
    return made


async def recount() -> tuple[int, int | None]:
    """Count every counted ballot again from its papers: how many counts, and the first ballot where one differs.

    Writes nothing. For ``verify``; the largest file of Pabulib takes about a second. Counts of the first landing had
    another working, which cannot be made again, so they are left out: their ballots keep no words beside the digest.
    """
    number = 0
    for stored in await Result.filter(official=True).order_by("id").select_related("ballot"):
        if not stored.ballot.document:
            continue
        number += 1
        again = await _work_out(stored.ballot, told=False)
        kept = (stored.digest, stored.papers, stored.spent_fen, await queries.lines(stored.id))
        if kept != (again.digest, again.papers, again.spent_fen, again.lines):
            return number, stored.ballot_id
    return number, None


async def _store_lines(result: Result, ballot_id: int, lines: list[rules.Line]) -> None:
    options = await rows("SELECT id, code FROM ballot_option WHERE ballot_id = ?", ballot_id)
    ids = {row["code"]: row["id"] for row in options}
    await ResultLine.bulk_create(
        ResultLine(
            result_id=result.id,
            option_id=ids[line.code],
            order=line.order,
            rank=line.rank,
            votes=line.votes,
            selected=line.selected,
            why=line.why,
        )
        for line in lines
    )


async def close(actor: Actor, round_id: int) -> None:
    """Close the ballot and count it, as one act. Raises what ``rounds.services.close_round`` raises."""
    async with transaction():
        await round_services.close_round(actor, round_id)
        await count((await rounds.one(round_id)).ballot_id)
