"""Counting a closed ballot, once and for good, and certifying the count."""

import asyncio
from dataclasses import dataclass

from civic.audit.services import record
from civic.kit import clock
from civic.kit.chain import GENESIS, digest
from civic.kit.db import locked, rows, transaction
from civic.kit.errors import Refused
from civic.kit.refs import Ref
from civic.people.rules import SYSTEM, Actor
from votes.models import Ballot
from votes.results import queries, rules
from votes.results.models import Result, ResultLine
from votes.rounds import queries as rounds
from votes.rounds import services as round_services
from votes.rules import Rule, State
from votes.tally.rules import Election
from votes.tally.rules import Result as Tally


@dataclass(frozen=True)
class Counted:
    """A count that has been worked out, with the digest over all of it."""

    election: Election
    result: Tally
    lines: list[rules.Line]
    digest: str


async def count(ballot_id: int) -> Result:
    """Count a closed ballot under its own rule, and a budget's beside it under the rules people compare it with.

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
        election = await _election(ballot)
        made = await _store(ballot, await _work_out(ballot, election, ballot.rule), ballot.rule)
        for rule in rules.SIDE_BY_SIDE:
            if rule is not ballot.rule:
                await _store(ballot, await _work_out(ballot, election, rule), rule)
        return made


async def _election(ballot: Ballot) -> Election:
    choices = await queries.choices(ballot.id)
    papers = await queries.papers(ballot.id)
    budget = await rounds.budget_of(ballot.id)
    return await asyncio.to_thread(rules.election, ballot.method, budget, choices, papers)


async def _work_out(ballot: Ballot, election: Election, rule: Rule) -> Counted:
    beside = rules.for_comparison(ballot.parameters)
    # in a thread: a large count must not keep a meeting's sockets waiting
    result = await asyncio.to_thread(
        rules.tally, election, rule, ballot.parameters if rule is ballot.rule else beside
    )
    lines = rules.lines(election, result)
    document = rules.document(rule, election, result, lines)
    return Counted(election, result, lines, digest(ballot.digest or GENESIS, document))


async def _store(ballot: Ballot, counted: Counted, rule: Rule) -> Result:
    official = rule is ballot.rule
    made = await Result.create(
        ballot=ballot,
        rule=rule,
        parameters=dict(counted.result.parameters),
        papers=counted.election.voters,
        spent_fen=counted.result.spent,
        working=rules.working(counted.election, counted.result),
        official=official,
        counted_at=clock.now(),
        digest=counted.digest,
    )
    await _store_lines(made, ballot.id, counted.lines)
    await record(
        SYSTEM,
        "ballot_counted",
        Ref("ballot", ballot.id),
        rule=rule.value,
        official=official,
        papers=counted.election.voters,
        winners=[line.code for line in counted.lines if line.selected],
        digest=counted.digest,
    )
    return made


async def recount() -> tuple[int, int | None]:
    """Count every counted ballot again from its papers: how many counts, and the first ballot where one differs.

    Writes nothing. For ``verify``; the largest file of Pabulib takes about a second.
    """
    number = 0
    for stored in await Result.all().order_by("id").select_related("ballot"):
        number += 1
        again = await _work_out(stored.ballot, await _election(stored.ballot), stored.rule)
        kept = (stored.digest, stored.papers, stored.spent_fen, await queries.lines(stored.id))
        if kept != (again.digest, again.election.voters, again.result.spent, again.lines):
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


async def certify(actor: Actor, round_id: int) -> None:
    """The official count stands from now on; the proposals are told.

    Raises SignInNeeded, NotFound, Forbidden, Refused ``ballot_not_closed`` and ``round_no_result``.
    """
    async with transaction():
        round_ = await rounds.one(round_id)
        result = await queries.official(round_.ballot_id)
        chosen = await queries.winning_proposals(result.id) if result else set()
        await round_services.mark_certified(actor, round_id, chosen)
        if result is None:
            raise Refused("round_no_result")
        result.certified_at = clock.now()
        result.certified_by_id = actor.person_id
        await result.save(update_fields=["certified_at", "certified_by_id"])
