"""Points of order: they come first, are answered with a reason, and the meeting may think otherwise."""

import pytest

from civic.kit.errors import Forbidden, Refused
from councils.sessions.rules.agenda import TakeItem
from councils.sessions.rules.calls import CallSpeaker
from councils.sessions.rules.events import PointRaised, RulingDecided, SpeechPaused
from councils.sessions.rules.floor import RaiseHand
from councils.sessions.rules.motions import CloseDebate, Lapsed, OpenDebate
from councils.sessions.rules.points import RaisePoint, RulePoint
from councils.sessions.rules.votes import OpenVote
from councils.sessions.rules.wording import Move
from councils.sessions.rules.words import Method, MotionKind, PointKind, Stance
from tests.councils import meeting as m

OFF_TOPIC = RaisePoint(PointKind.ORDER, "发言跑题了")
APPEAL = Move("说的正是路灯", kind=MotionKind.APPEAL, target=1)


def speaking() -> m.Meeting:
    meeting = m.debating(m.FULL)
    meeting.do(m.LIN, RaiseHand(1, Stance.FOR))
    meeting.do(m.CHEN, CallSpeaker(3))
    meeting.wait(40)
    return meeting


def ruled(well_taken: bool = True) -> m.Meeting:
    meeting = speaking()
    meeting.do(m.ZHAO, OFF_TOPIC)
    meeting.do(m.CHEN, RulePoint(1, well_taken, "请只说路灯"))
    return meeting


def test_a_point_stops_the_clock_and_everything_waits_for_the_ruling() -> None:
    meeting = speaking()
    assert meeting.do(m.ZHAO, OFF_TOPIC) == (
        SpeechPaused(1, 40),
        PointRaised(1, m.ZHAO, PointKind.ORDER, "发言跑题了"),
    )
    meeting.wait(60)
    for person, command in (
        (m.CHEN, CloseDebate(1)),
        (m.LI, Move("x" * 12, kind=MotionKind.AMEND)),
        (m.LI, OFF_TOPIC),
        (m.CHEN, TakeItem(2)),
    ):
        with pytest.raises(Refused, match=r"point_waits|motion_pending"):
            meeting.do(person, command)
    meeting.do(m.CHEN, RulePoint(1, True, "请只说路灯"))
    assert meeting.state.speaking is not None
    assert (meeting.state.speaking.paused, meeting.state.speaking.used) == (False, 40)


def test_a_ruling_has_its_reason_and_is_the_chair_s() -> None:
    meeting = speaking()
    meeting.do(m.ZHAO, OFF_TOPIC)
    with pytest.raises(Refused, match="point_reason"):
        meeting.do(m.CHEN, RulePoint(1, True, " "))
    with pytest.raises(Forbidden, match="runner_only"):
        meeting.do(m.LI, RulePoint(1, True, "对"))
    meeting.do(m.CHEN, RulePoint(1, True, "对的"))
    with pytest.raises(Refused, match="point_not_waiting"):
        meeting.do(m.CHEN, RulePoint(1, False, "又不对"))


def test_a_vote_is_not_interrupted() -> None:
    meeting = m.debated()
    meeting.do(m.CHEN, OpenVote(1, Method.HANDS))
    with pytest.raises(Refused, match="point_during_vote"):
        meeting.do(m.LI, OFF_TOPIC)


def test_simple_rules_know_points_of_order_only() -> None:
    with pytest.raises(Refused, match="point_kind_unknown"):
        m.debating().do(m.LI, RaisePoint(PointKind.INQUIRY, "现在表决什么"))
    m.debating().do(m.LI, OFF_TOPIC)


@pytest.mark.parametrize(("yes", "no", "stands"), [(3, 1, False), (2, 2, True), (1, 2, True)])
def test_a_majority_against_the_chair_overturns_and_a_tie_sustains(yes: int, no: int, stands: bool) -> None:
    meeting = ruled()
    appeal = m.put(meeting, m.LIN, APPEAL)
    assert RulingDecided(1, appeal, sustained=stands) in m.settle(meeting, appeal, yes, no)
    assert meeting.state.points[0].sustained is stands
    assert meeting.state.speaking is not None
    assert not meeting.state.speaking.paused, "the speaker goes on"


def test_an_appeal_comes_before_anything_else_or_not_at_all() -> None:
    meeting = ruled()
    meeting.do(m.LI, RaiseHand(1, Stance.AGAINST))
    meeting.do(m.CHEN, CallSpeaker(4))
    with pytest.raises(Refused, match="appeal_too_late"):
        meeting.do(m.ZHAO, APPEAL)


def test_one_appeal_at_a_time_and_none_from_an_answer() -> None:
    meeting = ruled()
    meeting.do(m.LIN, APPEAL)
    with pytest.raises(Refused, match="appeal_pending"):
        meeting.do(m.LI, APPEAL)
    meeting = speaking()
    meeting.do(m.LI, RaisePoint(PointKind.INQUIRY, "还剩多少钱"))
    meeting.do(m.CHEN, RulePoint(1, True, "还剩三万元"))
    with pytest.raises(Refused, match="appeal_no_ruling"):
        meeting.do(m.LI, APPEAL)


def test_an_appeal_on_what_is_not_debated_is_not_debated() -> None:
    meeting = m.debating(m.FULL)
    m.put(meeting, m.LI, Move(seconds=600, kind=MotionKind.RECESS), m.ZHAO)
    meeting.do(m.ZHAO, OFF_TOPIC)
    meeting.do(m.CHEN, RulePoint(1, False, "没有跑题"))
    appeal = m.put(meeting, m.ZHAO, APPEAL)
    with pytest.raises(Refused, match="motion_undebatable"):
        meeting.do(m.CHEN, OpenDebate(appeal))


def test_an_appeal_nobody_seconds_lapses() -> None:
    meeting = ruled()
    meeting.do(m.LIN, APPEAL)
    meeting.do(m.CHEN, Lapsed(2))
    assert meeting.state.points[0].sustained is None
    assert [motion.number for motion in meeting.state.stack] == [1]
