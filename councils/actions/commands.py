"""What the clock does about action items."""

from datetime import datetime

from councils.actions import queries, services
from councils.actions.rules import Cadence


async def tick(now: datetime) -> None:
    """Reminds, escalates, and prepares the review of every period that is over, each once."""
    for shown in await queries.unfinished():
        await services.look_at(shown)
    for place_id in await queries.places_with_items():
        for cadence in Cadence:
            await services.make_review(place_id, cadence)
