"""What the clock does about work orders."""

from datetime import datetime

from councils.workorders import queries, services


async def tick(now: datetime) -> None:
    """Tells the places above of every deadline that was missed, each once."""
    for order_id in await queries.late_ones():
        await services.look_at(order_id, now)
