"""Who is in the cast, and how far the clock was moved."""

from civic.demo.models import DemoCast, DemoClock


async def cast() -> list[DemoCast]:
    """The cast with their persons, in order of appearance."""
    return await DemoCast.all().select_related("person").order_by("id")


async def shifted() -> int:
    """How far the demo's clock was moved, in seconds."""
    found = await DemoClock.first()
    return found.seconds if found else 0
