"""Opening a conversation, closing it, and telling those who took part."""

from civic.audit.services import record
from civic.kit import clock
from civic.kit.db import locked, transaction
from civic.kit.errors import NotFound, Refused
from civic.notifications import services as notifications
from civic.people.rules import SYSTEM, Actor, must
from civic.places.models import Place
from councils.opinions import queries
from councils.opinions.models import Conversation, Participant
from councils.opinions.rules import acts
from councils.opinions.rules.acts import Plan
from councils.opinions.rules.states import Review, State
from councils.opinions.services.ground import organised, ref, seed


async def open_conversation(actor: Actor, place_id: int, plan: Plan) -> Conversation:
    """Ask residents of a place a question; the organiser's own statements can be voted on from the beginning.

    Raises SignInNeeded, NotFound, Forbidden, and Refused as ``acts.check_plan`` does.
    """
    async with transaction():
        place = await Place.get_or_none(id=place_id)
        if place is None:
            raise NotFound
        must(acts.may_organise(actor, place.path), actor, "conversation_forbidden")
        acts.check_plan(plan, clock.now())
        conversation = await Conversation.create(
            place=place,
            title=plan.title,
            question=plan.question,
            opens_at=plan.opens_at,
            closes_at=plan.closes_at,
            created_by_id=actor.person_id,
            created_at=clock.now(),
        )
        for text in plan.seeds:
            await seed(actor, conversation, text)
        await record(
            actor, "conversation_opened", ref(conversation.id), title=plan.title, seeds=len(plan.seeds)
        )
        return conversation


async def close_conversation(actor: Actor, conversation_id: int) -> None:
    """Take no more statements and votes, and tell those who took part. The clock may do it as well as the organisers.

    Raises SignInNeeded, NotFound, Forbidden, Refused ``conversation_closed_already``.
    """
    async with transaction():
        conversation = await (
            queries.one(conversation_id) if actor is SYSTEM else organised(actor, conversation_id)
        )
        conversation = await locked(Conversation, id=conversation.id)
        if conversation.state is State.CLOSED:
            raise Refused("conversation_closed_already")
        conversation.state, conversation.closed_at = State.CLOSED, clock.now()
        await conversation.save(update_fields=["state", "closed_at"])
        await _tell_heard(conversation)
        await record(actor, "conversation_closed", ref(conversation_id))


async def _tell_heard(conversation: Conversation) -> None:
    """Every author hears how many thought about what they said; everyone who took part, that it is over."""
    about = ref(conversation.id)
    said = await queries.statements(conversation.id, Review.ACCEPTED)
    for statement in said:
        if not statement.seed:
            voters = statement.agrees + statement.disagrees + statement.passes
            facts = {"title": conversation.title, "text": statement.text, "voters": voters}
            await notifications.tell([statement.author_id], "statement_heard", about, **facts)
    people = await Participant.filter(conversation_id=conversation.id).values_list("person_id", flat=True)
    await notifications.tell(
        [int(str(one)) for one in people], "conversation_ended", about, title=conversation.title
    )
