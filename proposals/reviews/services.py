"""Screening one version of a proposal."""

from civic.audit.services import record
from civic.kit import clock
from civic.kit.db import locked, transaction
from civic.kit.errors import Forbidden, SignInNeeded, Stale
from civic.people.rules import Actor
from proposals import services
from proposals.models import Proposal
from proposals.queries import standing
from proposals.reviews import rules
from proposals.reviews.models import Screening
from proposals.reviews.rules import Family, Outcome


async def screen(
    actor: Actor, proposal_id: int, version: int, outcome: Outcome, reason: str, family: Family | None = None
) -> Screening:
    """Let a proposal pass, give it back or decline it, with a reason everybody reads.

    ``family`` of the negative list is a published remark; the outcome is the screener's own. The same screening sent
    twice is one. Raises SignInNeeded, Forbidden, NotFound, Refused ``screened_already``, Stale ``screening_stale``.
    """
    if actor.person_id is None:
        raise SignInNeeded
    async with transaction():
        proposal = await locked(Proposal, id=proposal_id)
        await proposal.fetch_related("place")
        _allowed(actor, proposal)
        before = await Screening.get_or_none(proposal_id=proposal_id, version=version)
        if before and (before.by_id, before.outcome, before.reason) == (actor.person_id, outcome, reason):
            return before
        state = rules.decide(outcome, proposal.state)
        if proposal.version != version:
            raise Stale("screening_stale", field="version")
        screening = await Screening.create(
            proposal=proposal,
            version=version,
            outcome=outcome,
            family=family,
            reason=reason,
            by_id=actor.person_id,
            at=clock.now(),
        )
        facts = {"family": family.value} if family else {}
        await services.advance(actor, proposal, state, reason, facts=facts)
        await record(
            actor,
            "proposal_screened",
            services.ref(proposal_id),
            version=version,
            outcome=outcome.value,
            **facts,
        )
    return screening


def _allowed(actor: Actor, proposal: Proposal) -> None:
    if not rules.may_screen(actor, standing(proposal)):
        own = rules.may_see_queue(actor) and actor.person_id == proposal.proposer_id
        raise Forbidden("screening_own" if own else "screening_not_yours")
