"""Recess and resuming, and the quorum counted again whenever somebody asks."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from civic.kit.errors import N_, Forbidden, Refused, sentences
from councils.sessions.rules.events import Fact, QuorumChecked, Recessed, Resumed
from councils.sessions.rules.log import Event
from councils.sessions.rules.rights import (
    may_run,
    need_in_session,
    need_no_point,
    need_runner,
    quorum_short,
)
from councils.sessions.rules.speeches import hold
from councils.sessions.rules.state import State, changed
from councils.sessions.rules.words import Phase, Who

MINUTES_MAX = 180


@dataclass(frozen=True)
class Recess:
    """The chair calls a pause to which nobody objects. Minutes from now, by the server's clock: no phone's clock counts."""

    minutes: int


@dataclass(frozen=True)
class Resume:
    """Go on. confirmed: all are back before the time that was told."""

    confirmed: bool = False


@dataclass(frozen=True)
class CheckQuorum:
    """Count again whether enough are here."""


def recess(state: State, command: Recess, who: Who, at: datetime) -> tuple[Fact, ...]:
    """Raises Refused in the middle of a vote, a speech or a point of order."""
    need_runner(state, who)
    need_in_session(state)
    need_no_point(state)
    if state.vote is not None:
        raise Refused("vote_open")
    if state.speaking is not None and not state.speaking.paused:
        raise Refused("floor_taken", name=state.speaking.person.name)
    if not 1 <= command.minutes <= MINUTES_MAX:
        raise Refused("recess_minutes", "minutes", most=MINUTES_MAX)
    return pausing(state, command.minutes * 60, at)


def pausing(state: State, seconds: int, at: datetime) -> tuple[Fact, ...]:
    """The facts of a pause, whoever decided it."""
    until = (at + timedelta(seconds=seconds)).astimezone(UTC).isoformat(timespec="seconds")
    return (*hold(state, at), Recessed(until, len(state.present)))


def resume(state: State, command: Resume, who: Who, at: datetime) -> tuple[Fact, ...]:
    """Raises Refused without a quorum, and once before the time that was told. Late is never too late."""
    need_runner(state, who)
    if state.phase is not Phase.RECESSED:
        raise Refused("session_over" if state.phase is Phase.ADJOURNED else "not_recessed")
    if not (state.quorate or state.talk):
        raise quorum_short(state, "resume_not_quorate")
    if state.recessed_until is not None and at < state.recessed_until and not command.confirmed:
        raise Refused("resume_early", "confirmed")
    return (Resumed(len(state.present), state.seats, state.quorum_needed, state.heads),)


def check_quorum(state: State, command: CheckQuorum, who: Who, at: datetime) -> tuple[Fact, ...]:
    """Anyone who is here may ask. Raises Refused when nobody came or went since it was last counted."""
    here = who.person_id in state.present or who.person_id in state.observing
    if not here and not may_run(state, who):
        raise Forbidden("quorum_here_only")
    need_in_session(state)
    if state.counted == state.here:
        raise Refused("quorum_counted", present=len(state.present), needed=state.quorum_needed)
    numbers = (len(state.present), state.seats, state.quorum_needed, state.quorate)
    return (QuorumChecked(*numbers, state.heads),)


def recessed(state: State, fact: Recessed, event: Event) -> State:
    """Until then nothing but coming and going."""
    return changed(state, phase=Phase.RECESSED, recessed_until=datetime.fromisoformat(fact.until))


def resumed(state: State, fact: Resumed, event: Event) -> State:
    """In session, as it was left."""
    return changed(state, phase=Phase.IN_SESSION, recessed_until=None, counted=state.here)


def quorum_checked(state: State, fact: QuorumChecked, event: Event) -> State:
    """Known again."""
    return changed(state, counted=state.here)


def probes(state: State, who: Who) -> dict[str, Any]:
    """A sample of each act about pauses, to ask whether it is in order."""
    if state.phase is Phase.RECESSED:
        return {"resume": Resume(confirmed=True)} if may_run(state, who) else {}
    if state.phase is not Phase.IN_SESSION:
        return {}
    acts: dict[str, Any] = {"check_quorum": CheckQuorum()}
    return acts | {"recess": Recess(10)} if may_run(state, who) else acts


DECIDE: dict[type, Callable[[State, Any, Who, datetime], tuple[Fact, ...]]] = {
    Recess: recess,
    Resume: resume,
    CheckQuorum: check_quorum,
}
APPLY: dict[type, Callable[[State, Any, Event], State]] = {
    Recessed: recessed,
    Resumed: resumed,
    QuorumChecked: quorum_checked,
}

sentences(
    recess_minutes=N_("休会 1 到 {most} 分钟。"),
    not_recessed=N_("现在没有休会。"),
    resume_not_quorate=N_(
        "应到 {seats} 人，现在在场 {present} 人，至少需要 {needed} 人。人数不够，还不能复会。"
    ),
    resume_early=N_("还没到说好的时间。大家都回来了，再确认复会。"),
    quorum_here_only=N_("核对人数由在场的人提出。"),
    quorum_counted=N_("刚核对过：在场 {present} 人，至少需要 {needed} 人，之后没有人进出。"),
)
