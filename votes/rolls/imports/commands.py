"""What the clock does about uploads."""

from datetime import datetime

from votes.rolls.imports import services


async def tick(now: datetime) -> None:
    """Names and addresses that nobody took over are gone after an hour."""
    await services.sweep(now)
