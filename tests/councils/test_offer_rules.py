"""What the phone and the console offer."""

import pytest

from councils.sessions.rules import available, next_step
from councils.sessions.rules.agenda import CloseItem, TakeItem
from councils.sessions.rules.calls import CallSpeaker
from councils.sessions.rules.door import CheckIn, OpenCheckin
from councils.sessions.rules.floor import RaiseHand
from councils.sessions.rules.motions import CloseDebate, Move, OpenDebate, Second, StateMotion
from councils.sessions.rules.presence import Adjourn, Open
from councils.sessions.rules.speeches import EndSpeech
from councils.sessions.rules.votes import Cast, CloseVote, OpenVote
from councils.sessions.rules.words import Choice, Method, Stance
from tests.councils import meeting as m


def acts(meeting: m.Meeting, seat: m.Seat | m.Who) -> frozenset[str]:
    hat = m.who(seat) if isinstance(seat, m.Seat) else seat
    return available(meeting.state, hat, meeting.at).acts


def rest(meeting: m.Meeting, seat: m.Seat | m.Who) -> str:
    hat = m.who(seat) if isinstance(seat, m.Seat) else seat
    return available(meeting.state, hat, meeting.at).rest.code


def step(meeting: m.Meeting) -> str:
    return next_step(meeting.state, m.who(m.CHEN), meeting.at)


ASIDE = {"leave", "recuse", "post", "raise_point"}


def asked(meeting: m.Meeting, seat: m.Seat) -> set[str]:
    """What the meeting waits for from this member: without what is always in order, and motions about motions."""
    return {act for act in acts(meeting, seat) - ASIDE if not act.startswith("move_")}


def test_a_member_is_offered_what_is_in_order_and_no_more() -> None:
    assert acts(m.announced(), m.LIN) == frozenset()
    assert asked(m.moved(), m.LI) == {"second"}
    assert asked(m.moved(), m.LIN) == {"withdraw"}
    assert asked(m.debating(), m.LIN) == {"raise_hand"}
    voting = m.debated()
    voting.do(m.CHEN, OpenVote(1, Method.PHONES))
    assert acts(voting, m.LIN) == {"leave", "cast", "post"}


def test_everybody_else_only_watches_and_writes_and_is_told_so() -> None:
    assert acts(m.debating(), m.OUTSIDER) == {"post"}
    assert not available(m.debating().state, m.OUTSIDER, m.START).asked
    assert acts(m.debating(), m.Who(None)) == frozenset()
    assert rest(m.debating(), m.OUTSIDER) == "rest_gallery"
    assert rest(m.debating(), m.Who(None)) == "rest_gallery"


@pytest.mark.parametrize(
    ("meeting", "seat", "code"),
    [
        (m.announced(), m.LIN, "rest_not_begun"),
        (m.opened(), m.LIN, "no_item_current"),
        (m.moved(), m.LIN, "rest_second_wanted"),
        (m.moved(), m.LI, "motion_moved"),
        (m.debating(), m.LIN, "rest_debating"),
        (m.debating(), m.CHEN, "chair_neutral"),
        (m.debated(), m.LIN, "motion_debated"),
    ],
)
def test_one_sentence_for_the_rest(meeting: m.Meeting, seat: m.Seat, code: str) -> None:
    assert rest(meeting, seat) == code


def test_an_untrained_chair_is_led_through_motion_debate_and_vote() -> None:
    """Each press is the one suggested; members do their own part in between."""
    meeting, pressed = m.announced(), []

    def press(expected: str, *commands: m.Command) -> None:
        assert step(meeting) == expected
        pressed.append(expected)
        for command in commands:
            meeting.do(m.CHEN, command)

    press("open_checkin", OpenCheckin(5, m.ROSTER))
    assert step(meeting) == ""
    for seat in m.ROSTER:
        meeting.do(seat, CheckIn(seat.person_id))
    press("open_session", Open())
    press("take_item", TakeItem(1))
    assert step(meeting) == ""
    meeting.do(m.LIN, Move(m.TEXT))
    assert step(meeting) == ""
    meeting.do(m.LI, Second(1))
    press("state_motion", StateMotion(1))
    press("open_debate", OpenDebate(1))
    meeting.do(m.LIN, RaiseHand(1, Stance.FOR))
    press("call_speaker", CallSpeaker(3))
    assert step(meeting) == ""
    meeting.do(m.LIN, EndSpeech(1))
    press("close_debate", CloseDebate(1))
    press("open_vote", OpenVote(1, Method.PHONES))
    assert step(meeting) == ""
    for seat in m.ROSTER:
        meeting.do(seat, Cast(1, Choice.YES))
    press("close_vote", CloseVote(1))
    press("close_item", CloseItem(1))
    press("take_item", TakeItem(2))
    assert pressed.index("close_vote") - pressed.index("state_motion") == 5


def test_when_all_is_done_the_step_is_to_adjourn() -> None:
    meeting = m.opened()
    for number in (1, 2, 3):
        meeting.do(m.CHEN, TakeItem(number))
    meeting.do(m.CHEN, CloseItem(3))
    assert step(meeting) == "adjourn"
    meeting.do(m.CHEN, Adjourn())
    assert step(meeting) == ""
