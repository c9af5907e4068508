"""Reading counts: everything a result page shows, in a number of statements that does not grow."""

import asyncio
from dataclasses import dataclass
from typing import Any

from civic.kit.db import marks, rows
from civic.kit.errors import NotFound
from civic.kit.money import Fen
from votes.models import Ballot, Option
from votes.results import rules
from votes.results.models import Result, ResultLine
from votes.results.rules import Choice, Line
from votes.results.rules.box import Box, Same
from votes.rounds import queries as rounds
from votes.rules import State
from votes.tally.choosing.owners import Bulk
from votes.tally.rules import Election


@dataclass(frozen=True)
class Fate:
    """One option with its fate in one count."""

    option_id: int
    rank: int
    #: place in the order of choosing; None when it was not chosen
    order: int | None
    code: str
    label: str
    cost_fen: Fen
    proposal_id: int | None
    votes: int
    selected: bool
    why: dict[str, Any]


_SHUT = (State.CLOSED.value, State.CERTIFIED.value, State.VOID.value)


async def papers(ballot_id: int) -> list[tuple[str, int]]:
    """What stands on the papers of a ballot that is no longer open, and on how many the same."""
    found = await rows(
        "SELECT p.choices, COUNT(*) AS n FROM paper p JOIN ballot b ON b.id = p.ballot_id "
        f"WHERE p.ballot_id = ? AND b.state IN ({marks(_SHUT)}) GROUP BY p.choices ORDER BY p.choices",
        ballot_id,
        *_SHUT,
    )
    return [(row["choices"], row["n"]) for row in found]


async def choices(ballot_id: int) -> list[Choice]:
    """The options in the official order."""
    sql = "SELECT code, label, cost_fen, category, quota_place FROM ballot_option WHERE ballot_id = ? ORDER BY position"
    return [Choice(**row) for row in await rows(sql, ballot_id)]


async def election(ballot: Ballot) -> Election:
    """A budget's options and papers, ready to be counted. Raises NotFound for a ballot without a budget."""
    found = await choices(ballot.id)
    said = await papers(ballot.id)
    budget = await rounds.budget_of(ballot.id)
    return await asyncio.to_thread(rules.election, ballot.method, budget, found, said)


async def box(ballot: Ballot) -> Box:
    """What a count without a budget reads: papers by what they say, with the area behind them where it is known."""
    said = await rows(
        "SELECT p.choices, COUNT(*) AS n, COALESCE(SUM(e.area), 0) AS area FROM paper p "
        "JOIN ballot b ON b.id = p.ballot_id LEFT JOIN roll_entry e ON e.id = p.entry_id "
        f"WHERE p.ballot_id = ? AND b.state IN ({marks(_SHUT)}) GROUP BY p.choices ORDER BY p.choices",
        ballot.id,
        *_SHUT,
    )
    roll = await rows(
        "SELECT COUNT(*) AS n, COALESCE(SUM(area), 0) AS area FROM roll_entry WHERE ballot_id = ?", ballot.id
    )
    reasons = await rows(
        "SELECT reason FROM paper WHERE ballot_id = ? AND reason <> '' ORDER BY reason", ballot.id
    )
    codes = await rows("SELECT code FROM ballot_option WHERE ballot_id = ? ORDER BY position", ballot.id)
    return Box(
        rule=ballot.rule,
        parameters=ballot.parameters,
        options=tuple(row["code"] for row in codes),
        papers=[Same(row["choices"], row["n"], int(row["area"])) for row in said],
        roll=Bulk(int(roll[0]["area"]), roll[0]["n"]),
        seed=f"{ballot.digest}{ballot.bulletin_root}",
        seats=ballot.seats,
        points=ballot.points,
        reasons=tuple(row["reason"] for row in reasons),
        undelivered=await _undelivered(ballot.id),
    )


async def _undelivered(ballot_id: int) -> Bulk:
    """The silent owners whom no paper could reach, as the matter above this ballot has them on record."""
    sql = "SELECT undelivered_area AS area, undelivered_heads AS heads FROM matter WHERE ballot_id = ?"
    found = await rows(sql, ballot_id)
    return Bulk(**found[0]) if found else Bulk()


async def of_ballot(ballot_id: int) -> list[Result]:
    """All official counts of a ballot, the last run first."""
    found = Result.filter(ballot_id=ballot_id, official=True).order_by("-run")
    return await found.prefetch_related("certified_by")


async def official(ballot_id: int) -> Result | None:
    """The count by the rule fixed before opening; after a recount the last run."""
    return await Result.filter(ballot_id=ballot_id, official=True).order_by("-run").first()


async def certified(ballot_id: int) -> Result:
    """The official count, once it stands. Raises NotFound before."""
    found = await official(ballot_id)
    if found is None or found.certified_at is None:
        raise NotFound
    return found


async def winning_proposals(result_id: int) -> set[int]:
    """The proposals a count chose (none for imported options)."""
    found = await ResultLine.filter(
        result_id=result_id, selected=True, option__proposal_id__isnull=False
    ).values_list("option__proposal_id", flat=True)
    return {int(str(proposal_id)) for proposal_id in found}


async def fates(result_id: int, after: int | None, size: int, selected: bool | None = None) -> list[Fate]:
    """Options by rank in one count, one more than ``size``; only those chosen, or only the others."""
    found = ResultLine.filter(result_id=result_id, rank__gt=after or 0)
    if selected is not None:
        found = found.filter(selected=selected)
    return [_fate(line) for line in await found.order_by("rank").limit(size + 1).select_related("option")]


async def fate(result_id: int, option_id: int) -> Fate:
    """One option's fate. Raises NotFound."""
    line = await ResultLine.get_or_none(result_id=result_id, option_id=option_id).select_related("option")
    if line is None:
        raise NotFound
    return _fate(line)


def _fate(line: ResultLine) -> Fate:
    option: Option = line.option
    return Fate(
        option.id,
        line.rank,
        line.order,
        option.code,
        option.label,
        option.cost_fen,
        option.proposal_id,
        line.votes,
        line.selected,
        line.why,
    )


async def lines(result_id: int) -> list[Line]:
    """A count's lines as they were stored."""
    found = await ResultLine.filter(result_id=result_id).order_by("rank").select_related("option")
    return [
        Line(each.option.code, each.order, each.rank, each.votes, each.selected, each.why) for each in found
    ]


async def most_votes(result_id: int) -> int:
    """The largest number of votes in a count, for bars."""
    found = await rows("SELECT MAX(votes) AS most FROM result_line WHERE result_id = ?", result_id)
    return found[0]["most"] or 0


async def uncounted() -> list[int]:
    """Ballots that are closed and have no official count."""
    found = await rows(
        "SELECT b.id FROM ballot b WHERE b.state = ? "
        "AND NOT EXISTS (SELECT 1 FROM result r WHERE r.ballot_id = b.id AND r.official = ?) ORDER BY b.id",
        State.CLOSED.value,
        True,
    )
    return [row["id"] for row in found]
