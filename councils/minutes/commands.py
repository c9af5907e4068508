"""What the clock does with minutes."""

from datetime import datetime

from civic.people.rules import SYSTEM
from councils.minutes import queries, services


async def tick(now: datetime) -> None:
    """Draft the minutes of every session that is over: they are ready before people have put on their coats."""
    for session_id in await queries.sessions_to_draft():
        await services.draft(SYSTEM, session_id)
