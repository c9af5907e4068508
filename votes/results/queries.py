"""Reading counts: everything a result page shows, in a number of statements that does not grow."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from civic.kit.db import rows
from civic.kit.errors import NotFound
from civic.kit.money import Fen
from votes.models import Option
from votes.results.models import Result, ResultLine
from votes.results.rules import Choice, Line
from votes.rules import State


@dataclass(frozen=True)
class Fate:
    """One option with its fate under one rule, and whether the other rule chooses it."""

    rank: int
    code: str
    label: str
    cost_fen: Fen
    proposal_id: int | None
    votes: int
    selected: bool
    why: dict[str, Any]
    other: bool | None


async def papers(ballot_id: int) -> list[tuple[str, int]]:
    """What stands on the papers of a ballot that is no longer open, and on how many the same."""
    found = await rows(
        "SELECT p.choices, COUNT(*) AS n FROM paper p JOIN ballot b ON b.id = p.ballot_id "
        "WHERE p.ballot_id = ? AND b.state IN (?, ?) GROUP BY p.choices ORDER BY p.choices",
        ballot_id,
        State.CLOSED.value,
        State.CERTIFIED.value,
    )
    return [(row["choices"], row["n"]) for row in found]


async def choices(ballot_id: int) -> list[Choice]:
    """The options in the official order."""
    sql = "SELECT code, label, cost_fen FROM ballot_option WHERE ballot_id = ? ORDER BY position"
    return [Choice(**row) for row in await rows(sql, ballot_id)]


async def of_ballot(ballot_id: int) -> list[Result]:
    """All counts of a ballot: the official one of the last run first."""
    found = Result.filter(ballot_id=ballot_id).order_by("-official", "-run", "id")
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


async def winners(result_ids: Sequence[int]) -> dict[int, dict[str, str]]:
    """For each count its winners in the order of choosing: label by code."""
    found: dict[int, dict[str, str]] = {result_id: {} for result_id in result_ids}
    lines = (
        await ResultLine.filter(result_id__in=list(result_ids), selected=True)
        .order_by("result_id", "rank")
        .values("result_id", "option__code", "option__label")
    )
    for line in lines:
        found[line["result_id"]][line["option__code"]] = line["option__label"]
    return found


async def winning_proposals(result_id: int) -> set[int]:
    """The proposals a count chose (none for imported options)."""
    found = await ResultLine.filter(
        result_id=result_id, selected=True, option__proposal_id__isnull=False
    ).values_list("option__proposal_id", flat=True)
    return {int(str(proposal_id)) for proposal_id in found}


async def fates(result_id: int, other_id: int | None, after: int | None, size: int) -> list[Fate]:
    """Options by rank under one count, one more than ``size``."""
    lines = (
        await ResultLine.filter(result_id=result_id, rank__gt=after or 0)
        .order_by("rank")
        .limit(size + 1)
        .select_related("option")
    )
    elsewhere: dict[int, bool] = {}
    if other_id is not None:
        shown = [line.option_id for line in lines]
        elsewhere = {
            int(each["option_id"]): bool(each["selected"])
            for each in await ResultLine.filter(result_id=other_id, option_id__in=shown).values(
                "option_id", "selected"
            )
        }
    return [_fate(line, elsewhere.get(line.option_id)) for line in lines]


def _fate(line: ResultLine, other: bool | None) -> Fate:
    option: Option = line.option
    return Fate(
        line.rank,
        option.code,
        option.label,
        option.cost_fen,
        option.proposal_id,
        line.votes,
        line.selected,
        line.why,
        other,
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
