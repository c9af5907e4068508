"""What the clock does with conversations."""

from datetime import datetime

from civic.people.rules import SYSTEM
from councils.opinions import queries, services


async def tick(now: datetime) -> None:
    """Close those whose time is over, and compute the maps that votes have changed. Harmless when repeated."""
    for conversation_id in await queries.to_close(now):
        await services.close_conversation(SYSTEM, conversation_id)
    for conversation_id in await queries.to_compute(now):
        await services.compute(conversation_id, now)
