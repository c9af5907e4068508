"""What waits for screening."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from civic.kit import clock
from civic.people.rules import Actor
from proposals import queries
from proposals.queries import Summary
from proposals.reviews.rules import SCREENERS


@dataclass(frozen=True)
class Waiting:
    """A proposal and for how many days it has waited."""

    proposal: Summary
    days: int


def places(actor: Actor) -> Sequence[str]:
    """The paths of the places this person screens for."""
    return sorted({held.path for held in actor.grants if held.role in SCREENERS})


async def queue(actor: Actor, today: date) -> list[Waiting]:
    """What waits in this person's places, oldest first; their own proposals wait for someone else."""
    found = await queries.waiting(places(actor))
    return [
        Waiting(proposal, (today - clock.local(since).date()).days)
        for proposal, since, proposer_id in found
        if proposer_id != actor.person_id
    ]
