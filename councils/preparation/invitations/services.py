"""Inviting, answering, signing up to listen, and the reminder of the day before."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from civic.audit import services as audit
from civic.kit import clock
from civic.kit.db import locked, transaction
from civic.kit.errors import Forbidden, Refused, SignInNeeded
from civic.kit.refs import Ref
from civic.notifications.services import tell
from civic.people.queries import by_login
from civic.people.rules import SYSTEM, Actor, login, must
from councils import queries as councils
from councils.preparation.invitations import queries, rules
from councils.preparation.invitations.models import (
    GallerySeat,
    InvitationReply,
    MissedSession,
    SessionInvitation,
    SessionReminder,
)
from councils.preparation.invitations.rules import GUESTS, Answer, Invited
from councils.rules import may_convene
from councils.sessions import queries as sessions
from councils.sessions import services as meeting
from councils.sessions.models import Session
from councils.sessions.queries import Head
from councils.sessions.rules.events import Seat
from councils.sessions.rules.words import Phase

REMINDED_BEFORE = timedelta(days=1)
# after the announced hour, and no longer than this afterwards
MISSED_AFTER, MISSED_WITHIN = timedelta(hours=2), timedelta(days=14)


def ref(session_id: int) -> Ref:
    """A session, as the tables name it that speak of anything."""
    return Ref("session", session_id)


def told(head: Head) -> dict[str, Any]:
    """The facts of a message about a session."""
    return {
        "council": head.council,
        "session": head.title,
        "starts_at": head.starts_at.isoformat(),
        "venue": head.venue,
    }


async def invite(actor: Actor, session_id: int, people: Iterable[tuple[int, Invited]]) -> int:
    """Ask people to come; who is asked already is left as they are. Answers how many are new.

    Inside the act it belongs to: whoever calls has checked that the actor may.
    """
    async with transaction():
        head, known = await sessions.head(session_id), await queries.invited_ids(session_id)
        new = {person: role for person, role in reversed(list(people)) if person not in known}
        for person, role in sorted(new.items()):
            await SessionInvitation.create(
                session_id=session_id,
                person_id=person,
                role=role,
                invited_by_id=actor.person_id,
                invited_at=clock.now(),
            )
        await tell(new, "session_invited", ref(session_id), **told(head))
        if new:
            await audit.record(actor, "session_invited", ref(session_id), people=len(new))
    return len(new)


async def invite_guest(actor: Actor, session_id: int, typed: str, role: Invited) -> None:
    """Ask one more person to come, by what they sign in with.

    Raises SignInNeeded, NotFound, Forbidden, Refused (``person_unknown``, ``invited_already``, ``session_begun``).
    """
    async with transaction():
        head = await _waiting(session_id)
        must(may_convene(actor, *await councils.paths(head.council_id)), actor, "convene_forbidden")
        person = await by_login(login(typed))
        if person is None:
            raise Refused("person_unknown", "login")
        if not await invite(actor, session_id, [(person.id, role)]):
            raise Refused("invited_already", "login")


async def reply(actor: Actor, session_id: int, answer: Answer, reason: str = "") -> None:
    """Say whether one comes; a later answer takes the place of an earlier one, and both stay.

    Raises SignInNeeded, NotFound, Forbidden for those not invited, Refused (``reply_reason``, ``session_begun``).
    """
    if actor.person_id is None:
        raise SignInNeeded
    rules.check_answer(answer, reason)
    async with transaction():
        head = await _waiting(session_id)
        invitation = await queries.invitation(session_id, actor.person_id)
        if invitation is None:
            raise Forbidden("reply_not_invited")
        if (invitation.answer, invitation.reason) == (answer, reason):
            return
        await InvitationReply.create(
            invitation_id=invitation.id, answer=answer, reason=reason, at=clock.now()
        )
        if clock.now() > head.starts_at - REMINDED_BEFORE:
            facts = {"council": head.council, "session": head.title, "name": actor.name}
            await tell({head.convener.person_id}, "reply_late", ref(session_id), **facts)
        await audit.record(actor, "invitation_answered", ref(session_id), answer=answer.value)


async def sign_up(actor: Actor, session_id: int) -> None:
    """Ask for a seat in the gallery. Raises SignInNeeded, NotFound, Forbidden for those who do not live there, Refused."""
    if actor.person_id is None:
        raise SignInNeeded
    async with transaction():
        head, gallery = await _waiting(session_id), await queries.gallery(session_id)
        if not gallery.seats:
            raise Refused("gallery_none")
        if not any(map(actor.lives_in, await councils.paths(head.council_id))):
            raise Forbidden("gallery_residents")
        if await queries.invitation(session_id, actor.person_id):
            raise Refused("gallery_invited")
        if gallery.of(actor.person_id):
            raise Refused("gallery_signed_up")
        await GallerySeat.create(session_id=session_id, person_id=actor.person_id, signed_up_at=clock.now())
        await audit.record(actor, "gallery_signed_up", ref(session_id))


async def give_up(actor: Actor, session_id: int) -> None:
    """Give one's place back; the first who waits gets the seat and is told. Raises SignInNeeded, NotFound, Refused."""
    if actor.person_id is None:
        raise SignInNeeded
    async with transaction():
        head, before = await _waiting(session_id), await queries.gallery(session_id)
        if before.of(actor.person_id) is None:
            raise Refused("gallery_not_signed_up")
        mine = GallerySeat.filter(session_id=session_id, person_id=actor.person_id, given_up_at=None)
        await mine.update(given_up_at=clock.now())
        after = await queries.gallery(session_id)
        seated = {place.person_id for place in before.places if place.seated}
        moved_up = [
            place.person_id for place in after.places if place.seated and place.person_id not in seated
        ]
        await tell(moved_up, "gallery_moved_up", ref(session_id), **told(head))
        await audit.record(actor, "gallery_given_up", ref(session_id))


async def remind(now: datetime) -> None:
    """A day before: those who come are reminded, those who have not answered are asked, the convener is told who is missing.

    Once for each moment a session was announced for: after a correction it is said again. By the clock.
    """
    for session_id in await queries.to_remind(now, now + REMINDED_BEFORE):
        async with transaction():
            await locked(Session, id=session_id)
            head = await sessions.head(session_id)
            if await SessionReminder.exists(session_id=session_id, starts_at=head.starts_at):
                continue
            await SessionReminder.create(session_id=session_id, starts_at=head.starts_at, sent_at=now)
            await _remind(head)
            await audit.record(SYSTEM, "session_reminded", ref(session_id))


async def _remind(head: Head) -> None:
    invited, gallery = await queries.invited(head.id), await queries.gallery(head.id)
    silent = [line.person_id for line in invited if line.answer is None]
    coming = [line.person_id for line in invited if line.answer in (Answer.COMING, Answer.ONLINE)]
    coming += [place.person_id for place in gallery.places if place.seated]
    await tell(coming, "session_tomorrow", ref(head.id), **told(head))
    when = {name: value for name, value in told(head).items() if name != "venue"}
    await tell(silent, "session_unanswered", ref(head.id), **when)
    if silent:
        await tell([head.convener.person_id], "replies_missing", ref(head.id), **when, count=len(silent))


async def tell_missed(now: datetime) -> None:
    """The hour came and nobody opened the door: convener and chair are asked to put the session off or call it off.

    Once for each moment a session was announced for. By the clock.
    """
    for session_id in await queries.to_tell_missed(now - MISSED_WITHIN, now - MISSED_AFTER):
        async with transaction():
            await locked(Session, id=session_id)
            head = await sessions.head(session_id)
            if await MissedSession.exists(session_id=session_id, starts_at=head.starts_at):
                continue
            await MissedSession.create(session_id=session_id, starts_at=head.starts_at, told_at=now)
            facts = {name: value for name, value in told(head).items() if name != "venue"}
            people = {head.convener.person_id, head.chair.person_id}
            await tell(people, "session_missed", ref(session_id), **facts)
            await audit.record(SYSTEM, "session_missed", ref(session_id))


async def expected(session_id: int) -> meeting.Expected:
    """Whom the door expects: guests who were invited, and members who asked for leave, with their reasons."""
    lines = await queries.invited(session_id)
    guests = tuple(
        Seat(line.person_id, line.name)
        for line in lines
        if line.role in GUESTS and line.answer is not Answer.AWAY
    )
    away = tuple((line.person_id, line.reason) for line in lines if line.answer is Answer.AWAY)
    return meeting.Expected(guests, away)


async def _waiting(session_id: int) -> Head:
    """The session, locked, while its door is still shut. Raises NotFound, Refused ``session_cancelled``, ``session_begun``."""
    await locked(Session, id=session_id)
    head, state = await sessions.head(session_id), await sessions.state(session_id)
    if state.phase is Phase.CANCELLED:
        raise Refused("session_cancelled")
    if state.phase is not Phase.ANNOUNCED:
        raise Refused("session_begun")
    return head
