"""The published papers as tables for others."""

import asyncio
from typing import Any

from civic.kit.tables import csv_text
from votes.models import Ballot, Option
from votes.publication.queries.bulletin import Bulletin, bulletin
from votes.publication.queries.record import runs, winners


async def papers_csv(ballot: Ballot) -> str:
    """Number, receipt, choices by code, a reason. Raises Refused ``ballot_still_open``."""
    return await asyncio.to_thread(_table, await bulletin(ballot))


def _table(box: Bulletin) -> str:
    head = ("number", "receipt", "choices", "reason")
    lines = (leaf.decode().split("\t") for leaf in box.leaves)
    rows = ((str(n), line[0], line[1], "".join(line[2:])) for n, line in enumerate(lines, 1))
    return csv_text([head, *rows])


async def papers_json(ballot: Ballot) -> dict[str, Any]:
    """Question, options, papers and what came of them. Amounts in fen. Raises Refused ``ballot_still_open``."""
    box = await bulletin(ballot)
    counted = await runs(ballot.id)
    chosen = await winners(counted)
    options = await Option.filter(ballot_id=ballot.id).order_by("position")
    return {
        "ballot": ballot.id,
        "title": ballot.title,
        "method": ballot.method.value,
        "rule": ballot.rule.value,
        "parameters": ballot.parameters,
        "digest": ballot.digest,
        "root": box.root,
        "options": [
            {"code": each.code, "label": each.label, "cost_fen": each.cost_fen, "category": each.category}
            for each in options
        ],
        "counts": [
            {
                "run": each.run,
                "digest": each.digest,
                "chosen": chosen[each.run],
                "certified_at": each.certified_at.isoformat() if each.certified_at else None,
            }
            for each in counted
        ],
        "papers": [_paper(leaf.decode().split("\t")) for leaf in box.leaves],
    }


def _paper(line: list[str]) -> dict[str, str]:
    return dict(zip(("receipt", "choices", "reason"), line, strict=False))
