"""The list of those who take part: invited by the desk, signed up by themselves, answering, present."""

from civic.audit.services import record
from civic.kit import clock
from civic.kit.db import held, transaction
from civic.kit.errors import NotFound, Refused, SignInNeeded
from civic.notifications.services import tell
from civic.people import queries as people
from civic.people.rules import Actor, login, must
from councils.consultations import queries as consultations
from councils.consultations import rules as life
from councils.consultations.models import Consultation
from councils.consultations.rules import Stage
from councils.consultations.services import led, ref
from councils.consultations.stakeholders import queries
from councils.consultations.stakeholders.models import Invitee
from councils.consultations.stakeholders.rules import Answer, Capacity


async def invite(
    actor: Actor,
    consultation_id: int,
    group_id: int,
    capacity: Capacity,
    name: str,
    typed_login: str = "",
) -> Invitee:
    """Put somebody on the list, with an account (by login) or by name alone; who has an account is told at once when the
    matter is open already.

    Raises NotFound, SignInNeeded, Forbidden, Refused ``consultation_not_working``, ``invitee_unknown`` and
    ``invitee_taken``.
    """
    async with transaction():
        found = await led(actor, consultation_id)
        life.check_working(found.stage)
        group = await queries.group(found.id, group_id)
        person = await people.by_login(login(typed_login)) if typed_login else None
        if typed_login and person is None:
            raise Refused("invitee_unknown", "login")
        made = await _enter(
            found,
            group.id,
            person.id if person else None,
            name or (person.display_name if person else ""),
            capacity,
            Answer.NONE,
        )
        if person is not None and found.stage is Stage.OPEN:
            await tell([person.id], "consultation_informed", ref(found.id), title=found.title)
        await record(actor, "stakeholder_invited", ref(found.id), group=group.name, capacity=capacity.value)
        return made


async def _enter(
    consultation: Consultation,
    group_id: int,
    person_id: int | None,
    name: str,
    capacity: Capacity,
    answer: Answer,
) -> Invitee:
    taken = (
        Invitee.filter(consultation_id=consultation.id, person_id=person_id)
        if person_id is not None
        else Invitee.filter(consultation_id=consultation.id, person_id__isnull=True, name=name)
    )
    if await taken.exists():
        raise Refused("invitee_taken", "name")
    now = clock.now()
    return await Invitee.create(
        consultation_id=consultation.id,
        group_id=group_id,
        person_id=person_id,
        name=name,
        capacity=capacity,
        invited_at=now,
        answer=answer,
        answered_at=None if answer is Answer.NONE else now,
    )


async def sign_up(actor: Actor, consultation_id: int, group_id: int, shown: bool) -> None:
    """Somebody who lives there puts themselves on the list, as one who is affected.

    Raises SignInNeeded, NotFound, Forbidden, Refused ``consultation_not_open`` and ``invitee_taken``.
    """
    if actor.person_id is None:
        raise SignInNeeded
    async with transaction():
        found = await consultations.one(consultation_id)
        must(actor.lives_in(found.place.path), actor, "consultation_part_forbidden")
        life.check_open(found.stage)
        group = await queries.group(found.id, group_id)
        made = await _enter(found, group.id, actor.person_id, actor.name, Capacity.AFFECTED, Answer.COMING)
        if shown:
            made.shown = True
            await made.save(update_fields=["shown"])
        await record(actor, "stakeholder_signed_up", ref(found.id), group=group.name)


async def answer(actor: Actor, consultation_id: int, invitee_id: int, said: Answer, shown: bool) -> None:
    """Say whether one comes, and whether the name may stand on the page: oneself, or the desk for somebody else.

    Raises NotFound, SignInNeeded, Forbidden, Refused ``consultation_not_open``.
    """
    async with transaction():
        found = await consultations.one(consultation_id)
        invitee = await _listed(found.id, invitee_id)
        own = actor.person_id is not None and invitee.person_id == actor.person_id
        must(own or life.may_run(actor, found.place.path), actor, "invitee_forbidden")
        life.check_open(found.stage)
        invitee.answer = said
        invitee.answered_at = None if said is Answer.NONE else clock.now()
        if own:
            invitee.shown = shown
        await invitee.save()
        await record(actor, "stakeholder_answered", ref(found.id), invitee=invitee.id, said=said.value)


async def _listed(consultation_id: int, invitee_id: int) -> Invitee:
    if not await Invitee.exists(id=invitee_id, consultation_id=consultation_id):
        raise NotFound
    return await held(Invitee, id=invitee_id)


async def mark_present(actor: Actor, consultation_id: int, invitee_id: int, here: bool) -> None:
    """The desk notes that somebody has come, or takes a slip back.

    Raises NotFound, SignInNeeded, Forbidden, Refused ``consultation_not_open``.
    """
    async with transaction():
        found = await led(actor, consultation_id)
        life.check_open(found.stage)
        invitee = await _listed(found.id, invitee_id)
        invitee.present_at = clock.now() if here else None
        await invitee.save(update_fields=["present_at"])
        await record(actor, "stakeholder_present", ref(found.id), invitee=invitee.id, here=here)
