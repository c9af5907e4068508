"""What the clock does with rounds."""

from datetime import datetime

from civic.people.rules import SYSTEM
from votes.rounds import queries, services


async def tick(now: datetime) -> None:
    """Close the ballots whose time is over. Harmless when repeated."""
    for round_id in await queries.due(now):
        await services.close_round(SYSTEM, round_id)
