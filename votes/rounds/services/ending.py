"""What becomes of a round whose ballot is declared void: its proposals are free again, and it may be held once more."""

from collections.abc import Collection

from civic.kit import clock
from civic.people.rules import Actor
from proposals import services as proposals
from proposals.models import Proposal
from proposals.rules import State
from votes.models import Ballot, Option
from votes.rounds import queries
from votes.rounds.models import Round
from votes.rounds.services.naming import ref

# where a proposal goes whose ballot is void; what was decided or done since then is not undone by it
_FREED = {State.ON_BALLOT: State.OPEN, State.CHOSEN: State.NOT_CHOSEN}


async def release(actor: Actor, round_id: int, reason: str) -> None:
    """Proposals go back to where they can be put to a vote again, and those concerned read why.

    Nothing followed from a consultative ballot, so nothing goes back. Inside the transaction of the caller, who has
    asked its own rule.
    """
    for proposal in await _decided(round_id):
        if proposal.state in _FREED:
            await proposals.mark(actor, proposal.id, _FREED[proposal.state], reason, ref(round_id))


async def tell_again(actor: Actor, round_id: int, chosen: Collection[int]) -> None:
    """A recount was certified after the first count: whoever fared otherwise is told so.

    What the council has taken up since then (money decided, works begun) is not undone by it. ``chosen`` are ids of
    proposals. Inside the transaction of the caller.
    """
    on = ref(round_id)
    for proposal in await _decided(round_id):
        if proposal.id in chosen and proposal.state is State.NOT_CHOSEN:
            await proposals.mark(actor, proposal.id, State.ON_BALLOT, "", on)
            await proposals.mark(actor, proposal.id, State.CHOSEN, "", on)
        elif proposal.id not in chosen and proposal.state is State.CHOSEN:
            await proposals.mark(actor, proposal.id, State.NOT_CHOSEN, "", on)


async def _decided(round_id: int) -> list[Proposal]:
    """The proposals this round decides on; none for a consultative ballot."""
    round_ = await queries.one(round_id)
    if round_.ballot.advisory:
        return []
    options = await Option.filter(ballot_id=round_.ballot_id, proposal_id__isnull=False)
    return await Proposal.filter(id__in=[option.proposal_id for option in options]).order_by("id")


async def repeat(round_id: int, ballot: Ballot) -> Round:
    """A draft round like this one around another ballot. Inside the transaction of the caller."""
    round_ = await queries.one(round_id)
    return await Round.create(
        place_id=round_.place_id,
        title=round_.title,
        about=round_.about,
        budget_fen=round_.budget_fen,
        currency=round_.currency,
        ballot=ballot,
        reminders=round_.reminders,
        youth_from=round_.youth_from,
        youth_to=round_.youth_to,
        created_at=clock.now(),
    )
