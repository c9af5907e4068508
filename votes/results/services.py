"""Counting a closed ballot, once and for good, and certifying the count."""

import asyncio

from civic.audit.services import record
from civic.kit import clock
from civic.kit.chain import GENESIS, digest
from civic.kit.db import locked, rows, transaction
from civic.kit.errors import Refused
from civic.people.rules import SYSTEM, Actor
from votes.models import Ballot
from votes.results import queries, rules
from votes.results.models import Result, ResultLine
from votes.rounds import queries as rounds
from votes.rounds import services as round_services
from votes.rounds.models import Round
from votes.rounds.rules import Rule
from votes.rules import State
from votes.tally.rules import Election


async def count(round_id: int) -> Result:
    """Count a closed round under its own rule, and beside it under the others people compare it with.

    Done once: a second call answers with what is there. The clock, the closing and the import call it; nobody
    can choose when or how. Raises NotFound, and Refused ``ballot_still_open`` before the ballot is closed.
    """
    async with transaction():
        round_ = await rounds.one(round_id)
        ballot = await locked(Ballot, id=round_.ballot_id)
        known = await queries.official(round_id)
        if known is not None:
            return known
        if ballot.state not in (State.CLOSED, State.CERTIFIED):
            raise Refused("ballot_still_open")
        choices = await queries.choices(ballot.id)
        papers = await queries.papers(ballot.id)
        counted = await asyncio.to_thread(rules.election, ballot.method, round_.budget_fen, choices, papers)
        made = await _store(round_, ballot, counted, round_.rule)
        for rule in rules.SIDE_BY_SIDE:
            if rule is not round_.rule:
                await _store(round_, ballot, counted, rule)
        return made


async def _store(round_: Round, ballot: Ballot, counted: Election, rule: Rule) -> Result:
    official = rule is round_.rule
    parameters = round_.parameters if official else rules.for_comparison(round_.parameters)
    # in a thread: a large count must not keep a meeting's sockets waiting
    result = await asyncio.to_thread(rules.tally, counted, rule, parameters)
    lines = rules.lines(counted, result)
    document = rules.document(rule, counted, result, lines)
    made = await Result.create(
        round=round_,
        rule=rule,
        parameters=dict(result.parameters),
        papers=counted.voters,
        spent_fen=result.spent,
        working=rules.working(counted, result),
        official=official,
        counted_at=clock.now(),
        digest=digest(ballot.digest or GENESIS, document),
    )
    await _store_lines(made, ballot.id, lines)
    await record(
        SYSTEM,
        "count",
        round_services.ref(round_.id),
        rule=rule.value,
        official=official,
        papers=counted.voters,
        winners=[line.code for line in lines if line.selected],
        digest=made.digest,
    )
    return made


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
        await count(round_id)


async def certify(actor: Actor, round_id: int) -> None:
    """The official count stands from now on; the proposals are told.

    Raises SignInNeeded, NotFound, Forbidden, Refused ``ballot_not_closed`` and ``round_no_result``.
    """
    async with transaction():
        result = await queries.official(round_id)
        chosen = await queries.winning_proposals(result.id) if result else set()
        await round_services.mark_certified(actor, round_id, chosen)
        if result is None:
            raise Refused("round_no_result")
        result.certified_at = clock.now()
        result.certified_by_id = actor.person_id
        await result.save(update_fields=["certified_at", "certified_by_id"])
