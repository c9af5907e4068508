"""Reading turnout while a ballot is open, and papers only once it is closed."""

from collections.abc import Sequence
from datetime import date

from civic.kit.db import marks, rows
from civic.kit.errors import Refused
from votes import queries as ballots
from votes.casting.models import Turnout
from votes.casting.rules import receipt_of
from votes.rules import State


async def turnout(ballot_id: int) -> int:
    """How many have cast a paper. The only figure anyone sees while a ballot is open."""
    return await Turnout.filter(ballot_id=ballot_id).count()


async def voted_on(ballot_id: int, entry_id: int) -> date | None:
    """The day a paper was cast for an entry of the roll, or None."""
    found = await Turnout.get_or_none(ballot_id=ballot_id, entry_id=entry_id)
    return found.day if found else None


async def have_voted(ballot_id: int, entries: Sequence[int]) -> set[int]:
    """For which of these entries a paper was cast."""
    sql = f"SELECT entry_id FROM turnout WHERE ballot_id = ? AND entry_id IN ({marks(entries)})"
    return {row["entry_id"] for row in await rows(sql, ballot_id, *entries)}


async def known_keys(keys: Sequence[str]) -> set[str]:
    """Which of these keys lie in a box. For the writer of papers only."""
    return {row["key"] for row in await rows(f"SELECT key FROM paper WHERE key IN ({marks(keys)})", *keys)}


async def papers(ballot_id: int) -> list[str]:
    """What stands on each paper of a closed ballot, in key order. Raises Refused ``ballot_still_open`` before."""
    return [row["choices"] for row in await _closed(ballot_id)]


async def receipts(ballot_id: int) -> list[str]:
    """The receipts of a closed ballot's papers, in the order of the alphabet: which paper is whose is not told."""
    return sorted(receipt_of(row["key"]) for row in await _closed(ballot_id))


async def _closed(ballot_id: int) -> list[dict[str, str]]:
    question = await ballots.question(ballot_id)
    if question.state not in (State.CLOSED, State.CERTIFIED):
        raise Refused("ballot_still_open")
    return await rows("SELECT key, choices FROM paper WHERE ballot_id = ? ORDER BY key", ballot_id)
