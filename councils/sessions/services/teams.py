"""Who helps to run one session: three (chair, recorder, door and tellers), one adviser, and volunteers."""

from tortoise.exceptions import IntegrityError

from civic.audit import services as audit
from civic.kit.db import locked, transaction
from civic.kit.errors import Forbidden, Refused
from civic.kit.refs import Ref
from civic.people.rules import Actor
from councils import queries as councils
from councils.rules import may_convene
from councils.series import queries as series
from councils.series.rules import MOST_IN_TEAM, Duty
from councils.sessions import queries
from councils.sessions.models import Session, SessionTeam
from councils.sessions.queries import Head
from councils.sessions.rules.words import Phase

_IN_THE_NOTICE = (Duty.CHAIR, Duty.RECORDER)


async def usual_team(session: Session) -> None:
    """Inside the act that calls a session: its council's usual team is its team, but for chair and recorder."""
    council_id = (await councils.term(session.term_id)).council_id
    for place in await series.team(council_id):
        if place.duty not in _IN_THE_NOTICE:
            await SessionTeam.create(session=session, person_id=place.person_id, duty=place.duty)


async def help_run(actor: Actor, session_id: int, person_id: int, duty: Duty) -> SessionTeam:
    """Name somebody for one session; who minds the door may then check people in.

    Raises Forbidden, NotFound, Refused ``team_taken``, ``team_full``, ``team_over``, and ``team_of_session`` for
    chair and recorder, whom the notice names.
    """
    async with transaction():
        head = await _open_team(actor, session_id)
        if duty in _IN_THE_NOTICE:
            raise Refused("team_of_session", "duty")
        if await SessionTeam.filter(session_id=session_id).count() >= MOST_IN_TEAM:
            raise Refused("team_full", "login", most=MOST_IN_TEAM)
        try:
            named = await SessionTeam.create(session_id=head.id, person_id=person_id, duty=duty)
        except IntegrityError as clash:
            raise Refused("team_taken", "login") from clash
        await audit.record(actor, "helper_named", Ref("session", head.id), person=person_id, duty=duty.value)
        return named


async def stand_down(actor: Actor, session_id: int, person_id: int, duty: Duty) -> None:
    """Somebody helps no longer; twice is as good as once. Raises Forbidden, NotFound, Refused ``team_over``."""
    async with transaction():
        head = await _open_team(actor, session_id)
        if await SessionTeam.filter(session_id=head.id, person_id=person_id, duty=duty).delete():
            await audit.record(
                actor, "helper_left", Ref("session", head.id), person=person_id, duty=duty.value
            )


async def _open_team(actor: Actor, session_id: int) -> Head:
    await locked(Session, id=session_id)
    head = await queries.head(session_id)
    if not may_convene(actor, head.place_path, *head.paths):
        raise Forbidden("convene_forbidden")
    if (await queries.state(session_id)).phase in (Phase.ADJOURNED, Phase.CANCELLED):
        raise Refused("team_over")
    return head
