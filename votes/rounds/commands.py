"""What the clock does with rounds."""

from datetime import datetime

from civic.people.rules import SYSTEM
from votes.rounds import queries, services
from votes.stations.batches.queries import is_ready


async def tick(now: datetime) -> None:
    """Close the ballots whose time is over, and tell people what is due to be told. Harmless when repeated.

    A ballot whose paper box is not settled, or whose box is under two keys, waits for the people who settle and open it.
    """
    for round_id, ballot_id in await queries.due(now):
        if await is_ready(ballot_id):
            await services.close_round(SYSTEM, round_id)
    for round_id in await queries.to_tell(now):
        await services.tell_due(round_id, now)
