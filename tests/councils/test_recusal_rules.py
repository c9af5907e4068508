"""Recusal: out of floor, roll and base of one item."""

import pytest

from civic.kit.errors import Forbidden, Refused
from councils.rules import Base, FloorRules
from councils.sessions.rules import available
from councils.sessions.rules.agenda import CloseItem, TakeItem
from councils.sessions.rules.calls import CallSpeaker
from councils.sessions.rules.chair import HandOver, ReturnChair
from councils.sessions.rules.events import Recused, SpeechEnded
from councils.sessions.rules.floor import RaiseHand
from councils.sessions.rules.motions import CloseDebate, Second
from councils.sessions.rules.recusals import Recuse
from councils.sessions.rules.votes import Cast, CloseVote, OpenVote
from councils.sessions.rules.wording import Move
from councils.sessions.rules.words import Choice, Method, Stance
from tests.councils import meeting as m

WHY = "灯具公司是我弟弟开的"


def test_a_recused_member_takes_no_part_in_the_item() -> None:
    meeting = m.moved()
    meeting.do(m.ZHAO, Recuse(5, 1, WHY))
    for command in (Second(1), Move(m.TEXT)):
        with pytest.raises(Refused, match="recused"):
            meeting.do(m.ZHAO, command)
    voting = m.debating()
    voting.do(m.ZHAO, Recuse(5, 1, WHY))
    with pytest.raises(Refused, match="recused"):
        voting.do(m.ZHAO, RaiseHand(1, Stance.FOR))
    with pytest.raises(Refused, match="call_nobody"):
        voting.do(m.CHEN, CallSpeaker(5, "听听他的"))
    voting.do(m.CHEN, CloseDebate(1))
    voting.do(m.CHEN, OpenVote(1, Method.PHONES))
    with pytest.raises(Refused, match="recused"):
        voting.do(m.ZHAO, Cast(1, Choice.YES))
    assert "cast" not in available(voting.state, m.who(m.ZHAO), voting.at).acts


def test_and_is_neither_in_the_base_nor_among_the_silent() -> None:
    meeting = m.debating(FloorRules(base=Base.PRESENT))
    meeting.do(m.ZHAO, Recuse(5, 1, WHY))
    meeting.do(m.CHEN, CloseDebate(1))
    meeting.do(m.CHEN, OpenVote(1, Method.HANDS))
    meeting.do(m.CHEN, CloseVote(1, 2, 1))
    numbers = meeting.state.verdicts[-1].numbers
    assert (numbers.total, numbers.silent, numbers.recused, numbers.present) == (4, 1, 1, 5)


def test_it_ends_with_the_item() -> None:
    meeting = m.opened()
    meeting.do(m.CHEN, TakeItem(1))
    meeting.do(m.ZHAO, Recuse(5, 1, WHY))
    meeting.do(m.CHEN, TakeItem(2))
    meeting.do(m.ZHAO, Move(m.TEXT))


def test_a_raised_hand_and_a_speech_end_with_it() -> None:
    meeting = m.debating()
    meeting.do(m.LI, RaiseHand(1, Stance.FOR))
    meeting.do(m.ZHAO, RaiseHand(1, Stance.AGAINST))
    meeting.do(m.CHEN, CallSpeaker(4))
    meeting.wait(9)
    assert meeting.do(m.LI, Recuse(4, 1, WHY)) == (SpeechEnded(1, m.LI, 9), Recused(m.LI, 1, WHY))
    meeting.do(m.MA, Recuse(5, 1, WHY))
    assert not meeting.state.hands


def test_it_is_declared_by_oneself_or_written_down_by_who_runs_the_session() -> None:
    meeting = m.opened()
    meeting.do(m.CHEN, Recuse(5, 2, WHY))  # beforehand, for an item that is to come
    with pytest.raises(Forbidden):
        meeting.do(m.LI, Recuse(5, 1, WHY))
    with pytest.raises(Refused, match="recused_already"):
        meeting.do(m.ZHAO, Recuse(5, 2, WHY))
    for command, code in (
        (Recuse(4, 1, " "), "recuse_reason"),
        (Recuse(4, 9, WHY), "recuse_item"),
    ):
        with pytest.raises(Refused, match=code):
            meeting.do(m.LI, command)


def test_not_in_the_middle_of_the_vote_and_not_on_an_item_that_is_over() -> None:
    meeting = m.debated()
    meeting.do(m.CHEN, OpenVote(1, Method.HANDS))
    with pytest.raises(Refused, match="vote_open"):
        meeting.do(m.ZHAO, Recuse(5, 1, WHY))
    meeting.do(m.CHEN, CloseVote(1, 3, 0))
    meeting.do(m.CHEN, CloseItem(1))
    with pytest.raises(Refused, match="recuse_item"):
        meeting.do(m.ZHAO, Recuse(5, 1, WHY))


def test_who_presides_hands_over_first_and_takes_the_chair_again_after_the_item() -> None:
    meeting = m.opened()
    meeting.do(m.CHEN, TakeItem(1))
    with pytest.raises(Refused, match="recuse_chair"):
        meeting.do(m.CHEN, Recuse(1, 1, WHY))
    meeting.do(m.CHEN, HandOver(5, "我要回避"))
    meeting.do(m.CHEN, Recuse(1, 1, WHY))
    with pytest.raises(Refused, match="chair_recused"):
        meeting.do(m.CHEN, ReturnChair())
    meeting.do(m.ZHAO, TakeItem(2))
    meeting.do(m.CHEN, ReturnChair())


def test_nobody_presides_over_an_item_they_are_recused_from() -> None:
    meeting = m.opened()
    meeting.do(m.CHEN, TakeItem(1))
    meeting.do(m.CHEN, Recuse(1, 2, WHY))
    with pytest.raises(Refused, match="chair_recused"):
        meeting.do(m.CHEN, TakeItem(2))
    meeting.do(m.CHEN, HandOver(5, "下一项我回避"))
    meeting.do(m.ZHAO, TakeItem(2))
