"""Stages on which procedure is tried: a pause, a chair handed over, a straw poll."""

from civic.kit.chain import text_digest
from councils.sessions.rules import Command
from councils.sessions.rules.calls import CallSpeaker
from councils.sessions.rules.chair import HandOver
from councils.sessions.rules.floor import RaiseHand
from councils.sessions.rules.pauses import Recess
from councils.sessions.rules.polls import OpenPoll
from councils.sessions.rules.speeches import NoteGist
from councils.sessions.rules.words import Stance
from councils.sessions.services import act
from tests.cast import Cast
from tests.factories import councils
from tests.stages import Given


async def _after(cast: Cast, command: Command) -> Given:
    made = await councils.on_item(cast)
    await act(cast.chen, made.id, command)
    return {"id": made.id, "person": cast.xu.person_id}


async def recessed(cast: Cast) -> Given:
    """A pause."""
    return await _after(cast, Recess(10))


async def handed_over(cast: Cast) -> Given:
    """Deng presides, for Chen wants to speak."""
    assert cast.deng.person_id is not None
    return await _after(cast, HandOver(cast.deng.person_id))


async def polled(cast: Cast) -> Given:
    """A straw poll is open."""
    return await _after(cast, OpenPoll("周六上午开会行不行", ("行", "不行")))


async def noted(cast: Cast) -> Given:
    """Tang is speaking, and the recorder has written the gist."""
    made, gist = await councils.debating(cast), "南门晚上太黑"
    assert cast.tang.person_id is not None
    await act(cast.tang, made.id, RaiseHand(1, Stance.FOR))
    await act(cast.chen, made.id, CallSpeaker(cast.tang.person_id))
    await act(cast.ma, made.id, NoteGist(1, gist))
    return {"id": made.id, "digest": text_digest(gist)}
