"""One work order with everything about it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from civic.kit.codes import as_receipt
from civic.kit.errors import NotFound
from councils.assignees import queries as assignees
from councils.workorders.models import WorkOrder, WorkOrderPhoto, WorkOrderReporter, WorkOrderStep
from councils.workorders.rules.acting import Facts
from councils.workorders.rules.paces import Running
from councils.workorders.rules.states import StepKind

_WITH = ("place", "estate", "reporter", "merged_into", "assignee", *assignees.WITH)


@dataclass(frozen=True)
class Shown:
    """A work order with its steps, photographs by step, and who reported it, also to the entries merged into it."""

    order: WorkOrder
    steps: Sequence[WorkOrderStep]
    photos: dict[int, list[WorkOrderPhoto]]
    reporters: Sequence[WorkOrderReporter]
    merged: Sequence[WorkOrder]

    @property
    def facts(self) -> Facts:
        """As the rules read it."""
        doer = assignees.doer_of(self.order.assignee) if self.order.assignee else None
        people = frozenset(one.person_id for one in self.reporters)
        return Facts(self.order.state, self.order.place.path, people, doer, self.order.covered)

    @property
    def assignee(self) -> str:
        """Who has it, empty before it was sent."""
        return assignees.name_of(self.order.assignee) if self.order.assignee else ""

    @property
    def result(self) -> WorkOrderStep | None:
        """What was said last when it was done."""
        return next((step for step in reversed(self.steps) if step.kind is StepKind.DONE), None)

    @property
    def names(self) -> dict[int, str]:
        """To whom it was sent, by step."""
        return {step.id: assignees.name_of(step.assignee) for step in self.steps if step.assignee}

    @property
    def running(self) -> Running:
        """What runs for it."""
        return Running(self.order.state, since(self.steps), self.order.acknowledge_by, self.order.due_on)

    @property
    def name(self) -> str:
        """By which others are told of it: one that is covered has only its code."""
        return self.order.code if self.order.covered else self.order.title


def since(steps: Sequence[WorkOrderStep]) -> datetime:
    """Since when it waits to be sent: when it was reported, or opened again."""
    fresh = (StepKind.REPORTED, StepKind.REOPENED, StepKind.SPLIT)
    return next(step.at for step in reversed(steps) if step.kind in fresh)


async def show(order_id: int) -> Shown:
    """One work order with everything about it. Raises NotFound."""
    order = await WorkOrder.get_or_none(id=order_id).select_related(*_WITH)
    if order is None:
        raise NotFound
    steps = (
        await WorkOrderStep.filter(order_id=order_id)
        .order_by("id")
        .select_related("person", "place", *assignees.WITH)
    )
    photos: dict[int, list[WorkOrderPhoto]] = {}
    found = WorkOrderPhoto.filter(step_id__in=[step.id for step in steps]).order_by("position")
    for photo in await found.select_related("picture"):
        photos.setdefault(photo.step_id, []).append(photo)
    merged = await WorkOrder.filter(merged_into_id=order_id).order_by("id")
    whole = [order_id, *(one.id for one in merged)]
    reporters = await WorkOrderReporter.filter(order_id__in=whole).order_by("id").select_related("person")
    return Shown(order, steps, photos, _once(reporters), merged)


def _once(reporters: Iterable[WorkOrderReporter]) -> list[WorkOrderReporter]:
    """Each person once, with what they wrote first."""
    found: dict[int, WorkOrderReporter] = {}
    for one in reporters:
        found.setdefault(one.person_id, one)
    return list(found.values())


async def title(order_id: int) -> str:
    """Its title; one that is covered has none to tell. Raises NotFound."""
    found = await WorkOrder.get_or_none(id=order_id)
    if found is None:
        raise NotFound
    return found.code if found.covered else found.title


async def by_code(code: str) -> int | None:
    """The work order a receipt code belongs to, as a person typed it."""
    found = await WorkOrder.get_or_none(code=as_receipt(code)).values("id")
    return found["id"] if found else None


async def by_key(person_id: int, key: str) -> WorkOrder | None:
    """What this person has already reported from the form with this key."""
    return await WorkOrder.get_or_none(reporter_id=person_id, client_key=key)
