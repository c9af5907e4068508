"""Opening a round, putting its closing off, closing it, and taking up its certified result."""

from collections.abc import Collection
from dataclasses import asdict
from datetime import datetime

from civic.audit.services import record
from civic.kit import clock
from civic.kit.db import execute, locked, transaction
from civic.kit.errors import Refused
from civic.people.rules import SYSTEM, Actor, must
from proposals import services as proposal_services
from proposals.models import Proposal
from proposals.rules import State as ProposalState
from votes import services as ballots
from votes.models import Ballot, Option
from votes.rolls import services as rolls
from votes.rounds import queries, rules
from votes.rounds.models import Round
from votes.rounds.services.naming import ref
from votes.rules import State, may_certify, may_set_up
from votes.stations.batches.services import close_box


async def open_round(actor: Actor, round_id: int) -> None:
    """Freeze options, rule and roll, and let papers come in from the published hour on.

    Raises SignInNeeded, NotFound, Forbidden, Refused ``ballot_not_draft``, ``round_closes_past``,
    ``round_proposal_not_ready``, ``ballot_empty_roll`` and ``round_no_youth``.
    """
    async with transaction():
        round_ = await queries.one(round_id)
        must(may_set_up(actor, round_.place.path), actor)
        ballot = await locked(Ballot, id=round_.ballot_id)
        if ballot.state is not State.DRAFT:
            raise Refused("ballot_not_draft")
        rules.check_opening(ballot.closes_at, clock.now())
        await _put_proposals_on(actor, round_)
        opened = await _freeze(round_)
        await record(
            actor,
            "round_opened",
            ref(round_id),
            digest=opened.digest,
            roll_digest=opened.roll_digest,
            roll_size=opened.roll_size,
        )
        if round_.youth_from:
            await _open_beside(actor, round_, opened)


async def _freeze(round_: Round) -> Ballot:
    return await rolls.freeze(round_.ballot_id, _document(round_))


def _document(round_: Round) -> dict[str, object]:
    return {
        "place": round_.place_id,
        "budget_fen": round_.budget_fen,
        "currency": round_.currency,
        "about": round_.about,
    }


async def _put_proposals_on(actor: Actor, round_: Round) -> None:
    options = await Option.filter(ballot_id=round_.ballot_id, proposal_id__isnull=False).order_by("position")
    # held in the order of their ids before looking, so that of two rounds opened at once only one gets a proposal
    for proposal_id in sorted(option.proposal_id for option in options if option.proposal_id):
        await locked(Proposal, id=proposal_id)
    ready = await queries.candidates(round_.place_id)
    for option in options:
        if option.proposal_id is None:
            continue
        if option.proposal_id not in ready:
            raise Refused("round_proposal_not_ready", title=option.label)
        await proposal_services.put_on_ballot(actor, option.proposal_id, ref(round_.id))


# what both ballots have in common
_SAME = (
    *("place_id", "title", "about", "method", "rule", "parameters", "min_choices", "max_choices", "points"),
    *("max_cost_fen", "none_of_these", "shuffled", "secrecy", "changeable", "opens_at", "closes_at"),
)


async def _open_beside(actor: Actor, round_: Round, main: Ballot) -> None:
    """The consultative ballot of younger residents: the same question and options, a roll and a box of its own."""
    ballot = await Ballot.create(
        advisory=True,
        least_age=round_.youth_from,
        most_age=round_.youth_to,
        **{name: getattr(main, name) for name in _SAME},
    )
    columns = "position, code, proposal_id, label, about, cost_fen, category, quota_place"
    await execute(
        f"INSERT INTO ballot_option (ballot_id, {columns}) SELECT ?, {columns} FROM ballot_option WHERE ballot_id = ?",
        ballot.id,
        main.id,
    )
    beside = await Round.create(
        place_id=round_.place_id,
        title=round_.title,
        about=round_.about,
        budget_fen=round_.budget_fen,
        currency=round_.currency,
        ballot=ballot,
        beside=round_,
        reminders=round_.reminders,
        created_at=clock.now(),
    )
    try:
        opened = await _freeze(beside)
    except Refused as refusal:
        raise Refused("round_no_youth") from refusal
    await record(
        actor,
        "round_opened",
        ref(beside.id),
        beside=round_.id,
        digest=opened.digest,
        roll_digest=opened.roll_digest,
        roll_size=opened.roll_size,
    )


async def extend(actor: Actor, round_id: int, closes_at: datetime, reason: str) -> None:
    """Put the closing off, before it has come; the ballot beside it goes with it. The digest stays as it was.

    Raises SignInNeeded, NotFound, Forbidden, and Refused as ``rules.check_extension`` does.
    """
    async with transaction():
        round_ = await queries.one(round_id)
        must(may_set_up(actor, round_.place.path), actor)
        if round_.beside_id is not None:
            raise Refused("extension_beside")
        for each in (round_, *await Round.filter(beside_id=round_id)):
            await _extend(actor, each, closes_at, reason)


async def _extend(actor: Actor, round_: Round, closes_at: datetime, reason: str) -> None:
    ballot = await locked(Ballot, id=round_.ballot_id)
    rules.check_extension(ballot.state, ballot.opens_at, ballot.closes_at, closes_at, clock.now())
    was = ballot.closes_at
    assert was is not None
    await ballots.extend_ballot(actor, ballot, closes_at, reason)
    facts = {"was": was.isoformat(), "closes_at": closes_at.isoformat(), "reason": reason}
    await record(actor, "round_extended", ref(round_.id), **facts)


async def close_round(actor: Actor, round_id: int) -> None:
    """Put the papers in key order and take no more. The clock (SYSTEM) may do it as well as staff.

    Raises SignInNeeded, NotFound, Forbidden, and as ``close_box`` does.
    """
    async with transaction():
        round_ = await queries.one(round_id)
        if actor is not SYSTEM:
            must(may_set_up(actor, round_.place.path), actor)
        await record(actor, "round_closed", ref(round_id), **asdict(await close_box(round_.ballot_id)))


async def mark_certified(actor: Actor, round_id: int, chosen: Collection[int]) -> None:
    """The counted result stands: tell each proposal whether it was chosen. ``chosen`` are ids of proposals.

    A consultative ballot tells nobody anything. Called in the transaction that certifies the result. Raises
    SignInNeeded, NotFound, Forbidden, Refused ``ballot_not_closed``.
    """
    async with transaction():
        round_ = await queries.one(round_id)
        must(may_certify(actor, round_.place.path), actor)
        ballot = await locked(Ballot, id=round_.ballot_id)
        await ballots.certify_ballot(ballot)
        if not ballot.advisory:
            await _tell_proposals(actor, round_, chosen)
        await record(actor, "round_certified", ref(round_id), chosen=sorted(chosen))


async def _tell_proposals(actor: Actor, round_: Round, chosen: Collection[int]) -> None:
    for option in await Option.filter(ballot_id=round_.ballot_id).order_by("proposal_id"):
        if option.proposal_id is not None:
            won = option.proposal_id in chosen
            state = ProposalState.CHOSEN if won else ProposalState.NOT_CHOSEN
            await proposal_services.mark(actor, option.proposal_id, state, "", ref(round_.id))
