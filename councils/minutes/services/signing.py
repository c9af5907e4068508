"""Signing minutes; the second signature publishes them."""

from civic.audit import services as audit
from civic.kit import clock
from civic.kit.chain import GENESIS
from civic.kit.db import locked, transaction
from civic.kit.errors import SignInNeeded, Stale
from civic.kit.refs import Ref
from civic.notifications.services import tell
from civic.people.rules import Actor
from civic.people.signins import services as signins
from councils.minutes import queries, rules
from councils.minutes.models import Minutes, Signature
from councils.models import Council


async def prove(actor: Actor, password: str) -> rules.Proof:
    """That it is really this person who signs: checked before the transaction, because it is slow on purpose.

    Raises SignInNeeded, Refused for a wrong password, TooMany.
    """
    await signins.prove(actor, password)
    return rules.Proof(actor.person_id or 0, clock.now())


async def sign(
    actor: Actor, minutes_id: int, role: rules.SignerRole, digest: str, proof: rules.Proof
) -> Minutes:
    """Put a name to the text with this digest; the chair's signature publishes it.

    Raises NotFound, Forbidden, Refused out of turn, without a fresh proof or with required fields empty, and Stale
    when the text or the log changed since the form was opened. Resolutions are written by the room above:
    ``councils.resolutions.services.sign`` does both in one transaction and is what a page calls.
    """
    if not actor.signed_in:
        raise SignInNeeded
    async with transaction():
        minutes = await locked(Minutes, id=minutes_id)
        shown = await queries.show(minutes_id, actor)
        rules.need_ready(
            actor, role, shown.where, minutes.state, shown.document, (digest, minutes.document_digest)
        )
        if shown.log_grew:
            raise Stale("minutes_log_grew")
        rules.need_fresh(proof, actor, clock.now())
        rules.need_reviewed(await queries.review(minutes), clock.now())
        await Signature.create(
            minutes_id=minutes_id,
            person_id=actor.person_id,
            role=role,
            signed_at=clock.now(),
            document_digest=digest,
        )
        ref = Ref("minutes", minutes_id)
        await audit.record(actor, "minutes_signed", ref, role=role.value, digest=digest)
        if role is rules.SignerRole.RECORDER:
            minutes.state = rules.State.SIGNED_RECORDER
            await minutes.save(update_fields=["state"])
            title = shown.document.title
            await tell([shown.where.signer(rules.SignerRole.CHAIR)], "minutes_to_sign", ref, title=title)
        else:
            await _publish(actor, minutes)
            await tell(shown.where.roster, "minutes_published", ref, title=shown.document.title)
        return minutes


async def _publish(actor: Actor, minutes: Minutes) -> None:
    """Number and chain signed minutes: gap-free in the council, because the council's row is locked meanwhile."""
    await locked(Council, id=minutes.council_id)
    last = await queries.last_published(minutes.council_id)
    signatures = [queries.signed(signature) for signature in await queries.signatures(minutes.id)]
    minutes.number = (last.number or 0) + 1 if last else 1
    minutes.previous_digest = (last.digest if last else None) or GENESIS
    minutes.digest = rules.chained(minutes.previous_digest, minutes.number, minutes.document, signatures)
    minutes.state = rules.State.PUBLISHED
    minutes.published_at = clock.now()
    await minutes.save(update_fields=["number", "previous_digest", "digest", "state", "published_at"])
    ref = Ref("minutes", minutes.id)
    await audit.record(actor, "minutes_published", ref, number=minutes.number, digest=minutes.digest)
