"""Reporting something, and saying that one met with it too."""

from collections.abc import Sequence
from dataclasses import dataclass

from civic.audit import services as audit
from civic.kit import clock, codes
from civic.kit.db import once, transaction
from civic.kit.errors import Refused
from civic.notifications.services import tell
from civic.people import queries as people
from civic.people.rules import Actor, Role, must, person_of
from civic.places import queries as places
from civic.places.models import Place
from civic.places.rules import Level
from civic.web.fields import Upload
from councils.assignees import queries as assignees
from councils.workorders import queries
from councils.workorders.models import WorkOrder, WorkOrderReporter
from councils.workorders.rules import acting, likeness
from councils.workorders.rules.likeness import Known
from councils.workorders.rules.states import Category, StepKind
from councils.workorders.services.writing import opened, ref, shrink, write


@dataclass(frozen=True)
class Report:
    """What somebody found. place_id: the community, or an estate of it."""

    place_id: int
    spot: str
    category: Category
    title: str
    text: str


async def alike(said: Report) -> list[Known]:
    """What neighbours reported that may be the same, the most alike first."""
    community, estate = await _where(said.place_id)
    known = {one.id: one for one in await queries.known(community.id)}
    new = Known(0, estate.id if estate else None, said.category, said.title)
    return [known[id_] for id_ in likeness.alike(new, known.values())]


async def report(
    actor: Actor, said: Report, key: str, uploads: Sequence[Upload] = (), sure: bool = False
) -> WorkOrder:
    """Report something; the same key again gives the same work order. ``sure``: it is none of those that look alike.

    Raises SignInNeeded, Forbidden ``workorder_elsewhere``, Refused ``workorder_place``, ``workorder_alike``,
    ``workorder_photos`` and what pictures refuse.
    """
    person_id = person_of(actor)
    return await once(
        lambda: queries.by_key(person_id, key),
        lambda: _report(actor, person_id, said, key, uploads, sure),
    )


async def _report(
    actor: Actor, person_id: int, said: Report, key: str, uploads: Sequence[Upload], sure: bool
) -> WorkOrder:
    community, estate = await _where(said.place_id)
    must(acting.may_report(actor, community.path), actor, "workorder_elsewhere")
    if not sure and await alike(said):
        raise Refused("workorder_alike", "sure")
    shrunk = await shrink(uploads)
    async with transaction():
        order = await WorkOrder.create(
            code=await _fresh_code(),
            place=community,
            estate=estate,
            spot=said.spot,
            category=said.category,
            title=said.title,
            text=said.text,
            reporter_id=person_id,
            reported_at=clock.now(),
            client_key=key,
        )
        await WorkOrderReporter.create(order=order, person_id=person_id, at=clock.now())
        await write(actor, order, StepKind.REPORTED, photos=shrunk)
        await _tell_desk(community, order)
        await audit.record(actor, "workorder_reported", ref(order.id), code=order.code)
    return order


async def _where(place_id: int) -> tuple[Place, Place | None]:
    place = await places.find(place_id)
    community = await places.community_of(place) if place else None
    if place is None or community is None or place.level not in (Level.COMMUNITY, Level.ESTATE):
        raise Refused("workorder_place", "place")
    return community, place if place.level is Level.ESTATE else None


async def _fresh_code() -> str:
    while await WorkOrder.exists(code=(code := codes.receipt_code())):
        pass
    return code


async def _tell_desk(community: Place, order: WorkOrder) -> None:
    told = await assignees.office_staff(community.id)
    if community.parent_id is not None:
        told += await assignees.office_staff(community.parent_id)
    told += [one.person_id for one in await people.holders(Role.FACILITATOR, community.path)]
    await tell(told, "workorder_reported", ref(order.id), place=community.name, title=order.title)


async def join(actor: Actor, order_id: int, text: str = "") -> None:
    """Say that one met with it too (我也遇到): one entry with many reporters.

    Raises SignInNeeded, NotFound, Forbidden ``workorder_stranger``, Refused ``workorder_joined``,
    ``workorder_join_over``.
    """
    person_id = person_of(actor)
    async with transaction():
        shown = await opened(order_id)
        must(acting.may_meet(actor, shown.order.place.path), actor, "workorder_stranger")
        if not acting.may_join(shown.order.state):
            raise Refused("workorder_join_over")
        if person_id in shown.facts.reporters:
            raise Refused("workorder_joined")
        await WorkOrderReporter.create(order_id=order_id, person_id=person_id, text=text, at=clock.now())
        await audit.record(actor, "workorder_joined", ref(order_id))
