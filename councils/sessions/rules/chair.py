"""Who presides: the chair who wants to speak hands over, until the motion is disposed of (twelve principles, no. 2)."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from civic.kit.errors import N_, Forbidden, Refused, sentences
from councils.sessions.rules.events import ChairReturned, Fact, HandedOver, Seat
from councils.sessions.rules.log import Event
from councils.sessions.rules.queue import turns_used, without
from councils.sessions.rules.rights import is_chair, may_run
from councils.sessions.rules.shapes import Handover
from councils.sessions.rules.state import State, changed
from councils.sessions.rules.words import Phase, Who

REASON_MAX = 200


@dataclass(frozen=True)
class HandOver:
    """Let another member who is here preside. The recorder may do it too when the chair cannot, and says why."""

    to: int
    reason: str = ""


@dataclass(frozen=True)
class ReturnChair:
    """The session's own chair presides again."""


def hand_over(state: State, command: HandOver, who: Who, at: datetime) -> tuple[Fact, ...]:
    """Raises Refused for somebody who is not here, who moved what is debated, who is speaking or is recused."""
    chair = _need_chair(state, who)
    reason = " ".join(command.reason.split())
    if len(reason) > REASON_MAX or (len(reason) < 2 and not is_chair(state, who)):
        raise Refused("handover_reason", "reason", most=REASON_MAX)
    to = state.seat(command.to)
    if to is None or to.person_id not in state.present or to == chair:
        raise Refused("handover_to", "person")
    if state.heading is not None and to.person_id == state.heading.chair.person_id:
        raise Refused("handover_is_return", "person")
    if any(motion.mover.person_id == to.person_id for motion in state.stack):
        raise Refused("handover_mover", "person", name=to.name)
    if state.speaking is not None and any(turn.person == to for turn in (*state.held, state.speaking)):
        raise Refused("handover_speaking", "person", name=to.name)
    if to.person_id in state.recused:
        raise Refused("handover_recused", "person", name=to.name)
    return (HandedOver(chair, to, reason, _lock(state, who)),)


def _need_chair(state: State, who: Who) -> Seat:
    """Who presides now. Raises Forbidden for all but that person and the recorder, Refused outside a session."""
    if not may_run(state, who) or state.presiding is None:
        raise Forbidden("handover_only")
    if state.phase not in (Phase.CHECKING_IN, Phase.IN_SESSION, Phase.RECESSED):
        raise Refused("session_over" if state.phase is Phase.ADJOURNED else "checkin_not_open")
    return state.presiding


def _lock(state: State, who: Who) -> int | None:
    """Until which motion is settled: that of an earlier hand-over, or the main motion when the chair wants to speak."""
    if state.handover is not None:
        return state.handover.motion
    return state.stack[0].number if state.stack and is_chair(state, who) else None


def return_chair(state: State, command: ReturnChair, who: Who, at: datetime) -> tuple[Fact, ...]:
    """Raises Refused while the motion for which the chair stepped aside, or on which the chair took a side, is pending."""
    heading = state.heading
    own = heading is not None and who.person_id == heading.chair.person_id
    if heading is None or not (own or may_run(state, who)):
        raise Forbidden("handover_only")
    if state.phase is Phase.ADJOURNED:
        raise Refused("session_over")
    if state.handover is None:
        raise Refused("chair_presides")
    if _bound(state, heading.chair):
        raise Refused("chair_bound")
    if heading.chair.person_id not in state.present:
        raise Refused("chair_not_here", name=heading.chair.name)
    if heading.chair.person_id in state.recused:
        raise Refused("chair_recused")
    return (ChairReturned(heading.chair),)


def _bound(state: State, chair: Seat) -> bool:
    """Whether the chair has stepped aside for, or taken a side on, something that is not settled."""
    pending = state.stack
    if state.handover is not None and any(motion.number == state.handover.motion for motion in pending):
        return True
    if any(chair in (motion.mover, motion.seconder) for motion in pending):
        return True
    person = chair.person_id
    asks = any(hand.person.person_id == person for hand in state.hands)
    topics = [motion.number for motion in pending] or ([0] if state.floor == 0 else [])
    return asks or any(turns_used(state, topic, person) for topic in topics)


def returning(state: State, item: int | None = None) -> tuple[ChairReturned, ...]:
    """The fact by which the chair presides again of itself, once the motion of a hand-over is settled.

    item: the one that comes next, which the chair must not be recused from.
    """
    handover, heading = state.handover, state.heading
    if handover is None or handover.motion is None or heading is None or _bound(state, heading.chair):
        return ()
    chair = heading.chair
    if chair.person_id not in state.present or _recused(state, chair, item):
        return ()
    return (ChairReturned(chair),)


def returning_early(state: State, leaver: int) -> tuple[ChairReturned, ...]:
    """The same when whoever stood in leaves the room."""
    handover, heading = state.handover, state.heading
    if handover is None or heading is None or handover.to.person_id != leaver:
        return ()
    chair = heading.chair
    free = not _bound(state, chair) and chair.person_id in state.present - state.recused
    return (ChairReturned(chair),) if free else ()


def _recused(state: State, person: Seat, item: int | None) -> bool:
    return any(each.person == person and each.item == item for each in state.recusals)


def need_presider(state: State, item: int) -> None:
    """Raises Refused when who would preside over an item is recused from it."""
    chair = state.heading.chair if state.heading and returning(state, item) else state.presiding
    if chair is not None and _recused(state, chair, item):
        raise Refused("chair_recused")


def handed_over(state: State, fact: HandedOver, event: Event) -> State:
    """Another presides, and waits to speak no more."""
    handover = Handover(fact.to, fact.reason, fact.motion)
    return without(changed(state, handover=handover), fact.to.person_id)


def chair_returned(state: State, fact: ChairReturned, event: Event) -> State:
    """As before."""
    return changed(state, handover=None)


def probes(state: State, who: Who) -> dict[str, Any]:
    """A sample of each act about the chair, to ask whether it is in order."""
    heading = state.heading
    if heading is None:
        return {}
    acts: dict[str, Any] = {}
    if may_run(state, who):
        others = state.present - {seat.person_id for seat in (heading.chair, state.presiding) if seat}
        movers = {motion.mover.person_id for motion in state.stack} | state.recused
        speakers = {turn.person.person_id for turn in (*state.held, state.speaking) if turn}
        acts["hand_over"] = HandOver(min(others - movers - speakers, default=0), "xx")
    if state.handover is not None:
        acts["return_chair"] = ReturnChair()
    return acts


DECIDE: dict[type, Callable[[State, Any, Who, datetime], tuple[Fact, ...]]] = {
    HandOver: hand_over,
    ReturnChair: return_chair,
}
APPLY: dict[type, Callable[[State, Any, Event], State]] = {
    HandedOver: handed_over,
    ChairReturned: chair_returned,
}

sentences(
    handover_only=N_("移交主持由正在主持的人来做。主持人做不了的时候，由记录人来做。"),
    handover_reason=N_("请写明为什么移交，2 到 {most} 个字。"),
    handover_to=N_("请选一位在场的成员来主持。"),
    handover_is_return=N_("要请主持人回来，请按“主持人回来主持”。"),
    handover_mover=N_("{name} 是动议人，不能主持自己的动议。"),
    handover_speaking=N_("{name} 正在发言，等说完再移交。"),
    handover_recused=N_("{name} 已经回避这一项，不能主持。"),
    chair_presides=N_("主持人没有移交过。"),
    chair_bound=N_("主持人在这个动议上已经让位或者表过态，等这个动议处理完再回来主持。"),
    chair_not_here=N_("主持人{name}还没有签到。请先签到，或者由记录人把主持交给到场的另一位成员。"),
    chair_recused=N_("主持的人要回避这一项。请先把主持交给另一位成员。"),
)
