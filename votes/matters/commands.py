"""What the clock does with matters."""

from datetime import datetime

from civic.people.rules import SYSTEM
from votes.boxes.queries import is_shut
from votes.matters import queries, services
from votes.stations.batches.queries import is_settled


async def tick(now: datetime) -> None:
    """Close the matters whose time is over and whose boxes are settled and open. Harmless when repeated."""
    for matter_id in await queries.due(now):
        ballot_id = (await queries.one(matter_id)).ballot_id
        if await is_settled(ballot_id) and not await is_shut(ballot_id):
            await services.close_matter(SYSTEM, matter_id)
