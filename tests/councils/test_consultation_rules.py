"""Open consultation: the floor opens on the item, nothing binding is decided; straw polls; items put on and moved about."""

import pytest

from civic.kit.errors import Forbidden, Refused
from councils.rules import FloorRules, Strictness
from councils.sessions.rules import available, next_step
from councils.sessions.rules.agenda import CloseItem, PostponeItem, TakeItem
from councils.sessions.rules.calls import CallSpeaker
from councils.sessions.rules.chair import HandOver, ReturnChair
from councils.sessions.rules.door import CheckIn, OpenCheckin
from councils.sessions.rules.events import (
    ChairReturned,
    ItemClosed,
    ItemsReordered,
    ItemTaken,
    PollClosed,
    SpeakerCalled,
    SpeechEnded,
)
from councils.sessions.rules.floor import CloseList, RaiseHand
from councils.sessions.rules.polls import AnswerPoll, ClosePoll, OpenPoll
from councils.sessions.rules.presence import Adjourn, Open
from councils.sessions.rules.queue import queue, turns_used
from councils.sessions.rules.speeches import EndSpeech
from councils.sessions.rules.votes import OpenVote
from councils.sessions.rules.wording import Move
from councils.sessions.rules.words import ItemState, Method, MotionKind, Stance
from tests.councils import meeting as m

TALK = FloorRules(strictness=Strictness.CONSULTATION)
WANG = m.Seat(11, "王强")


def talking() -> m.Meeting:
    """The floor is open on item 1; a neighbour came to listen and is heard."""
    meeting = m.opened(TALK)
    meeting.do(WANG, CheckIn(11))
    meeting.do(m.CHEN, TakeItem(1))
    return meeting


def test_the_floor_opens_on_the_item_and_asks_for_no_side() -> None:
    meeting = talking()
    assert meeting.state.floor == 0
    meeting.do(m.LIN, RaiseHand(0, None))
    meeting.do(m.LI, RaiseHand(0, Stance.AGAINST))
    assert meeting.state.hands[0].stance is Stance.NEUTRAL
    (called,) = meeting.do(m.CHEN, CallSpeaker(3))
    assert called == SpeakerCalled(1, 0, m.LIN, Stance.NEUTRAL, 1, 120, item=1)


def test_it_is_closed_where_there_is_no_debate_without_a_motion() -> None:
    meeting = m.opened()
    meeting.do(m.CHEN, TakeItem(1))
    assert meeting.state.floor is None
    with pytest.raises(Refused, match="floor_not_open"):
        meeting.do(m.LIN, RaiseHand(0, Stance.FOR))


def test_no_motion_is_in_order() -> None:
    for motion in (Move(m.TEXT), Move(kind=MotionKind.ADJOURN)):
        with pytest.raises(Refused):
            talking().do(m.LIN, motion)


def test_neighbours_are_heard_as_members_are() -> None:
    meeting = talking()
    meeting.do(WANG, RaiseHand(0, None))
    meeting.do(m.LI, RaiseHand(0, None))
    assert [place.hand.person.name for place in queue(meeting.state)] == ["王强", "李红梅"]


def test_turns_and_hands_are_those_of_the_item() -> None:
    meeting = talking()
    for _ in range(2):
        meeting.do(m.LIN, RaiseHand(0, None))
        meeting.do(m.CHEN, CallSpeaker(3))
        assert meeting.state.speaking is not None
        meeting.do(m.LIN, EndSpeech(meeting.state.speaking.number))
    with pytest.raises(Refused, match="speeches_used"):
        meeting.do(m.LIN, RaiseHand(0, None))
    meeting.do(m.LI, RaiseHand(0, None))
    meeting.do(m.CHEN, CloseList(0))
    meeting.do(m.CHEN, TakeItem(2))
    assert (meeting.state.hands, meeting.state.list_closed) == ((), False)
    meeting.do(m.LIN, RaiseHand(0, None))
    assert turns_used(meeting.state, 0, 3) == 0
    assert [turn.item for turn in meeting.state.speeches] == [1, 1]


def test_a_speech_ends_with_its_item() -> None:
    meeting = talking()
    meeting.do(m.LIN, RaiseHand(0, None))
    meeting.do(m.CHEN, CallSpeaker(3))
    meeting.wait(12)
    assert meeting.do(m.CHEN, CloseItem(1)) == (SpeechEnded(1, m.LIN, 12), ItemClosed(1, decided=False))


def test_the_chair_who_wants_to_say_something_steps_aside_until_the_item_is_over() -> None:
    meeting = talking()
    meeting.do(m.CHEN, HandOver(5))
    meeting.do(m.CHEN, RaiseHand(0, None))
    meeting.do(m.ZHAO, CallSpeaker(1))
    meeting.do(m.CHEN, EndSpeech(1))
    with pytest.raises(Refused, match="chair_bound"):
        meeting.do(m.CHEN, ReturnChair())
    meeting.do(m.ZHAO, CloseItem(1))
    assert meeting.do(m.CHEN, ReturnChair()) == (ChairReturned(m.CHEN),)


def test_the_chair_is_led_through_it() -> None:
    meeting = m.announced(TALK)
    steps = []

    def press(seat: m.Seat, command: m.Command) -> None:
        steps.append(next_step(meeting.state, m.who(m.CHEN), meeting.at))
        meeting.do(seat, command)

    press(m.CHEN, OpenCheckin(5, m.ROSTER))
    for seat in m.ROSTER:
        meeting.do(seat, CheckIn(seat.person_id))
    press(m.CHEN, Open())
    press(m.CHEN, TakeItem(1))
    assert next_step(meeting.state, m.who(m.CHEN), meeting.at) == ""
    meeting.do(m.LIN, RaiseHand(0, None))
    press(m.CHEN, CallSpeaker(3))
    meeting.do(m.LIN, EndSpeech(1))
    press(m.CHEN, CloseItem(1))
    press(m.CHEN, TakeItem(2))
    assert steps == ["open_checkin", "open_session", "take_item", "call_speaker", "close_item", "take_item"]


def polled(*options: str) -> m.Meeting:
    meeting = talking()
    meeting.do(m.CHEN, OpenPoll("周六上午开会行不行", options or ("行", "不行")))
    return meeting


def test_a_straw_poll_shows_where_people_stand_and_decides_nothing() -> None:
    meeting = polled()
    meeting.do(m.LIN, AnswerPoll(1, 0))
    meeting.do(WANG, AnswerPoll(1, 1))
    meeting.do(m.LIN, AnswerPoll(1, 1))  # thought again
    assert meeting.do(m.CHEN, ClosePoll(1, (2, 1))) == (PollClosed(1, (2, 3), (2, 1)),)
    assert not meeting.state.verdicts
    with pytest.raises(Refused, match="poll_over"):
        meeting.do(m.LIN, AnswerPoll(1, 0))


def test_one_straw_poll_at_a_time_and_none_beside_a_vote() -> None:
    meeting = polled()
    with pytest.raises(Refused, match="poll_open_already"):
        meeting.do(m.CHEN, OpenPoll("再问一个", ("行", "不行")))
    voting = m.debated()
    voting.do(m.CHEN, OpenVote(1, Method.PHONES))
    with pytest.raises(Refused, match="vote_open"):
        voting.do(m.CHEN, OpenPoll("行不行", ("行", "不行")))


@pytest.mark.parametrize(
    ("question", "options", "code"),
    [
        ("", ("行", "不行"), "poll_question"),
        ("行不行", ("行",), "poll_options"),
        ("行不行", ("行", "行"), "poll_options"),
        ("行不行", tuple("一二三四五六七八九"), "poll_options"),
        ("行不行", ("行" * 31, "不行"), "poll_options"),
    ],
)
def test_a_poll_has_a_question_and_two_options_or_more(
    question: str, options: tuple[str, ...], code: str
) -> None:
    with pytest.raises(Refused, match=code):
        talking().do(m.CHEN, OpenPoll(question, options))


def test_those_who_are_here_answer_once_at_a_time() -> None:
    meeting = polled()
    meeting.do(m.LIN, AnswerPoll(1, 0))
    for who, command, code in (
        (m.LIN, AnswerPoll(1, 0), "poll_answered_already"),
        (m.LIN, AnswerPoll(1, 2), "poll_option"),
        (m.CHEN, ClosePoll(1, (1,)), "poll_hands"),
        (m.CHEN, ClosePoll(1, (-1, 0)), "poll_hands"),
    ):
        with pytest.raises(Refused, match=code):
            meeting.do(who, command)
    for run in (OpenPoll("x 行不行", ("行", "不行")), ClosePoll(1)):
        with pytest.raises(Forbidden):
            meeting.do(m.LIN, run)
    with pytest.raises(Forbidden, match="poll_here_only"):
        meeting.do(m.OUTSIDER, AnswerPoll(1, 0))


def test_a_poll_ends_with_its_item_and_with_the_session() -> None:
    meeting = polled()
    meeting.do(m.LIN, AnswerPoll(1, 0))
    assert meeting.do(m.CHEN, TakeItem(2))[0] == PollClosed(1, (1, 0), ())
    over = polled()
    assert PollClosed(1, (0, 0), ()) in over.do(m.CHEN, Adjourn(confirmed=True))


def test_who_may_answer_is_offered_it() -> None:
    meeting = polled()
    for hat in (m.who(m.LIN), m.who(WANG)):
        assert "answer_poll" in available(meeting.state, hat, meeting.at)
    assert "answer_poll" not in available(meeting.state, m.OUTSIDER, meeting.at)


def test_items_put_on_or_moved_by_vote_are_taken_in_the_new_order() -> None:
    meeting = m.opened(m.FULL)
    added = m.put(meeting, m.LIN, Move("楼道里的电动车怎么办", kind=MotionKind.CHANGE_AGENDA, seconds=600))
    m.settle(meeting, added, yes=5)
    assert [item.number for item in meeting.state.items][-1] == 4
    moved = m.put(meeting, m.LIN, Move(kind=MotionKind.CHANGE_AGENDA, order=(4, 3, 1, 2)))
    assert any(isinstance(fact, ItemsReordered) for fact in m.settle(meeting, moved, yes=5))
    with pytest.raises(Refused) as refusal:
        meeting.do(m.CHEN, TakeItem(1))
    assert refusal.value.facts["count"] == 2
    assert meeting.do(m.CHEN, TakeItem(4)) == (ItemTaken(4),)


def test_an_item_put_off_can_be_taken_up_again() -> None:
    meeting = m.opened()
    meeting.do(m.CHEN, PostponeItem(1))
    meeting.do(m.CHEN, TakeItem(2))
    meeting.do(m.CHEN, TakeItem(1))
    assert meeting.state.items[0].state is ItemState.CURRENT
