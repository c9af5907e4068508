"""Matters as they stand when a route of theirs is tried."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from civic.kit import clock
from tests.cast import Cast
from tests.factories import matters as make
from votes.rules import Filled

Given = Mapping[str, Any]


async def draft(cast: Cast) -> Given:
    """A matter is set up, not open."""
    return {"id": (await make.matter(cast)).id, "place": cast.community.id}


async def opened(cast: Cast) -> Given:
    """A matter takes papers."""
    return {"id": (await make.open_matter(cast)).id}


async def owned(cast: Cast) -> Given:
    """An owners' matter takes papers, and silence follows the majority."""
    made = await make.owned(
        cast, [(100_00, "yes"), (80_00, "")], make.owners(silence_text="不回复的随多数。")
    )
    return {"id": made.id}


async def over(cast: Cast) -> Given:
    """Its time is over, nobody has closed it."""
    given = await opened(cast)
    clock.travel(timedelta(days=8))
    return given


async def counted(cast: Cast) -> Given:
    """It is closed and counted."""
    return {"id": (await make.closed(cast, [Filled(("yes",)), Filled(("no",))])).id}
