"""What the clock does with kiosks."""

from datetime import datetime

from votes.stations.kiosks import queries, services


async def tick(now: datetime) -> None:
    """Forget whoever walked away. Writes nothing when there is nobody to forget."""
    if await queries.anything_over(now):
        await services.sweep(now)
