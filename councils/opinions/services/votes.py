"""What one person thinks of one statement: said, changed, taken back."""

from civic.audit.services import record_day
from civic.kit import clock
from civic.kit.codes import token
from civic.kit.db import execute, held, rows, transaction
from civic.kit.errors import NotFound
from civic.people.rules import Actor, must
from councils.opinions.models import Conversation, Participant, Statement, Vote
from councils.opinions.rules import acts
from councils.opinions.rules.states import Review, Stance
from councils.opinions.services.ground import phase_of, ref

_SUMS = {Stance.AGREE: "agrees", Stance.DISAGREE: "disagrees", Stance.PASS: "passes"}


async def vote(actor: Actor, statement_id: int, stance: Stance) -> None:
    """Say what one thinks of a statement, or something else than before. Saying the same again changes nothing.

    Nobody else learns of it: the log of acts only knows the day on which somebody joined the conversation.
    Raises SignInNeeded, NotFound, Forbidden, and Refused as ``acts.check_open`` does.
    """
    async with transaction():
        statement = await _votable(actor, statement_id)
        participant = await _participant(actor, statement.conversation)
        before = await Vote.get_or_none(statement_id=statement_id, participant_id=participant.id)
        if before is not None and before.value == stance:
            return
        if before is None:
            cast = Vote(
                statement_id=statement_id, participant_id=participant.id, value=stance, cast_at=clock.now()
            )
            await cast.save()
        else:
            await _count(statement_id, Stance(before.value), -1)
            before.value, before.cast_at = stance, clock.now()
            await before.save(update_fields=["value", "cast_at"])
        await _count(statement_id, stance, 1)


async def take_back(actor: Actor, statement_id: int) -> None:
    """Undo one's own vote; the statement will be asked again. Harmless when there is none.

    Raises SignInNeeded, NotFound, Forbidden, and Refused as ``acts.check_open`` does.
    """
    async with transaction():
        statement = await _votable(actor, statement_id)
        conversation_id, person_id = statement.conversation_id, actor.person_id
        if not await Participant.exists(conversation_id=conversation_id, person_id=person_id):
            return
        participant = await held(Participant, conversation_id=conversation_id, person_id=person_id)
        before = await Vote.get_or_none(statement_id=statement_id, participant_id=participant.id)
        if before is not None:
            await before.delete()
            await _count(statement_id, Stance(before.value), -1)


async def _count(statement_id: int, stance: Stance, by: int) -> None:
    column = _SUMS[stance]
    await execute(f"UPDATE opinion_statement SET {column} = {column} + ? WHERE id = ?", by, statement_id)


async def _votable(actor: Actor, statement_id: int) -> Statement:
    """The statement, for someone who may vote on it now. One that is not shown answers as what does not exist."""
    statement = await Statement.get_or_none(id=statement_id).select_related("conversation__place")
    if statement is None or statement.review is not Review.ACCEPTED:
        raise NotFound
    must(acts.may_take_part(actor, statement.conversation.place.path), actor, "conversation_not_resident")
    acts.check_open(phase_of(statement.conversation))
    return statement


async def _participant(actor: Actor, conversation: Conversation) -> Participant:
    """The person in this conversation, under lock: one's own votes come one after the other."""
    joined = await rows(
        "INSERT INTO opinion_participant (conversation_id, person_id, code, joined_on) VALUES (?, ?, ?, ?) "
        "ON CONFLICT (conversation_id, person_id) DO NOTHING RETURNING id",
        conversation.id,
        actor.person_id,
        token(),
        clock.today(),
    )
    if joined and actor.person_id is not None:
        await record_day([actor.person_id], "conversation_joined", ref(conversation.id), clock.today())
    return await held(Participant, conversation_id=conversation.id, person_id=actor.person_id)
