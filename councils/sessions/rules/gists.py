"""A speaker says that the gist of their own speech is right, while the session lasts or after it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from civic.kit.chain import text_digest
from civic.kit.errors import N_, Forbidden, Refused, sentences
from councils.sessions.rules.events import Fact, GistConfirmed
from councils.sessions.rules.log import Event
from councils.sessions.rules.shapes import Speech
from councils.sessions.rules.speeches import NOTED, noted
from councils.sessions.rules.state import State
from councils.sessions.rules.words import Who


@dataclass(frozen=True)
class ConfirmGist:
    """The speaker finds the gist of their own speech right. digest: of the gist they were shown."""

    speech: int
    digest: str


def confirm_gist(state: State, command: ConfirmGist, who: Who, at: datetime) -> tuple[Fact, ...]:
    """By the speaker, for the words they read.

    Raises Forbidden for anybody else, Refused for a speech that never was or has no gist, the second time, and when the
    gist was written anew meanwhile.
    """
    if state.phase not in NOTED:
        raise Refused("session_not_open")
    speech = next((turn for turn in state.turns if turn.number == command.speech), None)
    if speech is None:
        raise Refused("speech_unknown")
    if who.person_id != speech.person.person_id:
        raise Forbidden("gist_own_only")
    if not speech.gist:
        raise Refused("gist_missing")
    if command.digest != text_digest(speech.gist):
        raise Refused("gist_changed")
    if speech.confirmed:
        raise Refused("gist_confirmed_already")
    return (GistConfirmed(speech.number, command.digest),)


def gists_of(state: State, person_id: int | None) -> tuple[tuple[Speech, str], ...]:
    """Somebody's own speeches whose gist is written, each with its digest, for them to confirm; none outside NOTED."""
    if person_id is None or state.phase not in NOTED:
        return ()
    mine = (turn for turn in state.turns if turn.person.person_id == person_id and not turn.missed)
    return tuple((turn, text_digest(turn.gist)) for turn in mine if turn.gist)


def gist_confirmed(state: State, fact: GistConfirmed, event: Event) -> State:
    """The speaker's word for the gist as it stands; a new gist takes it away."""
    return noted(state, fact.speech, confirmed=True)


def probes(state: State, who: Who) -> dict[str, Any]:
    """A sample: the first of one's own gists that waits for one's word."""
    waiting = (each for each in gists_of(state, who.person_id) if not each[0].confirmed)
    first = next(waiting, None)
    return {"confirm_gist": ConfirmGist(first[0].number, first[1])} if first else {}


DECIDE: dict[type, Callable[[State, Any, Who, datetime], tuple[Fact, ...]]] = {ConfirmGist: confirm_gist}
APPLY: dict[type, Callable[[State, Any, Event], State]] = {GistConfirmed: gist_confirmed}

sentences(
    gist_own_only=N_("发言要点由发言的人自己确认。"),
    gist_missing=N_("记录人还没有写这次发言的要点。"),
    gist_changed=N_("记录人刚才改过要点，请看一下现在的内容，再确认。"),
    gist_confirmed_already=N_("这次发言的要点您已经确认了。"),
)
