"""The steps of a work order: sent, acknowledged, done, disputed, settled, and the way back from each."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from civic.audit import services as audit
from civic.kit import clock
from civic.kit.db import locked, transaction
from civic.kit.errors import NotFound, Refused
from civic.kit.refs import Ref
from civic.notifications.services import tell
from civic.people.rules import Actor, person_of
from civic.web.fields import Upload
from councils.assignees import queries as assignees
from councils.assignees import services as keeping
from councils.workorders import queries
from councils.workorders.models import WorkOrder
from councils.workorders.rules import acting, paces
from councils.workorders.rules.states import OVER, StepKind, follow
from councils.workorders.services.writing import needed, opened, ref, shrink, tell_of, write


async def step(
    actor: Actor, order_id: int, kind: StepKind, text: str = "", uploads: Sequence[Upload] = ()
) -> None:
    """Take a step that needs nothing but words and photographs.

    Raises SignInNeeded, NotFound, Forbidden ``workorder_forbidden``, Refused as ``acting.need`` does, and what pictures
    refuse.
    """
    if kind in (StepKind.DISPATCHED, StepKind.EXTENDED, StepKind.MERGED):
        raise Refused("workorder_move", "kind")
    person_of(actor)
    await needed(actor, await queries.show(order_id), kind, text, len(uploads))
    shrunk = await shrink(uploads)
    async with transaction():
        shown = await opened(order_id)
        after = await needed(actor, shown, kind, text, len(shrunk))
        changed: dict[str, Any] = {"state": after}
        if kind is StepKind.DISPUTED:
            changed["disputed_at"] = clock.now()
        elif kind is StepKind.SPLIT:
            changed["merged_into_id"] = None
        elif kind in (StepKind.COVERED, StepKind.UNCOVERED):
            changed["covered"] = kind is StepKind.COVERED
        await WorkOrder.filter(id=order_id).update(**changed)
        await write(actor, shown.order, kind, text, shrunk)
        await audit.record(actor, f"workorder_{kind.value}", ref(order_id))
        await tell_of(actor, shown, kind, text)


async def dispatch(
    actor: Actor, order_id: int, assignee: str, name: str, due_on: date, text: str = ""
) -> None:
    """Send it to somebody, chosen by key or named in words, with a day to be done by. Sending it on is the same act.

    Raises SignInNeeded, NotFound, Forbidden, Refused as ``acting.need``, ``workorder_due`` and what ``assignees`` refuse.
    """
    async with transaction():
        shown = await opened(order_id)
        after = await needed(actor, shown, StepKind.DISPATCHED, text)
        acting.check_due(due_on, clock.today())
        kept = await keeping.keep(shown.order.place, assignee, name)
        pace = await queries.pace_of(shown.order.place_id)
        until = paces.acknowledge_by(pace, clock.now())
        changed = {"state": after, "assignee_id": kept.id, "due_on": due_on, "acknowledge_by": until}
        await WorkOrder.filter(id=order_id).update(**changed)
        await write(actor, shown.order, StepKind.DISPATCHED, text, assignee_id=kept.id, due_on=due_on)
        await audit.record(actor, "workorder_dispatched", ref(order_id), due=due_on.isoformat())
        facts = {"title": shown.name, "due_on": due_on.isoformat()}
        await tell(await assignees.people_of(kept), "workorder_yours", ref(order_id), **facts)
        await tell_of(actor, shown, StepKind.DISPATCHED, text)


async def extend(actor: Actor, order_id: int, due_on: date, text: str) -> None:
    """Give it a later day, with the reason. Raises SignInNeeded, NotFound, Forbidden, Refused ``workorder_due_later``."""
    async with transaction():
        shown = await opened(order_id)
        await needed(actor, shown, StepKind.EXTENDED, text)
        acting.check_due(due_on, clock.today(), shown.order.due_on)
        await WorkOrder.filter(id=order_id).update(due_on=due_on)
        await write(actor, shown.order, StepKind.EXTENDED, text, due_on=due_on)
        await audit.record(actor, "workorder_extended", ref(order_id), due=due_on.isoformat())
        await tell_of(actor, shown, StepKind.EXTENDED, text)


async def merge(actor: Actor, order_id: int, into: int, text: str) -> None:
    """The same thing was reported twice: who reported this one belongs to the other from now on.

    Raises SignInNeeded, NotFound, Forbidden, Refused ``workorder_same`` for one elsewhere, over, or itself merged.
    """
    async with transaction():
        # in one order, so that two who merge the two into one another do not wait for ever
        for one in sorted({order_id, into}):
            await locked(WorkOrder, id=one)
        shown = await queries.show(order_id)
        after = await needed(actor, shown, StepKind.MERGED, text)
        try:
            other = (await queries.show(into)).order
        except NotFound:
            raise Refused("workorder_same", "into") from None
        if (
            other.id == order_id
            or other.place_id != shown.order.place_id
            or other.state in OVER
            or shown.merged
        ):
            raise Refused("workorder_same", "into")
        await WorkOrder.filter(id=order_id).update(state=after, merged_into_id=into)
        await write(actor, shown.order, StepKind.MERGED, text, ref_kind="workorder", ref_id=into)
        await audit.record(actor, "workorder_merged", ref(order_id), into=into)
        await tell_of(actor, shown, StepKind.MERGED, text)


async def decided(actor: Actor, order_id: int, by: Ref, text: str) -> None:
    """A resolution settles what is in dispute: told to everybody concerned, to be sent out as it says.

    Called by the act that adopts the resolution, which has asked its own rules. One that is over stays as it is.
    """
    async with transaction():
        shown = await opened(order_id)
        if shown.order.state in OVER:
            return
        after = follow(shown.order.state, StepKind.DECIDED)
        await WorkOrder.filter(id=order_id).update(state=after)
        said = text[: acting.TEXT_MAX]
        await write(actor, shown.order, StepKind.DECIDED, said, ref_kind=by.kind, ref_id=by.id)
        await audit.record(actor, "workorder_decided", ref(order_id), by=str(by))
        await tell_of(actor, shown, StepKind.DECIDED, said)
