"""How fast a place wants its work orders, and which missed deadlines were told already."""

from datetime import datetime

from civic.kit import clock
from civic.places.models import Place
from councils.workorders.models import WorkOrderPace, WorkOrderStep
from councils.workorders.rules.paces import PLAIN, Pace, in_force, version_of
from councils.workorders.rules.states import StepKind


async def told(order_id: int) -> set[datetime]:
    """Deadlines the places above were told of already."""
    found = await WorkOrderStep.filter(order_id=order_id, kind=StepKind.ESCALATED)
    return {step.missed_at for step in found if step.missed_at}


async def pace_of(place_id: int) -> Pace:
    """How fast a place wants its work orders: what it chose last, else what the nearest place above chose."""
    choice = await chosen(place_id)
    return version_of(choice.key, choice.version) if choice else in_force(PLAIN, clock.today())


async def chosen(place_id: int) -> WorkOrderPace | None:
    """The choice that counts for a place, with its place; None before any was made."""
    place = await Place.get_or_none(id=place_id)
    above = [int(part) for part in place.path.split("/") if part] if place else []
    found = (
        await WorkOrderPace.filter(place_id__in=above or [0])
        .order_by("-id")
        .select_related("place", "chosen_by")
    )
    return max(found, key=lambda one: (len(one.place.path), one.id), default=None)
