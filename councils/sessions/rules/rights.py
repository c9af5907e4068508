"""Who may do what in a meeting, as questions the matters ask before they decide."""

from typing import Any

from civic.kit.errors import N_, Forbidden, Refused, Term, sentences
from councils.sessions.rules.events import Heads, Seat
from councils.sessions.rules.shapes import Motion, Standing
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


OPEN_DOOR = (Phase.CHECKING_IN, Phase.IN_SESSION, Phase.RECESSED)


def need_door(state: State) -> None:
    """Raises Refused unless people come and go."""
    if state.phase is Phase.ADJOURNED:
        raise Refused("session_over")
    if state.phase not in OPEN_DOOR:
        raise Refused("checkin_not_open")


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
    """Why there is no quorum, under this code; which member body of a joint council lacks whom, or which kind of people."""
    numbers: dict[str, Any] = {"present": len(state.present), "needed": state.quorum_needed}
    short = lacking(state)
    if short is None:
        return Refused(code, seats=state.seats, **numbers)
    if isinstance(short, Standing):
        numbers = {"present": short.present, "needed": short.needed, "seats": short.seats}
        return Refused("bench_not_quorate", bench=short.name, **numbers)
    of = Term(short.of.words)
    if short.least:
        missing = short.needed - short.present
        return Refused("heads_short", of=of, present=short.present, needed=short.needed, missing=missing)
    numbers |= {"seats": state.seats, "of": of, "whole": short.whole, "came": short.present}
    return Refused("also_short" if short.whole else "also_uncounted", also=short.needed, **numbers)


def lacking(state: State) -> Standing | Heads | None:
    """What keeps the meeting from a quorum beside the seats: a member body, a kind of people, or another way that fails too.

    None when it is the seats alone.
    """
    ways = [one for one in state.heads if not one.least]
    if not (state.seats_met or any(one.met for one in ways)):
        return min(ways, key=lambda one: (not one.whole, one.needed - one.present), default=None)
    bench = next((bench for bench in state.bench_verdicts if not bench.met), None)
    return bench or next((one for one in state.heads if one.least and not one.met), None)


def need_quorum(state: State) -> None:
    """Raises Refused without a quorum: then one may only adjourn, recess, fix the time to meet, or get members in (R9).

    A conversation that decides nothing needs none.
    """
    if not (state.quorate or state.talk):
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
    heads_short=N_(
        "{of}至少要有 {needed} 位，现在 {present} 位，还差 {missing} 位。请再等一等，或者休会、散会；也可以改成座谈：只说不定。"
    ),
    also_short=N_(
        "应到 {seats} 人，在场 {present} 人，至少需要 {needed} 人；按{of}算，{whole} 位里到了 {came} 位，至少需要 {also} 位。"
        "两样够一样就行。请再等一等，或者休会、散会；也可以改成座谈：只说不定。"
    ),
    also_uncounted=N_(
        "应到 {seats} 人，在场 {present} 人，至少需要 {needed} 人。也可以按{of}算，请在签到台填上一共有多少、到了多少。"
        "不够就等一等，或者休会、散会；也可以改成座谈：只说不定。"
    ),
    checkin_not_open=N_("签到还没有开始。"),
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
