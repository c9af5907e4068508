"""Points of order and privilege, inquiries, calls to return to the agenda: the chair answers at once, with a reason.

They interrupt everybody but a vote that is being taken (RONR 45:6). A ruling may be appealed from until the meeting has
gone on (RONR 24:8): until somebody else is called, something else is moved or voted on, or another item is taken.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from civic.kit.errors import N_, Refused, sentences
from councils.rules import Strictness
from councils.sessions.rules import speeches
from councils.sessions.rules.events import Fact, PointRaised, PointRuled, RulingDecided
from councils.sessions.rules.log import Event
from councils.sessions.rules.rights import need_debater, need_in_session, need_no_point, need_runner
from councils.sessions.rules.shapes import Point
from councils.sessions.rules.state import State, changed
from councils.sessions.rules.words import MotionKind, PointKind, Who

TEXT_MIN, TEXT_MAX = 2, 200


@dataclass(frozen=True)
class RaisePoint:
    """Interrupt with a point of order, of privilege, an inquiry, or a call to return to the agenda."""

    kind: PointKind
    text: str


@dataclass(frozen=True)
class RulePoint:
    """The chair's answer. well_taken: the point stands; of an inquiry without meaning. reason: the answer itself."""

    point: int
    well_taken: bool
    reason: str


def raise_point(state: State, command: RaisePoint, who: Who, at: datetime) -> tuple[Fact, ...]:
    """Stops the clock of whoever speaks. Raises Refused during a vote and while another point waits for its answer."""
    person = need_debater(state, who)
    if state.vote is not None:
        raise Refused("point_during_vote")
    need_no_point(state)
    if state.rules.strictness is not Strictness.FULL and command.kind is not PointKind.ORDER:
        raise Refused("point_kind_unknown")
    text = " ".join(command.text.split())
    if not TEXT_MIN <= len(text) <= TEXT_MAX:
        raise Refused("point_text", "text", least=TEXT_MIN, most=TEXT_MAX)
    return (*speeches.hold(state, at), PointRaised(len(state.points) + 1, person, command.kind, text))


def rule_point(state: State, command: RulePoint, who: Who, at: datetime) -> tuple[Fact, ...]:
    """The speaker who was interrupted goes on. Raises Refused without a reason: a ruling can be appealed from."""
    need_runner(state, who)
    need_in_session(state)
    point = state.points[-1] if state.points else None
    if point is None or point.number != command.point or point.well_taken is not None:
        raise Refused("point_not_waiting")
    reason = " ".join(command.reason.split())
    if not TEXT_MIN <= len(reason) <= TEXT_MAX:
        raise Refused("point_reason", "reason", least=TEXT_MIN, most=TEXT_MAX)
    speech = state.speaking
    on = speeches.go_on(state, at) if speech is not None and speech.motion == state.floor else ()
    return (PointRuled(point.number, command.well_taken, reason), *on)


def need_appealable(state: State, number: int | None) -> None:
    """Raises Refused unless this is the ruling just given. An answer to an inquiry is none (RONR 33:2)."""
    point = state.points[-1] if state.points else None
    if point is None or point.number != number or point.well_taken is None or point.kind is PointKind.INQUIRY:
        raise Refused("appeal_no_ruling")
    if any(motion.kind is MotionKind.APPEAL for motion in state.stack):
        raise Refused("appeal_pending")
    if point.steps != state.steps:
        raise Refused("appeal_too_late")


def raised(state: State, fact: PointRaised, event: Event) -> State:
    """Waits for the chair's answer."""
    point = Point(fact.point, fact.person, fact.kind, fact.text)
    return changed(state, points=(*state.points, point))


def ruled(state: State, fact: PointRuled, event: Event) -> State:
    """Answered; from here it may be appealed from."""
    return _with(state, fact.point, well_taken=fact.well_taken, reason=fact.reason, steps=state.steps)


def decided(state: State, fact: RulingDecided, event: Event) -> State:
    """What the meeting said about the ruling."""
    return _with(state, fact.point, sustained=fact.sustained)


def _with(state: State, number: int, **news: Any) -> State:
    points = tuple(replace(point, **news) if point.number == number else point for point in state.points)
    return changed(state, points=points)


def probes(state: State, who: Who) -> dict[str, Any]:
    """A sample of each act on points, to ask whether it is in order."""
    waiting = state.points[-1].number if state.points else 0
    return {
        "raise_point": RaisePoint(PointKind.ORDER, "xx"),
        "rule_point": RulePoint(waiting, True, "xx"),
    }


DECIDE: dict[type, Callable[[State, Any, Who, datetime], tuple[Fact, ...]]] = {
    RaisePoint: raise_point,
    RulePoint: rule_point,
}
APPLY: dict[type, Callable[[State, Any, Event], State]] = {
    PointRaised: raised,
    PointRuled: ruled,
    RulingDecided: decided,
}

sentences(
    point_during_vote=N_("正在表决，不能打断。请等主持人宣布结果。"),
    point_kind_unknown=N_("按这次会议的规则，只有程序问题可以打断发言。"),
    point_text=N_("请写明是什么问题，{least} 到 {most} 个字。"),
    point_not_waiting=N_("没有等待裁定的程序问题。"),
    point_reason=N_("请写明裁定的理由，{least} 到 {most} 个字。"),
    appeal_no_ruling=N_("现在没有可以申诉的裁定。"),
    appeal_pending=N_("已经有一个申诉，先把它表决完。"),
    appeal_too_late=N_("会议已经往下进行，对这个裁定不能再申诉。"),
)
