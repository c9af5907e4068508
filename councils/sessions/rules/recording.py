"""Who keeps the record: when the recorder does not come or has to go, another member takes over, and signs the minutes."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from civic.kit.errors import N_, Forbidden, Refused, sentences
from councils.sessions.rules.events import Fact, RecorderNamed
from councils.sessions.rules.log import Event
from councils.sessions.rules.rights import OPEN_DOOR, may_run
from councils.sessions.rules.state import State, changed
from councils.sessions.rules.words import Phase, Who

REASON_MAX = 200


@dataclass(frozen=True)
class NameRecorder:
    """From now on another member keeps the record. While the session lasts one who is here, after it any of them."""

    to: int
    reason: str


def name_recorder(state: State, command: NameRecorder, who: Who, at: datetime) -> tuple[Fact, ...]:
    """Raises Forbidden for all but who presides and the recorder, Refused for the chair and for somebody not here.

    Whoever records and whoever presides sign the minutes side by side, so that they are never one person.
    """
    if not may_run(state, who) or state.heading is None:
        raise Forbidden("recorder_named_by_chair")
    if state.phase not in (*OPEN_DOOR, Phase.ADJOURNED):
        raise Refused("checkin_not_open")
    reason = " ".join(command.reason.split())
    if not 2 <= len(reason) <= REASON_MAX:
        raise Refused("recorder_reason", "reason", most=REASON_MAX)
    to = state.seat(command.to)
    if to is None or to.person_id not in _free(state):
        raise Refused("recorder_to", "person")
    return (RecorderNamed(state.heading.recorder, to, reason),)


def _free(state: State) -> set[int]:
    """Who could take over now."""
    heading = state.heading
    here = {seat.person_id for seat in state.roster}
    here &= here if state.phase is Phase.ADJOURNED else state.present
    busy = (heading.chair, heading.recorder, state.presiding) if heading else ()
    return here - {seat.person_id for seat in busy if seat}


def recorder_named(state: State, fact: RecorderNamed, event: Event) -> State:
    """The notice reads as if that person had been named in it; the log says that it was not so."""
    heading = state.heading
    if heading is None:
        return state
    return changed(state, heading=changed(heading, recorder=fact.to), recorded=(*state.recorded, fact.before))


def probes(state: State, who: Who) -> dict[str, Any]:
    """A sample, to ask whether it is in order."""
    return {"name_recorder": NameRecorder(min(_free(state), default=0), "xx")} if may_run(state, who) else {}


DECIDE: dict[type, Callable[[State, Any, Who, datetime], tuple[Fact, ...]]] = {NameRecorder: name_recorder}
APPLY: dict[type, Callable[[State, Any, Event], State]] = {RecorderNamed: recorder_named}

sentences(
    recorder_named_by_chair=N_("换记录人由主持人或者现在的记录人来办。"),
    recorder_reason=N_("请写明为什么换记录人，2 到 {most} 个字。"),
    recorder_to=N_("请选一位成员来记录：开会时要在场，不能是主持人，也不能是原来的记录人。"),
)
