"""Adding someone to the roll of an open ballot: a minuted act, and nothing else can."""

from civic.audit.services import record
from civic.kit import clock
from civic.kit.db import locked, transaction
from civic.kit.errors import Refused
from civic.people.rules import Actor, must
from votes.models import Ballot
from votes.rolls import queries
from votes.rolls.models import LateAddition
from votes.rolls.rules import may_add_late
from votes.rolls.services.building import prepared, ref
from votes.rules import Phase, RollLine, phase
from votes.services import write_roll


async def add_late(actor: Actor, ballot_id: int, line: RollLine, basis: str) -> int:
    """Put one line on the roll of an open ballot; answers its number. ``basis`` names the minutes or decision behind it.

    Digest and size of the roll stay those of the freezing; late lines are counted beside them. Raises SignInNeeded,
    NotFound, Forbidden, Refused ``late_not_open``, ``roll_twin``, and as ``check_line`` does.
    """
    async with transaction():
        await locked(Ballot, id=ballot_id)
        ballot = await queries.ballot(ballot_id)
        must(may_add_late(actor, ballot.place.path), actor)
        now = clock.now()
        if phase(ballot.state, ballot.opens_at, ballot.closes_at, now) not in (Phase.ANNOUNCED, Phase.VOTING):
            raise Refused("late_not_open")
        made = await prepared(ballot, line)
        addition = await LateAddition.create(
            ballot_id=ballot_id,
            key=made.key,
            basis=basis,
            added_by_id=actor.person_id,
            added_at=now,
        )
        number = await write_roll(ballot_id, [made], late=True)
        await record(actor, "roll_line_added_late", ref(ballot_id), number=number, addition=addition.id)
        return number
