"""Help with voting (代办): staff type in what a person who is present says."""

from civic.audit.services import record_day
from civic.kit import clock
from civic.kit.db import transaction
from civic.kit.errors import Refused
from civic.people.rules import Actor
from votes.casting.rules import Slip
from votes.rules import Channel, Filled
from votes.stations import queries
from votes.stations.desk.models import Assistance
from votes.stations.services import put_once, ref, staff_id


async def assist(
    actor: Actor, ballot_id: int, entry_id: int, filled: Filled, nonce: str, present: bool
) -> str:
    """Put in the box what the person said, and write down who helped whom on which day; the receipt is the person's.

    Raises SignInNeeded, NotFound, Forbidden, Refused ``station_present``, and what ``put_once`` raises.
    """
    async with transaction():
        await queries.attended(actor, ballot_id)
        if not present:
            raise Refused("station_present", "present")
        slip = Slip(ballot_id, filled, nonce, entry_id=entry_id, channel=Channel.ASSISTED)
        receipt, new = await put_once(slip, entry_id)
        if new:
            await Assistance.create(
                ballot_id=ballot_id, entry_id=entry_id, assistant_id=staff_id(actor), day=clock.today()
            )
            await record_day([staff_id(actor)], "voting_assisted", ref(ballot_id), clock.today())
        return receipt
