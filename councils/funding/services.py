"""Writing funds and decisions."""

from dataclasses import dataclass

from tortoise.exceptions import IntegrityError

from civic.audit import services as audit
from civic.kit import clock
from civic.kit.db import locked, transaction
from civic.kit.errors import Forbidden, NotFound, Refused, SignInNeeded
from civic.kit.refs import Ref
from civic.people.rules import Actor
from civic.places.models import Place
from councils.funding import queries, rules
from councils.funding.models import Decision, Fund
from councils.resolutions.models import Resolution
from councils.resolutions.services import must_bind
from proposals import services as proposals
from proposals.rules import State
from votes.rounds.models import Round


@dataclass(frozen=True)
class NewFund:
    """A pool of money to be entered. source: which allotment or agreement it comes from."""

    name: str
    year: int
    amount_fen: int
    source: str


async def open_fund(actor: Actor, place_id: int, new: NewFund) -> Fund:
    """Enter a pool of a place. Raises NotFound, Forbidden, Refused when it is entered already."""
    async with transaction():
        place = await Place.get_or_none(id=place_id)
        if place is None:
            raise NotFound
        if not rules.may_open_fund(actor, place.path):
            raise Forbidden("fund_forbidden")
        if await Fund.exists(place_id=place_id, name=new.name, year=new.year):
            raise Refused("fund_taken", "name")
        fund = await Fund.create(
            place_id=place_id, name=new.name, year=new.year, amount_fen=new.amount_fen, source=new.source
        )
        await audit.record(actor, "fund_opened", Ref("fund", fund.id), amount_fen=new.amount_fen)
        return fund


async def decide(actor: Actor, resolution_id: int, fund_id: int, amount_fen: int) -> Decision:
    """Commit money to the proposal of a resolution.

    The sums are taken under the lock of the fund (and of the round that chose the proposal), so that two decisions
    cannot both find the last yuan. Raises SignInNeeded, NotFound, Forbidden, Refused (see rules).
    """
    if not actor.signed_in:
        raise SignInNeeded
    async with transaction():
        await locked(Resolution, id=resolution_id)
        ground = await queries.ground(resolution_id)
        proposal_id = rules.need_ground(actor, ground)
        await must_bind(resolution_id)
        if not await Fund.exists(id=fund_id):
            raise Refused("field_choice", "fund")
        await locked(Fund, id=fund_id)
        won = await queries.won(proposal_id)
        if won:
            await locked(Round, id=won.round_id)
            won = await queries.won(proposal_id)
        purse = await queries.purse(fund_id)
        rules.need_money(amount_fen, ground, queries.pool(purse), won)
        try:
            decision = await Decision.create(
                resolution_id=resolution_id,
                proposal_id=proposal_id,
                fund_id=fund_id,
                round_id=won.round_id if won else None,
                amount_fen=amount_fen,
                decided_at=clock.now(),
                decided_by_id=actor.person_id,
            )
        except IntegrityError as clash:
            raise Refused("decision_taken") from clash
        ref = Ref("decision", decision.id)
        facts = {"amount_fen": amount_fen, "fund": purse.name, "resolution": resolution_id}
        await audit.record(actor, "funding_decided", ref, **facts)
        await proposals.mark(actor, proposal_id, State.FUNDED, "", ref, **facts)
        return decision
