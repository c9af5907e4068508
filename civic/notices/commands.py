"""What the clock does with notices."""

from datetime import datetime

from civic.notices import queries, services


async def tick(now: datetime) -> None:
    """Every period that is over is written down as a proof, once."""
    for notice in await queries.unproved(now):
        await services.prove(notice)
