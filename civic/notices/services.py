"""Publishing a notice, objecting to it, answering."""

from collections.abc import Collection
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
from civic.notices.models import Filing, Notice, NoticeDecider, Objection, PublicityProof
from civic.notifications.services import tell
from civic.people import queries as people
from civic.people.rules import SYSTEM, Actor, Role
from civic.places.models import Place


async def publish(
    actor: Actor,
    ref: Ref,
    place_id: int,
    title: str,
    body: str,
    days: int,
    kind: DayKind,
    *,
    decided_by: Collection[int] = (),
    returns_at: int = 0,
) -> Notice:
    """Show a thing in public for a number of days. Whoever calls has checked that the actor may decide the thing.

    decided_by: who decided it, and so answers no objection. returns_at: as many objections send it back (0: none do).
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
            returns_at=returns_at,
            digest=rules.shown_digest(title, body, days, kind.value, last),
        )
        await NoticeDecider.bulk_create(
            NoticeDecider(notice=notice, person_id=person) for person in sorted(set(decided_by))
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
        await _tell_returned(notice_id)
    return objection


async def _tell_returned(notice_id: int) -> None:
    """Who published it learns at once that it goes back, with the objection that made the number full."""
    shown = await queries.show(notice_id)
    if shown.notice.returns_at and len(shown.objections) == shown.notice.returns_at:
        ref, facts = Ref("notice", notice_id), {"title": shown.notice.title, "count": len(shown.objections)}
        await tell(shown.decided, "notice_returned", ref, **facts)


async def answer(actor: Actor, objection_id: int, text: str, upheld: bool) -> Objection:
    """Answer an objection in public, once. Raises Forbidden for who published the notice, Stale when answered already."""
    if actor.person_id is None:
        raise SignInNeeded
    async with transaction():
        objection = await locked(Objection, id=objection_id)
        shown = await queries.show(objection.notice_id)
        if not rules.may_answer(actor, shown.notice.place.path, shown.decided):
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
        case rules.Standing.RETURNED:
            raise Refused("notice_returned", count=len(shown.objections))


async def prove(notice: Notice) -> PublicityProof:
    """Write down what was shown from when to when, once, when the period is over."""
    shown = await queries.show(notice.id)
    told = {
        "notice": notice.id,
        "place": notice.place.name,
        "title": notice.title,
        "body": notice.body,
        "days": notice.days,
        "day_kind": notice.day_kind.value,
        "published_by": notice.published_by.display_name,
        "shown_digest": notice.digest,
    }
    filed = [objection.code for objection in shown.objections]
    document = rules.proof_of(told, notice.published_at, notice.ends_at, filed)
    async with transaction():
        proof = await PublicityProof.create(
            notice_id=notice.id, made_at=clock.now(), document=document, digest=digest(GENESIS, document)
        )
        await audit.record(SYSTEM, "notice_proved", Ref("notice", notice.id), digest=proof.digest)
    return proof


async def file(actor: Actor, notice_id: int, note: str) -> Filing:
    """File a decision with the street once its notice stands (备案).

    Raises Forbidden for anyone but the residents' committee, Refused while the notice does not stand, and the second time.
    """
    if actor.person_id is None:
        raise SignInNeeded
    async with transaction():
        notice = await locked(Notice, id=notice_id)
        place = await Place.get(id=notice.place_id)
        if not rules.may_file(actor, place.path):
            raise Forbidden("filing_by_clerk")
        if await queries.filing(notice_id) is not None:
            raise Refused("filed_already")
        await must_stand(Ref(notice.ref_kind, notice.ref_id))
        filing = await Filing.create(
            notice_id=notice_id, note=note, filed_by_id=actor.person_id, filed_at=clock.now()
        )
        ref = Ref("notice", notice_id)
        await audit.record(actor, "notice_filed", ref, filing=filing.id)
        street = {one.person_id for one in await people.holders(Role.OFFICER, place.path)}
        await tell(street - {actor.person_id}, "notice_filed", ref, place=place.name, title=notice.title)
    return filing


async def acknowledge(actor: Actor, notice_id: int, remark: str) -> Filing:
    """The street says that it has received a filing.

    Raises NotFound, Forbidden for anyone but the street's officers and for who filed it, Refused the second time.
    """
    if actor.person_id is None:
        raise SignInNeeded
    async with transaction():
        filing = await locked(Filing, notice_id=notice_id)
        notice = (await queries.show(notice_id)).notice
        if not rules.may_acknowledge(actor, notice.place.path, filing.filed_by_id):
            raise Forbidden("filing_by_officer")
        if filing.acknowledged_at is not None:
            raise Refused("filing_acknowledged")
        filing.acknowledged_by_id, filing.acknowledged_at = actor.person_id, clock.now()
        filing.remark = remark
        await filing.save(update_fields=["acknowledged_by_id", "acknowledged_at", "remark"])
        ref = Ref("notice", notice_id)
        await audit.record(actor, "filing_acknowledged", ref, filing=filing.id)
        await tell([filing.filed_by_id], "filing_acknowledged", ref, title=notice.title)
    return filing
