"""Making a printed invitation, taking one back, and entering what somebody answered."""

from civic.audit import services as audit
from civic.kit import clock
from civic.kit.db import locked, transaction
from civic.kit.errors import NotFound, Refused, SignInNeeded
from civic.people.rules import Actor, must
from councils import queries as councils
from councils.preparation.agendas.rules.notice import changeable
from councils.preparation.invitations.models import PaperInvitation, PaperReply
from councils.preparation.invitations.rules import Answer, Invited, check_answer
from councils.preparation.invitations.services import ref
from councils.preparation.slips import queries, rules
from councils.rules import may_convene
from councils.sessions import queries as sessions
from councils.sessions.models import Session


async def make(actor: Actor, session_id: int, name: str, note: str, role: Invited) -> PaperInvitation:
    """Ask somebody without an account to come, on paper.

    Raises SignInNeeded, NotFound, Forbidden, Refused (``session_begun``, ``slip_twice``, ``slips_many``).
    """
    async with transaction():
        await _waiting(actor, session_id)
        known = await queries.of_session(session_id)
        if any((slip.name, slip.note) == (name, note) for slip in known):
            raise Refused("slip_twice", "name")
        if len(known) >= rules.MOST_SLIPS:
            raise Refused("slips_many", "name", most=rules.MOST_SLIPS)
        made = await PaperInvitation.create(
            session_id=session_id,
            name=name,
            note=note,
            role=role,
            invited_by_id=actor.person_id,
            invited_at=clock.now(),
        )
        await audit.record(actor, "slip_made", ref(session_id), slip=made.id)
    return made


async def strike(actor: Actor, session_id: int, slip_id: int) -> None:
    """Take one back, for the wrong person; what was answered stays on file. A second time changes nothing."""
    async with transaction():
        await _waiting(actor, session_id)
        standing = PaperInvitation.filter(id=slip_id, session_id=session_id, struck_at=None)
        if await standing.update(struck_at=clock.now()):
            await audit.record(actor, "slip_struck", ref(session_id), slip=slip_id)


async def enter(actor: Actor, session_id: int, slip_id: int, answer: Answer, reason: str) -> None:
    """Enter what somebody answered; a later answer takes the place of an earlier one, and both stay.

    Raises SignInNeeded, NotFound, Forbidden, Refused (``reply_reason``, ``session_begun``).
    """
    check_answer(answer, reason)
    async with transaction():
        await _waiting(actor, session_id)
        slip = await queries.one(slip_id)
        if slip.session_id != session_id:
            raise NotFound
        if (slip.answer, slip.reason) == (answer, reason):
            return
        await PaperReply.create(
            invitation_id=slip_id,
            answer=answer,
            reason=reason,
            entered_by_id=actor.person_id,
            at=clock.now(),
        )
        await audit.record(actor, "slip_answered", ref(session_id), slip=slip_id, answer=answer.value)


async def _waiting(actor: Actor, session_id: int) -> None:
    """The session, locked, while its door is shut and the actor prepares it."""
    if not actor.signed_in:
        raise SignInNeeded
    await locked(Session, id=session_id)
    head = await sessions.head(session_id)
    must(may_convene(actor, *await councils.paths(head.council_id)), actor, "convene_forbidden")
    if not changeable((await sessions.state(session_id)).phase):
        raise Refused("session_begun")
