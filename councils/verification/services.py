"""Checking the books as a whole, leaving a trace, and checking what one digest stands for."""

from collections.abc import Iterable
from dataclasses import dataclass

from civic.audit import queries as audit_log
from civic.audit import services as audit
from civic.kit.db import transaction
from civic.kit.refs import Ref
from civic.people.rules import SYSTEM
from councils.verification import queries, rules
from councils.verification.rules import Report, What, Wrong
from votes.publication import queries as publication
from votes.results import services as results
from votes.rolls.sortition import queries as sortition


@dataclass(frozen=True)
class Found:
    """What carries a digest, and what is wrong with it (None: it fits). seq: number of an event in its log."""

    what: What
    id: int
    session_id: int
    seq: int
    wrong: Wrong | None


async def check() -> Report:
    """Work everything out again. Writes nothing; stops at the first wrong thing of each kind."""
    counted = dict.fromkeys(What, 0)
    wrong: list[Wrong | None] = []
    counted[What.ENTRY] = await queries.entries()
    _, broken = await audit_log.first_broken()
    wrong.append(None if broken is None else Wrong(What.ENTRY, str(broken), "content"))
    logs = {session_id: log async for session_id, log in queries.logs()}
    counted[What.EVENT] = sum(map(len, logs.values()))
    wrong.append(_first(rules.log_fault(session_id, log) for session_id, log in logs.items()))
    for council_id in await queries.councils():
        rows = await queries.minutes(council_id)
        counted[What.MINUTES] += len(rows)
        counted[What.SIGNATURE] += sum(len(row.signatures) for row in rows)
        wrong.append(_first(rules.text_fault(row, logs.get(row.session_id, [])) for row in rows))
        wrong.append(_first(map(rules.signature_fault, rows)))
        wrong.append(rules.chain_fault(row for row in rows if row.published))
    resolutions = await queries.resolutions()
    documents = {row.id: row.document for row in await queries.minutes() if row.published}
    counted[What.RESOLUTION] = len(resolutions)
    wrong.append(_first(rules.resolution_fault(row, documents) for row in resolutions))
    wrong.append(_first(rules.action_fault(row, documents) for row in resolutions))
    wrong.append(rules.numbering_fault(resolutions))
    wrong.append(rules.unresolved(resolutions, documents))
    wrong.append(rules.sum_fault(await queries.sums()))
    wrong += await _votes()
    return Report(counted | await queries.counts(), tuple(one for one in wrong if one))


async def _votes() -> list[Wrong]:
    """Every vote: the root over its papers, what was fixed at opening, the tellers, its count and its draws done again."""
    _, differs = await results.recount()
    again = [(differs, "recount"), (await sortition.first_fault(), "sortition")]
    faults = [*await publication.first_faults(), *((wrong, why) for wrong, why in again if wrong is not None)]
    return [Wrong(What.BALLOT, str(ballot_id), why) for ballot_id, why in faults]


def _first(faults: Iterable[Wrong | None]) -> Wrong | None:
    return next((fault for fault in faults if fault), None)


async def check_books() -> Report:
    """Check and write down that it was done and what came of it, for the public page."""
    report = await check()
    async with transaction():
        await audit.record(
            SYSTEM,
            "books_checked",
            Ref(queries.BOOKS, 1),
            agrees=report.agrees,
            counted={what.value: number for what, number in report.counted.items()},
            wrong=[[one.what.value, one.which, one.why] for one in report.wrong],
        )
    return report


async def look_up(digest: str) -> list[Found]:
    """What carries this digest, each worked out again now. Empty when nothing does."""
    return [
        Found(What(row["what"]), row["id"], row["session_id"], row["seq"], await _fault(row["what"], row))
        for row in await queries.bearers(digest)
    ]


async def _fault(what: str, row: dict[str, int]) -> Wrong | None:
    if what == What.EVENT:
        return rules.log_fault(row["session_id"], await queries.log(row["session_id"]))
    if what == What.MINUTES:
        minutes = (await queries.minutes(minutes_id=row["id"]))[0]
        log = await queries.log(minutes.session_id)
        return (
            rules.log_fault(minutes.session_id, log)
            or rules.text_fault(minutes, log)
            or rules.signature_fault(minutes)
        )
    resolution = next(one for one in await queries.resolutions() if one.id == row["id"])
    documents = {one.id: one.document for one in await queries.minutes(minutes_id=resolution.minutes_id)}
    return rules.resolution_fault(resolution, documents)
