"""The box at the end of a vote: papers put in an order that tells nothing, and fixed by the root of a tree over them."""

import asyncio
from collections.abc import Callable, Sequence

from civic.kit import merkle
from civic.kit.db import after_commit, execute, insert, rows, sweep
from civic.kit.errors import Refused
from votes.casting import queries
from votes.casting.rules import LoosePaper, key_of, leaf, new_nonce
from votes.models import Ballot

PAPER = ("key", "ballot_id", "choices", "reason", "entry_id")


async def seal_box(ballot: Ballot, papers: Sequence[LoosePaper] = ()) -> int:
    """Put the papers in key order and fix them by the root of a Merkle tree, written to the ballot; how many there are.

    ``papers`` come from a ballot box of wood, counted and settled. Called inside the transaction that closes the
    ballot, under its lock. Raises Refused ``box_still_shut`` while a box under two keys has not been opened, and
    ``box_turnout_differs`` when there are not as many papers as voters.
    """
    if ballot.sealed_box and ballot.box_opened_at is None:
        raise Refused("box_still_shut")
    loose = [(key_of(ballot.id, 0, new_nonce()), ballot.id, *_columns(each)) for each in papers]
    if loose:
        await insert("paper", PAPER, sorted(loose))
    found = await fix_box(ballot)
    turnout = await queries.turnout(ballot.id)
    if turnout != found:
        raise Refused("box_turnout_differs", turnout=turnout, papers=found)
    return found


async def fix_box(ballot: Ballot) -> int:
    """The same for a vote that is broken off: what lies in the box, whether or not it is all that came in."""
    leaves = [leaf(*paper) for paper in await put_in_key_order(ballot.id)]
    ballot.bulletin_root, ballot.bulletin_size = merkle.root(leaves), len(leaves)
    await ballot.save(update_fields=["bulletin_root", "bulletin_size"])
    return len(leaves)


def _columns(paper: LoosePaper) -> tuple[str, str, int | None]:
    return paper.text, paper.reason, paper.entry_id


async def put_in_key_order(
    ballot_id: int, read: Callable[[str], tuple[str, str]] | None = None
) -> list[tuple[str, str, str]]:
    """Take all papers out of the box and put them back by key: key, text and reason of each, in that order.

    ``read`` turns what lies in a sealed box into text and reason; it is called in a thread.

    The order in which rows were written (SQLite's rowid, PostgreSQL's place on the page and transaction number)
    would join papers with turnout. Called inside the transaction that closes the ballot, under its lock.
    """
    papers = await rows(
        "SELECT key, choices, reason, entry_id FROM paper WHERE ballot_id = ? ORDER BY key", ballot_id
    )
    texts = [(row["choices"], row["reason"]) for row in papers]
    if read is not None:
        texts = await asyncio.to_thread(list, map(read, [sealed for sealed, _ in texts]))
    back = [(row["key"], ballot_id, *text, row["entry_id"]) for row, text in zip(papers, texts, strict=True)]
    await execute("DELETE FROM paper WHERE ballot_id = ?", ballot_id)
    if back:
        await insert("paper", PAPER, back)
    after_commit(sweep_papers)
    return [(key, choices, reason) for key, _, choices, reason, _ in back]


async def sweep_papers() -> None:
    """Once the papers lie in their new order, let the old order go from the files as well."""
    await sweep("paper")
