"""Composing minutes from the log and from what the recorder wrote beside it."""

from typing import Any

from civic.audit import services as audit
from civic.kit import clock
from civic.kit.chain import document_digest
from civic.kit.db import locked, transaction
from civic.kit.errors import Forbidden, Refused, SignInNeeded
from civic.kit.refs import Ref
from civic.notifications.services import tell
from civic.people.rules import Actor
from councils.minutes import queries, rules
from councils.minutes.models import Minutes
from councils.sessions import queries as sessions
from councils.sessions.models import Session
from councils.sessions.rules.words import Phase


async def draft(actor: Actor, session_id: int) -> Minutes:
    """Compose the minutes of a session that is over, or renew a draft after something was noted in the log.

    Signed minutes are left as they are. The first draft opens the review: everyone who was there is told. Raises NotFound,
    Forbidden unless by the recorder, Refused before adjournment.
    """
    async with transaction():
        await locked(Session, id=session_id)
        head = await sessions.head(session_id)
        if not rules.may_draft(actor, queries.where(head)):
            raise Forbidden("minutes_recorder_only")
        if (await sessions.state(session_id)).phase is not Phase.ADJOURNED:
            raise Refused("minutes_not_over")
        minutes = await queries.of_session(session_id)
        seq, _ = await sessions.digest(session_id)
        if minutes is None:
            return await _first(actor, head)
        if minutes.state is rules.State.DRAFTED and minutes.log_seq != seq:
            await renew(minutes)
            await _record(actor, minutes)
        return minutes


async def _first(actor: Actor, head: sessions.Head) -> Minutes:
    at, text = clock.now(), await composed(head.id, rules.Notes())
    hours = (await sessions.state(head.id)).rules.review_hours
    until = rules.review_until(at, hours)
    minutes = await Minutes.create(
        session_id=head.id, council_id=head.council_id, drafted_at=at, review_until=until, **text
    )
    await _record(actor, minutes)
    ref = Ref("minutes", minutes.id)
    if actor.person_id != head.recorder.person_id:
        await tell([head.recorder.person_id], "minutes_to_sign", ref, title=head.title)
    if hours:
        there = [one.person.id for one in rules.read(minutes.document).present]
        await tell(there, "minutes_review", ref, title=head.title, ends_at=until.isoformat())
    return minutes


async def renew(minutes: Minutes, notes: rules.Notes | None = None) -> None:
    """Compose a draft anew from the log as it stands and from these notes; the review goes on as it was."""
    kept = notes if notes is not None else rules.read_notes(minutes.notes)
    corrects = await queries.corrected(minutes)
    text = await composed(minutes.session_id, kept, minutes.version, corrects)
    await minutes.update_from_dict(text).save(update_fields=list(text))


async def composed(
    session_id: int, notes: rules.Notes, version: int = 1, corrects: rules.Corrected | None = None
) -> dict[str, Any]:
    """The columns of a draft: its document, the digests it rests on, and the notes."""
    seq, digest = await sessions.digest(session_id)
    heading = rules.Heading(session_id, digest, version, corrects)
    document = rules.plain(rules.compose(heading, await sessions.events(session_id), notes=notes))
    return {
        "document": document,
        "document_digest": document_digest(document),
        "log_seq": seq,
        "log_digest": digest,
        "notes": rules.plain_notes(notes),
    }


async def _record(actor: Actor, minutes: Minutes) -> None:
    ref = Ref("minutes", minutes.id)
    await audit.record(actor, "minutes_drafted", ref, digest=minutes.document_digest, log_seq=minutes.log_seq)


async def drafted(actor: Actor, minutes_id: int) -> Minutes:
    """A draft, locked, for its recorder to write on. Raises SignInNeeded, NotFound, Forbidden, Refused once it is signed."""
    if not actor.signed_in:
        raise SignInNeeded
    minutes = await locked(Minutes, id=minutes_id)
    if not rules.may_draft(actor, queries.where(await sessions.head(minutes.session_id))):
        raise Forbidden("minutes_recorder_only")
    if minutes.state is not rules.State.DRAFTED:
        raise Refused("minutes_signed_already")
    return minutes
