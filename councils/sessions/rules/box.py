"""A secret vote that takes papers of paper too: first no more come in, then the box is read, then the result is declared."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from civic.kit.errors import N_, Refused, sentences
from councils.sessions.rules.events import CastingEnded, Fact
from councils.sessions.rules.log import Event
from councils.sessions.rules.rights import need_runner
from councils.sessions.rules.shapes import Vote
from councils.sessions.rules.state import State, changed
from councils.sessions.rules.words import Who


@dataclass(frozen=True)
class EndCasting:
    """Take no more papers, so that the box may be opened."""

    motion: int


def end_casting(state: State, command: EndCasting, who: Who, at: datetime) -> tuple[Fact, ...]:
    """By whoever runs the session. Raises Refused without such a vote, and the second time."""
    need_runner(state, who)
    vote = state.vote
    if vote is None or vote.motion != command.motion:
        raise Refused("no_vote_open")
    if not vote.paper:
        raise Refused("casting_on_phones_only")
    if vote.ended:
        raise Refused("casting_ended_already")
    return (CastingEnded(vote.motion),)


def need_taken_in(vote: Vote) -> None:
    """Raises Refused while papers may still come in: what lies in the box is read before the result falls."""
    if vote.paper and not vote.ended:
        raise Refused("casting_goes_on")


def casting_ended(state: State, fact: CastingEnded, event: Event) -> State:
    """Nobody casts any more."""
    return changed(state, vote=changed(state.vote, ended=True) if state.vote else None)


def probes(state: State, who: Who) -> dict[str, Any]:
    """A sample, while such a vote is open."""
    vote = state.vote
    return {"end_casting": EndCasting(vote.motion)} if vote and vote.paper and not vote.ended else {}


DECIDE: dict[type, Callable[[State, Any, Who, datetime], tuple[Fact, ...]]] = {EndCasting: end_casting}
APPLY: dict[type, Callable[[State, Any, Event], State]] = {CastingEnded: casting_ended}

sentences(
    casting_on_phones_only=N_("这次表决没有纸票，大家投完就可以宣布结果。"),
    casting_ended_already=N_("已经收过票了，请把纸票点完，再宣布结果。"),
    casting_goes_on=N_("请先收票，再由两个人各点一遍纸票，对上了才能宣布结果。"),
)
