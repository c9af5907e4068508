"""Answering the open question."""

from civic.audit.services import record
from civic.kit import clock
from civic.kit.db import transaction
from civic.kit.errors import Refused, SignInNeeded
from civic.people.rules import Actor, must
from councils.consultations import queries as consultations
from councils.consultations import rules as life
from councils.consultations.services import ref
from councils.consultations.stakeholders import queries as stakeholders
from councils.consultations.walk.models import OpenAnswer


async def say(actor: Actor, consultation_id: int, text: str) -> None:
    """One's own words to the open question; said again they replace what was said.

    Raises SignInNeeded, NotFound, Forbidden, Refused ``consultation_not_open`` and ``walk_no_question``.
    """
    if actor.person_id is None:
        raise SignInNeeded
    async with transaction():
        found = await consultations.one(consultation_id)
        must(await stakeholders.takes_part(actor, found), actor, "consultation_part_forbidden")
        life.check_open(found.stage)
        if not found.open_question:
            raise Refused("walk_no_question")
        await OpenAnswer.update_or_create(
            {"text": text, "at": clock.now()}, consultation_id=found.id, person_id=actor.person_id
        )
        await record(actor, "open_question_answered", ref(found.id))
