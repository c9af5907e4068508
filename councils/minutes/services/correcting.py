"""Correcting published minutes: a further version that names the one before and says what it puts right."""

from collections.abc import Sequence

from civic.audit import services as audit
from civic.kit import clock
from civic.kit.db import locked, transaction
from civic.kit.errors import Forbidden, Refused, SignInNeeded
from civic.kit.refs import Ref
from civic.notifications.services import tell
from civic.people.rules import Actor
from councils.minutes import queries, rules
from councils.minutes.models import Minutes
from councils.minutes.services.drafting import composed
from councils.sessions import queries as sessions
from councils.sessions.models import Session


async def correct(actor: Actor, minutes_id: int, remarks: Sequence[rules.Remark], reason: str) -> Minutes:
    """Draft a correction of published minutes; it is reviewed and signed as the first version was.

    Nothing that happened is written anew: the log stays, the correction says how a paragraph is to be read. Raises
    NotFound, SignInNeeded, Forbidden for anyone but the recorder, Refused for a version that is not the last, without a
    reason or a remark, and for a motion that money was decided on.
    """
    if not actor.signed_in:
        raise SignInNeeded
    async with transaction():
        old = await Minutes.get_or_none(id=minutes_id)
        await locked(Session, id=old.session_id if old else 0)
        shown = await queries.show(minutes_id, actor)
        if not rules.may_draft(actor, shown.where):
            raise Forbidden("minutes_recorder_only")
        newest = await queries.of_session(shown.row.session_id)
        if shown.row.state is not rules.State.PUBLISHED or newest is None or newest.id != minutes_id:
            raise Refused("correction_of_last")
        funded = await queries.funded_motions(shown.row.session_id)
        rules.need_correcting(shown.document, remarks, reason, funded)
        before = rules.read_notes(shown.row.notes)
        notes = rules.Notes(before.prose, before.tasks, tuple(remarks))
        text = await composed(shown.row.session_id, notes, shown.row.version + 1, queries.named(shown.row))
        hours = (await sessions.state(shown.row.session_id)).rules.review_hours
        at = clock.now()
        until = rules.review_until(at, hours)
        made = await Minutes.create(
            session_id=shown.row.session_id,
            council_id=shown.row.council_id,
            version=shown.row.version + 1,
            corrects_id=minutes_id,
            correction_reason=reason,
            drafted_at=at,
            review_until=until,
            **text,
        )
        ref = Ref("minutes", made.id)
        await audit.record(actor, "minutes_corrected", ref, corrects=minutes_id, reason=reason)
        facts = {"title": shown.document.title, "ends_at": until.isoformat()}
        await tell(shown.where.roster, "minutes_review", ref, **facts)
        return made
