"""Objecting to a paragraph of a draft, and answering."""

from tortoise.exceptions import IntegrityError

from civic.audit import services as audit
from civic.kit import clock
from civic.kit.db import locked, transaction
from civic.kit.errors import Refused, SignInNeeded
from civic.kit.refs import Ref
from civic.notifications.services import tell
from civic.people.rules import Actor
from councils.minutes import queries, rules
from councils.minutes.models import Minutes, MinutesObjection


async def object_to(actor: Actor, minutes_id: int, seen: tuple[str, str], text: str) -> MinutesObjection:
    """Object to a paragraph of the draft. seen: its anchor, and the beginning of its digest when the page was opened.

    Raises NotFound, SignInNeeded, Forbidden for those who were not there, Refused after the window, for a paragraph that
    changed meanwhile, and the second time for the same paragraph.
    """
    if not actor.signed_in:
        raise SignInNeeded
    async with transaction():
        minutes = await locked(Minutes, id=minutes_id)
        shown = await queries.show(minutes_id, actor)
        review = await queries.review(minutes)
        rules.need_objecting(actor, shown.document, minutes.state, review, seen, clock.now())
        try:
            objection = await MinutesObjection.create(
                minutes_id=minutes_id,
                anchor=seen[0],
                paragraph_digest=rules.paragraphs(shown.document)[seen[0]],
                person_id=actor.person_id,
                text=text,
                filed_at=clock.now(),
            )
        except IntegrityError as twice:
            raise Refused("review_objected_already", "anchor") from twice
        ref = Ref("minutes", minutes_id)
        await audit.record(actor, "minutes_objected", ref, objection=objection.id, anchor=seen[0])
        await tell([shown.where.recorder_id], "minutes_objected", ref, title=shown.document.title)
    return objection


async def answer(actor: Actor, objection_id: int, text: str, accepted: bool) -> MinutesObjection:
    """Answer an objection, once. accepted: what is wrong will be put right before signing.

    Raises SignInNeeded, NotFound, Forbidden for anyone but the recorder, Refused when it was answered.
    """
    if not actor.signed_in:
        raise SignInNeeded
    async with transaction():
        objection = await locked(MinutesObjection, id=objection_id)
        shown = await queries.show(objection.minutes_id, actor)
        rules.need_answering(actor, shown.where, objection.answered_at is not None)
        objection.answer, objection.accepted = text, accepted
        objection.answered_by_id, objection.answered_at = actor.person_id, clock.now()
        await objection.save(update_fields=["answer", "accepted", "answered_by_id", "answered_at"])
        ref = Ref("minutes", objection.minutes_id)
        await audit.record(
            actor, "minutes_objection_answered", ref, objection=objection.id, accepted=accepted
        )
        facts = {"title": shown.document.title, "answer": text[:80]}
        await tell([objection.person_id], "minutes_objection_answered", ref, **facts)
    return objection
