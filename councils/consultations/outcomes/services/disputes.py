"""When it stays in dispute: a mediator, or the place above (分歧事项报请上级协调, domain.md 1.1 no. 12)."""

from datetime import date

from civic.kit import clock
from civic.kit.db import locked, transaction
from civic.kit.errors import NotFound, Refused
from civic.notifications.services import tell
from civic.people.queries import holders
from civic.people.rules import Actor, Role, must
from civic.places.models import Place
from councils.consultations import rules as life
from councils.consultations.models import Consultation
from councils.consultations.outcomes.models import Escalation, Mediation
from councils.consultations.outcomes.rules import MediationResult
from councils.consultations.rules import Act
from councils.consultations.services import led, ref, step
from councils.consultations.stakeholders import queries as stakeholders


async def set_mediation(
    actor: Actor, consultation_id: int, mediator: str, about: str, takes_place_on: date
) -> Mediation:
    """Take what is in dispute to a mediator on a day.

    Raises NotFound, SignInNeeded, Forbidden, Refused ``consultation_not_now``.
    """
    async with transaction():
        found = await led(actor, consultation_id)
        life.check_stage(found.stage, Act.MEDIATION_SET)
        made = await Mediation.create(
            consultation_id=found.id,
            mediator=mediator,
            about=about,
            takes_place_on=takes_place_on,
            set_by_id=actor.person_id,
            set_at=clock.now(),
        )
        await step(actor, found, Act.MEDIATION_SET, f"{mediator} · {takes_place_on.isoformat()}")
        return made


async def settle_mediation(
    actor: Actor, consultation_id: int, mediation_id: int, result: MediationResult, text: str
) -> None:
    """Enter what a mediation led to, once, from its day on.

    Raises NotFound, SignInNeeded, Forbidden, Refused ``consultation_not_now``, ``mediation_done``, ``mediation_date``.
    """
    async with transaction():
        found = await led(actor, consultation_id)
        life.check_stage(found.stage, Act.MEDIATED)
        mediation = await Mediation.get_or_none(id=mediation_id, consultation_id=found.id)
        if mediation is None:
            raise NotFound
        if mediation.result_at is not None:
            raise Refused("mediation_done")
        if clock.today() < mediation.takes_place_on:
            raise Refused("mediation_date")
        mediation.result, mediation.result_text, mediation.result_at = result, text, clock.now()
        await mediation.save()
        await step(actor, found, Act.MEDIATED, text)


async def escalate(actor: Actor, consultation_id: int, reason: str) -> Escalation:
    """Put it before the place above, with the reason; its officers are told.

    Raises NotFound, SignInNeeded, Forbidden, Refused ``consultation_not_now``, ``escalation_none_above`` and
    ``escalation_open``.
    """
    async with transaction():
        found = await led(actor, consultation_id)
        life.check_stage(found.stage, Act.ESCALATED)
        above = await Place.get_or_none(id=found.place.parent_id) if found.place.parent_id else None
        if above is None:
            raise Refused("escalation_none_above")
        if await Escalation.exists(consultation_id=found.id, answered_at__isnull=True):
            raise Refused("escalation_open")
        made = await Escalation.create(
            consultation_id=found.id,
            to_place_id=above.id,
            reason=reason,
            sent_by_id=actor.person_id,
            sent_at=clock.now(),
        )
        await step(actor, found, Act.ESCALATED, reason)
        officers = [one.person_id for one in await holders(Role.OFFICER, above.path)]
        await tell(officers, "consultation_escalated", ref(found.id), title=found.title)
        return made


async def answer_escalation(actor: Actor, escalation_id: int, text: str) -> int:
    """The place above answers, once. Answers the consultation's number.

    Raises NotFound, SignInNeeded, Forbidden, Refused ``consultation_not_now`` and ``escalation_answered``.
    """
    async with transaction():
        waiting = await locked(Escalation, id=escalation_id)
        above = await Place.get(id=waiting.to_place_id)
        must(actor.holds(Role.OFFICER, above.path), actor, "escalation_forbidden")
        found = await Consultation.get(id=waiting.consultation_id)
        life.check_stage(found.stage, Act.ESCALATION_ANSWERED)
        if waiting.answered_at is not None:
            raise Refused("escalation_answered")
        waiting.answer, waiting.answered_by_id, waiting.answered_at = text, actor.person_id, clock.now()
        await waiting.save()
        await step(actor, found, Act.ESCALATION_ANSWERED, text)
        people = await stakeholders.involved(found)
        await tell(people, "consultation_escalation_answered", ref(found.id), title=found.title)
        return found.id
