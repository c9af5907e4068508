"""Writing an outcome down, point by point, and publishing it."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from civic.audit.services import record
from civic.kit import clock
from civic.kit.db import transaction
from civic.kit.errors import Refused
from civic.notifications.services import tell
from civic.organisations.models import Organisation
from civic.organisations.queries import acting_for
from civic.people.queries import holders
from civic.people.rules import Actor, Role
from civic.places.models import Place
from councils.consultations import rules as life
from councils.consultations.models import Consultation
from councils.consultations.options.models import Alternative
from councils.consultations.outcomes import rules
from councils.consultations.outcomes.models import Ask, Outcome, OutcomePoint
from councils.consultations.outcomes.rules import Addressee, PointKind
from councils.consultations.rules import Act, Stage
from councils.consultations.services import led, move, ref
from councils.consultations.stakeholders import queries as stakeholders
from councils.consultations.stakeholders import rules as voices
from councils.opinions.models import Conversation
from councils.opinions.rules.states import State
from councils.opinions.services import close_conversation


@dataclass(frozen=True)
class Summary:
    """How the outcome begins. chosen_id: the option they consented to; unheard_reason: why somebody was not waited for."""

    text: str
    chosen_id: int | None = None
    unheard_reason: str = ""


@dataclass(frozen=True)
class Wanted:
    """What somebody is asked to answer."""

    text: str
    addressee: Addressee
    due_on: date
    organisation_id: int | None = None
    name: str = ""


async def _writing(actor: Actor, consultation_id: int) -> tuple[Consultation, Outcome | None]:
    found = await led(actor, consultation_id)
    life.check_stage(found.stage, Act.CONCLUDED)
    return found, await Outcome.get_or_none(consultation_id=found.id)


async def _draft(actor: Actor, consultation_id: int) -> tuple[Consultation, Outcome]:
    found, outcome = await _writing(actor, consultation_id)
    if outcome is None:
        raise Refused("outcome_none")
    return found, outcome


async def summarise(actor: Actor, consultation_id: int, summary: Summary) -> None:
    """Begin the outcome, or write its beginning anew; nobody else reads it before it is published.

    Raises NotFound, SignInNeeded, Forbidden, Refused ``consultation_not_now`` and ``outcome_option_unknown``.
    """
    async with transaction():
        found, outcome = await _writing(actor, consultation_id)
        known = Alternative.filter(consultation_id=found.id)
        if summary.chosen_id is not None and not await known.filter(id=summary.chosen_id).exists():
            raise Refused("outcome_option_unknown", "chosen")
        values: dict[str, Any] = {
            "summary": summary.text,
            "chosen_id": summary.chosen_id,
            "unheard_reason": summary.unheard_reason,
            "written_by_id": actor.person_id,
            "written_at": clock.now(),
        }
        if outcome is None:
            await Outcome.create(consultation_id=found.id, **values)
        else:
            await outcome.update_from_dict(values).save()
        await record(actor, "outcome_written", ref(found.id))


async def add_point(
    actor: Actor,
    consultation_id: int,
    kind: PointKind,
    text: str,
    reason: str = "",
    group_id: int | None = None,
) -> None:
    """Write down what they agreed on, or an opinion that is kept, with its reason and whose it is.

    Raises NotFound, SignInNeeded, Forbidden, Refused ``consultation_not_now``, ``outcome_none`` and as ``check_point``.
    """
    async with transaction():
        found, outcome = await _draft(actor, consultation_id)
        rules.check_point(kind, reason, await OutcomePoint.filter(outcome_id=outcome.id).count())
        group = await stakeholders.group(found.id, group_id) if group_id is not None else None
        await OutcomePoint.create(
            outcome_id=outcome.id,
            kind=kind,
            text=text,
            reason=reason,
            group_id=group.id if group else None,
        )
        await record(actor, "outcome_point_added", ref(found.id), kind=kind.value)


async def drop_point(actor: Actor, consultation_id: int, point_id: int) -> None:
    """Take a point out of the draft.

    Raises NotFound, SignInNeeded, Forbidden, Refused ``consultation_not_now`` and ``outcome_none``.
    """
    async with transaction():
        found, outcome = await _draft(actor, consultation_id)
        await OutcomePoint.filter(id=point_id, outcome_id=outcome.id).delete()
        await record(actor, "outcome_point_dropped", ref(found.id), point=point_id)


async def add_ask(actor: Actor, consultation_id: int, wanted: Wanted) -> None:
    """Write down who must answer what by when.

    Raises NotFound, SignInNeeded, Forbidden, Refused ``consultation_not_now``, ``outcome_none``, ``outcome_ask_unknown`` and as
    ``check_ask`` does.
    """
    async with transaction():
        found, outcome = await _draft(actor, consultation_id)
        of_house = wanted.addressee is Addressee.ORGANISATION
        number = wanted.organisation_id if of_house else None
        rules.check_ask(wanted.addressee, number, wanted.name, wanted.due_on, clock.today())
        organisation = await Organisation.get_or_none(id=number) if number is not None else None
        if number is not None and organisation is None:
            raise Refused("outcome_ask_unknown", "organisation")
        await Ask.create(
            outcome_id=outcome.id,
            text=wanted.text,
            addressee=wanted.addressee,
            organisation_id=number,
            name=organisation.name if organisation else await _name(found, wanted),
            due_on=wanted.due_on,
        )
        await record(actor, "outcome_ask_added", ref(found.id), addressee=wanted.addressee.value)


async def _name(consultation: Consultation, wanted: Wanted) -> str:
    """The place whose body is asked, or what was typed."""
    if wanted.addressee is Addressee.OTHER:
        return wanted.name
    place = await Place.get(id=consultation.place_id).select_related("parent")
    return place.parent.name if wanted.addressee is Addressee.STREET and place.parent else place.name


async def drop_ask(actor: Actor, consultation_id: int, ask_id: int) -> None:
    """Take an ask out of the draft.

    Raises NotFound, SignInNeeded, Forbidden, Refused ``consultation_not_now`` and ``outcome_none``.
    """
    async with transaction():
        found, outcome = await _draft(actor, consultation_id)
        await Ask.filter(id=ask_id, outcome_id=outcome.id).delete()
        await record(actor, "outcome_ask_dropped", ref(found.id), ask=ask_id)


async def publish(actor: Actor, consultation_id: int) -> None:
    """Publish the outcome: from here it is never changed, and those who must answer are told.

    Raises NotFound, SignInNeeded, Forbidden, Refused ``consultation_not_now``, ``outcome_none``, ``outcome_empty``,
    ``outcome_nobody_asked``, ``hearing_small``, and ``stakeholder_unheard`` while a group that is hit harder was neither
    present nor heard in writing and nobody says why it was not waited for.
    """
    async with transaction():
        found, outcome = await _draft(actor, consultation_id)
        form = found.kind.form
        points = [point.kind for point in await OutcomePoint.filter(outcome_id=outcome.id)]
        asks = await Ask.filter(outcome_id=outcome.id).order_by("id")
        rules.check_publishing(points, len(asks), form.answered)
        groups = await stakeholders.stakeholder_map(found.id)
        voices.check_heard(groups, outcome.unheard_reason)
        came = await stakeholders.capacities_present(found.id)
        voices.check_hearing(came, form.representatives, form.affected)
        outcome.unheard = "、".join(group.name for group in voices.unheard(groups))
        outcome.published_at = clock.now()
        await outcome.save()
        await _end_statements(actor, found)
        stage = Stage.CONCLUDED if asks else Stage.ANSWERED
        await move(actor, found, Act.CONCLUDED, stage)
        people = await stakeholders.involved(found)
        await tell(people, "consultation_concluded", ref(found.id), title=found.title)
        for ask in asks:
            await _tell_asked(found, ask)


async def _end_statements(actor: Actor, consultation: Consultation) -> None:
    """What was said stays as it is from here on: nobody votes on statements whose outcome is published."""
    if consultation.conversation_id is None:
        return
    conversation = await Conversation.get(id=consultation.conversation_id)
    if conversation.state is State.OPEN:
        await close_conversation(actor, conversation.id)


async def _tell_asked(consultation: Consultation, ask: Ask) -> None:
    people = await answerers(consultation, ask)
    facts = {"title": consultation.title, "due": ask.due_on.isoformat()}
    await tell(people, "consultation_asked", ref(consultation.id), **facts)


async def answerers(consultation: Consultation, ask: Ask) -> list[int]:
    """Who may answer an ask today."""
    if ask.organisation_id is not None:
        return [one.id for one in await acting_for(ask.organisation_id)]
    role = Role.OFFICER if ask.addressee is Addressee.STREET else Role.CLERK
    return [one.person_id for one in await holders(role, consultation.place.path)]
