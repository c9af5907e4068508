"""Taking an outcome on to a council, as a motion handed in: who does what by when with how much money."""

from civic.kit import clock
from civic.kit.db import locked, transaction
from civic.kit.errors import Refused, SignInNeeded
from civic.people.rules import Actor
from civic.places.models import Place
from councils import queries as councils
from councils.consultations import rules as life
from councils.consultations.models import Consultation
from councils.consultations.outcomes.models import Handover, Outcome
from councils.consultations.rules import Act
from councils.consultations.services import step
from councils.preparation.motions.models import WrittenMotion
from councils.preparation.motions.rules import Slip
from councils.preparation.motions.services import hand_in


async def hand_over(
    actor: Actor, consultation_id: int, council_id: int, slip: Slip, key: str
) -> WrittenMotion:
    """Hand the outcome in to a council whose rules let this person do so.

    Raises SignInNeeded, NotFound, Forbidden, Refused ``consultation_not_now``, ``outcome_council`` and as ``hand_in``.
    """
    if actor.person_id is None:
        raise SignInNeeded
    async with transaction():
        found = await locked(Consultation, id=consultation_id)
        life.check_stage(found.stage, Act.HANDED_OVER)
        council = await councils.council(council_id)
        place = await Place.get(id=found.place_id)
        if not place.path.startswith(council.place.path):
            raise Refused("outcome_council", "council")
        outcome = await Outcome.get(consultation_id=found.id)
        motion = await hand_in(actor, council_id, slip, key)
        if not await Handover.exists(motion_id=motion.id):
            await Handover.create(
                outcome_id=outcome.id, motion_id=motion.id, by_id=actor.person_id, at=clock.now()
            )
            await step(actor, found, Act.HANDED_OVER, f"{council.name} · {motion.code}")
        return motion
