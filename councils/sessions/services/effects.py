"""What an act changes beside the log: the rows of motions, the life of proposals."""

import hashlib
from dataclasses import asdict

from civic.kit.errors import N_
from civic.kit.refs import Ref
from civic.people.rules import Actor
from councils.sessions import rules
from councils.sessions.models import AgendaItem, Motion
from councils.sessions.rules.events import Fact, VoteClosed
from proposals import services as proposals


async def tell_proposals(actor: Actor, session_id: int, before: rules.State, facts: tuple[Fact, ...]) -> None:
    """A motion about a proposal that was voted on is a line in the proposal's life."""
    for fact in facts:
        if isinstance(fact, VoteClosed):
            proposal = before.motions[fact.motion - 1].proposal
            if proposal is not None:
                what = N_("议事会表决通过动议") if fact.adopted else N_("议事会表决没有通过动议")
                await proposals.note(
                    actor, proposal, what, Ref("session", session_id), yes=fact.yes, no=fact.no
                )


async def keep_motions(session_id: int, before: rules.State, after: rules.State) -> None:
    """Motion rows follow the log: ballots and resolutions point at them."""
    known = {motion.number: motion for motion in before.motions}
    verdicts = {verdict.numbers.motion: asdict(verdict.numbers) for verdict in after.verdicts}
    for motion in after.motions:
        if known.get(motion.number) == motion:
            continue
        if motion.number not in known:
            item = await AgendaItem.get(session_id=session_id, position=motion.item)
            await Motion.create(
                session_id=session_id,
                item_id=item.id,
                number=motion.number,
                text=motion.text,
                text_digest=hashlib.sha256(motion.text.encode()).hexdigest(),
                mover_id=motion.mover.person_id,
                proposal_id=motion.proposal,
                amount_fen=motion.amount_fen,
                state=motion.state.value,
            )
            continue
        await Motion.filter(session_id=session_id, number=motion.number).update(
            state=motion.state.value,
            seconder_id=motion.seconder.person_id if motion.seconder else None,
            verdict=verdicts.get(motion.number),
        )
