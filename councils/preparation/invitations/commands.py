"""What the clock does for sessions to come."""

from datetime import datetime

from councils.preparation.invitations import services


async def tick(now: datetime) -> None:
    """Remind of those of tomorrow, and tell of those nobody opened."""
    await services.remind(now)
    await services.tell_missed(now)
