"""Everything a stranger needs to recount a ballot, in one file that always has the same bytes. No voter is in it."""

import asyncio
import hashlib
from collections import OrderedDict
from typing import Any

from civic.audit import queries as audit
from civic.audit.models import Entry
from civic.kit.chain import canonical_json
from civic.kit.db import rows
from civic.kit.errors import Refused
from civic.kit.refs import Ref
from votes.models import Ballot
from votes.publication.queries.bulletin import Bulletin, bulletin
from votes.publication.queries.program import program
from votes.publication.queries.record import contests, matter_of, round_of, runs, signatures, source_of
from votes.publication.recount.packing import SUMS, packed, sums
from votes.publication.rules import README, counted_document
from votes.results import queries as results
from votes.results.models import Result
from votes.rolls import queries as rolls
from votes.rounds import queries as rounds
from votes.rules import Rule

FORMAT = "civic-ballot/1"
MAIN = b"import sys\n\nimport recount\n\nsys.exit(recount.main([sys.argv[0], *sys.argv[1:]]))\n"
# acts about the ballot as a whole; what voters do is not among them
_ACTS = ("opened", "extended", "closed", "counted", "signed", "certified", "voided", "answered")
KEPT = 4
_packed: OrderedDict[tuple[object, ...], bytes] = OrderedDict()


async def bundle(ballot: Ballot) -> bytes:
    """The zip. Raises Refused ``ballot_still_open`` before the papers are published, ``bundle_uncounted`` before the count."""
    counted = await runs(ballot.id)
    box = await bulletin(ballot)
    if not counted:
        raise Refused("bundle_uncounted")
    told = {
        "ballot.json": canonical_json(await _ballot(ballot)),
        "results.json": canonical_json([await _result(ballot, each) for each in counted]),
        "audit.json": canonical_json(await _entries(ballot.id)),
    }
    # the papers are those of the root, which stands in ballot.json: what is told names the zip
    name = (ballot.id, hashlib.sha256(b"".join(told.values())).digest())
    if name not in _packed:
        areas = await _areas(ballot.id, list(box.places)) if ballot.rule is Rule.OWNERS else None
        _packed[name] = await asyncio.to_thread(_pack, told, box, areas)
        while len(_packed) > KEPT:
            _packed.popitem(last=False)
    return _packed[name]


def _pack(told: dict[str, bytes], box: Bulletin, areas: bytes | None) -> bytes:
    """The zip with its list of sums."""
    files = {
        **told,
        "papers.tsv": b"".join(leaf + b"\n" for leaf in box.leaves),
        "README.txt": README.encode(),
        "recount.py": program(),
        "__main__.py": MAIN,
    }
    if areas is not None:
        files["areas.tsv"] = areas
    return packed(files | {SUMS: sums(files)})


async def _ballot(ballot: Ballot) -> dict[str, Any]:
    found = await rows(
        "SELECT channel, COUNT(*) AS n FROM turnout WHERE ballot_id = ? GROUP BY channel", ballot.id
    )
    roll, source = await rolls.totals(ballot.id), await source_of(ballot.id)
    return {
        "format": FORMAT,
        "id": ballot.id,
        "title": ballot.title,
        "state": ballot.state.value,
        "source": source.words,
        "document": ballot.document,
        "source_digest": source.digest,
        "roll_digest": ballot.roll_digest,
        "roll_size": ballot.roll_size,
        "late": roll.late,
        "roll": {"area": roll.area, "heads": roll.lines},
        "undelivered": await _undelivered(ballot.id),
        "digest": ballot.digest,
        "bulletin_root": ballot.bulletin_root,
        "bulletin_size": ballot.bulletin_size,
        "turnout": {row["channel"]: row["n"] for row in found},
        "void": ballot.void_reason,
        "rerun_of": ballot.rerun_of_id,
    }


async def _undelivered(ballot_id: int) -> dict[str, int]:
    """Silent owners whom no paper could reach: they are never counted as having answered."""
    found = await rows(
        "SELECT undelivered_area AS area, undelivered_heads AS heads FROM matter WHERE ballot_id = ?",
        ballot_id,
    )
    return found[0] if found else {"area": 0, "heads": 0}


async def _result(ballot: Ballot, result: Result) -> dict[str, Any]:
    lines = await results.lines(result.id)
    budget = await rounds.budget_of(ballot.id) if await round_of(ballot.id) else 0
    roll = await rolls.totals(ballot.id)
    signed = await signatures([result])
    contested = [each for each in await contests(ballot.id) if each.run == result.run]
    return {
        "run": result.run,
        "rule": result.rule.value,
        "parameters": result.parameters,
        "papers": result.papers,
        "spent_fen": result.spent_fen,
        "lines": [
            {"code": each.code, "order": each.order, "votes": each.votes, "selected": each.selected}
            for each in lines
        ],
        "working": result.working,
        "digest": result.digest,
        "document": counted_document(result, lines, budget, (roll.lines, roll.area)),
        "counted_at": result.counted_at.isoformat(),
        "certified_at": result.certified_at.isoformat() if result.certified_at else None,
        "signatures": [
            {"role": each.role, "digest": result.digest, "signed_at": each.at.isoformat()} for each in signed
        ],
        "contests": [
            {"outcome": each.outcome.value if each.outcome else None, "recount": each.recount_run}
            for each in contested
        ],
    }


async def _entries(ballot_id: int) -> list[dict[str, Any]]:
    """The audit log's entries about the ballot and what it decides, in the order of the log."""
    refs = [Ref("ballot", ballot_id)]
    if (round_id := await round_of(ballot_id)) is not None:
        refs.append(Ref("round", round_id))
    if (matter_id := await matter_of(ballot_id)) is not None:
        refs.append(Ref("matter", matter_id))
    found: list[Entry] = []
    for ref in refs:
        found += [each for each in await audit.entries_about(ref) if each.verb.endswith(_ACTS)]
    return [
        {**audit.document(each), "previous": each.previous, "digest": each.digest}
        for each in sorted(found, key=lambda entry: entry.seq)
    ]


async def _areas(ballot_id: int, receipts: list[str]) -> bytes:
    """What each paper's owner holds, in 0.01 m²: without it nobody could count by area. No name, no door."""
    found = await rows(
        "SELECT e.area FROM paper p JOIN roll_entry e ON e.id = p.entry_id WHERE p.ballot_id = ? ORDER BY p.key",
        ballot_id,
    )
    pairs = zip(receipts, (row["area"] for row in found), strict=True)
    return "".join(f"{receipt}\t{area}\n" for receipt, area in pairs).encode()
