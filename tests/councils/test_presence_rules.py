"""The door, the quorum and the end of a session."""

import pytest

from civic.kit.errors import Forbidden, Refused
from civic.kit.thresholds import Threshold
from councils.rules import FloorRules
from councils.sessions.rules.agenda import TakeItem
from councils.sessions.rules.calls import CallSpeaker
from councils.sessions.rules.door import CheckIn, Leave, OpenCheckin
from councils.sessions.rules.events import ItemPostponed, Left, MotionLapsed, Opened, SpeechEnded
from councils.sessions.rules.floor import RaiseHand
from councils.sessions.rules.motions import Move
from councils.sessions.rules.presence import Adjourn, Announce, Open
from councils.sessions.rules.votes import OpenVote
from councils.sessions.rules.words import Lapse, Method, Phase, Source, Stance
from tests.councils import meeting as m


def door(count: int = 5) -> m.Meeting:
    meeting = m.announced()
    meeting.do(m.CHEN, OpenCheckin(5, m.ROSTER))
    for seat in m.ROSTER[:count]:
        meeting.do(seat, CheckIn(seat.person_id))
    return meeting


def test_a_member_checks_in_alone_and_a_steward_for_those_without_a_phone() -> None:
    meeting = door(0)
    (own,) = meeting.do(m.LIN, CheckIn(3))
    (helped,) = meeting.do(m.STEWARD, CheckIn(4))
    assert (own.source, helped.source) == (Source.SELF, Source.STEWARD)  # type: ignore[union-attr]
    assert meeting.state.present == {3, 4}


def test_nobody_is_counted_twice_at_the_door() -> None:
    meeting = door(1)
    with pytest.raises(Refused, match="checked_in_already"):
        meeting.do(m.CHEN, CheckIn(1))


@pytest.mark.parametrize(("hat", "person"), [(m.OUTSIDER, 99), (m.who(m.LIN), 4), (m.OUTSIDER, 3)])
def test_those_without_a_seat_and_neighbours_cannot_check_in(hat: m.Who, person: int) -> None:
    with pytest.raises(Forbidden):
        door(0).do(hat, CheckIn(person))


def test_the_door_is_shut_before_checkin_opens() -> None:
    with pytest.raises(Refused, match="checkin_not_open"):
        m.announced().do(m.LIN, CheckIn(3))


@pytest.mark.parametrize(("present", "enough"), [(3, False), (4, True)])
def test_two_thirds_of_five_seats_are_four(present: int, enough: bool) -> None:
    meeting = door(present)
    if enough:
        assert meeting.do(m.CHEN, Open()) == (Opened(4, 5, 4),)
    else:
        with pytest.raises(Refused) as refusal:
            meeting.do(m.CHEN, Open())
        assert refusal.value.facts == {"present": 3, "needed": 4, "seats": 5}


def test_empty_seats_count_in_the_base_of_the_quorum() -> None:
    meeting = m.announced()
    meeting.do(m.CHEN, OpenCheckin(9, m.ROSTER))
    for seat in m.ROSTER:
        meeting.do(seat, CheckIn(seat.person_id))
    with pytest.raises(Refused, match="not_quorate"):
        meeting.do(m.CHEN, Open())


def test_more_than_half_is_strict_and_at_least_two_thirds_is_not() -> None:
    assert Threshold(1, 2, True).needed(42) == 22
    assert not Threshold(1, 2, True).met(21, 42)
    assert Threshold(2, 3, False).needed(42) == 28
    assert Threshold(2, 3, False).met(28, 42)


def test_rule_sets_with_impossible_numbers_are_refused() -> None:
    with pytest.raises(ValueError, match="share"):
        FloorRules(quorum=Threshold(3, 2, False))
    with pytest.raises(ValueError, match="time"):
        FloorRules(speech_seconds=1)


def test_members_cannot_open_or_adjourn() -> None:
    meeting = door()
    for command in (Open(), Adjourn(True)):
        with pytest.raises(Forbidden, match="runner_only"):
            meeting.do(m.LIN, command)


def test_the_recorder_can_run_the_session_when_the_chair_cannot() -> None:
    meeting = door()
    meeting.do(m.MA, Open())
    assert meeting.state.phase is Phase.IN_SESSION


def test_whoever_leaves_takes_the_raised_hand_and_the_speech_along() -> None:
    meeting = m.debating()
    meeting.do(m.LIN, RaiseHand(1, Stance.FOR))
    meeting.do(m.LI, RaiseHand(1, Stance.AGAINST))
    meeting.do(m.CHEN, CallSpeaker(3))
    meeting.wait(30)
    ended, left = meeting.do(m.LIN, Leave(3))
    assert isinstance(ended, SpeechEnded)
    assert ended.seconds == 30
    assert isinstance(left, Left)
    meeting.do(m.LI, Leave(4))
    assert not meeting.state.hands
    assert meeting.state.speaking is None


def test_who_left_may_come_back() -> None:
    meeting = m.opened()
    meeting.do(m.LIN, Leave(3))
    with pytest.raises(Refused, match="not_here"):
        meeting.do(m.LIN, Leave(3))
    meeting.do(m.LIN, CheckIn(3))
    assert 3 in meeting.state.present


def test_adjourning_asks_before_items_are_put_off() -> None:
    meeting = m.opened()
    with pytest.raises(Refused) as refusal:
        meeting.do(m.CHEN, Adjourn())
    assert refusal.value.facts == {"count": 3}
    facts = meeting.do(m.CHEN, Adjourn(confirmed=True))
    assert [fact.item for fact in facts if isinstance(fact, ItemPostponed)] == [1, 2, 3]
    assert meeting.state.phase is Phase.ADJOURNED


def test_a_pending_motion_lapses_at_adjournment() -> None:
    meeting = m.moved()
    assert MotionLapsed(1, Lapse.ADJOURNED) in meeting.do(m.CHEN, Adjourn(confirmed=True))
    assert meeting.state.motion is None


def test_a_session_that_never_had_its_quorum_can_be_ended() -> None:
    meeting = door(2)
    meeting.do(m.CHEN, Adjourn(confirmed=True))
    assert meeting.state.phase is Phase.ADJOURNED


def test_no_adjourning_over_an_open_vote_and_nothing_after_the_end() -> None:
    meeting = m.debated()
    meeting.do(m.CHEN, OpenVote(1, Method.PHONES))
    with pytest.raises(Refused, match="vote_open"):
        meeting.do(m.CHEN, Adjourn(True))
    over = m.opened()
    over.do(m.CHEN, Adjourn(True))
    for command in (TakeItem(1), Move(m.TEXT), CheckIn(3), Adjourn(True)):
        with pytest.raises(Refused, match="session_over"):
            over.do(m.CHEN, command)


def test_a_notice_is_given_once_and_needs_an_agenda() -> None:
    with pytest.raises(Refused, match="announced_already"):
        m.announced().do(m.CHEN, Announce(m.notice()))
