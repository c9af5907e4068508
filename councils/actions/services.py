"""Steps of action items, and making a review."""

from datetime import date

from civic.audit import services as audit
from civic.kit import clock
from civic.kit.chain import GENESIS, digest
from civic.kit.db import locked, transaction
from civic.kit.refs import Ref
from civic.notifications.services import tell
from civic.people import queries as people
from civic.people.rules import SYSTEM, Actor, Role
from civic.pictures import services as pictures
from civic.places.models import Place
from civic.web.fields import Upload
from councils.actions import queries, rules
from councils.actions.models import ActionNote, Review
from councils.actions.rules import Cadence, NoteKind
from councils.resolutions.models import ActionItem


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
        rules.need_step(actor, shown.place_path, shown.progress, kind, text, due_on)
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


async def _tell(shown: queries.Shown, kind: NoteKind, text: str) -> None:
    ref, facts = Ref("action", shown.item.id), {"content": shown.item.content[:60]}
    path = shown.place_path
    if kind is NoteKind.ESCALATED:
        above = path.rstrip("/").rpartition("/")[0] + "/"
        officers = [one.person_id for one in await people.holders(Role.OFFICER, above)]
        await tell(officers, "action_escalated", ref, **facts, due_on=shown.progress.due.isoformat())
    elif kind is NoteKind.ANSWERED:
        clerks = [one.person_id for one in await people.holders(Role.CLERK, path)]
        await tell(clerks, "action_answered", ref, **facts, text=text[:80])
    elif kind is NoteKind.REMINDED:
        clerks = [one.person_id for one in await people.holders(Role.CLERK, path)]
        await tell(clerks, "action_reminder", ref, **facts, due_on=shown.progress.due.isoformat())


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
