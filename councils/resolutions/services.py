"""Writing resolutions: with the chair's signature, in the same transaction, one for each motion carried."""

from datetime import date

from civic.audit import services as audit
from civic.kit import clock
from civic.kit.db import locked, transaction
from civic.kit.refs import Ref
from civic.people.rules import Actor
from councils.minutes import services as minutes_services
from councils.minutes.models import Minutes
from councils.minutes.rules import Proof, SignerRole, State, read
from councils.minutes.rules.codec import encoded
from councils.minutes.rules.parts import Motion as Moved
from councils.models import Term
from councils.resolutions import queries
from councils.resolutions.models import Resolution
from councils.resolutions.rules import RESOLVED
from councils.sessions import queries as sessions
from proposals import services as proposals


async def sign(actor: Actor, minutes_id: int, role: SignerRole, digest: str, proof: Proof) -> Minutes:
    """Sign minutes; when that publishes them, write what they resolved. Raises as ``minutes.services.sign`` does."""
    async with transaction():
        minutes = await minutes_services.sign(actor, minutes_id, role, digest, proof)
        if minutes.state is State.PUBLISHED:
            await _adopt(actor, minutes)
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
        ref = Ref("resolution", resolution.id)
        await audit.record(actor, "resolution_adopted", ref, number=number, text_digest=motion.text_digest)
        if motion.proposal is not None:
            await proposals.note(actor, motion.proposal, RESOLVED, ref, motion.text)


def _day(motion: Moved) -> date:
    closed = next(vote.closed for vote in reversed(motion.votes) if vote.tally and vote.closed)
    return clock.local(closed).date()
