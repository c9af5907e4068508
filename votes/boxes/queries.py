"""Reading the keys of a box, and which boxes are still shut."""

from collections.abc import Sequence
from dataclasses import dataclass

from civic.kit import clock
from civic.kit.errors import NotFound
from civic.people.rules import KeyHolder
from votes.boxes.models import BoxKey
from votes.models import Ballot
from votes.rules import Phase, phase


@dataclass(frozen=True)
class Box:
    """A ballot's box as its page shows it."""

    ballot: Ballot
    phase: Phase
    keys: dict[KeyHolder, BoxKey]

    @property
    def turned(self) -> Sequence[KeyHolder]:
        """Whose key has been used."""
        return [holder for holder, key in self.keys.items() if key.turned_at]


async def box(ballot_id: int) -> Box:
    """A ballot with its keys. Raises NotFound."""
    ballot = await Ballot.get_or_none(id=ballot_id).select_related("place")
    if ballot is None:
        raise NotFound
    keys = await BoxKey.filter(ballot_id=ballot_id).order_by("holder").select_related("person")
    now_is = phase(ballot.state, ballot.opens_at, ballot.closes_at, clock.now())
    return Box(ballot, now_is, {key.holder: key for key in keys})


async def is_shut(ballot_id: int) -> bool:
    """Whether the ballot's box is under two keys and has not been opened."""
    return await Ballot.exists(id=ballot_id, sealed_box=True, box_opened_at=None)
