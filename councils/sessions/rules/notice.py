"""The notice after it was published: place and time may be mended, or the session called off, until the door opens.

The agenda may not: it changes only by a vote in the session.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from civic.kit.errors import N_, Forbidden, Refused, sentences
from councils.sessions.rules.events import Fact, NoticeCorrected, SessionCancelled
from councils.sessions.rules.log import Event
from councils.sessions.rules.rights import may_run
from councils.sessions.rules.state import State, changed
from councils.sessions.rules.words import Phase, Who


@dataclass(frozen=True)
class CorrectNotice:
    """Meet at another time or place."""

    starts_at: datetime
    venue: str
    reason: str


@dataclass(frozen=True)
class CancelSession:
    """Do not meet at all."""

    reason: str


def correct(state: State, command: CorrectNotice, who: Who, at: datetime) -> tuple[Fact, ...]:
    """Raises Refused when the door is open, nothing would change, no reason is given, or the moment has passed."""
    _need_waiting(state, who, command.reason)
    starts_at = command.starts_at.astimezone(UTC).isoformat()
    heading = state.heading
    if heading is not None and (starts_at, command.venue) == (heading.starts_at, heading.venue):
        raise Refused("notice_unchanged")
    if command.starts_at <= at:
        raise Refused("notice_past", "starts_at")
    return (NoticeCorrected(starts_at, command.venue, command.reason),)


def cancel(state: State, command: CancelSession, who: Who, at: datetime) -> tuple[Fact, ...]:
    """Raises Refused when the door is open already or no reason is given."""
    _need_waiting(state, who, command.reason)
    return (SessionCancelled(command.reason),)


def _need_waiting(state: State, who: Who, reason: str) -> None:
    if not (may_run(state, who) or who.steward):
        raise Forbidden("runner_only")
    if state.phase is Phase.CANCELLED:
        raise Refused("session_cancelled")
    if state.phase is not Phase.ANNOUNCED:
        raise Refused("notice_fixed")
    if not reason.strip():
        raise Refused("notice_reason", "reason")


def corrected(state: State, fact: NoticeCorrected, event: Event) -> State:
    """The heading with the new time and place."""
    assert state.heading is not None
    return changed(state, heading=replace(state.heading, starts_at=fact.starts_at, venue=fact.venue))


def cancelled(state: State, fact: SessionCancelled, event: Event) -> State:
    """Called off."""
    return changed(state, phase=Phase.CANCELLED)


def probes(state: State, who: Who) -> dict[str, Any]:
    """None: a notice is mended at the desk and not in the meeting."""
    return {}


DECIDE: dict[type, Callable[[State, Any, Who, datetime], tuple[Fact, ...]]] = {
    CorrectNotice: correct,
    CancelSession: cancel,
}
APPLY: dict[type, Callable[[State, Any, Event], State]] = {
    NoticeCorrected: corrected,
    SessionCancelled: cancelled,
}

sentences(
    notice_fixed=N_("签到已经开始，公告不能再改了。"),
    notice_unchanged=N_("时间和地点都和原来一样，没有要改的。"),
    notice_past=N_("开会时间要在现在以后。"),
    notice_reason=N_("请写明原因，它会和变动一起公布。"),
    session_cancelled=N_("这次会议已经取消。"),
)
