"""Writing resolutions: with the chair's signature, in the same transaction, one for each motion carried."""

from datetime import date

from civic.audit import services as audit
from civic.kit import clock
from civic.kit.db import locked, transaction
from civic.kit.errors import Forbidden, Refused, SignInNeeded
from civic.kit.refs import Ref
from civic.kit.workdays import DayKind
from civic.notices import queries as notices
from civic.notices import services as notice_services
from civic.notices.models import Notice
from civic.notifications.services import tell
from civic.people.rules import Actor
from councils import queries as councils
from councils.documents.rules import result_of
from councils.minutes import services as minutes_services
from councils.minutes.models import Minutes
from councils.minutes.rules import Proof, SignerRole, State, read
from councils.minutes.rules.codec import encoded
from councils.minutes.rules.parts import Motion as Moved
from councils.models import Term
from councils.preparation.agendas import queries as agendas
from councils.resolutions import queries
from councils.resolutions.models import ActionItem, Resolution, ResolutionNote
from councils.resolutions.rules import NAMED, RESOLVED, NoteKind, Standing, may_note, need_note
from councils.sessions import queries as sessions
from councils.workorders import services as workorders
from proposals import queries as proposal_queries
from proposals import services as proposals


async def sign(actor: Actor, minutes_id: int, role: SignerRole, digest: str, proof: Proof) -> Minutes:
    """Sign minutes; when that publishes them, write what they resolved. Raises as ``minutes.services.sign`` does."""
    async with transaction():
        minutes = await minutes_services.sign(actor, minutes_id, role, digest, proof)
        if minutes.state is State.PUBLISHED:
            await _adopt(actor, minutes)
            await _tell_proposers(actor, minutes)
        return minutes


async def sign_with_password(
    actor: Actor, minutes_id: int, role: SignerRole, digest: str, password: str
) -> Minutes:
    """The same for someone at a form: the password is typed again first. Raises Refused when it is wrong."""
    return await sign(actor, minutes_id, role, digest, await minutes_services.prove(actor, password))


async def _adopt(actor: Actor, minutes: Minutes) -> None:
    """Number the motions carried, gap-free within council and term because the term's row is locked meanwhile."""
    document = read(minutes.document)
    if document.version > 1:
        return  # a correction resolves nothing anew
    head = await sessions.head(minutes.session_id)
    await locked(Term, id=head.term_id)
    number = await queries.last_number(head.term_id)
    rows = await sessions.motions(minutes.session_id)
    for motion in document.adopted:
        number += 1
        resolution = await Resolution.create(
            term_id=head.term_id,
            number=number,
            minutes_id=minutes.id,
            motion_id=rows[motion.number].id,
            text=motion.text,
            text_digest=motion.text_digest,
            verdict=encoded(motion.tally, document.form) if motion.tally else {},
            adopted_on=_day(motion),
        )
        await ActionItem.bulk_create(
            ActionItem(
                resolution=resolution,
                position=position,
                content=task.content,
                owner=task.owner,
                due_on=date.fromisoformat(task.due),
                source=task.source,
            )
            for position, task in enumerate(motion.tasks, 1)
        )
        ref = Ref("resolution", resolution.id)
        await audit.record(actor, "resolution_adopted", ref, number=number, text_digest=motion.text_digest)
        if motion.proposal is not None:
            await proposals.note(actor, motion.proposal, RESOLVED, ref, motion.text)
        if order := await agendas.workorder_of(rows[motion.number].item_id):
            await workorders.decided(actor, order, ref, motion.text)


async def _tell_proposers(actor: Actor, minutes: Minutes) -> None:
    """Each item about a proposal leaves a line on its timeline, and the proposer learns where to read what was said."""
    document, ref = read(minutes.document), Ref("minutes", minutes.id)
    if document.version > 1:
        return  # what is put right is told to those who were there
    for item in document.agenda:
        if item.proposal is None:
            continue
        became = result_of(item)
        await proposals.note(actor, item.proposal, became.words, ref, item.title, item=item.number)
        proposer = (await proposal_queries.one(item.proposal)).proposer_id
        facts = {"title": document.title, "number": item.number}
        await tell([proposer], became.told, ref, **facts)


def _day(motion: Moved) -> date:
    closed = next(vote.closed for vote in reversed(motion.votes) if vote.tally and vote.closed)
    return clock.local(closed).date()


async def note(
    actor: Actor, resolution_id: int, kind: NoteKind, text: str, on: date | None = None, by: int | None = None
) -> ResolutionNote:
    """Write beside a resolution: legal review, in force from, ends on, amended or rescinded by another.

    Raises NotFound, SignInNeeded, Forbidden, Refused without what the kind needs.
    """
    if actor.person_id is None:
        raise SignInNeeded
    async with transaction():
        resolution = await queries.show(resolution_id)
        if not may_note(actor, resolution.term.council.place.path):
            raise Forbidden("resolution_note_forbidden")
        need_note(kind, text, on, by, resolution_id)
        if by is not None and (await queries.show(by)).term.council_id != resolution.term.council_id:
            raise Refused("resolution_note_by", "by")
        made = await ResolutionNote.create(
            resolution_id=resolution_id,
            kind=kind,
            text=text,
            on_date=on if kind in (NoteKind.EFFECTIVE, NoteKind.LAPSE) else None,
            by_id=by if kind in (NoteKind.AMENDED, NoteKind.RESCINDED) else None,
            person_id=actor.person_id,
            written_at=clock.now(),
        )
        ref = Ref("resolution", resolution_id)
        await audit.record(actor, "resolution_noted", ref, kind=kind.value)
    return made


async def announce(actor: Actor, resolution_id: int) -> Notice:
    """Show a resolution in public for as long as the council's rule set says; those who voted answer no objection.

    Nothing that rests on it goes on meanwhile. Raises NotFound, SignInNeeded, Forbidden, Refused the second time.
    """
    if not actor.signed_in:
        raise SignInNeeded
    async with transaction():
        resolution = await queries.show(resolution_id)
        council = await councils.council(resolution.term.council_id)
        if not may_note(actor, council.place.path):
            raise Forbidden("resolution_announce_forbidden")
        ref = Ref("resolution", resolution_id)
        if await notices.of(ref) is not None:
            raise Refused("resolution_announced")
        rules, minutes = council.rule_set, read(resolution.minutes.document)
        notice = await notice_services.publish(
            actor,
            ref,
            council.place_id,
            NAMED.format(council=council.name, term=resolution.term.number, number=resolution.number),
            resolution.text,
            rules.award_notice_days,
            DayKind.WORKING if rules.award_notice_working else DayKind.CALENDAR,
            decided_by=[one.person.id for one in minutes.present],
            returns_at=rules.objections_return,
        )
        await audit.record(actor, "resolution_announced", ref, notice=notice.id)
    return notice


async def must_bind(resolution_id: int) -> None:
    """Refuse (Refused) to go on with a resolution that is not in force, or whose notice still runs or is objected to."""
    if (await queries.line(resolution_id)).standing is not Standing.IN_FORCE:
        raise Refused("resolution_not_in_force")
    ref = Ref("resolution", resolution_id)
    if await notices.of(ref) is not None:
        await notice_services.must_stand(ref)
