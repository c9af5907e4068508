"""Signing, accepting, paying: each act one row that is never changed."""

from civic.audit import services as audit
from civic.kit import clock
from civic.kit.db import locked, transaction
from civic.kit.errors import Forbidden, Refused, Stale
from civic.kit.money import Fen
from civic.kit.refs import Ref
from civic.notices.services import must_stand
from civic.people.rules import Actor, must
from councils.tenders.models import Bid
from councils.tenders.queries import represented
from councils.works import queries, rules
from councils.works.models import Acceptance, Contract, Disbursement, Milestone
from councils.works.rules import Due
from proposals.rules import State
from proposals.services import mark


async def sign(actor: Actor, award_id: int, scope: str, dues: tuple[Due, ...]) -> Contract:
    """Sign the contract on an award whose notice stands. Raises Refused while it runs, or when shares do not add up."""
    async with transaction():
        award = await queries.awarded(award_id)
        proposal = award.call.decision.proposal
        await _must(rules.may_sign(actor, proposal.place.path), actor, award.bid)
        await locked(Bid, id=award.bid_id)
        if await Contract.exists(bid_id=award.bid_id):
            raise Stale("contract_exists")
        await must_stand(Ref("award", award_id))
        price = int(award.bid.price_fen or 0)
        rules.check_milestones(dues, price)
        contract = await Contract.create(
            bid_id=award.bid_id,
            price_fen=price,
            scope=scope,
            signed_at=clock.now(),
            signed_by_id=actor.person_id,
        )
        await Milestone.bulk_create(
            Milestone(
                contract_id=contract.id, seq=seq, title=due.title, due_on=due.due_on, share_fen=due.share_fen
            )
            for seq, due in enumerate(dues, 1)
        )
        ref = Ref("contract", contract.id)
        await mark(actor, proposal.id, State.DELIVERING, "", ref, organisation=award.bid.organisation.name)
        await audit.record(
            actor, "contract_signed", ref, price_fen=price, shares=[due.share_fen for due in dues]
        )
    return contract


async def accept(actor: Actor, milestone_id: int, finding: str) -> Acceptance:
    """Find that a milestone meets the contract; in order, once."""
    async with transaction():
        shown = await _held(milestone_id)
        await _must(rules.may_accept(actor, shown.place.path), actor, shown.contract.bid)
        for piece in shown.pieces:
            if piece.milestone.id == milestone_id:
                if piece.acceptance is not None:
                    raise Stale("milestone_accepted_already")
                break
            if piece.acceptance is None:
                raise Refused("accept_in_order")
        acceptance = await Acceptance.create(
            milestone_id=milestone_id,
            finding=finding,
            accepted_at=clock.now(),
            accepted_by_id=actor.person_id,
        )
        await audit.record(
            actor, "milestone_accepted", Ref("contract", shown.contract.id), milestone=milestone_id
        )
    return acceptance


async def pay(actor: Actor, milestone_id: int, amount_fen: Fen, voucher: str) -> Disbursement:
    """Record money paid on an accepted milestone, at most its share. Raises Stale when the voucher was recorded already."""
    async with transaction():
        shown = await _held(milestone_id)
        await _must(rules.may_pay(actor, shown.place.path), actor, shown.contract.bid)
        piece = next(piece for piece in shown.pieces if piece.milestone.id == milestone_id)
        if any(payment.voucher == voucher for payment in piece.payments):
            raise Stale("voucher_used", "voucher")
        accepted = piece.acceptance is not None
        rules.check_payment(amount_fen, piece.paid_fen, int(piece.milestone.share_fen), accepted)
        payment = await Disbursement.create(
            milestone_id=milestone_id,
            voucher=voucher,
            amount_fen=amount_fen,
            paid_at=clock.now(),
            paid_by_id=actor.person_id,
        )
        ref = Ref("contract", shown.contract.id)
        await audit.record(
            actor, "milestone_paid", ref, milestone=milestone_id, amount_fen=amount_fen, voucher=voucher
        )
        if (await queries.show(shown.contract.id)).delivered:
            await mark(actor, shown.contract.bid.call.decision.proposal_id, State.DELIVERED, "", ref)
    return payment


async def _held(milestone_id: int) -> queries.Shown:
    """The contract of a milestone under its lock: of two last payments at once, the second sees that all is paid."""
    shown = await queries.of_milestone(milestone_id)
    await locked(Contract, id=shown.contract.id)
    return await queries.show(shown.contract.id)


async def _must(may: bool, actor: Actor, bid: Bid) -> None:
    must(may, actor)
    if bid.organisation_id in await represented(actor):
        raise Forbidden("works_own_organisation")
