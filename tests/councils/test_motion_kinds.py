"""Each kind of motion: when it is in order, what carries it, and what it does."""

import pytest

from civic.kit.errors import Forbidden, Refused
from councils.rules import FloorRules, Strictness
from councils.sessions.rules.agenda import CloseItem, TakeItem
from councils.sessions.rules.calls import CallSpeaker
from councils.sessions.rules.door import Leave
from councils.sessions.rules.events import (
    Adjourned,
    DebateClosed,
    ItemAdded,
    ItemLine,
    ItemsReordered,
    ItemTaken,
    LimitsChanged,
    MotionAmended,
    MotionDivided,
    MotionGranted,
    MotionLaidAside,
    MotionLapsed,
    MotionPostponed,
    MotionReferred,
    MotionReopened,
    MotionRescinded,
    MotionTakenUp,
    MotionWithdrawn,
    Recessed,
)
from councils.sessions.rules.floor import RaiseHand
from councils.sessions.rules.motions import (
    CloseDebate,
    Grant,
    Lapsed,
    OpenDebate,
    ReopenDebate,
    Second,
    StateMotion,
    Withdraw,
)
from councils.sessions.rules.pauses import Resume
from councils.sessions.rules.queue import limits
from councils.sessions.rules.speeches import EndSpeech
from councils.sessions.rules.votes import Cast, CloseVote, OpenVote
from councils.sessions.rules.wording import Move
from councils.sessions.rules.words import Choice, Lapse, Method, MotionKind, MotionState, Phase, Stance
from tests.councils import meeting as m

K = MotionKind
BETTER = m.TEXT + "，并加装一盏"


def debating() -> m.Meeting:
    return m.debating(m.FULL)


def state_of(meeting: m.Meeting, number: int) -> MotionState:
    return meeting.state.motions[number - 1].state


def top(meeting: m.Meeting) -> int:
    return meeting.state.motion.number if meeting.state.motion else 0


# rank (R1), incidental motions (R2), what brings back (R3)


@pytest.mark.parametrize(
    ("below", "above"),
    [
        (Move(detail="下次会议", kind=K.POSTPONE), Move(detail="物业，月底前", kind=K.REFER)),
        (Move(detail="物业，月底前", kind=K.REFER), Move(kind=K.POSTPONE_INDEFINITELY)),
        (Move(kind=K.TABLE), Move(detail="下次会议", kind=K.POSTPONE)),
        (Move(seconds=600, kind=K.RECESS), Move(kind=K.TABLE)),
        (Move(kind=K.ADJOURN), Move(seconds=600, kind=K.RECESS)),
        (Move(detail="下周三晚七点", kind=K.FIX_TIME), Move(kind=K.ADJOURN)),
        (Move(kind=K.ADJOURN), Move(kind=K.ADJOURN)),
    ],
)
def test_a_lower_motion_waits_for_the_higher_and_the_higher_goes_on_top(below: Move, above: Move) -> None:
    """``below`` is pending: ``above`` ranks no higher and is out of order."""
    meeting = debating()
    m.put(meeting, m.LI, below, m.ZHAO)
    with pytest.raises(Refused, match="motion_outranked"):
        meeting.do(m.ZHAO, above)


def test_higher_motions_pile_up_in_the_order_of_their_rank() -> None:
    meeting = debating()
    pile = [
        Move(kind=K.POSTPONE_INDEFINITELY),
        Move(BETTER, kind=K.AMEND, target=1),
        Move(detail="物业，月底前", kind=K.REFER),
        Move(detail="下次会议", kind=K.POSTPONE),
        Move(seconds=60, times=1, kind=K.LIMITS),
        Move(kind=K.TABLE),
        Move(seconds=600, kind=K.RECESS),
        Move(kind=K.ADJOURN),
        Move(detail="下周三晚七点", kind=K.FIX_TIME),
    ]
    for motion in pile:
        m.put(meeting, m.LI, motion, m.ZHAO)
    assert [motion.kind for motion in meeting.state.stack] == [K.MAIN, *(motion.kind for motion in pile)]


def test_no_second_main_motion_and_nothing_brought_back_while_one_is_pending() -> None:
    meeting = debating()
    for motion in (
        Move(BETTER),
        Move(kind=K.TAKE_UP, target=1),
        Move("撤销去年关于停车的决议", kind=K.RESCIND),
        Move("新的一项", seconds=600, kind=K.CHANGE_AGENDA),
    ):
        with pytest.raises(Refused, match="motion_pending"):
            meeting.do(m.LI, motion)


def test_nothing_is_moved_about_a_question_the_chair_has_not_stated() -> None:
    meeting = m.moved(m.FULL)
    with pytest.raises(Refused, match="motion_moved"):
        meeting.do(m.LI, Move(BETTER, kind=K.AMEND))
    with pytest.raises(Refused, match="motion_moved"):
        meeting.do(m.LI, Move(kind=K.ADJOURN))


def test_a_motion_without_a_second_lapses_and_the_one_beneath_goes_on() -> None:
    meeting = debating()
    meeting.do(m.LIN, RaiseHand(1, Stance.FOR))
    meeting.do(m.LI, Move(BETTER, kind=K.AMEND))
    assert meeting.do(m.CHEN, Lapsed(2)) == (MotionLapsed(2, Lapse.NO_SECOND),)
    assert (top(meeting), state_of(meeting, 1)) == (1, MotionState.DEBATING)
    assert [hand.person for hand in meeting.state.hands] == [m.LIN]


def test_the_simple_set_has_what_it_has_and_no_more() -> None:
    meeting = m.debating()
    for motion in (Move(kind=K.TABLE), Move(seconds=60, times=1, kind=K.LIMITS), Move(kind=K.OBJECT)):
        with pytest.raises(Refused, match="motion_kind_unknown"):
            meeting.do(m.LI, motion)
    m.put(meeting, m.LI, Move(BETTER, kind=K.AMEND), m.ZHAO)
    with pytest.raises(Refused, match="amend_second_degree"):
        meeting.do(m.ZHAO, Move(BETTER + "灯", kind=K.AMEND))


def test_nothing_binding_is_moved_in_an_open_consultation() -> None:
    meeting = m.opened(FloorRules(strictness=Strictness.CONSULTATION))
    meeting.do(m.CHEN, TakeItem(1))
    with pytest.raises(Refused, match="motion_kind_unknown"):
        meeting.do(m.LIN, Move(m.TEXT))


def test_who_speaks_is_not_interrupted_by_a_motion() -> None:
    meeting = debating()
    meeting.do(m.LIN, RaiseHand(1, Stance.FOR))
    meeting.do(m.CHEN, CallSpeaker(3))
    with pytest.raises(Refused, match="floor_taken"):
        meeting.do(m.LI, Move(BETTER, kind=K.AMEND))


# amendments


def test_a_lost_amendment_changes_nothing_and_is_not_moved_again() -> None:
    meeting = debating()
    m.settle(meeting, m.put(meeting, m.LI, Move(BETTER, kind=K.AMEND), m.ZHAO), yes=1, no=2)
    assert (meeting.state.motions[0].text, meeting.state.motions[0].version) == (m.TEXT, 1)
    with pytest.raises(Refused, match="motion_renewed"):
        meeting.do(m.ZHAO, Move(BETTER, kind=K.AMEND))


def test_an_amendment_has_to_change_something() -> None:
    with pytest.raises(Refused, match="amend_same"):
        debating().do(m.LI, Move(m.TEXT, 1_800_000, kind=K.AMEND))


def test_money_alone_may_be_amended() -> None:
    meeting = debating()
    number = m.put(meeting, m.LI, Move(m.TEXT, 900_000, kind=K.AMEND), m.ZHAO)
    assert MotionAmended(1, number, 2, m.TEXT, 900_000) in m.settle(meeting, number, yes=3)


def test_the_time_a_postponement_names_may_be_amended() -> None:
    meeting = debating()
    off = m.put(meeting, m.LI, Move(detail="下次会议", kind=K.POSTPONE), m.ZHAO)
    change = m.put(meeting, m.ZHAO, Move(detail="十二月的会", kind=K.AMEND))
    m.settle(meeting, change, yes=4)
    facts = m.settle(meeting, off, yes=4)
    assert facts[-1] == MotionPostponed(1, off, "十二月的会")


def test_the_vote_is_bound_to_the_text_as_it_stands() -> None:
    meeting = debating()
    m.settle(meeting, m.put(meeting, m.LI, Move(BETTER, kind=K.AMEND), m.ZHAO), yes=4)
    meeting.do(m.CHEN, CloseDebate(1))
    (opened,) = meeting.do(m.CHEN, OpenVote(1, Method.HANDS))
    assert (opened.version, opened.digest) == (2, meeting.state.motions[0].digest)  # type: ignore[union-attr]


# setting aside


def test_what_is_postponed_or_referred_takes_its_amendment_along() -> None:
    meeting = debating()
    amendment = m.put(meeting, m.LI, Move(BETTER, kind=K.AMEND), m.ZHAO)
    refer = m.put(meeting, m.ZHAO, Move(detail="物业拿出方案，月底前", kind=K.REFER))
    facts = m.settle(meeting, refer, yes=3, no=1)
    to = "物业拿出方案，月底前"
    assert facts[1:] == (MotionReferred(amendment, refer, to), MotionReferred(1, refer, to))
    assert meeting.state.motion is None


def test_a_motion_laid_on_the_table_comes_back_as_it_stood() -> None:
    meeting = debating()
    meeting.do(m.LIN, RaiseHand(1, Stance.FOR))
    amendment = m.put(meeting, m.LI, Move(BETTER, kind=K.AMEND), m.ZHAO)
    table = m.put(meeting, m.ZHAO, Move(kind=K.TABLE))
    assert m.settle(meeting, table, yes=3)[1:] == (
        MotionLaidAside(amendment, table),
        MotionLaidAside(1, table),
    )
    assert not meeting.state.hands
    meeting.do(m.CHEN, TakeItem(2))
    back = m.put(meeting, m.LI, Move(kind=K.TAKE_UP, target=1), m.ZHAO)
    facts = m.settle(meeting, back, yes=3)
    assert facts[2:] == (ItemTaken(1), MotionTakenUp(1, back), MotionTakenUp(amendment, back))
    assert [motion.number for motion in meeting.state.stack] == [1, amendment]
    assert (state_of(meeting, 1), state_of(meeting, amendment)) == (MotionState.DEBATING, MotionState.STATED)
    assert meeting.state.item is not None
    assert meeting.state.item.number == 1


def test_to_postpone_indefinitely_drops_it_for_the_session() -> None:
    meeting = debating()
    drop = m.put(meeting, m.LI, Move(kind=K.POSTPONE_INDEFINITELY), m.ZHAO)
    m.put(meeting, m.LIN, Move(BETTER, kind=K.AMEND, target=1))
    m.settle(meeting, 3, yes=4)
    assert meeting.state.motions[0].text == BETTER, "its friends may still better it"
    assert m.settle(meeting, drop, yes=3, no=1)[-1] == MotionPostponed(1, drop, "")
    with pytest.raises(Refused, match="motion_renewed"):
        meeting.do(m.LIN, Move(BETTER))
    with pytest.raises(Refused, match="motion_not_there"):
        meeting.do(m.LIN, Move(kind=K.TAKE_UP, target=1))


def test_a_committee_is_discharged_by_two_thirds() -> None:
    meeting = debating()
    m.settle(meeting, m.put(meeting, m.LI, Move(detail="物业，月底前", kind=K.REFER), m.ZHAO), yes=3)
    back = m.put(meeting, m.LI, Move(kind=K.DISCHARGE, target=1), m.ZHAO)
    m.settle(meeting, back, yes=3, no=2)
    assert state_of(meeting, back) is MotionState.LOST
    with pytest.raises(Refused, match="motion_renewed_soon"):
        meeting.do(m.LIN, Move(kind=K.DISCHARGE, target=1))
    m.settle(meeting, m.put(meeting, m.ZHAO, Move(seconds=600, kind=K.RECESS)), yes=0, no=1)
    again = m.put(meeting, m.LIN, Move(kind=K.DISCHARGE, target=1))
    assert MotionTakenUp(1, again) in m.settle(meeting, again, yes=4, no=1)
    assert top(meeting) == 1


def test_objection_to_consideration_before_debate_only_and_by_two_thirds() -> None:
    with pytest.raises(Refused, match="object_too_late"):
        debating().do(m.ZHAO, Move(kind=K.OBJECT))
    meeting = m.moved(m.FULL)
    meeting.do(m.LI, Second(1))
    meeting.do(m.CHEN, StateMotion(1))
    objection = m.put(meeting, m.ZHAO, Move(kind=K.OBJECT))
    assert m.settle(meeting, objection, yes=4, no=1)[-1] == MotionPostponed(1, objection, "")


# debate


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


# the meeting itself


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


# divide, withdraw

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


# bringing back


def decided(yes: tuple[m.Seat, ...], no: tuple[m.Seat, ...], method: Method = Method.PHONES) -> m.Meeting:
    meeting = m.debated(m.FULL)
    meeting.do(m.CHEN, OpenVote(1, method))
    for seat in yes:
        meeting.do(seat, Cast(1, Choice.YES))
    for seat in no:
        meeting.do(seat, Cast(1, Choice.NO))
    meeting.do(m.CHEN, CloseVote(1))
    return meeting


def test_reconsider_is_for_those_who_won_and_only_once() -> None:
    meeting = decided((m.LIN,), (m.LI, m.ZHAO))
    with pytest.raises(Forbidden, match="reconsider_winners_only"):
        meeting.do(m.LIN, Move(kind=K.RECONSIDER, target=1))
    number = m.put(meeting, m.LI, Move(kind=K.RECONSIDER, target=1), m.LIN)
    assert m.settle(meeting, number, yes=3, no=1)[-1] == MotionReopened(1, number)
    assert (top(meeting), state_of(meeting, 1)) == (1, MotionState.STATED)
    m.settle(meeting, 1, yes=4)
    assert state_of(meeting, 1) is MotionState.ADOPTED
    with pytest.raises(Refused, match="reconsider_once"):
        meeting.do(m.LI, Move(kind=K.RECONSIDER, target=1))


def test_after_a_secret_vote_nobody_can_show_to_have_won() -> None:
    meeting = m.debated(m.FULL)
    meeting.do(m.CHEN, OpenVote(1, Method.SECRET, ballot=77))
    meeting.do(m.CHEN, CloseVote(1, 3, 1, 1))
    with pytest.raises(Refused, match="reconsider_secret"):
        meeting.do(m.LI, Move(kind=K.RECONSIDER, target=1))


def test_a_motion_to_reconsider_is_put_on_record_and_waits_until_nothing_is_pending() -> None:
    meeting = decided((m.LIN, m.LI, m.ZHAO), ())
    meeting.do(m.CHEN, TakeItem(2))
    other = m.put(meeting, m.LIN, Move("由物业在年底前做好分类亭的雨棚"))
    meeting.do(m.CHEN, OpenDebate(other))
    meeting.do(m.LI, Move(kind=K.RECONSIDER, target=1))
    assert (top(meeting), state_of(meeting, 3)) == (other, MotionState.WAITING)
    m.settle(meeting, other, yes=3)
    assert top(meeting) == 3
    meeting.do(m.LIN, Second(3))
    meeting.do(m.CHEN, StateMotion(3))
    facts = m.settle(meeting, 3, yes=3)
    assert facts[-2:] == (ItemTaken(1), MotionReopened(1, 3))


def test_a_motion_to_reconsider_that_waits_may_be_taken_back() -> None:
    meeting = decided((m.LIN, m.LI, m.ZHAO), ())
    meeting.do(m.CHEN, TakeItem(2))
    m.put(meeting, m.LIN, Move("由物业在年底前做好分类亭的雨棚"))
    meeting.do(m.LI, Move(kind=K.RECONSIDER, target=1))
    m.settle(meeting, 2, yes=3)
    meeting.do(m.LI, Withdraw(3))
    assert state_of(meeting, 3) is MotionState.WITHDRAWN


def test_what_was_adopted_is_rescinded_or_reads_anew_by_two_thirds() -> None:
    meeting = decided((m.LIN, m.LI, m.ZHAO), ())
    change = m.put(meeting, m.LI, Move(BETTER, 1_900_000, kind=K.RESCIND, target=1), m.ZHAO)
    assert m.settle(meeting, change, yes=4)[-1] == MotionAmended(1, change, 2, BETTER, 1_900_000)
    assert (state_of(meeting, 1), meeting.state.motions[0].text) == (MotionState.ADOPTED, BETTER)
    fall = m.put(meeting, m.LI, Move(kind=K.RESCIND, target=1), m.ZHAO)
    assert m.settle(meeting, fall, yes=4, no=1)[-1] == MotionRescinded(1, fall)
    assert state_of(meeting, 1) is MotionState.RESCINDED


def test_an_earlier_decision_is_named_in_words() -> None:
    meeting = m.opened(m.FULL)
    meeting.do(m.CHEN, TakeItem(1))
    with pytest.raises(Refused, match="motion_text_length"):
        meeting.do(m.LI, Move(kind=K.RESCIND))
    number = m.put(meeting, m.LI, Move("撤销 2026 年第 3 号决议，路灯改由物业来换", kind=K.RESCIND), m.ZHAO)
    m.settle(meeting, number, yes=4)
    assert state_of(meeting, number) is MotionState.ADOPTED


# what may not come again (R10)


def test_a_lost_motion_about_procedure_may_be_tried_again_once_the_meeting_has_got_on() -> None:
    meeting = m.debating()
    ask = Move(kind=K.PREVIOUS_QUESTION)
    m.settle(meeting, m.put(meeting, m.LI, ask, m.ZHAO), yes=2, no=3)
    with pytest.raises(Refused, match="motion_renewed_soon"):
        meeting.do(m.ZHAO, ask)
    meeting.do(m.LIN, RaiseHand(1, Stance.FOR))
    meeting.do(m.CHEN, CallSpeaker(3))
    meeting.do(m.LIN, EndSpeech(1))
    meeting.do(m.ZHAO, ask)
