"""How fast a place wants its work orders, and telling the places above what was missed."""

from datetime import datetime

from civic.audit import services as audit
from civic.kit import clock
from civic.kit.db import transaction
from civic.kit.refs import Ref
from civic.notifications.services import tell
from civic.people.rules import SYSTEM, Actor, must
from civic.places import queries as places
from councils.assignees import queries as assignees
from councils.workorders import queries
from councils.workorders.models import WorkOrderPace
from councils.workorders.rules import acting, paces
from councils.workorders.rules.states import StepKind
from councils.workorders.services.writing import opened, ref, write


async def choose_pace(actor: Actor, place_id: int, key: str) -> None:
    """How fast a place wants its work orders from now on; what was sent keeps its deadlines.

    Raises SignInNeeded, NotFound, Forbidden ``workorder_pace``, Refused ``pace_unknown``.
    """
    place = await places.by_id(place_id)
    must(acting.may_choose_pace(actor, place.path), actor, "workorder_pace")
    pace = paces.in_force(key, clock.today())
    async with transaction():
        await WorkOrderPace.create(
            place_id=place_id,
            key=pace.key,
            version=pace.version,
            chosen_by_id=actor.person_id,
            chosen_at=clock.now(),
        )
        await audit.record(
            actor, "workorder_pace", Ref("place", place_id), key=pace.key, version=pace.version
        )


async def look_at(order_id: int, now: datetime) -> None:
    """What the clock does about one work order: each deadline it missed is told to the place above, once."""
    async with transaction():
        shown = await opened(order_id)
        above = list(reversed(await places.ancestors(shown.order.place)))
        pace = await queries.pace_of(shown.order.place_id)
        told = await queries.told(order_id)
        for missed in paces.missed(shown.running, pace, now, len(above)):
            if missed.at in told:
                continue
            place = above[missed.levels - 1]
            await write(SYSTEM, shown.order, StepKind.ESCALATED, missed_at=missed.at, place_id=place.id)
            await audit.record(SYSTEM, "workorder_escalated", ref(order_id), place=place.id)
            facts = {"place": shown.order.place.name, "title": shown.name}
            await tell(await assignees.office_staff(place.id), "workorder_escalated", ref(order_id), **facts)
