"""Calling for bids, sealing and opening them, awarding."""

import secrets

from civic.audit import services as audit
from civic.kit import clock, sealing
from civic.kit.chain import GENESIS, digest
from civic.kit.codes import receipt_code
from civic.kit.db import locked, transaction
from civic.kit.errors import Forbidden, NotFound, Refused, SignInNeeded, Stale
from civic.kit.money import Fen, yuan
from civic.kit.refs import Ref
from civic.kit.workdays import DayKind
from civic.notices import queries as notices
from civic.notices import services as notice_services
from civic.notices.rules import Standing
from civic.people.rules import Actor, KeyHolder, key_holder, must
from councils.funding.models import Decision
from councils.tenders import queries, rules
from councils.tenders.models import Award, Bid, Call, CallKey
from councils.tenders.rules import Phase, Plan


async def create_call(actor: Actor, decision_id: int, plan: Plan) -> Call:
    """Prepare a call on a funding decision. Raises Refused for a ceiling above it or times that make no sense."""
    async with transaction():
        decision = await locked(Decision, id=decision_id)
        await decision.fetch_related("proposal__place")
        must(rules.may_call(actor, decision.proposal.place.path), actor)
        rules.check_plan(plan, decision.amount_fen, clock.now())
        if await Call.exists(decision_id=decision_id, failed_at__isnull=True):
            raise Refused("call_exists")
        call = await Call.create(
            decision_id=decision_id,
            title=plan.title,
            requirements=plan.requirements,
            criteria=plan.criteria,
            ceiling_fen=plan.ceiling_fen,
            opens_at=plan.opens_at,
            closes_at=plan.closes_at,
            min_bids=plan.min_bids,
            created_by_id=actor.person_id,
        )
        await audit.record(actor, "call_created", Ref("call", call.id), ceiling_fen=plan.ceiling_fen)
    return call


async def take_key(actor: Actor, call_id: int) -> str:
    """Become one of the two key holders; answers the opening code, which is shown once and kept nowhere."""
    # asked before the costly part, which is done outside the transaction, and again inside it
    await _key_for(actor, call_id)
    key = await sealing.new_key()
    async with transaction():
        await locked(Call, id=call_id)
        holder = await _key_for(actor, call_id)
        await CallKey.create(
            call_id=call_id,
            holder=holder,
            person_id=actor.person_id,
            public_key=key.public,
            locked_key=key.locked,
            created_at=clock.now(),
        )
        await audit.record(actor, "call_key_taken", Ref("call", call_id), holder=holder.value)
    return key.code


async def _key_for(actor: Actor, call_id: int) -> KeyHolder:
    shown = await queries.show(call_id)
    holder = key_holder(actor, shown.place.path)
    if holder is None:
        raise SignInNeeded if not actor.signed_in else Forbidden("key_not_yours")
    if shown.phase is not Phase.PREPARING:
        raise Refused("call_published")
    if holder in shown.keys:
        raise Stale("key_taken")
    return holder


async def publish_call(actor: Actor, call_id: int) -> None:
    """Put the call before the public. Raises Refused until both keys are held."""
    async with transaction():
        call = await locked(Call, id=call_id)
        shown = await queries.show(call_id)
        must(rules.may_call(actor, shown.place.path), actor)
        if shown.phase is not Phase.PREPARING:
            raise Stale("call_published")
        if len(shown.keys) < len(KeyHolder):
            raise Refused("keys_missing")
        if call.closes_at <= clock.now():
            raise Refused("call_closes_in_past")
        call.published_at = clock.now()
        await call.save(update_fields=["published_at"])
        await audit.record(
            actor, "call_published", Ref("call", call_id), closes_at=call.closes_at.isoformat()
        )


async def hand_in(actor: Actor, call_id: int, organisation_id: int, price_fen: Fen, plan: str) -> Bid:
    """Hand in an organisation's bid, sealed; handed in again before closing it replaces the earlier one.

    The price is looked at only here, before sealing. Raises Refused outside the period or above the ceiling.
    """
    if actor.person_id is None:
        raise SignInNeeded
    async with transaction():
        await locked(Call, id=call_id)
        shown = await queries.show(call_id)
        if shown.phase is Phase.PREPARING:
            raise NotFound
        await _check_bidder(actor, shown, organisation_id)
        if shown.phase is not Phase.OPEN:
            raise Refused("bids_not_open", opens=shown.call.opens_at, closes=shown.call.closes_at)
        if price_fen > shown.call.ceiling_fen:
            raise Refused("bid_above_ceiling", "price", ceiling=yuan(shown.call.ceiling_fen))
        document = {"price_fen": price_fen, "plan": plan, "salt": secrets.token_hex(16)}
        publics = [shown.keys[holder].public_key for holder in KeyHolder]
        bid = await Bid.get_or_none(call_id=call_id, organisation_id=organisation_id)
        bid = bid or Bid(call_id=call_id, organisation_id=organisation_id, code=receipt_code())
        bid.sealed, bid.seal_digest = sealing.seal(document, publics), digest(GENESIS, document)
        bid.handed_in_at, bid.handed_in_by_id = clock.now(), actor.person_id
        await bid.save()
        await audit.record(
            actor, "bid_handed_in", Ref("call", call_id), organisation=organisation_id, seal=bid.seal_digest
        )
    return bid


async def _check_bidder(actor: Actor, shown: queries.Shown, organisation_id: int) -> None:
    mine = await queries.represented(actor)
    if organisation_id not in mine:
        raise Forbidden("bid_not_for_you")
    if not rules.may_bid(actor, shown.place.path):
        raise Forbidden("bid_by_staff")
    for other in shown.bids:
        same = other.organisation_id in mine or other.handed_in_by_id == actor.person_id
        if same and other.organisation_id != organisation_id:
            raise Refused("bid_for_two", "organisation", name=other.organisation.name)


async def turn_key(actor: Actor, call_id: int, code: str) -> bool:
    """Use one's opening code after closing; with the second one all bids are opened. Answers whether they are open now."""
    shown = await queries.show(call_id)
    mine = next((key for key in shown.keys.values() if key.person_id == actor.person_id), None)
    if mine is None:
        raise SignInNeeded if not actor.signed_in else Forbidden("key_not_yours")
    if shown.phase is not Phase.CLOSED:
        raise Refused("bids_still_sealed", closes=shown.call.closes_at)
    private = await sealing.unlock(mine.locked_key, code)
    async with transaction():
        call = await locked(Call, id=call_id)
        key = await locked(CallKey, id=mine.id)
        if key.opened_key is not None:
            raise Stale("key_turned")
        key.opened_key, key.opened_at = private, clock.now()
        await key.save(update_fields=["opened_key", "opened_at"])
        await audit.record(actor, "call_key_turned", Ref("call", call_id), holder=key.holder.value)
        return await _open_bids(actor, call)


async def _open_bids(actor: Actor, call: Call) -> bool:
    keys = {key.holder: key.opened_key for key in await CallKey.filter(call_id=call.id)}
    privates = [keys[holder] for holder in KeyHolder]
    if None in privates:
        return False
    opened: dict[str, int] = {}
    for bid in await Bid.filter(call_id=call.id).order_by("id"):
        document = sealing.unseal(bid.sealed, [private for private in privates if private is not None])
        bid.price_fen, bid.plan, bid.opened_at = document["price_fen"], document["plan"], clock.now()
        if digest(GENESIS, document) != bid.seal_digest:
            raise Refused("seal_broken")
        await bid.save(update_fields=["price_fen", "plan", "opened_at"])
        opened[str(bid.organisation_id)] = document["price_fen"]
    call.opened_at = clock.now()
    await call.save(update_fields=["opened_at"])
    await audit.record(actor, "bids_opened", Ref("call", call.id), prices=opened)
    return True


async def award(actor: Actor, call_id: int, bid_id: int, reasons: str) -> Award:
    """Choose a bid, with reasons, and show the choice in public. Raises Refused with too few bids or before opening."""
    async with transaction():
        await locked(Call, id=call_id)
        shown = await queries.show(call_id)
        must(rules.may_award(actor, shown.place.path), actor)
        if shown.phase is not Phase.OPENED:
            raise Refused("award_not_yet")
        bid = next((bid for bid in shown.bids if bid.id == bid_id), None)
        if bid is None:
            raise Refused("award_of_other_call", "bid")
        if len(shown.bids) < shown.call.min_bids:
            raise Refused("award_too_few", count=len(shown.bids), least=shown.call.min_bids)
        if {b.organisation_id for b in shown.bids} & set(await queries.represented(actor)):
            raise Forbidden("award_own_organisation")
        chosen = await Award.create(
            call_id=call_id,
            bid_id=bid_id,
            reasons=reasons,
            awarded_at=clock.now(),
            awarded_by_id=actor.person_id,
        )
        days, working = await queries.award_notice(shown.call)
        body = f"{bid.organisation.name}\n{yuan(bid.price_fen or 0)}\n{reasons}"
        kind = DayKind.WORKING if working else DayKind.CALENDAR
        await notice_services.publish(
            actor,
            Ref("award", chosen.id),
            shown.place.id,
            f"{shown.call.title}：拟选定承接方",
            body,
            days,
            kind,
        )
        await audit.record(actor, "call_awarded", Ref("call", call_id), bid=bid_id, price_fen=bid.price_fen)
    return chosen


async def fail_call(actor: Actor, call_id: int, reason: str) -> None:
    """Say that a call came to nothing: too few bids, or an objection to the award was upheld."""
    async with transaction():
        call = await locked(Call, id=call_id)
        shown = await queries.show(call_id)
        must(rules.may_call(actor, shown.place.path), actor)
        too_few = shown.phase in (Phase.CLOSED, Phase.OPENED) and len(shown.bids) < call.min_bids
        notice = await notices.of(Ref("award", shown.award.id)) if shown.award else None
        if not too_few and (notice is None or notice.standing is not Standing.UPHELD):
            raise Refused("call_cannot_fail")
        call.failed_at, call.failed_reason = clock.now(), reason
        await call.save(update_fields=["failed_at", "failed_reason"])
        await audit.record(actor, "call_failed", Ref("call", call_id), reason=reason)
