"""Items and motions: one thing at a time, seconded, stated, debated, voted on."""

import pytest

from civic.kit.errors import Forbidden, Refused
from councils.sessions.rules.agenda import CloseItem, PostponeItem, TakeItem
from councils.sessions.rules.door import Leave
from councils.sessions.rules.events import ItemClosed, ItemPostponed, ItemTaken, MotionMoved
from councils.sessions.rules.floor import RaiseHand
from councils.sessions.rules.motions import (
    CloseDebate,
    Lapsed,
    Move,
    OpenDebate,
    Second,
    StateMotion,
    Withdraw,
)
from councils.sessions.rules.votes import CloseVote, OpenVote
from councils.sessions.rules.words import ItemState, Method, MotionState, Stance
from tests.councils import meeting as m


def state_of(meeting: m.Meeting, number: int = 1) -> MotionState:
    return meeting.state.motions[number - 1].state


def test_the_whole_way_of_a_motion() -> None:
    meeting = m.moved()
    steps: list[tuple[m.Seat, m.Command]] = [
        (m.LI, Second(1)),
        (m.CHEN, StateMotion(1)),
        (m.CHEN, OpenDebate(1)),
        (m.CHEN, CloseDebate(1)),
    ]
    states = [state_of(meeting)]
    for person, command in steps:
        meeting.do(person, command)
        states.append(state_of(meeting))
    assert [state.value for state in states] == ["moved", "seconded", "stated", "debating", "debated"]


def test_a_motion_carries_its_item_s_proposal_and_money() -> None:
    meeting = m.opened()
    meeting.do(m.CHEN, TakeItem(1))
    (fact,) = meeting.do(m.LIN, Move("  由居委会在 6 月 30 日前\n换好路灯  ", amount_fen=1_800_000))
    assert fact == MotionMoved(1, 1, m.LIN, "由居委会在 6 月 30 日前 换好路灯", 1_800_000, 12)


@pytest.mark.parametrize("text", ["路灯", " " * 40, "灯" * 501])
def test_a_motion_must_name_an_action(text: str) -> None:
    meeting = m.opened()
    meeting.do(m.CHEN, TakeItem(1))
    with pytest.raises(Refused) as refusal:
        meeting.do(m.LIN, Move(text))
    assert refusal.value.field == "text"


@pytest.mark.parametrize("amount", [0, -5, 10**13])
def test_money_is_positive_and_sane(amount: int) -> None:
    meeting = m.opened()
    meeting.do(m.CHEN, TakeItem(1))
    with pytest.raises(Refused, match="motion_amount"):
        meeting.do(m.LIN, Move(m.TEXT, amount))


def test_no_motion_without_an_item_nor_on_top_of_another() -> None:
    meeting = m.opened()
    with pytest.raises(Refused, match="no_item_current"):
        meeting.do(m.LIN, Move(m.TEXT))
    with pytest.raises(Refused, match="motion_pending"):
        m.moved().do(m.LI, Move(m.TEXT))


def test_the_chair_neither_moves_nor_seconds_nor_debates() -> None:
    meeting = m.opened()
    meeting.do(m.CHEN, TakeItem(1))
    with pytest.raises(Forbidden, match="chair_neutral"):
        meeting.do(m.CHEN, Move(m.TEXT))
    with pytest.raises(Forbidden, match="chair_neutral"):
        m.moved().do(m.CHEN, Second(1))
    with pytest.raises(Forbidden, match="chair_neutral"):
        m.debating().do(m.CHEN, RaiseHand(1, Stance.FOR))


def test_the_mover_cannot_second() -> None:
    with pytest.raises(Refused, match="second_by_mover"):
        m.moved().do(m.LIN, Second(1))


def test_a_motion_is_seconded_once() -> None:
    meeting = m.moved()
    meeting.do(m.LI, Second(1))
    with pytest.raises(Refused, match="motion_seconded"):
        meeting.do(m.ZHAO, Second(1))


def test_only_members_who_are_here_take_part() -> None:
    meeting = m.moved()
    with pytest.raises(Forbidden, match="members_only"):
        meeting.do(m.OUTSIDER, Second(1))
    meeting.do(m.LI, Leave(4))
    with pytest.raises(Refused, match="not_checked_in"):
        meeting.do(m.LI, Second(1))


def test_without_a_second_it_lapses() -> None:
    meeting = m.moved()
    meeting.do(m.CHEN, Lapsed(1))
    assert state_of(meeting) is MotionState.LAPSED
    assert meeting.state.motion is None


def test_the_mover_takes_it_back_until_the_chair_has_stated_it() -> None:
    meeting = m.moved()
    with pytest.raises(Forbidden, match="withdraw_mover_only"):
        meeting.do(m.LI, Withdraw(1))
    meeting.do(m.LI, Second(1))
    meeting.do(m.LIN, Withdraw(1))
    assert state_of(meeting) is MotionState.WITHDRAWN
    with pytest.raises(Refused, match="withdraw_too_late"):
        m.debating().do(m.LIN, Withdraw(1))


def test_steps_cannot_be_skipped() -> None:
    for command in (StateMotion(1), OpenDebate(1), CloseDebate(1), OpenVote(1, Method.HANDS)):
        with pytest.raises(Refused, match="motion_moved"):
            m.moved().do(m.CHEN, command)


def test_members_cannot_run_the_session() -> None:
    for command in (StateMotion(1), Lapsed(1), TakeItem(2), CloseItem(1), PostponeItem(2)):
        with pytest.raises(Forbidden, match="runner_only"):
            m.moved().do(m.LI, command)


def test_the_debate_ends_when_nobody_waits() -> None:
    meeting = m.debating()
    meeting.do(m.LIN, RaiseHand(1, Stance.FOR))
    with pytest.raises(Refused, match="hands_waiting"):
        meeting.do(m.CHEN, CloseDebate(1))


def test_a_lost_motion_is_not_moved_again() -> None:
    meeting = m.debated()
    meeting.do(m.CHEN, OpenVote(1, Method.HANDS))
    meeting.do(m.CHEN, CloseVote(1, 1, 3, 0))
    with pytest.raises(Refused, match="motion_renewed"):
        meeting.do(m.LI, Move(m.TEXT))


def test_taking_the_next_item_closes_the_one_before() -> None:
    meeting = m.opened()
    meeting.do(m.CHEN, TakeItem(1))
    assert meeting.do(m.CHEN, TakeItem(2)) == (ItemClosed(1, False), ItemTaken(2))
    current = [item.number for item in meeting.state.items if item.state is ItemState.CURRENT]
    assert current == [2]


def test_items_are_skipped_only_by_confirmation() -> None:
    meeting = m.opened()
    with pytest.raises(Refused) as refusal:
        meeting.do(m.CHEN, TakeItem(3))
    assert refusal.value.code == "items_skipped"
    assert refusal.value.facts["count"] == 2
    facts = meeting.do(m.CHEN, TakeItem(3, confirmed=True))
    assert facts == (ItemPostponed(1), ItemPostponed(2), ItemTaken(3))


def test_a_postponed_item_may_be_taken_up_again_and_a_decided_one_not() -> None:
    meeting = m.opened()
    meeting.do(m.CHEN, PostponeItem(1))
    meeting.do(m.CHEN, TakeItem(1))
    assert meeting.state.item is not None
    assert meeting.state.item.number == 1
    meeting = m.debated()
    meeting.do(m.CHEN, OpenVote(1, Method.HANDS))
    meeting.do(m.CHEN, CloseVote(1, 3, 1, 0))
    assert meeting.do(m.CHEN, CloseItem(1)) == (ItemClosed(1, True),)
    with pytest.raises(Refused, match="item_decided_already"):
        meeting.do(m.CHEN, TakeItem(1))


def test_no_leaving_an_item_while_a_motion_is_pending() -> None:
    for command in (TakeItem(2), CloseItem(1), PostponeItem(1)):
        with pytest.raises(Refused, match="motion_pending"):
            m.moved().do(m.CHEN, command)


def test_a_stale_press_for_another_motion_or_item_is_refused() -> None:
    with pytest.raises(Refused, match="motion_not_pending"):
        m.moved().do(m.LI, Second(2))
    with pytest.raises(Refused, match="item_unknown"):
        m.opened().do(m.CHEN, TakeItem(9))
