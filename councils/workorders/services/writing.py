"""What every act on a work order needs: reading it under lock, asking the rules, writing the step down, telling people."""

from collections.abc import Sequence
from typing import Any

from civic.kit import clock
from civic.kit.db import locked
from civic.kit.errors import Refused
from civic.kit.refs import Ref
from civic.notifications.services import tell
from civic.people.rules import Actor
from civic.pictures import services as pictures
from civic.pictures.rules import Shrunk
from civic.web.fields import Upload
from councils.assignees import queries as assignees
from councils.workorders import queries
from councils.workorders.models import WorkOrder, WorkOrderPhoto, WorkOrderStep
from councils.workorders.queries import Shown
from councils.workorders.rules import acting
from councils.workorders.rules.states import State, StepKind


def ref(order_id: int) -> Ref:
    """A work order, as the tables name it that speak of anything."""
    return Ref("workorder", order_id)


async def needed(actor: Actor, shown: Shown, kind: StepKind, text: str = "", photos: int = 0) -> State:
    """The state a step leads to. Raises as ``acting.need`` does."""
    return acting.need(actor, shown.facts, await assignees.bodies_of(actor), kind, text, photos)


async def opened(order_id: int) -> Shown:
    """A work order, locked until the transaction ends. Raises NotFound."""
    await locked(WorkOrder, id=order_id)
    return await queries.show(order_id)


async def write(
    actor: Actor,
    order: WorkOrder,
    kind: StepKind,
    text: str = "",
    photos: Sequence[Shrunk] = (),
    **columns: Any,
) -> None:
    """Write a step down, with its photographs."""
    made = await WorkOrderStep.create(
        order_id=order.id, kind=kind, text=text, at=clock.now(), person_id=actor.person_id, **columns
    )
    for position, photo in enumerate(photos, 1):
        picture = await pictures.keep(actor, photo)
        await WorkOrderPhoto.create(step=made, picture=picture, position=position)


async def shrink(uploads: Sequence[Upload]) -> list[Shrunk]:
    """Photographs as they are kept: called before the transaction. Raises Refused ``workorder_photos`` and what pictures
    refuse."""
    if len(uploads) > acting.MOST_PHOTOS:
        raise Refused("workorder_photos", "photo_1", most=acting.MOST_PHOTOS)
    return [await pictures.prepare(upload, f"photo_{n}") for n, upload in enumerate(uploads, 1)]


async def tell_of(actor: Actor, shown: Shown, kind: StepKind, text: str) -> None:
    """Those who reported it and who has it in hand hear of every step somebody else took; the desk of a dispute."""
    doers = await assignees.people_of(shown.order.assignee) if shown.order.assignee else []
    people = {*shown.facts.reporters, *doers}
    if kind in (StepKind.DISPUTED, StepKind.DECIDED):
        people |= set(await desk(shown))
    facts = {"title": shown.name, "text": text[:80]}
    await tell(people - {actor.person_id}, f"workorder_{kind.value}", ref(shown.order.id), **facts)


async def desk(shown: Shown) -> list[int]:
    """Who sends it out: the residents' committee and the street."""
    above = shown.order.place.parent_id
    here = await assignees.office_staff(shown.order.place_id)
    return here + (await assignees.office_staff(above) if above else [])
