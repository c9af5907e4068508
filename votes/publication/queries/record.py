"""What is on record about one ballot: counts, signatures, contests, and what it is a repetition of."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from civic.kit.db import moment, rows
from civic.kit.errors import NotFound
from votes import queries as ballots
from votes.models import Ballot
from votes.publication.models import Contest, TellerSignature
from votes.publication.rules import Outcome
from votes.results.models import Result


@dataclass(frozen=True)
class Signed:
    """One signature for people."""

    result_id: int
    person_id: int
    name: str
    role: str
    at: datetime


@dataclass(frozen=True)
class Contested:
    """One contest for people. Who filed it is not told; who answered it is."""

    id: int
    run: int
    reason: str
    filed_at: datetime
    outcome: Outcome | None
    answer: str
    answered_by: str
    answered_at: datetime | None
    recount_run: int | None
    filed_by: int


class Source(NamedTuple):
    """An imported file: where it came from in words, and its SHA-256."""

    words: str
    digest: str


async def ballot_of(ballot_id: int) -> Ballot:
    """A ballot with its place. Raises NotFound."""
    found = await Ballot.get_or_none(id=ballot_id).select_related("place")
    if found is None:
        raise NotFound
    return found


async def round_of(ballot_id: int) -> int | None:
    """The round this ballot decides, if there is a budget."""
    found = await rows("SELECT id FROM funding_round WHERE ballot_id = ?", ballot_id)
    return found[0]["id"] if found else None


async def source_of(ballot_id: int) -> Source:
    """Where an imported ballot came from; nothing for our own."""
    found = await rows(
        "SELECT source, source_digest FROM funding_round WHERE ballot_id = ? AND source_digest IS NOT NULL",
        ballot_id,
    )
    return Source(found[0]["source"], found[0]["source_digest"]) if found else Source("", "")


async def runs(ballot_id: int) -> list[Result]:
    """All official counts, the first one first."""
    return await Result.filter(ballot_id=ballot_id, official=True).order_by("run")


async def last_run(ballot_id: int) -> int:
    """How often the papers were counted."""
    found = await rows(
        "SELECT MAX(run) AS run FROM result WHERE ballot_id = ? AND official = ?", ballot_id, True
    )
    return int(found[0]["run"] or 0)


async def matter_of(ballot_id: int) -> int | None:
    """The matter this ballot decides, if there is no budget."""
    found = await rows("SELECT id FROM matter WHERE ballot_id = ?", ballot_id)
    return found[0]["id"] if found else None


async def signers(result_id: int) -> set[int]:
    """Who has signed a count."""
    found = await TellerSignature.filter(result_id=result_id).values_list("person_id", flat=True)
    return {int(str(person_id)) for person_id in found}


async def signatures(results: Sequence[Result]) -> list[Signed]:
    """Signatures under these counts, in the order of signing."""
    found = await (
        TellerSignature.filter(result_id__in=[each.id for each in results])
        .order_by("id")
        .select_related("person")
    )
    return [
        Signed(each.result_id, each.person_id, each.person.display_name, each.role, each.signed_at)
        for each in found
    ]


async def waiting_contests(ballot_id: int) -> int:
    """Contests nobody has answered yet."""
    return await Contest.filter(ballot_id=ballot_id, outcome__isnull=True).count()


async def contests(ballot_id: int) -> list[Contested]:
    """All contests, the first one first."""
    found = await rows(
        "SELECT c.id, r.run, c.reason, c.filed_at, c.outcome, c.answer, p.display_name, c.answered_at, "
        "n.run AS recount_run, c.person_id FROM contest c JOIN result r ON r.id = c.result_id "
        "LEFT JOIN person p ON p.id = c.answered_by_id LEFT JOIN result n ON n.id = c.recount_id "
        "WHERE c.ballot_id = ? ORDER BY c.id",
        ballot_id,
    )
    return [
        Contested(
            row["id"],
            row["run"],
            row["reason"],
            moment(row["filed_at"]),
            Outcome(row["outcome"]) if row["outcome"] else None,
            row["answer"],
            row["display_name"] or "",
            moment(row["answered_at"]) if row["answered_at"] else None,
            row["recount_run"],
            row["person_id"],
        )
        for row in found
    ]


async def one_contest(contest_id: int) -> Contest:
    """A contest with its ballot and place. Raises NotFound."""
    found = await Contest.get_or_none(id=contest_id).select_related("ballot__place", "result")
    if found is None:
        raise NotFound
    return found


async def reruns(ballot_id: int) -> list[Ballot]:
    """Ballots that repeat this one."""
    return await Ballot.filter(rerun_of_id=ballot_id).order_by("id")


async def is_entitled(ballot_id: int, person_id: int | None) -> bool:
    """Whether this person may cast for a line of the roll."""
    return person_id is not None and await ballots.entry_of(ballot_id, person_id) is not None


async def winners(counted: Sequence[Result]) -> dict[int, list[str]]:
    """For each run the labels of what was chosen, in order."""
    found: dict[int, list[str]] = {}
    for each in counted:
        labels = await rows(
            "SELECT o.label FROM result_line l JOIN ballot_option o ON o.id = l.option_id "
            "WHERE l.result_id = ? AND l.selected = ? ORDER BY l.rank",
            each.id,
            True,
        )
        found[each.run] = [row["label"] for row in labels]
    return found
