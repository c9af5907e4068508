"""Publishing a notice, objecting to it, answering."""

from datetime import timedelta

from civic.audit import services as audit
from civic.kit import clock
from civic.kit.chain import GENESIS, digest
from civic.kit.codes import receipt_code
from civic.kit.db import locked, transaction
from civic.kit.errors import Forbidden, Refused, SignInNeeded, Stale
from civic.kit.refs import Ref
from civic.kit.workdays import DayKind, add_days
from civic.notices import queries, rules
from civic.notices.models import Notice, Objection
from civic.people.rules import Actor
from civic.places.models import Place


async def publish(
    actor: Actor, ref: Ref, place_id: int, title: str, body: str, days: int, kind: DayKind
) -> Notice:
    """Show a thing in public for a number of days. Whoever calls has checked that the actor may decide the thing.

    The period begins the day after publication and ends with its last day (民法典 201, 203).
    """
    if actor.person_id is None:
        raise SignInNeeded
    async with transaction():
        now = clock.now()
        last = add_days(clock.today(), days, kind)
        notice = await Notice.create(
            place_id=place_id,
            ref_kind=ref.kind,
            ref_id=ref.id,
            title=title,
            body=body,
            days=days,
            day_kind=kind,
            published_at=now,
            ends_at=clock.at_local(last + timedelta(days=1)),
            published_by_id=actor.person_id,
            digest=digest(
                GENESIS,
                {"title": title, "body": body, "days": days, "kind": kind.value, "last": last.isoformat()},
            ),
        )
        await audit.record(
            actor, "notice_published", Ref("notice", notice.id), about=str(ref), last_day=last.isoformat()
        )
    return notice


async def object_to(actor: Actor, notice_id: int, text: str) -> Objection:
    """File an objection. Raises Refused after the period, or when this person has filed one already."""
    if actor.person_id is None:
        raise SignInNeeded
    async with transaction():
        notice = await locked(Notice, id=notice_id)
        place = await Place.get(id=notice.place_id)
        if not rules.may_object(actor, place.path):
            raise Forbidden("only_residents_object")
        if clock.now() >= notice.ends_at:
            raise Refused("notice_over", "text", ends=notice.ends_at)
        mine = await Objection.get_or_none(notice_id=notice_id, person_id=actor.person_id)
        if mine is not None:
            raise Refused("objected_already", "text", receipt=mine.code)
        objection = await Objection.create(
            notice_id=notice_id,
            code=receipt_code(),
            person_id=actor.person_id,
            text=text,
            filed_at=clock.now(),
        )
        await audit.record(actor, "notice_objected", Ref("notice", notice_id), objection=objection.id)
    return objection


async def answer(actor: Actor, objection_id: int, text: str, upheld: bool) -> Objection:
    """Answer an objection in public, once. Raises Forbidden for who published the notice, Stale when answered already."""
    if actor.person_id is None:
        raise SignInNeeded
    async with transaction():
        objection = await locked(Objection, id=objection_id)
        shown = await queries.show(objection.notice_id)
        if not rules.may_answer(actor, shown.notice.place.path, shown.notice.published_by_id):
            raise Forbidden("other_answers")
        if objection.person_id == actor.person_id:
            raise Forbidden("own_objection")
        if objection.answered_at is not None:
            raise Stale("objection_answered_already", "answer")
        objection.answer, objection.upheld = text, upheld
        objection.answered_by_id, objection.answered_at = actor.person_id, clock.now()
        await objection.save(update_fields=["answer", "upheld", "answered_by_id", "answered_at"])
        await audit.record(
            actor,
            "objection_answered",
            Ref("notice", objection.notice_id),
            objection=objection.id,
            upheld=upheld,
        )
    return objection


async def must_stand(ref: Ref) -> None:
    """Refuse (Refused) unless the thing was shown, its notice is over, and no objection is open or upheld.

    Called in the transaction of what follows: the lock lets an objection of the last second come in first.
    """
    await Notice.filter(ref_kind=ref.kind, ref_id=ref.id).select_for_update()
    shown = await queries.of(ref)
    if shown is None:
        raise Refused("notice_missing")
    match shown.standing:
        case rules.Standing.RUNNING:
            raise Refused("notice_running", ends=shown.notice.ends_at)
        case rules.Standing.OBJECTED:
            raise Refused("notice_objected", count=shown.waiting)
        case rules.Standing.UPHELD:
            raise Refused("notice_upheld")
