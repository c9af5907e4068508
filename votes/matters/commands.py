"""What the clock does with matters."""

from datetime import datetime

from civic.people.rules import SYSTEM
from votes.matters import queries, services
from votes.stations.batches.queries import is_ready


async def tick(now: datetime) -> None:
    """Close the matters whose time is over, and tell people what is due to be told. Harmless when repeated.

    A matter whose paper box is not settled, or whose box is under two keys, waits for the people who settle and open it.
    """
    for matter_id, ballot_id in await queries.due(now):
        if await is_ready(ballot_id):
            await services.close_matter(SYSTEM, matter_id)
    for matter_id in await queries.to_tell(now):
        await services.tell_due(matter_id, now)
