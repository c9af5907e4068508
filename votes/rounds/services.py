"""Setting a round up, opening it, closing it, and taking up its certified result."""

from collections.abc import Collection

from civic.audit.services import record
from civic.kit import clock
from civic.kit.db import locked, transaction
from civic.kit.errors import NotFound, Refused
from civic.kit.refs import Ref
from civic.people.rules import SYSTEM, Actor, must
from civic.places.models import Place
from civic.places.rules import Level
from proposals import queries as proposals
from proposals import services as proposal_services
from proposals.models import Proposal
from proposals.rules import State as ProposalState
from votes import services as ballots
from votes.casting import queries as casting
from votes.casting.services import seal_box
from votes.models import Ballot, Option
from votes.rounds import queries, rules
from votes.rounds.models import Round
from votes.rounds.rules import Candidate, Plan
from votes.rules import Method, State, may_certify, may_set_up, of_people


def ref(round_id: int) -> Ref:
    """A round's name in the tables that speak of anything."""
    return Ref("round", round_id)


async def create(actor: Actor, place_id: int, plan: Plan) -> Round:
    """Set a round up; everything in it can be read before it opens.

    Raises SignInNeeded, NotFound, Forbidden, and Refused as ``rules.check`` does.
    """
    async with transaction():
        place = await Place.get_or_none(id=place_id, level=Level.COMMUNITY)
        if place is None:
            raise NotFound
        must(may_set_up(actor, place.path), actor)
        candidates = await _candidates(place_id)
        rules.check(plan, list(candidates.values()), clock.now())
        round_ = await _write(place, plan, candidates)
        await record(
            actor, "round_created", ref(round_.id), budget_fen=plan.budget_fen, proposals=list(plan.proposals)
        )
        return round_


async def _candidates(place_id: int) -> dict[int, Candidate]:
    found = await proposals.for_ballot(place_id)
    return {each.id: Candidate(each.id, each.title, each.cost_fen, ready=True) for each in found}


async def _write(place: Place, plan: Plan, candidates: dict[int, Candidate]) -> Round:
    ballot = await Ballot.create(
        place=place,
        title=plan.title,
        method=Method.APPROVAL,
        rule=plan.rule,
        parameters=rules.PARAMETERS,
        min_choices=plan.min_choices,
        max_choices=plan.max_choices,
        opens_at=plan.opens_at,
        closes_at=plan.closes_at,
    )
    for position, proposal_id in enumerate(plan.proposals, 1):
        wanted = candidates[proposal_id]
        await Option.create(
            ballot=ballot,
            position=position,
            code=str(proposal_id),
            proposal_id=proposal_id,
            label=wanted.title,
            cost_fen=wanted.cost_fen,
        )
    return await Round.create(
        place=place,
        title=plan.title,
        about=plan.about,
        budget_fen=plan.budget_fen,
        ballot=ballot,
        created_at=clock.now(),
    )


async def open_round(actor: Actor, round_id: int) -> None:
    """Freeze options, rule and roll, and let papers come in from the published hour on.

    Raises SignInNeeded, NotFound, Forbidden, Refused ``ballot_not_draft``, ``round_closes_past``,
    ``round_proposal_not_ready`` and ``ballot_empty_roll``.
    """
    async with transaction():
        round_ = await queries.one(round_id)
        must(may_set_up(actor, round_.place.path), actor)
        ballot = await locked(Ballot, id=round_.ballot_id)
        if ballot.state is not State.DRAFT:
            raise Refused("ballot_not_draft")
        rules.check_opening(ballot.closes_at, clock.now())
        await _put_proposals_on(actor, round_)
        roll = await queries.entitled(round_.place.path)
        opened = await ballots.open_ballot(ballot.id, of_people(roll), _document(round_))
        await record(
            actor,
            "round_opened",
            ref(round_id),
            digest=opened.digest,
            roll_digest=opened.roll_digest,
            roll_size=opened.roll_size,
        )


async def _put_proposals_on(actor: Actor, round_: Round) -> None:
    options = await Option.filter(ballot_id=round_.ballot_id, proposal_id__isnull=False).order_by("position")
    # held in the order of their ids before looking, so that of two rounds opened at once only one gets a proposal
    for proposal_id in sorted(option.proposal_id for option in options if option.proposal_id):
        await locked(Proposal, id=proposal_id)
    ready = await _candidates(round_.place_id)
    for option in options:
        if option.proposal_id is None:
            continue
        if option.proposal_id not in ready:
            raise Refused("round_proposal_not_ready", title=option.label)
        await proposal_services.put_on_ballot(actor, option.proposal_id, ref(round_.id))


def _document(round_: Round) -> dict[str, object]:
    return {
        "place": round_.place_id,
        "budget_fen": round_.budget_fen,
        "currency": round_.currency,
        "about": round_.about,
    }


async def close_round(actor: Actor, round_id: int) -> None:
    """Put the papers in key order and take no more. The clock (SYSTEM) may do it as well as staff.

    Raises SignInNeeded, NotFound, Forbidden, Refused ``ballot_not_open`` and, before the published time,
    ``round_not_over``.
    """
    async with transaction():
        round_ = await queries.one(round_id)
        if actor is not SYSTEM:
            must(may_set_up(actor, round_.place.path), actor)
        # The lock waits for papers on their way in and holds up those that come later.
        ballot = await locked(Ballot, id=round_.ballot_id)
        if ballot.state is not State.OPEN:
            raise Refused("ballot_not_open")
        turnout = await casting.turnout(ballot.id)
        rules.check_closing(ballot.closes_at, clock.now(), turnout, ballot.roll_size)
        papers = await seal_box(ballot)
        await ballots.close_ballot(ballot)
        await record(
            actor,
            "round_closed",
            ref(round_id),
            turnout=turnout,
            papers=papers,
            root=ballot.bulletin_root,
        )


async def mark_certified(actor: Actor, round_id: int, chosen: Collection[int]) -> None:
    """The counted result stands: tell each proposal whether it was chosen. ``chosen`` are ids of proposals.

    Called in the transaction that certifies the result. Raises SignInNeeded, NotFound, Forbidden, Refused
    ``ballot_not_closed``.
    """
    async with transaction():
        round_ = await queries.one(round_id)
        must(may_certify(actor, round_.place.path), actor)
        ballot = await locked(Ballot, id=round_.ballot_id)
        await ballots.certify_ballot(ballot)
        for option in await Option.filter(ballot_id=ballot.id).order_by("proposal_id"):
            if option.proposal_id is not None:
                won = option.proposal_id in chosen
                state = ProposalState.CHOSEN if won else ProposalState.NOT_CHOSEN
                await proposal_services.mark(actor, option.proposal_id, state, "", ref(round_id))
        await record(actor, "round_certified", ref(round_id), chosen=sorted(chosen))
