"""What the clock does: answers that are late are called for."""

from datetime import datetime

from councils.consultations.outcomes.services.answering import remind


async def tick(now: datetime) -> None:
    """Call for every answer whose day has passed, once."""
    await remind(now)
