"""What the clock does about action items."""

from datetime import datetime

from councils.actions import queries, services
from councils.actions.rules import UNFINISHED, Cadence


async def tick(now: datetime) -> None:
    """Reminds, escalates, and prepares the review of every period that is over, each once."""
    every = await queries.every()
    for shown in every:
        if shown.progress.state in UNFINISHED:
            await services.look_at(shown)
    for place_id in sorted({shown.place.id for shown in every}):
        for cadence in Cadence:
            await services.make_review(place_id, cadence)
