"""Who presides: handing over, the lock of principle 2, and the recorder when the chair's battery dies."""

import pytest

from civic.kit.errors import Forbidden, Refused
from councils.sessions.rules.agenda import CloseItem, TakeItem
from councils.sessions.rules.calls import CallSpeaker
from councils.sessions.rules.chair import HandOver, ReturnChair
from councils.sessions.rules.door import Leave
from councils.sessions.rules.events import ChairReturned, HandedOver, ItemTaken
from councils.sessions.rules.floor import RaiseHand
from councils.sessions.rules.motions import CloseDebate, OpenDebate, Second, StateMotion
from councils.sessions.rules.presence import Adjourn
from councils.sessions.rules.recusals import Recuse
from councils.sessions.rules.speeches import EndSpeech
from councils.sessions.rules.votes import CloseVote, OpenVote, VoidVote
from councils.sessions.rules.wording import Move
from councils.sessions.rules.words import Method, MotionState, Stance
from tests.councils import meeting as m


def handed_over() -> m.Meeting:
    """In the debate on Lin's motion Chen wants to speak: Zhao presides."""
    meeting = m.debating()
    (fact,) = meeting.do(m.CHEN, HandOver(5))
    assert fact == HandedOver(m.CHEN, m.ZHAO, "", motion=1)
    return meeting


def test_the_chair_speaks_only_after_handing_over() -> None:
    meeting = m.debating()
    with pytest.raises(Forbidden, match="chair_neutral"):
        meeting.do(m.CHEN, RaiseHand(1, Stance.FOR))
    meeting.do(m.CHEN, HandOver(5))
    meeting.do(m.CHEN, RaiseHand(1, Stance.FOR))
    with pytest.raises(Forbidden, match="runner_only"):
        meeting.do(m.CHEN, CallSpeaker(1))
    meeting.do(m.ZHAO, CallSpeaker(1))
    with pytest.raises(Forbidden, match="chair_neutral"):
        meeting.do(m.ZHAO, RaiseHand(1, Stance.AGAINST))


def test_it_is_not_taken_back_until_the_motion_is_disposed_of() -> None:
    meeting = handed_over()
    for who in (m.CHEN, m.ZHAO, m.MA):
        with pytest.raises(Refused, match="chair_bound"):
            meeting.do(who, ReturnChair())
    settle(meeting, m.ZHAO)
    assert meeting.state.presiding == m.ZHAO
    meeting.do(m.CHEN, ReturnChair())
    assert meeting.state.presiding == m.CHEN


def test_and_goes_back_of_itself_when_the_meeting_goes_on() -> None:
    meeting = handed_over()
    settle(meeting, m.ZHAO)
    facts = meeting.do(m.ZHAO, TakeItem(2))
    assert facts[1:] == (ChairReturned(m.CHEN), ItemTaken(2))
    closing = handed_over()
    settle(closing, m.ZHAO)
    assert closing.do(m.ZHAO, CloseItem(1))[-1] == ChairReturned(m.CHEN)


def test_a_chair_who_moved_something_is_bound_to_it_too() -> None:
    meeting = m.opened()
    meeting.do(m.CHEN, TakeItem(1))
    meeting.do(m.CHEN, HandOver(5, "我想提一个动议"))
    meeting.do(m.CHEN, Move(m.TEXT))
    with pytest.raises(Refused, match="chair_bound"):
        meeting.do(m.CHEN, ReturnChair())
    meeting.do(m.LI, Second(1))
    meeting.do(m.ZHAO, StateMotion(1))
    settle(meeting, m.ZHAO)
    meeting.do(m.CHEN, ReturnChair())


def test_a_dead_battery_locks_nobody_out() -> None:
    meeting = m.debating()
    with pytest.raises(Refused, match="handover_reason"):
        meeting.do(m.MA, HandOver(5))
    meeting.do(m.MA, HandOver(5, "主持人手机没电"))
    assert meeting.state.handover is not None
    assert meeting.state.handover.motion is None
    meeting.do(m.CHEN, ReturnChair())  # found a charger, and took no side meanwhile
    meeting.do(m.MA, HandOver(5, "主持人手机又没电"))
    meeting.do(m.CHEN, RaiseHand(1, Stance.FOR))
    with pytest.raises(Refused, match="chair_bound"):
        meeting.do(m.CHEN, ReturnChair())


@pytest.mark.parametrize(
    ("to", "code"), [(3, "handover_mover"), (1, "handover_to"), (99, "handover_to"), (4, "handover_to")]
)
def test_not_to_the_mover_nor_to_somebody_who_is_not_here(to: int, code: str) -> None:
    meeting = m.debating()
    meeting.do(m.LI, Leave(4))
    with pytest.raises(Refused, match=code):
        meeting.do(m.CHEN, HandOver(to))


def test_not_to_who_is_speaking_or_recused() -> None:
    meeting = m.debating()
    meeting.do(m.LI, RaiseHand(1, Stance.FOR))
    meeting.do(m.CHEN, CallSpeaker(4))
    with pytest.raises(Refused, match="handover_speaking"):
        meeting.do(m.CHEN, HandOver(4))
    meeting.do(m.ZHAO, Recuse(5, 1, "灯是我家公司的"))
    with pytest.raises(Refused, match="handover_recused"):
        meeting.do(m.CHEN, HandOver(5))


def test_members_do_not_choose_who_presides() -> None:
    meeting = m.debating()
    for command in (HandOver(5), ReturnChair()):
        with pytest.raises(Forbidden, match="handover_only"):
            meeting.do(m.LI, command)
    with pytest.raises(Refused, match="chair_presides"):
        meeting.do(m.CHEN, ReturnChair())


def test_whoever_takes_the_chair_waits_to_speak_no_more() -> None:
    meeting = m.debating()
    meeting.do(m.ZHAO, RaiseHand(1, Stance.AGAINST))
    meeting.do(m.CHEN, HandOver(5))
    assert not meeting.state.hands


def test_the_lock_stays_when_the_one_in_the_chair_hands_on() -> None:
    meeting = handed_over()
    meeting.do(m.ZHAO, HandOver(4, "我也想说"))
    assert meeting.state.presiding == m.LI
    with pytest.raises(Refused, match="chair_bound"):
        meeting.do(m.CHEN, ReturnChair())
    with pytest.raises(Refused, match="handover_is_return"):
        meeting.do(m.LI, HandOver(1))


def test_it_may_happen_in_the_middle_of_a_vote_and_who_presides_then_can_stop_it() -> None:
    meeting = m.debated()
    meeting.do(m.CHEN, OpenVote(1, Method.PHONES))
    meeting.do(m.MA, HandOver(5, "主持人晕倒了"))
    meeting.do(m.ZHAO, VoidVote(1, "等一等"))


def test_who_stood_in_and_leaves_gives_the_chair_back_if_it_is_free() -> None:
    meeting = m.opened()
    meeting.do(m.CHEN, HandOver(5, "接个电话"))
    assert ChairReturned(m.CHEN) in meeting.do(m.ZHAO, Leave(5))
    bound = handed_over()
    assert ChairReturned(m.CHEN) not in bound.do(m.ZHAO, Leave(5))
    bound.do(m.MA, HandOver(4, "代主持人走了"))
    assert bound.state.presiding == m.LI


def test_whoever_presides_at_the_end_may_adjourn() -> None:
    meeting = handed_over()
    with pytest.raises(Forbidden):
        meeting.do(m.CHEN, Adjourn(confirmed=True))
    meeting.do(m.ZHAO, Adjourn(confirmed=True))


def settle(meeting: m.Meeting, chair: m.Seat) -> None:
    """Carried by a show of hands under whoever presides."""
    from_here = meeting.state.motions[0]
    if from_here.state is MotionState.STATED:
        meeting.do(chair, OpenDebate(1))
    if meeting.state.speaking is not None:
        meeting.do(chair, EndSpeech(meeting.state.speaking.number))
    meeting.do(chair, CloseDebate(1))
    meeting.do(chair, OpenVote(1, Method.HANDS))
    meeting.do(chair, CloseVote(1, 4, 0))
