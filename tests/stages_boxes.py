"""Stages for the matrix: ballot boxes under two keys."""

from datetime import timedelta
from typing import Any

from civic.kit import clock
from tests.cast import Cast
from tests.factories import votes
from votes.boxes import services as boxes

Given = dict[str, Any]


async def shut(cast: Cast) -> Given:
    """A draft whose box is to have two locks; nobody holds a key yet."""
    return {"id": (await votes.draft_ballot(cast, sealed_box=True)).id}


async def over(cast: Cast) -> Given:
    """Voting has ended, the box is shut."""
    ballot = await votes.draft_ballot(cast, sealed_box=True)
    for holder in (cast.sun, cast.gao):
        await boxes.take_key(holder, ballot.id)
    await ballot.refresh_from_db()
    await votes.opened(ballot, (cast.lin, cast.wei))
    clock.travel(timedelta(days=4))
    return {"id": ballot.id}
