"""Answering what an outcome asks, saying what was done, closing the matter."""

from datetime import datetime

from civic.audit.services import record
from civic.kit import clock
from civic.kit.db import locked, transaction
from civic.kit.errors import Forbidden, Refused, SignInNeeded
from civic.notifications.services import tell
from civic.people.queries import holders
from civic.people.rules import SYSTEM, Actor, Role
from civic.places.models import Place
from councils.consultations import rules as life
from councils.consultations.models import Consultation
from councils.consultations.outcomes import queries, rules
from councils.consultations.outcomes.models import Ask, Feedback, Outcome, OutcomeReply
from councils.consultations.outcomes.rules import Verdict
from councils.consultations.outcomes.services.writing import answerers
from councils.consultations.rules import Act, Stage
from councils.consultations.services import led, move, ref, step
from councils.consultations.stakeholders import queries as stakeholders


async def reply(actor: Actor, ask_id: int, verdict: Verdict, reason: str = "") -> None:
    """Answer an ask, once: adopted, partly, or not, with the reason for what is not.

    Raises NotFound, SignInNeeded, Forbidden, Refused ``consultation_not_now``, ``outcome_reply_reason`` and
    ``outcome_reply_given``.
    """
    if actor.person_id is None:
        raise SignInNeeded
    async with transaction():
        ask = await queries.ask(ask_id)
        found = await locked(Consultation, id=ask.outcome.consultation_id)
        found.place = await Place.get(id=found.place_id)
        seat = await queries.seat_of(actor, found.place.path)
        if ask.outcome.published_at is None or not rules.may_answer(seat, ask.addressee, ask.organisation_id):
            raise Forbidden("outcome_reply_forbidden")
        rules.check_reply(verdict, reason)
        if await OutcomeReply.exists(ask_id=ask.id):
            raise Refused("outcome_reply_given")
        await OutcomeReply.create(
            ask_id=ask.id, verdict=verdict, reason=reason, by_id=actor.person_id, at=clock.now()
        )
        left = await queries.waiting(ask.outcome_id)
        await move(actor, found, Act.REPLIED, found.stage if left else Stage.ANSWERED, ask.name)
        people = await stakeholders.involved(found)
        await tell(people, "consultation_replied", ref(found.id), title=found.title)


async def report_back(actor: Actor, consultation_id: int, text: str) -> None:
    """Say what has been done (落实情况反馈).

    Raises NotFound, SignInNeeded, Forbidden, Refused ``consultation_not_now``.
    """
    async with transaction():
        found = await led(actor, consultation_id)
        life.check_stage(found.stage, Act.FED_BACK)
        await Feedback.create(consultation_id=found.id, text=text, by_id=actor.person_id, at=clock.now())
        await step(actor, found, Act.FED_BACK, text)
        people = await stakeholders.involved(found)
        await tell(people, "consultation_fed_back", ref(found.id), title=found.title)


async def close(actor: Actor, consultation_id: int) -> None:
    """Close the matter once everything owed was given; everybody who took part gets a closing word.

    Raises NotFound, SignInNeeded, Forbidden, Refused ``consultation_not_now`` and as ``check_closing`` does.
    """
    async with transaction():
        found = await led(actor, consultation_id)
        life.check_stage(found.stage, Act.CLOSED)
        outcome = await Outcome.get(consultation_id=found.id)
        rules.check_closing(
            await queries.waiting(outcome.id),
            await Ask.filter(outcome_id=outcome.id).count(),
            await Feedback.filter(consultation_id=found.id).count(),
            await queries.open_disputes(found.id),
        )
        await move(actor, found, Act.CLOSED, Stage.CLOSED)
        people = await stakeholders.involved(found)
        await tell(people, "consultation_closed", ref(found.id), title=found.title)


async def remind(now: datetime) -> None:
    """Tell those who must answer, and those who lead, that an answer is late: once for each ask."""
    for late in await queries.late(clock.local(now).date()):
        async with transaction():
            ask = await locked(Ask, id=late.id)
            if ask.reminded_at is not None or await OutcomeReply.exists(ask_id=ask.id):
                continue
            ask.reminded_at = now
            await ask.save(update_fields=["reminded_at"])
            found = late.outcome.consultation
            leaders = [
                holder.person_id
                for role in (Role.FACILITATOR, Role.CLERK)
                for holder in await holders(role, found.place.path)
            ]
            people = {*await answerers(found, ask), *leaders, found.raised_by_id}
            await tell(people, "consultation_overdue", ref(found.id), title=found.title)
            await record(SYSTEM, "outcome_ask_overdue", ref(found.id), ask=ask.id)
