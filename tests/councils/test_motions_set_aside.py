"""What is postponed, referred, dropped or laid on the table, and what brings a question or a decision back."""

import pytest

from civic.kit.errors import Forbidden, Refused
from councils.sessions.rules.agenda import TakeItem
from councils.sessions.rules.events import (
    ItemTaken,
    MotionAmended,
    MotionLaidAside,
    MotionPostponed,
    MotionReferred,
    MotionReopened,
    MotionRescinded,
    MotionTakenUp,
)
from councils.sessions.rules.floor import RaiseHand
from councils.sessions.rules.motions import (
    OpenDebate,
    Second,
    StateMotion,
    Withdraw,
)
from councils.sessions.rules.votes import Cast, CloseVote, OpenVote
from councils.sessions.rules.wording import Move
from councils.sessions.rules.words import Choice, Method, MotionKind, MotionState, Stance
from tests.councils import meeting as m

K = MotionKind
BETTER = m.TEXT + "，并加装一盏"


def debating() -> m.Meeting:
    return m.debating(m.FULL)


def state_of(meeting: m.Meeting, number: int) -> MotionState:
    return meeting.state.motions[number - 1].state


def top(meeting: m.Meeting) -> int:
    return meeting.state.motion.number if meeting.state.motion else 0


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


def test_a_committee_is_discharged_by_two_thirds_or_a_majority_of_all_members() -> None:
    meeting = debating()
    m.settle(meeting, m.put(meeting, m.LI, Move(detail="物业，月底前", kind=K.REFER), m.ZHAO), yes=3)
    back = m.put(meeting, m.LI, Move(kind=K.DISCHARGE, target=1), m.ZHAO)
    m.settle(meeting, back, yes=2, no=2)
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
