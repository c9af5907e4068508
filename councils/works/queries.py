"""Reading contracts and what became of them."""

from dataclasses import dataclass

from civic.kit.errors import NotFound
from civic.places.models import Place
from councils.tenders.models import Award
from councils.works.models import Acceptance, Contract, Disbursement, Milestone


@dataclass(frozen=True)
class Piece:
    """A milestone with its acceptance and payments."""

    milestone: Milestone
    acceptance: Acceptance | None
    payments: list[Disbursement]

    @property
    def paid_fen(self) -> int:
        """What was paid on it, in fen."""
        return sum(payment.amount_fen for payment in self.payments)

    @property
    def left_fen(self) -> int:
        """What may still be paid on it, in fen."""
        return int(self.milestone.share_fen) - self.paid_fen


@dataclass(frozen=True)
class Shown:
    """A contract with everything its page needs."""

    contract: Contract
    place: Place
    pieces: list[Piece]

    @property
    def paid_fen(self) -> int:
        """What was paid on the contract, in fen."""
        return sum(piece.paid_fen for piece in self.pieces)

    @property
    def delivered(self) -> bool:
        """Everything accepted and paid."""
        return all(piece.acceptance and not piece.left_fen for piece in self.pieces)


async def show(contract_id: int) -> Shown:
    """One contract. Raises NotFound."""
    contract = await Contract.get_or_none(id=contract_id).select_related(
        "bid__organisation", "bid__call__decision__proposal__place", "signed_by"
    )
    if contract is None:
        raise NotFound
    milestones = await Milestone.filter(contract_id=contract_id).order_by("seq")
    ids = [milestone.id for milestone in milestones]
    accepted = {
        a.milestone_id: a for a in await Acceptance.filter(milestone_id__in=ids).select_related("accepted_by")
    }
    paid = await Disbursement.filter(milestone_id__in=ids).select_related("paid_by").order_by("id")
    pieces = [Piece(m, accepted.get(m.id), [p for p in paid if p.milestone_id == m.id]) for m in milestones]
    return Shown(contract, contract.bid.call.decision.proposal.place, pieces)


async def of_milestone(milestone_id: int) -> Shown:
    """The contract a milestone belongs to. Raises NotFound."""
    milestone = await Milestone.get_or_none(id=milestone_id)
    if milestone is None:
        raise NotFound
    return await show(milestone.contract_id)


async def page_of(place_id: int, before: int | None, size: int) -> list[Contract]:
    """Contracts of a place, newest first, one more than ``size``."""
    query = Contract.filter(bid__call__decision__proposal__place_id=place_id)
    if before is not None:
        query = query.filter(id__lt=before)
    found = query.select_related("bid__organisation", "bid__call__decision__proposal").order_by("-id")
    return await found.limit(size + 1)


async def awarded(award_id: int) -> Award:
    """An award with what a contract on it needs. Raises NotFound."""
    award = await Award.get_or_none(id=award_id).select_related(
        "bid__organisation", "call__decision__proposal__place"
    )
    if award is None:
        raise NotFound
    return award
