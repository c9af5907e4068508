"""What the clock does with matters."""

from datetime import datetime

from civic.people.rules import SYSTEM
from votes.matters import queries, services
from votes.stations.batches.queries import is_settled


async def tick(now: datetime) -> None:
    """Close the matters whose time is over and whose paper box is settled. Harmless when repeated."""
    for matter_id in await queries.due(now):
        if await is_settled((await queries.one(matter_id)).ballot_id):
            await services.close_matter(SYSTEM, matter_id)
