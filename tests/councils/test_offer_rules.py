"""What the phone and the console offer."""

import pytest

from councils.sessions.rules import aloud, available, next_step
from councils.sessions.rules.agenda import CloseItem, TakeItem
from councils.sessions.rules.calls import CallSpeaker
from councils.sessions.rules.door import CheckIn, Leave, OpenCheckin
from councils.sessions.rules.floor import RaiseHand
from councils.sessions.rules.motions import CloseDebate, OpenDebate, Second, StateMotion
from councils.sessions.rules.offers import probes
from councils.sessions.rules.pauses import Recess
from councils.sessions.rules.points import RaisePoint, RulePoint
from councils.sessions.rules.presence import Adjourn, Open
from councils.sessions.rules.speeches import EndSpeech
from councils.sessions.rules.votes import Cast, CloseVote, OpenVote
from councils.sessions.rules.wording import Move
from councils.sessions.rules.words import Choice, Method, MotionKind, PointKind, Stance
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


def test_motion_amendment_and_vote_take_the_chair_twelve_taps_at_most() -> None:
    """Whatever the console suggests is pressed, and only that; the members do their own part in between."""
    meeting = m.opened()
    meeting.do(m.CHEN, TakeItem(1))
    meeting.do(m.LIN, Move(m.TEXT))
    meeting.do(m.LI, Second(1))
    taps: list[str] = []
    press(meeting, taps, 2)
    meeting.do(m.ZHAO, Move(m.TEXT + "，先修南门", kind=MotionKind.AMEND, target=1))
    meeting.do(m.LI, Second(2))
    for number in (2, 1):
        press(meeting, taps)
        for seat in m.ROSTER:
            meeting.do(seat, Cast(number, Choice.YES))
    press(meeting, taps, 1)
    assert [verdict.numbers.adopted for verdict in meeting.state.verdicts] == [True, True]
    assert meeting.state.motions[0].text.endswith("先修南门")
    assert len(taps) <= 12, taps


def press(meeting: m.Meeting, taps: list[str], most: int = 9) -> None:
    """Tap what is suggested as often as asked, or until a vote is open or others have the word."""
    for _ in range(most):
        act = step(meeting)
        if not act:
            return
        meeting.do(m.CHEN, dict(probes(meeting.state, m.who(m.CHEN)))[act])
        taps.append(act)
        if act == "open_vote":
            return


def said_aloud(meeting: m.Meeting) -> str:
    words = aloud(meeting.state, meeting.at)
    return words.code if words else ""


def test_the_chair_is_told_what_to_say() -> None:
    assert said_aloud(m.announced()) == ""
    meeting = m.announced()
    meeting.do(m.CHEN, OpenCheckin(5, m.ROSTER))
    assert said_aloud(meeting) == "say_wait"
    for seat in m.ROSTER:
        meeting.do(seat, CheckIn(seat.person_id))
    assert said_aloud(meeting) == "say_open"
    meeting.do(m.CHEN, Open())
    meeting.do(m.CHEN, TakeItem(1))
    assert said_aloud(meeting) == "say_item"
    meeting.do(m.LIN, Move(m.TEXT))
    words = aloud(meeting.state, meeting.at)
    assert words is not None
    assert (words.code, words.facts) == ("say_second", {"name": "林秀英", "text": m.TEXT})
    meeting.do(m.LI, Second(1))
    assert said_aloud(meeting) == "say_state"
    meeting.do(m.CHEN, StateMotion(1))
    assert said_aloud(meeting) == "say_debate"
    meeting.do(m.CHEN, OpenDebate(1))
    assert said_aloud(meeting) == "say_anyone"
    meeting.do(m.ZHAO, RaiseHand(1, Stance.AGAINST))
    assert said_aloud(meeting) == "say_call_against"
    meeting.do(m.CHEN, CallSpeaker(5))
    assert said_aloud(meeting) == ""
    meeting.do(m.LI, RaisePoint(PointKind.ORDER, "跑题了"))
    assert said_aloud(meeting) == "say_point"
    meeting.do(m.CHEN, RulePoint(1, False, "没有跑题"))
    meeting.do(m.CHEN, EndSpeech(1))
    meeting.do(m.CHEN, CloseDebate(1))
    assert said_aloud(meeting) == "say_vote"
    meeting.do(m.CHEN, OpenVote(1, Method.HANDS))
    assert said_aloud(meeting) == "say_hands"
    meeting.do(m.CHEN, CloseVote(1, 1, 3))
    assert said_aloud(meeting) == "say_lost"
    meeting.do(m.CHEN, Recess(10))
    assert said_aloud(meeting) == "say_recess"
    meeting.wait(600)
    assert said_aloud(meeting) == "say_resume"
    assert step(meeting) == "resume"


def test_the_step_is_another_in_the_chair_when_who_presides_is_gone() -> None:
    meeting = m.opened()
    meeting.do(m.CHEN, Leave(1))
    assert next_step(meeting.state, m.who(m.MA), meeting.at) == "hand_over"


def test_and_a_pause_when_the_quorum_is_lost() -> None:
    meeting = m.debating()
    for seat in (m.LI, m.ZHAO):
        meeting.do(seat, Leave(seat.person_id))
    assert step(meeting) == "recess"
    assert rest(meeting, m.LIN) == "rest_no_quorum"
    assert said_aloud(meeting) == "say_no_quorum"


def test_an_observer_is_offered_what_observers_may_do() -> None:
    meeting = m.announced()
    wang = m.Seat(11, "王强")
    meeting.do(m.CHEN, OpenCheckin(5, m.ROSTER, (wang,)))
    assert acts(meeting, wang) == {"check_in"}
    for seat in (*m.ROSTER, wang):
        meeting.do(seat, CheckIn(seat.person_id))
    meeting.do(m.CHEN, Open())
    meeting.do(m.CHEN, TakeItem(1))
    m.put(meeting, m.LIN, Move(m.TEXT))
    meeting.do(m.CHEN, OpenDebate(1))
    assert acts(meeting, wang) == {"leave", "raise_hand", "post"}
    assert rest(meeting, wang) == "rest_observer"


@pytest.mark.parametrize(
    ("motion", "codes"),
    [
        (
            Move(m.TEXT + "，先修南门", kind=MotionKind.AMEND, target=1),
            ("say_second_amend", "say_state_amend"),
        ),
        (Move(kind=MotionKind.RECESS, seconds=600), ("say_second_other", "say_state_other")),
    ],
)
def test_also_for_what_is_moved_about_a_motion(motion: Move, codes: tuple[str, str]) -> None:
    meeting = m.debating(m.FULL)
    meeting.do(m.ZHAO, motion)
    heard = [said_aloud(meeting)]
    meeting.do(m.LI, Second(2))
    heard.append(said_aloud(meeting))
    assert tuple(heard) == codes
