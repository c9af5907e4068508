"""Stages on which points of order and ways of voting are tried: a point raised, a roll called, consent asked, hands counted."""

from councils.sessions.rules import Command
from councils.sessions.rules.motions import CloseDebate
from councils.sessions.rules.points import RaisePoint
from councils.sessions.rules.votes import CloseVote, OpenVote
from councils.sessions.rules.words import Method, PointKind
from councils.sessions.services import act
from tests.cast import Cast
from tests.factories import councils
from tests.stages import Given


async def _debated(cast: Cast, *commands: Command) -> Given:
    made = await councils.debating(cast)
    for command in commands:
        await act(cast.chen, made.id, command)
    return {"id": made.id, "person": cast.xu.person_id}


async def pointed(cast: Cast) -> Given:
    """Xu has raised a point of order."""
    made = await councils.debating(cast)
    await act(cast.xu, made.id, RaisePoint(PointKind.ORDER, "发言跑题了"))
    return {"id": made.id, "person": cast.xu.person_id}


async def closed(cast: Cast) -> Given:
    """The debate is closed."""
    return await _debated(cast, CloseDebate(1))


async def calling(cast: Cast) -> Given:
    """A roll is called."""
    return await _debated(cast, CloseDebate(1), OpenVote(1, Method.ROLL_CALL))


async def on_paper(cast: Cast) -> Given:
    """A secret vote that takes paper too."""
    return await _debated(cast, CloseDebate(1), OpenVote(1, Method.SECRET, paper=True))


async def asking_consent(cast: Cast) -> Given:
    """The chair asks whether anybody objects."""
    return await _debated(cast, OpenVote(1, Method.CONSENT))


async def counted(cast: Cast) -> Given:
    """Hands were counted a moment ago."""
    return await _debated(cast, CloseDebate(1), OpenVote(1, Method.HANDS), CloseVote(1, 3, 1))
