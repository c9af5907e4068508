"""What the clock does with counts."""

from datetime import datetime

from votes.results import queries, services


async def tick(now: datetime) -> None:
    """Count what was closed and has no count yet. Harmless when repeated."""
    for ballot_id in await queries.uncounted():
        await services.count(ballot_id)
