"""Ending debate, limits, recess, adjournment, the agenda, division, withdrawal: what carries each and what it does."""

import pytest

from civic.kit.errors import Forbidden, Refused
from councils.sessions.rules.agenda import CloseItem, TakeItem
from councils.sessions.rules.door import Leave
from councils.sessions.rules.events import (
    Adjourned,
    DebateClosed,
    ItemAdded,
    ItemLine,
    ItemsReordered,
    LimitsChanged,
    MotionDivided,
    MotionGranted,
    MotionLapsed,
    MotionWithdrawn,
    Recessed,
)
from councils.sessions.rules.floor import RaiseHand
from councils.sessions.rules.motions import (
    CloseDebate,
    Grant,
    OpenDebate,
    ReopenDebate,
)
from councils.sessions.rules.pauses import Resume
from councils.sessions.rules.queue import limits
from councils.sessions.rules.votes import CloseVote, OpenVote
from councils.sessions.rules.wording import Move
from councils.sessions.rules.words import Lapse, Method, MotionKind, MotionState, Phase, Stance
from tests.councils import meeting as m

K = MotionKind
BETTER = m.TEXT + "，并加装一盏"


def debating() -> m.Meeting:
    return m.debating(m.FULL)


def state_of(meeting: m.Meeting, number: int) -> MotionState:
    return meeting.state.motions[number - 1].state


def top(meeting: m.Meeting) -> int:
    return meeting.state.motion.number if meeting.state.motion else 0


def test_the_previous_question_ends_debate_by_two_thirds_and_sets_the_queue_aside() -> None:
    meeting = m.debating()
    meeting.do(m.LIN, RaiseHand(1, Stance.FOR))
    with pytest.raises(Refused, match="hands_waiting"):
        meeting.do(m.CHEN, CloseDebate(1))
    ask = m.put(meeting, m.LI, Move(kind=K.PREVIOUS_QUESTION), m.ZHAO)
    assert m.settle(meeting, ask, yes=4, no=1)[-1] == DebateClosed(1, ask)
    assert (meeting.state.hands, state_of(meeting, 1)) == ((), MotionState.DEBATED)
    for late in (Move(BETTER, kind=K.AMEND), Move(detail="下次会议", kind=K.POSTPONE)):
        with pytest.raises(Refused, match="question_ordered"):
            meeting.do(m.LI, late)
    with pytest.raises(Refused, match="question_ordered"):
        meeting.do(m.CHEN, ReopenDebate(1))


def test_three_of_five_do_not_end_a_debate() -> None:
    meeting = m.debating()
    ask = m.put(meeting, m.LI, Move(kind=K.PREVIOUS_QUESTION), m.ZHAO)
    m.settle(meeting, ask, yes=3, no=2)
    assert (state_of(meeting, ask), state_of(meeting, 1)) == (MotionState.LOST, MotionState.DEBATING)


def test_limits_hold_for_the_question_they_were_moved_on() -> None:
    meeting = debating()
    number = m.put(meeting, m.LI, Move(seconds=60, times=1, kind=K.LIMITS), m.ZHAO)
    assert m.settle(meeting, number, yes=4)[-1] == LimitsChanged(number, 1, 60, 1)
    assert limits(meeting.state, 1).seconds == 60
    assert limits(meeting.state, 9).seconds == 120
    with pytest.raises(Refused, match="motion_limits_same"):
        meeting.do(m.LI, Move(seconds=60, times=1, kind=K.LIMITS))


def test_limits_for_the_rest_of_the_session_when_nothing_is_pending() -> None:
    meeting = m.opened(m.FULL)
    number = m.put(meeting, m.LI, Move(seconds=180, times=3, kind=K.LIMITS), m.ZHAO)
    m.settle(meeting, number, yes=5)
    assert (limits(meeting.state, 7).seconds, limits(meeting.state, 7).times) == (180, 3)


def test_debate_closed_by_a_slip_is_opened_again() -> None:
    meeting = m.debated(m.FULL)
    meeting.do(m.CHEN, ReopenDebate(1))
    assert state_of(meeting, 1) is MotionState.DEBATING


def test_what_is_not_debated_goes_straight_to_the_vote() -> None:
    meeting = debating()
    recess = m.put(meeting, m.LI, Move(seconds=600, kind=K.RECESS), m.ZHAO)
    with pytest.raises(Refused, match="motion_undebatable"):
        meeting.do(m.CHEN, OpenDebate(recess))
    meeting.do(m.CHEN, OpenVote(recess, Method.HANDS))


def test_a_recess_is_voted_and_the_question_waits_where_it_was() -> None:
    meeting = m.debating()
    recess = m.put(meeting, m.LI, Move(seconds=600, kind=K.RECESS), m.ZHAO)
    facts = m.settle(meeting, recess, yes=4)
    assert isinstance(facts[-1], Recessed)
    assert meeting.state.phase is Phase.RECESSED
    meeting.wait(600)
    meeting.do(m.CHEN, Resume())
    assert (top(meeting), state_of(meeting, 1)) == (1, MotionState.DEBATING)


def test_the_meeting_adjourns_by_vote_and_what_is_pending_lapses() -> None:
    meeting = m.debating()
    end = m.put(meeting, m.LI, Move(kind=K.ADJOURN), m.ZHAO)
    facts = m.settle(meeting, end, yes=3, no=2)
    assert MotionLapsed(1, Lapse.ADJOURNED) in facts
    assert isinstance(facts[-1], Adjourned)
    assert meeting.state.phase is Phase.ADJOURNED


def test_without_a_quorum_only_recess_adjournment_and_the_next_time_are_in_order() -> None:
    meeting = debating()
    for seat in (m.ZHAO, m.MA):
        meeting.do(seat, Leave(seat.person_id))
    for motion in (Move(BETTER, kind=K.AMEND), Move(kind=K.TABLE), Move(kind=K.PREVIOUS_QUESTION)):
        with pytest.raises(Refused, match="quorum_lost"):
            meeting.do(m.LI, motion)
    time = m.put(meeting, m.LI, Move(detail="下周三晚七点", kind=K.FIX_TIME), m.LIN)
    m.settle(meeting, time, yes=3)
    assert state_of(meeting, time) is MotionState.ADOPTED
    m.settle(meeting, m.put(meeting, m.LI, Move(kind=K.ADJOURN), m.LIN), yes=3)
    assert meeting.state.phase is Phase.ADJOURNED


def test_the_agenda_is_changed_by_two_thirds() -> None:
    meeting = m.opened()
    meeting.do(m.CHEN, TakeItem(1))
    meeting.do(m.CHEN, CloseItem(1))
    number = m.put(meeting, m.LI, Move("电动车充电桩", seconds=900, kind=K.CHANGE_AGENDA), m.ZHAO)
    m.settle(meeting, number, yes=3, no=2)
    assert state_of(meeting, number) is MotionState.LOST
    number = m.put(meeting, m.LI, Move("垃圾清运时间", seconds=900, kind=K.CHANGE_AGENDA), m.ZHAO)
    added = ItemAdded(ItemLine(4, "垃圾清运时间", minutes=15), 3, number)
    assert m.settle(meeting, number, yes=4)[-1] == added
    order = m.put(meeting, m.LI, Move(order=(1, 4, 2, 3), kind=K.CHANGE_AGENDA), m.ZHAO)
    assert m.settle(meeting, order, yes=4)[-1] == ItemsReordered((1, 4, 2, 3), order)
    meeting.do(m.CHEN, TakeItem(4))


@pytest.mark.parametrize("order", [(1, 2), (2, 1, 3), (1, 2, 3), (1, 3, 3)])
def test_only_what_was_not_dealt_with_changes_places(order: tuple[int, ...]) -> None:
    meeting = m.opened()
    meeting.do(m.CHEN, TakeItem(1))
    with pytest.raises(Refused, match="motion_order"):
        meeting.do(m.LI, Move(order=order, kind=K.CHANGE_AGENDA))


def test_a_motion_between_items_belongs_to_none() -> None:
    meeting = m.opened()
    number = m.put(meeting, m.LI, Move(seconds=300, kind=K.RECESS), m.ZHAO)
    assert meeting.state.motions[number - 1].item == 0


HALVES = ("由居委会在 6 月底前换好南门的灯泡", "由居委会在 6 月底前换好南门的灯杆")


def test_one_member_s_demand_divides_what_stands_apart() -> None:
    meeting = debating()
    meeting.do(m.LI, Move(kind=K.DIVIDE, parts=HALVES, amounts=(800_000, 1_000_000)))
    facts = meeting.do(m.CHEN, Grant(2))
    assert (facts[0], facts[-1]) == (MotionGranted(2), MotionDivided(1, (3, 4)))
    assert [part.seconder for part in meeting.state.motions[2:]] == [m.LI, m.LI]


def test_nothing_else_is_granted_without_a_vote() -> None:
    meeting = debating()
    meeting.do(m.LI, Move(BETTER, kind=K.AMEND))
    with pytest.raises(Refused, match="grant_division_only"):
        meeting.do(m.CHEN, Grant(2))


@pytest.mark.parametrize(
    "move",
    [
        Move(kind=K.DIVIDE, parts=HALVES[:1], amounts=(1_800_000,)),
        Move(kind=K.DIVIDE, parts=(HALVES[0], HALVES[0]), amounts=(800_000, 1_000_000)),
        Move(kind=K.DIVIDE, parts=HALVES, amounts=(800_000, 900_000)),
        Move(kind=K.DIVIDE, parts=HALVES),
        Move(kind=K.DIVIDE, parts=(HALVES[0], "短"), amounts=(800_000, 1_000_000)),
    ],
)
def test_the_parts_must_stand_alone_and_share_out_the_money(move: Move) -> None:
    with pytest.raises(Refused) as refusal:
        debating().do(m.LI, move)
    assert refusal.value.field in ("parts", "amounts")


def test_a_stated_motion_is_withdrawn_by_its_mover_with_everybody_s_consent() -> None:
    meeting = m.debating()
    with pytest.raises(Forbidden, match="withdraw_mover_only"):
        meeting.do(m.LI, Move(kind=K.WITHDRAW))
    ask = m.put(meeting, m.LIN, Move(kind=K.WITHDRAW))
    meeting.do(m.CHEN, OpenVote(ask, Method.CONSENT))
    facts = meeting.do(m.CHEN, CloseVote(ask))
    assert facts[-1] == MotionWithdrawn(1, ask)
    assert meeting.state.motion is None
