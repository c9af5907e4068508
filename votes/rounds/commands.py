"""What the clock does with rounds."""

from datetime import datetime

from civic.people.rules import SYSTEM
from votes.rounds import queries, services


async def tick(now: datetime) -> None:
    """Close the ballots whose time is over, and tell people what is due to be told. Harmless when repeated."""
    for round_id in await queries.due(now):
        await services.close_round(SYSTEM, round_id)
    for round_id in await queries.to_tell(now):
        await services.tell_due(round_id, now)
