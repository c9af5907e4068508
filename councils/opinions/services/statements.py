"""Saying something, and what the facilitator makes of it."""

from civic.audit.services import record
from civic.kit import clock
from civic.kit.db import locked, transaction
from civic.kit.errors import Refused
from civic.notifications import services as notifications
from civic.people.rules import Actor, must
from councils.opinions import queries
from councils.opinions.models import Statement
from councils.opinions.rules import acts
from councils.opinions.rules.states import Phase, Review, State
from councils.opinions.services.ground import organised, phase_of, ref, seed


async def add_seed(actor: Actor, conversation_id: int, text: str) -> Statement:
    """Put down one more statement of the organiser's: shown as one, and nobody's vote.

    Raises SignInNeeded, NotFound, Forbidden, Refused ``conversation_over`` and ``statement_there``.
    """
    async with transaction():
        conversation = await organised(actor, conversation_id)
        if phase_of(conversation) not in (Phase.COMING, Phase.OPEN):
            raise Refused("conversation_over", "text")
        acts.check_statement(text, await queries.texts(conversation_id), 0, sure=True)
        statement = await seed(actor, conversation, text)
        await record(actor, "statement_seeded", ref(conversation_id), statement=statement.id)
        return statement


async def put_statement(actor: Actor, conversation_id: int, text: str, sure: bool = False) -> Statement:
    """Hand in a statement; it is shown once it was accepted. ``sure``: it says something else than the one like it.

    Raises SignInNeeded, NotFound, Forbidden, and Refused as ``acts.check_open`` and ``acts.check_statement`` do.
    """
    async with transaction():
        conversation = await queries.one(conversation_id)
        must(acts.may_take_part(actor, conversation.place.path), actor, "conversation_not_resident")
        acts.check_open(phase_of(conversation))
        mine = await queries.said_by(conversation_id, actor.person_id)
        waiting = [one.text for one in mine if one.review is Review.WAITING]
        acts.check_statement(text, [*waiting, *await queries.texts(conversation_id)], len(waiting), sure)
        statement = await Statement.create(
            conversation=conversation, author_id=actor.person_id, text=text, created_at=clock.now()
        )
        await record(actor, "statement_put", ref(conversation_id), statement=statement.id)
        return statement


async def accept(actor: Actor, statement_id: int) -> None:
    """Show a statement from now on, and tell its author. Raises as ``_reviewed`` does."""
    async with transaction():
        statement = await _reviewed(actor, statement_id, Review.ACCEPTED, "")
        await _tell_author(statement, "statement_accepted")


async def decline(actor: Actor, statement_id: int, reason: str) -> None:
    """Do not show a statement, or no longer, and tell its author why. Raises as ``_reviewed`` does."""
    async with transaction():
        statement = await _reviewed(actor, statement_id, Review.DECLINED, reason)
        await _tell_author(statement, "statement_declined", reason=reason)


async def _reviewed(actor: Actor, statement_id: int, review: Review, reason: str) -> Statement:
    """Raises SignInNeeded, NotFound, Forbidden, Refused ``statement_settled`` and ``conversation_over``."""
    statement = await locked(Statement, id=statement_id)
    conversation = await organised(actor, statement.conversation_id)
    if statement.review is review:
        raise Refused("statement_settled")
    if conversation.state is State.CLOSED:
        raise Refused("conversation_over")
    if review is Review.ACCEPTED and statement.text in await queries.texts(conversation.id):
        raise Refused("statement_there")
    statement.review, statement.reason = review, reason
    statement.reviewed_by_id, statement.reviewed_at = actor.person_id, clock.now()
    await statement.save(update_fields=["review", "reason", "reviewed_by_id", "reviewed_at"])
    statement.conversation = conversation
    await record(
        actor, f"statement_{review.value}", ref(conversation.id), statement=statement_id, reason=reason
    )
    return statement


async def _tell_author(statement: Statement, kind: str, **facts: str) -> None:
    if not statement.seed:
        facts |= {"title": statement.conversation.title, "text": statement.text}
        await notifications.tell([statement.author_id], kind, ref(statement.conversation_id), **facts)
