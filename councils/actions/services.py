"""Steps of action items, who does them, sending what was resolved out as work orders, and making a review."""

from dataclasses import dataclass
from datetime import date

from civic.audit import services as audit
from civic.kit import clock
from civic.kit.chain import GENESIS, digest
from civic.kit.db import locked, transaction
from civic.kit.errors import Refused
from civic.kit.refs import Ref
from civic.notifications.services import tell
from civic.people import queries as people
from civic.people.rules import SYSTEM, Actor, Role, must
from civic.pictures import services as pictures
from civic.places.models import Place
from civic.web.fields import Upload
from councils.actions import queries, rules
from councils.actions.models import ActionNote, Assignment, Errand, Review
from councils.actions.rules import Cadence, NoteKind
from councils.assignees import queries as assignees
from councils.assignees import services as keeping
from councils.assignees.rules import acts_for
from councils.resolutions import queries as resolutions
from councils.resolutions.models import ActionItem, Resolution
from councils.resolutions.services import must_bind
from councils.workorders import services as workorders
from councils.workorders.models import WorkOrder
from councils.workorders.services import Report


async def step(
    actor: Actor,
    item_id: int,
    kind: NoteKind,
    text: str,
    due_on: date | None = None,
    photo: Upload | None = None,
) -> ActionNote:
    """Write a step down. An escalation goes to the officers of the place above, an answer to who escalated.

    Raises NotFound, Forbidden, Refused when it does not follow from how the item stands, and what a bad photograph raises.
    """
    shrunk = await pictures.prepare(photo, "photo") if photo else None
    async with transaction():
        await locked(ActionItem, id=item_id)
        shown = await queries.show(item_id)
        theirs = await does(actor, shown)
        rules.need_step(actor, shown.place_path, shown.progress, kind, text, due_on, theirs)
        picture = await pictures.keep(actor, shrunk) if shrunk else None
        made = await ActionNote.create(
            item_id=item_id,
            kind=kind,
            text=text,
            due_on=due_on,
            picture_id=picture.id if picture else None,
            person_id=actor.person_id,
            written_at=clock.now(),
        )
        ref = Ref("action", item_id)
        await audit.record(actor, "action_" + kind.value, ref)
        await _tell(shown, kind, text)
    return made


async def does(actor: Actor, shown: queries.Shown) -> bool:
    """Whether this person acts for whom the item was given to."""
    if shown.assignment is None:
        return False
    doer = assignees.doer_of(shown.assignment.assignee)
    return acts_for(actor, doer, await assignees.bodies_of(actor))


async def _tell(shown: queries.Shown, kind: NoteKind, text: str) -> None:
    ref, facts = Ref("action", shown.item.id), {"content": shown.item.content[:60]}
    path, due = shown.place_path, shown.progress.due.isoformat()
    theirs = await assignees.people_of(shown.assignment.assignee) if shown.assignment else []
    if kind is NoteKind.ESCALATED:
        above = path.rstrip("/").rpartition("/")[0] + "/"
        officers = [one.person_id for one in await people.holders(Role.OFFICER, above)]
        await tell([*officers, *theirs], "action_escalated", ref, **facts, due_on=due)
        return
    clerks = [one.person_id for one in await people.holders(Role.CLERK, path)]
    if kind is NoteKind.ANSWERED:
        await tell([*clerks, *theirs], "action_answered", ref, **facts, text=text[:80])
    elif kind is NoteKind.REMINDED:
        await tell([*clerks, *theirs], "action_reminder", ref, **facts, due_on=due)


async def assign(actor: Actor, item_id: int, key: str, name: str) -> Assignment:
    """Say who does an item, chosen by key or named in words; the signed text stays as it is, and the newest counts.

    Raises SignInNeeded, NotFound, Forbidden ``action_assign_forbidden``, Refused ``action_over`` and what ``assignees``
    refuse.
    """
    async with transaction():
        await locked(ActionItem, id=item_id)
        shown = await queries.show(item_id)
        rules.need_assigning(actor, shown.place_path, shown.progress)
        kept = await keeping.keep(shown.place, key, name)
        made = await Assignment.create(
            item_id=item_id, assignee=kept, assigned_by_id=actor.person_id, assigned_at=clock.now()
        )
        await audit.record(actor, "action_assigned", Ref("action", item_id), assignee=kept.id)
        facts = {"content": shown.item.content[:60], "due_on": shown.progress.due.isoformat()}
        theirs = await assignees.people_of(kept)
        await tell(theirs, "action_yours", Ref("action", item_id), **facts)
        if shown.assignment:
            before = set(await assignees.people_of(shown.assignment.assignee)) - set(theirs)
            await tell(before, "action_given_on", Ref("action", item_id), **facts)
    return made


@dataclass(frozen=True)
class Sending:
    """A work order as it is sent out for a resolution. item_id: None for the resolution as a whole."""

    item_id: int | None
    report: Report
    assignee: str
    name: str
    due_on: date


async def send(actor: Actor, resolution_id: int, key: str, sending: Sending) -> WorkOrder:
    """Send what was resolved out as a work order: it is reported by who sends it; the same key again gives the same.

    Raises SignInNeeded, NotFound, Forbidden, Refused: ``resolution_not_in_force``, ``action_elsewhere``, and what
    reporting and sending a work order refuse.
    """
    async with transaction():
        resolution = await locked(Resolution, id=resolution_id)
        shown = await resolutions.show(resolution_id)
        must(rules.may_send(actor, shown.term.council.place.path), actor, "action_send_forbidden")
        await must_bind(resolution_id)
        known = {item.id for item in await resolutions.actions(resolution_id)}
        if sending.item_id is not None and sending.item_id not in known:
            raise Refused("action_elsewhere", "item")
        order = await workorders.report(actor, sending.report, key, sure=True)
        if await Errand.exists(order_id=order.id):
            return order
        await Errand.create(resolution=resolution, item_id=sending.item_id, order=order)
        await workorders.dispatch(actor, order.id, sending.assignee, sending.name, sending.due_on)
        await audit.record(actor, "resolution_sent", Ref("resolution", resolution_id), order=order.id)
    return order


async def look_at(shown: queries.Shown) -> None:
    """What the clock does about one item today, if anything."""
    kind = rules.clock_step(shown.progress, clock.today())
    if kind is not None:
        await step(SYSTEM, shown.item.id, kind, rules.BY_CLOCK[kind])


async def make_review(place_id: int, cadence: Cadence) -> Review | None:
    """The review of the last whole period, once; None when it is there already."""
    starts, ends = rules.period(cadence, clock.today())
    if await Review.exists(place_id=place_id, cadence=cadence, starts_on=starts):
        return None
    async with transaction():
        place = await locked(Place, id=place_id)
        if await Review.exists(place_id=place_id, cadence=cadence, starts_on=starts):
            return None
        found = await queries.of_place(place.path)
        document = rules.review_document(
            place.name, cadence, (starts, ends), [(one.item, one.progress) for one in found]
        )
        made = await Review.create(
            place_id=place_id,
            cadence=cadence,
            starts_on=starts,
            ends_on=ends,
            made_at=clock.now(),
            document=document,
            digest=digest(GENESIS, document),
        )
        await audit.record(SYSTEM, "review_made", Ref("review", made.id), digest=made.digest)
    return made
