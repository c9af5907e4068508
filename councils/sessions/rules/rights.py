"""Who may do what in a meeting, as questions the matters ask before they decide."""

from typing import Any

from civic.kit.errors import N_, Forbidden, Refused, sentences
from councils.sessions.rules.events import Seat
from councils.sessions.rules.shapes import Motion
from councils.sessions.rules.state import State
from councils.sessions.rules.words import MotionState, Phase, Source, Who


def is_chair(state: State, who: Who) -> bool:
    """Whether this person presides now."""
    return state.presiding is not None and who.person_id == state.presiding.person_id


def may_run(state: State, who: Who) -> bool:
    """Who presides and the recorder run the session; the recorder so that a dead battery does not end it."""
    heading = state.heading
    return is_chair(state, who) or (heading is not None and who.person_id == heading.recorder.person_id)


def need_runner(state: State, who: Who) -> None:
    """Raises Forbidden unless the person runs this session."""
    if not may_run(state, who):
        raise Forbidden("runner_only")


def tends(state: State, who: Who) -> bool:
    """Who runs the session, and the steward at the door."""
    return who.steward or may_run(state, who)


def need_tender(state: State, who: Who) -> None:
    """Raises Forbidden for everybody else."""
    if not tends(state, who):
        raise Forbidden("tender_only")


def need_in_session(state: State) -> None:
    """Raises Refused outside the open session."""
    if state.phase is Phase.ADJOURNED:
        raise Refused("session_over")
    if state.phase is Phase.RECESSED:
        raise Refused("session_recessed")
    if state.phase is not Phase.IN_SESSION:
        raise Refused("session_not_open")


def quorum_short(state: State, code: str) -> Refused:
    """Why there is no quorum, under this code; for a joint council, which member body lacks whom."""
    bench = next((bench for bench in state.bench_verdicts if not bench.met), None)
    if bench is not None and state.rules.quorum.met(len(state.present), state.seats):
        numbers: dict[str, Any] = {"present": bench.present, "needed": bench.needed, "seats": bench.seats}
        return Refused("bench_not_quorate", bench=bench.name, **numbers)
    return Refused(code, present=len(state.present), needed=state.quorum_needed, seats=state.seats)


def need_quorum(state: State) -> None:
    """Raises Refused without a quorum: then one may only adjourn, recess, fix the time to meet, or get members in (R9)."""
    if not state.quorate:
        raise quorum_short(state, "quorum_lost")


def need_no_point(state: State) -> None:
    """Raises Refused while the chair owes an answer to a point of order: it comes before everything else."""
    if state.points and state.points[-1].well_taken is None:
        raise Refused("point_waits")


def need_present(state: State, who: Who) -> Seat:
    """The person's seat. Raises Forbidden when they have none, Refused when they are not checked in."""
    need_in_session(state)
    seat = state.seat(who.person_id)
    if seat is None:
        raise Forbidden("members_only")
    if seat.person_id not in state.present:
        raise Refused("not_checked_in")
    return seat


def need_member(state: State, who: Who) -> Seat:
    """A member who takes part in the current item. Raises as ``need_present`` does, and Refused for one who is recused."""
    seat = need_present(state, who)
    if seat.person_id in state.recused:
        raise Refused("recused")
    return seat


def need_debater(state: State, who: Who) -> Seat:
    """A member who is not presiding. Raises Forbidden for the chair: who rules on others takes no side (principle 2)."""
    seat = need_member(state, who)
    if is_chair(state, who):
        raise Forbidden("chair_neutral")
    return seat


def in_name_of(state: State, person_id: int | None, who: Who) -> tuple[Who, Source]:
    """In whose name something is done. Raises Forbidden when that is somebody else's and one is no steward (现场录入)."""
    if person_id is None or person_id == who.person_id:
        return who, Source.SELF
    if not tends(state, who):
        raise Forbidden("tender_only")
    return Who(person_id), Source.STEWARD


def need_motion(state: State, number: int, *states: MotionState) -> Motion:
    """The motion being dealt with, in one of these states. Raises Refused otherwise."""
    need_in_session(state)
    motion = state.motion
    if motion is None or motion.number != number:
        raise Refused("motion_not_pending")
    if motion.state not in states:
        raise Refused("motion_" + motion.state.value)
    return motion


sentences(
    runner_only=N_("这一步由主持人或记录人来做。"),
    members_only=N_("这一步由本届议事会成员来做。您可以旁听全程。"),
    not_checked_in=N_("您还没有签到。签到以后就可以参加。"),
    chair_neutral=N_("主持人保持中立：主持期间不提动议、不附议、不参加辩论，可以投票。"),
    session_over=N_("会议已经结束。"),
    session_not_open=N_("会议还没有宣布开始。"),
    session_recessed=N_("现在休会。复会以后再做这一步。"),
    tender_only=N_("这一步由主持人、记录人或现场社工来做。"),
    recused=N_("这一项您已经回避：不发言、不表决。下一项照常参加。"),
    quorum_lost=N_(
        "应到 {seats} 人，现在在场 {present} 人，至少需要 {needed} 人。人不够，只能休会、散会、定下次时间，或者把人请回来。"
    ),
    bench_not_quorate=N_("{bench}应到 {seats} 人，到了 {present} 人，至少需要 {needed} 人。每一方都要够数。"),
    point_waits=N_("有人提出了程序问题，请主持人先裁定。"),
    motion_not_pending=N_("现在议的不是这个动议。请看一下最新情况。"),
    motion_moved=N_("这个动议还在等附议。"),
    motion_waiting=N_("这个动议在排队，轮到它时由主持人宣读。"),
    motion_seconded=N_("动议已有人附议，等主持人复述。"),
    motion_stated=N_("主持人已经复述这个动议，等宣布开始辩论。"),
    motion_debating=N_("这个动议正在辩论。"),
    motion_debated=N_("辩论已经结束，等主持人提请表决。"),
    motion_voting=N_("这个动议正在表决。"),
)
