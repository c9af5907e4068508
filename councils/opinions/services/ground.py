"""What every act on a conversation begins with."""

from civic.kit import clock
from civic.kit.refs import Ref
from civic.people.rules import Actor, must
from councils.opinions import queries
from councils.opinions.models import Conversation, Statement
from councils.opinions.rules import acts
from councils.opinions.rules.states import Phase, Review, phase


def ref(conversation_id: int) -> Ref:
    """A conversation's name in the tables that speak of anything."""
    return Ref("conversation", conversation_id)


async def organised(actor: Actor, conversation_id: int) -> Conversation:
    """The conversation, for someone who organises there. Raises SignInNeeded, NotFound, Forbidden."""
    conversation = await queries.one(conversation_id)
    must(acts.may_organise(actor, conversation.place.path), actor, "conversation_forbidden")
    return conversation


def phase_of(conversation: Conversation) -> Phase:
    """What it is now."""
    return phase(conversation.state, conversation.opens_at, conversation.closes_at, clock.now())


async def seed(actor: Actor, conversation: Conversation, text: str) -> Statement:
    """Write down a statement of the organiser's: accepted as it is made, and nobody's vote."""
    now = clock.now()
    return await Statement.create(
        conversation=conversation,
        author_id=actor.person_id,
        text=text,
        seed=True,
        review=Review.ACCEPTED,
        reviewed_by_id=actor.person_id,
        reviewed_at=now,
        created_at=now,
    )
