"""Telling people in advance, setting an evening, and having met."""

from datetime import datetime

from civic.kit import clock
from civic.kit.db import transaction
from civic.kit.errors import Refused
from civic.notifications.services import tell
from civic.people.rules import Actor
from councils.consultations import queries as consultations
from councils.consultations import rules as life
from councils.consultations.models import Consultation, Evening
from councils.consultations.rules import Act, Stage
from councils.consultations.services import led, move, ref, step
from councils.consultations.stakeholders import queries
from councils.consultations.stakeholders.models import Invitee, StakeholderGroup
from councils.sessions import queries as sessions
from councils.sessions.models import Session
from councils.sessions.rules.events import CheckedIn


async def inform(actor: Actor, consultation_id: int) -> None:
    """Tell those concerned and open the matter for statements, options and answers.

    Raises NotFound, SignInNeeded, Forbidden, Refused ``consultation_not_now``, ``consultation_groups_few`` and
    ``consultation_too_soon`` when an evening is set for a day that is too near.
    """
    async with transaction():
        found = await led(actor, consultation_id)
        life.check_stage(found.stage, Act.INFORMED)
        life.check_informing(found.kind, await StakeholderGroup.filter(consultation_id=found.id).count())
        for evening in await consultations.evenings(found.id):
            life.check_evening(found.kind, clock.today(), clock.local(evening.starts_at).date())
        await move(actor, found, Act.INFORMED, Stage.OPEN)
        await _tell(found, "consultation_informed")


async def _tell(consultation: Consultation, kind: str) -> None:
    await tell(await queries.involved(consultation), kind, ref(consultation.id), title=consultation.title)


async def set_evening(
    actor: Actor, consultation_id: int, starts_at: datetime, venue: str, session_id: int | None = None
) -> Evening:
    """Set when and where people meet; with a session of the place it is run on phones and wall.

    Raises NotFound, SignInNeeded, Forbidden, Refused ``consultation_not_now``, ``consultation_too_soon`` and
    ``consultation_session_unknown``.
    """
    async with transaction():
        found = await led(actor, consultation_id)
        life.check_stage(found.stage, Act.EVENING_SET)
        if session_id is not None:
            session = await _session(found, session_id)
            starts_at, venue = session.starts_at, session.venue
        life.check_evening(found.kind, clock.today(), clock.local(starts_at).date())
        if await Evening.exists(consultation_id=found.id, starts_at=starts_at):
            raise Refused("evening_taken", "starts_at")
        evening = await Evening.create(
            consultation_id=found.id, starts_at=starts_at, venue=venue, session_id=session_id
        )
        await step(actor, found, Act.EVENING_SET, _when_and_where(evening))
        if found.stage is Stage.OPEN:
            await _tell(found, "consultation_evening")
        return evening


def _when_and_where(evening: Evening) -> str:
    return f"{clock.local(evening.starts_at):%Y-%m-%d %H:%M} · {evening.venue}"


async def _session(consultation: Consultation, session_id: int) -> Session:
    found = await Session.get_or_none(
        id=session_id, announced_at__isnull=False, term__council__place_id=consultation.place_id
    )
    if found is None or await Evening.exists(session_id=session_id):
        raise Refused("consultation_session_unknown", "session")
    return found


async def drop_evening(actor: Actor, consultation_id: int, evening_id: int) -> None:
    """Call an evening off before it was held.

    Raises NotFound, SignInNeeded, Forbidden, Refused ``consultation_evening_unknown`` and ``consultation_met_already``.
    """
    async with transaction():
        found = await led(actor, consultation_id)
        life.check_stage(found.stage, Act.EVENING_SET)
        evening = await _evening(found, evening_id)
        await evening.delete()
        await step(actor, found, Act.EVENING_OFF, _when_and_where(evening))
        if found.stage is Stage.OPEN:
            await _tell(found, "consultation_evening_off")


async def _evening(consultation: Consultation, evening_id: int) -> Evening:
    evening = await Evening.get_or_none(id=evening_id, consultation_id=consultation.id)
    if evening is None:
        raise Refused("consultation_evening_unknown")
    if evening.held_at is not None:
        raise Refused("consultation_met_already")
    return evening


async def hold_evening(actor: Actor, consultation_id: int, evening_id: int, record: str) -> None:
    """Note that people met and how it went; whoever checked in at its session was present.

    Raises NotFound, SignInNeeded, Forbidden, Refused ``consultation_not_now``, ``consultation_evening_unknown``,
    ``consultation_met_already`` and ``consultation_met_early``.
    """
    async with transaction():
        found = await led(actor, consultation_id)
        life.check_stage(found.stage, Act.MET)
        evening = await _evening(found, evening_id)
        if clock.now() < evening.starts_at:
            raise Refused("consultation_met_early")
        if evening.session_id is not None:
            await _take_presence(found.id, evening.session_id)
        evening.held_at, evening.record = clock.now(), record
        await evening.save()
        await step(actor, found, Act.MET, record)


async def _take_presence(consultation_id: int, session_id: int) -> None:
    came = {
        event.fact.person.person_id: event.at
        for event in await sessions.events(session_id)
        if isinstance(event.fact, CheckedIn)
    }
    listed = Invitee.filter(
        consultation_id=consultation_id, present_at__isnull=True, person_id__in=list(came)
    )
    for invitee in await listed:
        invitee.present_at = came[invitee.person_id or 0]
        await invitee.save(update_fields=["present_at"])
