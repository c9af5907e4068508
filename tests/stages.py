"""What stands on the stage when a route is tried: each gives the numbers its path and its form need."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from civic.kit import codes
from councils.minutes import services as minutes
from councils.minutes.rules import paragraphs, read
from councils.models import Term
from councils.sessions.rules.calls import CallSpeaker
from councils.sessions.rules.floor import RaiseHand
from councils.sessions.rules.presence import Adjourn
from councils.sessions.rules.words import Method, Stance
from councils.sessions.services import act
from tests.cast import Cast
from tests.factories import councils, proposals, record, votes

Given = Mapping[str, Any]


async def empty(cast: Cast) -> Given:
    """Only the cast and the places."""
    return {}


async def place(cast: Cast) -> Given:
    """The community itself."""
    return {"id": cast.community.id, "estate": cast.places["estate_one"].id}


async def proposal_form(cast: Cast) -> Given:
    """A resident sits before the empty form."""
    return {"place": cast.places["estate_one"].id, "key": codes.token()}


async def proposal(cast: Cast) -> Given:
    """Lin's proposal waits for screening."""
    made = await proposals.proposal(cast)
    return {"id": made.id, "version": made.version, "place": made.place_id}


async def open_proposal(cast: Cast) -> Given:
    """Lin's proposal can be supported."""
    return {"id": (await proposals.opened(cast)).id}


async def supported_proposal(cast: Cast) -> Given:
    """The same."""
    return await open_proposal(cast)


async def council(cast: Cast) -> Given:
    """A council in its term."""
    made = await councils.council(cast)
    term = await Term.get(council_id=made.id)
    return {"id": made.id, "term": term.id, "chair": cast.chen.person_id, "recorder": cast.ma.person_id}


def _session(make: Callable[[Cast], Awaitable[Any]]) -> Callable[[Cast], Awaitable[Given]]:
    async def stage(cast: Cast) -> Given:
        made = await make(cast)
        return {"id": made.id, "person": cast.xu.person_id, "code": await councils.code_of(made.id)}

    return stage


announced = _session(councils.announced)
checking_in = _session(councils.checking_in)
opened = _session(councils.opened)
moved = _session(councils.moved)
debating = _session(councils.debating)
voting = _session(councils.voting)


async def voted(cast: Cast) -> Given:
    """The first motion has its verdict."""
    return {"id": (await councils.decided(cast)).id, "motion": 1}


async def _by_hands(cast: Cast) -> Any:
    return await councils.voting(cast, Method.HANDS)


voting_by_hands = _session(_by_hands)


on_item = _session(councils.on_item)


async def _hand_up(cast: Cast) -> Any:
    made = await councils.debating(cast)
    assert cast.xu.person_id is not None
    await act(cast.xu, made.id, RaiseHand(1, Stance.FOR))
    return made


hand_up = _session(_hand_up)


async def _speaking(cast: Cast) -> Any:
    made = await _hand_up(cast)
    assert cast.xu.person_id is not None
    await act(cast.chen, made.id, CallSpeaker(cast.xu.person_id))
    return made


speaking = _session(_speaking)


async def over(cast: Cast) -> Given:
    """A session is adjourned, nobody has written minutes."""
    return {"id": (await record.over(cast)).id}


async def drafted(cast: Cast) -> Given:
    """Minutes are drafted."""
    made = await record.drafted(cast)
    return {"id": made.id, "digest": made.document_digest}


async def reviewed(cast: Cast) -> Given:
    """A draft whose review is on; the anchor of its first motion as the form has it."""
    session = await councils.decided(cast, rules={"review_hours": 48})
    await act(cast.chen, session.id, Adjourn(confirmed=True))
    made = await record.tasked(cast, session.id)
    digest = paragraphs(read(made.document))["motion-1"]
    return {"id": made.id, "anchor": f"motion-1~{digest[:16]}"}


async def objected(cast: Cast) -> Given:
    """Tang has objected to a paragraph of it."""
    given = await reviewed(cast)
    anchor, _, digest = given["anchor"].partition("~")
    made = await minutes.object_to(cast.tang, given["id"], (anchor, digest), "不是这么说的。")
    return {"id": made.id}


async def published(cast: Cast) -> Given:
    """Minutes are signed and published."""
    return {"id": (await record.published(cast)).id}


async def session_with_minutes(cast: Cast) -> Given:
    """A session whose minutes are published."""
    return {"id": (await record.published(cast)).session_id}


async def resolution(cast: Cast) -> Given:
    """A resolution to spend, and a fund to spend from."""
    made = await record.resolution(cast)
    return {"id": made.id, "fund": (await record.fund(cast)).id}


async def decision(cast: Cast) -> Given:
    """Money is decided on."""
    return {"id": (await record.decision(cast)).id}


async def draft_ballot(cast: Cast) -> Given:
    """A ballot nobody can vote on yet."""
    return {"id": (await votes.draft_ballot(cast)).id}
