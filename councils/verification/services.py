"""Checking the books as a whole, leaving a trace, and checking what one digest stands for."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from civic.audit import queries as audit_log
from civic.audit import services as audit
from civic.documents.rules import Seal, differing, seals_in
from civic.kit.chain import GENESIS, file_digest
from civic.kit.db import transaction
from civic.kit.errors import NotFound
from civic.kit.refs import Ref
from civic.people.rules import SYSTEM
from civic.web import papers
from civic.web.papers import Paper
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
    held = [row async for row in queries.kept()]
    counted[What.PAPER] = len(held)
    wrong.append(_first(map(rules.kept_fault, held)))
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


#: a paper of this kind and number, in every reading of it. Raises NotFound
Make = Callable[[str, int], Awaitable[Sequence[Paper]]]
_MOST = 3  # of things a file may claim to be


class Verdict(StrEnum):
    """What a paper turned out to be. outdated: what it is about has changed since. altered: it is not as we gave it out."""

    GENUINE = "genuine"
    OUTDATED = "outdated"
    ALTERED = "altered"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Held:
    """A paper somebody holds. changed: marked names of its parts that read differently now. lines: lines that are not ours."""

    verdict: Verdict
    title: str = ""
    url: str = ""
    changed: tuple[str, ...] = ()
    lines: tuple[str, ...] = ()


_NOTHING = Held(Verdict.UNKNOWN)


async def identify(make: Make, name: str, data: bytes) -> Held:
    """Make again what a file says it is, and compare; nothing of it is kept. make: as this reader may see it."""
    said, first = rules.readable(data), _NOTHING
    for claim in await _claims(name, data, said):
        try:
            found = await make(claim.kind, claim.id)
        except NotFound:
            continue
        held = await asyncio.to_thread(_compared, data, said, found, claim)
        if held.verdict is Verdict.GENUINE:
            return held
        first = first if first is not _NOTHING else held
    return first


async def _claims(name: str, data: bytes, said: str) -> list[Seal]:
    """What the file may be: by a digest we keep, by what it says of itself, by its name."""
    kinds, found = papers.kinds(), list[Seal](seals_in(said))
    finds = [(kind, one.find) for kind, one in kinds.items() if one.find]
    for digest in (file_digest(data), file_digest(GENESIS.encode() + b"\n" + data), *rules.digests(said)):
        ids = [(kind, await find(digest)) for kind, find in finds]
        found += [Seal(kind, number) for kind, number in ids if number is not None]
    called = rules.named(name)
    found += [Seal(kind, called[1]) for kind, one in kinds.items() if called and one.stem == called[0]]
    once = {(claim.kind, claim.id): claim for claim in reversed(found)}
    return list(reversed(once.values()))[:_MOST]


def _compared(data: bytes, said: str, found: Sequence[Paper], claim: Seal) -> Held:
    paper, likest = found[0], list[bytes]()
    for paper in found:
        for copy in paper.copies:
            if not isinstance(copy, bytes) and copy.says not in said:
                continue  # whatever it is, it is not this one: not worth setting
            made = papers.set_like(copy, data)
            if made == data:
                return Held(Verdict.GENUINE, paper.title, paper.url)
            likest += [made] if made and not isinstance(copy, bytes) else []
    held = against(found, claim)
    if held.verdict is Verdict.OUTDATED or not data.startswith(b"PK"):
        return held
    lines = min((rules.strange(data, made) for made in likest), key=len, default=())
    return replace(held, lines=lines)


def against(found: Sequence[Paper], claim: Seal) -> Held:
    """A claim held against the paper as it is now, in the reading that is nearest to it."""
    told = [(differing(claim, paper.seal, paper.contents), paper) for paper in found]
    changed, paper = min(told, key=lambda one: len(one[0]))
    if claim.digest and claim.digest in [one.seal.digest for one in found]:
        return Held(Verdict.GENUINE, paper.title, paper.url)
    return Held(Verdict.OUTDATED if changed else Verdict.ALTERED, paper.title, paper.url, changed)


async def stored(make: Make, digest: str) -> Held | None:
    """What else is kept under this digest, worked out again; None when nothing is."""
    for kind, one in papers.kinds().items():
        number = await one.find(digest) if one.find else None
        if number is not None:
            return replace(await claimed(make, Seal(kind, number)), verdict=Verdict.GENUINE)
    return None


async def claimed(make: Make, claim: Seal) -> Held:
    """What a paper's own code says, against the paper as it is now."""
    try:
        return against(await make(claim.kind, claim.id), claim)
    except NotFound:
        return _NOTHING
