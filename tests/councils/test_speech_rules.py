"""The floor beyond the queue: out of turn, no answer, the clock, what is held, limits changed by vote, observers."""

import pytest

from civic.kit.errors import Forbidden, Refused
from councils.rules import FloorRules
from councils.sessions.rules.agenda import TakeItem
from councils.sessions.rules.calls import CallSpeaker, MissSpeaker
from councils.sessions.rules.door import CheckIn, OpenCheckin
from councils.sessions.rules.events import (
    HandRaised,
    SpeakerCalled,
    SpeakerMissed,
    SpeechEnded,
    SpeechPaused,
    SpeechResumed,
)
from councils.sessions.rules.floor import CloseList, OpenList, RaiseHand, WithdrawHand
from councils.sessions.rules.motions import OpenDebate, Second, StateMotion
from councils.sessions.rules.points import RaisePoint, RulePoint
from councils.sessions.rules.presence import Open
from councils.sessions.rules.queue import Why, limits, queue, turns_used
from councils.sessions.rules.speeches import (
    EndSpeech,
    NoteBreach,
    NoteGist,
    PauseSpeech,
    ResumeSpeech,
    consequence,
    warned,
)
from councils.sessions.rules.wording import Move
from councils.sessions.rules.words import Breach, MotionKind, PointKind, Source, Stance
from tests.councils import meeting as m

FOR, AGAINST = Stance.FOR, Stance.AGAINST
WANG = m.Seat(11, "王强")


def waiting(*hands: tuple[m.Seat, Stance], rules: FloorRules | None = None) -> m.Meeting:
    meeting = m.debating(rules)
    for seat, stance in hands:
        meeting.do(seat, RaiseHand(1, stance))
    return meeting


def names(meeting: m.Meeting) -> list[str]:
    return [place.hand.person.name for place in queue(meeting.state)]


def number(meeting: m.Meeting) -> int:
    assert meeting.state.speaking is not None
    return meeting.state.speaking.number


def test_the_chair_calls_out_of_turn_for_a_reason_that_is_logged() -> None:
    meeting = waiting((m.LIN, FOR), (m.LI, AGAINST))
    with pytest.raises(Refused) as refusal:
        meeting.do(m.CHEN, CallSpeaker(4))
    assert (refusal.value.code, refusal.value.field) == ("not_next_in_queue", "reason")
    (called,) = meeting.do(m.CHEN, CallSpeaker(4, "他要早走"))
    assert called == SpeakerCalled(1, 1, m.LI, AGAINST, 1, 120, "他要早走", 1)
    assert names(meeting) == ["林秀英"]


def test_also_somebody_who_has_not_asked_but_nobody_who_may_not_speak() -> None:
    meeting = waiting((m.LIN, FOR))
    (called,) = meeting.do(m.CHEN, CallSpeaker(5, "请他说说施工"))
    assert isinstance(called, SpeakerCalled)
    assert called.stance is Stance.NEUTRAL
    for person in (1, 5, 99):  # presiding, speaking, not here
        with pytest.raises(Refused, match="call_nobody"):
            meeting.do(m.CHEN, CallSpeaker(person, "再请"))


def test_out_of_turn_is_not_out_of_the_limits() -> None:
    meeting = waiting(rules=FloorRules(speeches_per_motion=1))
    meeting.do(m.CHEN, CallSpeaker(5, "请他说说"))
    meeting.do(m.ZHAO, EndSpeech(1))
    with pytest.raises(Refused, match="speeches_used"):
        meeting.do(m.CHEN, CallSpeaker(5, "再说说"))


def test_who_does_not_answer_goes_behind_all_and_loses_no_turn_and_the_second_time_the_hand_is_down() -> None:
    meeting = waiting((m.LIN, FOR), (m.LI, FOR), (m.ZHAO, AGAINST))
    meeting.do(m.CHEN, CallSpeaker(3))
    assert meeting.do(m.CHEN, MissSpeaker(1)) == (SpeakerMissed(1, 1, m.LIN, back=True),)
    assert meeting.state.speaking is None
    assert turns_used(meeting.state, 1, 3) == 0
    assert names(meeting)[-1] == "林秀英"
    assert queue(meeting.state)[-1].why is Why.MISSED
    for person in (m.LI, m.ZHAO):
        meeting.do(m.CHEN, CallSpeaker(queue(meeting.state)[0].hand.person.person_id))
        assert person is not None
        meeting.do(m.CHEN, EndSpeech(number(meeting)))
    meeting.do(m.CHEN, CallSpeaker(3))
    assert meeting.do(m.CHEN, MissSpeaker(4)) == (SpeakerMissed(4, 1, m.LIN, back=False),)
    assert not meeting.state.hands
    meeting.do(m.LIN, RaiseHand(1, FOR))  # back in the room, both turns left
    with pytest.raises(Refused, match="speech_unknown"):
        meeting.do(m.MA, NoteGist(1, "没有说"))


def test_only_who_runs_the_session_finds_that_somebody_does_not_answer() -> None:
    meeting = waiting((m.LIN, FOR))
    meeting.do(m.CHEN, CallSpeaker(3))
    with pytest.raises(Forbidden):
        meeting.do(m.LI, MissSpeaker(1))
    with pytest.raises(Refused, match="speech_over"):
        meeting.do(m.CHEN, MissSpeaker(7))


def test_the_clock_stands_and_runs_on() -> None:
    meeting = waiting((m.LIN, FOR))
    meeting.do(m.CHEN, CallSpeaker(3))
    meeting.wait(30)
    assert meeting.do(m.CHEN, PauseSpeech(1)) == (SpeechPaused(1, 30),)
    with pytest.raises(Refused, match="speech_paused_already"):
        meeting.do(m.CHEN, PauseSpeech(1))
    meeting.wait(600)
    assert meeting.do(m.CHEN, ResumeSpeech(1)) == (SpeechResumed(1, 90),)
    with pytest.raises(Refused, match="speech_running"):
        meeting.do(m.CHEN, ResumeSpeech(1))
    assert meeting.state.speaking is not None
    assert (meeting.state.speaking.ends_at - meeting.at).total_seconds() == 90
    meeting.wait(20)
    assert meeting.do(m.LIN, EndSpeech(1)) == (SpeechEnded(1, m.LIN, 50),)
    with pytest.raises(Forbidden):
        waiting_speaker().do(m.LI, PauseSpeech(1))


def waiting_speaker() -> m.Meeting:
    meeting = waiting((m.LIN, FOR))
    meeting.do(m.CHEN, CallSpeaker(3))
    return meeting


def test_a_point_of_order_holds_the_speech_which_then_goes_on() -> None:
    meeting = waiting_speaker()
    meeting.wait(25)
    paused, _ = meeting.do(m.LI, RaisePoint(PointKind.ORDER, "跑题了"))
    assert paused == SpeechPaused(1, 25)
    with pytest.raises(Refused, match="point_waits"):
        meeting.do(m.CHEN, ResumeSpeech(1))
    with pytest.raises(Refused, match="point_waits"):
        meeting.do(m.CHEN, CallSpeaker(5, "先请赵敏"))
    meeting.wait(100)
    _, resumed = meeting.do(m.CHEN, RulePoint(1, False, "说的就是路灯"))
    assert resumed == SpeechResumed(1, 95)


def test_a_speech_is_held_while_an_appeal_is_debated_by_others() -> None:
    meeting = m.debating(m.FULL)
    meeting.do(m.LIN, RaiseHand(1, FOR))
    meeting.do(m.CHEN, CallSpeaker(3))
    meeting.wait(40)
    meeting.do(m.LI, RaisePoint(PointKind.ORDER, "跑题了"))
    meeting.do(m.CHEN, RulePoint(1, False, "没有跑题"))
    meeting.do(m.LI, Move(kind=MotionKind.APPEAL, target=1))
    meeting.do(m.ZHAO, Second(2))
    meeting.do(m.CHEN, StateMotion(2))
    meeting.do(m.CHEN, OpenDebate(2))
    meeting.do(m.ZHAO, RaiseHand(2, FOR))
    meeting.do(m.CHEN, CallSpeaker(5))
    assert meeting.state.speaking is not None
    assert meeting.state.speaking.person == m.ZHAO
    assert [turn.person for turn in meeting.state.held] == [m.LIN]
    meeting.wait(10)
    meeting.do(m.ZHAO, EndSpeech(2))
    assert meeting.state.speaking.person == m.LIN
    with pytest.raises(Refused, match="speech_waits"):
        meeting.do(m.CHEN, ResumeSpeech(1))
    m.settle(meeting, 2, yes=0, no=4)
    assert meeting.state.speaking is not None
    assert not meeting.state.speaking.paused
    meeting.wait(5)
    assert meeting.do(m.LIN, EndSpeech(1)) == (SpeechEnded(1, m.LIN, 45),)


def test_an_interrupted_queue_is_kept_and_goes_on_with_the_same_next() -> None:
    meeting = waiting((m.LI, FOR), (m.ZHAO, AGAINST))
    meeting.do(m.LIN, Move(m.TEXT + "，先修南门", kind=MotionKind.AMEND, target=1))
    meeting.do(m.LI, Second(2))
    meeting.do(m.CHEN, StateMotion(2))
    meeting.do(m.CHEN, OpenDebate(2))
    assert names(meeting) == []
    meeting.do(m.ZHAO, RaiseHand(2, FOR))
    meeting.do(m.CHEN, CallSpeaker(5))
    meeting.do(m.ZHAO, EndSpeech(1))
    m.settle(meeting, 2, yes=4)
    assert names(meeting) == ["李红梅", "赵敏"]
    meeting.do(m.MA, RaiseHand(1, AGAINST))
    assert names(meeting)[0] == "李红梅"


def test_the_list_is_closed_and_who_waits_is_still_heard() -> None:
    meeting = waiting((m.LIN, FOR))
    with pytest.raises(Refused, match="list_open"):
        meeting.do(m.CHEN, OpenList(1))
    meeting.do(m.CHEN, CloseList(1))
    with pytest.raises(Refused, match="list_closed"):
        meeting.do(m.LI, RaiseHand(1, FOR))
    with pytest.raises(Refused, match="list_closed"):
        meeting.do(m.CHEN, CloseList(1))
    meeting.do(m.CHEN, CallSpeaker(3))
    meeting.do(m.CHEN, OpenList(1))
    meeting.do(m.LI, RaiseHand(1, FOR))
    with pytest.raises(Forbidden):
        meeting.do(m.LI, CloseList(1))


def test_the_steward_raises_a_hand_for_somebody_without_a_phone() -> None:
    meeting = m.debating()
    (raised,) = meeting.do(m.STEWARD, RaiseHand(1, FOR, person_id=4))
    assert raised == HandRaised(1, m.LI, FOR, Source.STEWARD)
    with pytest.raises(Forbidden, match="tender_only"):
        meeting.do(m.LIN, RaiseHand(1, FOR, person_id=5))
    with pytest.raises(Refused, match="hand_up_already"):
        meeting.do(m.LI, RaiseHand(1, FOR))
    meeting.do(m.STEWARD, WithdrawHand(1, person_id=4))
    assert not meeting.state.hands


def test_limits_changed_by_vote_hold_for_the_motion() -> None:
    meeting = m.debating(m.FULL)
    changed = m.put(meeting, m.LI, Move(kind=MotionKind.LIMITS, seconds=60, times=1), m.ZHAO)
    m.settle(meeting, changed, yes=4)
    assert (limits(meeting.state, 1).seconds, limits(meeting.state, 1).times) == (60, 1)
    meeting.do(m.LIN, RaiseHand(1, FOR))
    (called,) = meeting.do(m.CHEN, CallSpeaker(3))
    assert isinstance(called, SpeakerCalled)
    assert called.seconds == 60
    meeting.do(m.LIN, EndSpeech(1))
    with pytest.raises(Refused, match="speeches_used"):
        meeting.do(m.LIN, RaiseHand(1, FOR))


def test_observers_ask_behind_the_members_where_the_rules_let_them_speak() -> None:
    meeting = observed()
    meeting.do(WANG, RaiseHand(1, FOR))
    meeting.do(m.LIN, WithdrawHand(1))
    meeting.do(m.CHEN, CallSpeaker(11))
    meeting.do(WANG, EndSpeech(1))
    silent = observed(FloorRules(observers_speak=False))
    with pytest.raises(Forbidden, match="observers_silent"):
        silent.do(WANG, RaiseHand(1, FOR))
    with pytest.raises(Refused, match="call_nobody"):
        silent.do(m.CHEN, CallSpeaker(11, "请他说"))


def test_an_observer_waits_behind_a_member_who_asked_later() -> None:
    meeting = observed()
    meeting.do(WANG, RaiseHand(1, AGAINST))
    meeting.do(m.LI, RaiseHand(1, FOR))
    assert names(meeting) == ["林秀英", "李红梅", "王强"]
    assert queue(meeting.state)[2].why is Why.OBSERVER


def observed(rules: FloorRules | None = None) -> m.Meeting:
    """A debate with one observer in the room, and Lin waiting."""
    meeting = m.announced(rules)
    meeting.do(m.CHEN, OpenCheckin(5, m.ROSTER, (WANG,)))
    for seat in (*m.ROSTER, WANG):
        meeting.do(seat, CheckIn(seat.person_id))
    meeting.do(m.CHEN, Open())
    meeting.do(m.CHEN, TakeItem(1))
    m.put(meeting, m.LIN, Move(m.TEXT))
    meeting.do(m.CHEN, OpenDebate(1))
    meeting.do(m.LIN, RaiseHand(1, FOR))
    return meeting


def test_a_neutral_hand_is_asked_for_a_side_where_something_is_decided() -> None:
    with pytest.raises(Refused, match="stance_missing"):
        m.debating().do(m.LIN, RaiseHand(1, Stance.NEUTRAL))


def test_breaches_are_counted_and_their_consequence_is_only_shown() -> None:
    meeting = m.debating()
    for times, code in ((1, "breach_1"), (2, "breach_2"), (3, "breach_3"), (4, "breach_3")):
        meeting.do(m.CHEN, NoteBreach(3, Breach.PERSONAL, "说人家有私心"))
        shown = consequence(meeting.state, 3)
        assert (warned(meeting.state, 3), shown and shown.code) == (times, code)
    meeting.do(m.LIN, RaiseHand(1, FOR))
    assert consequence(meeting.state, 4) is None
    with pytest.raises(Refused, match="breach_nobody"):
        meeting.do(m.CHEN, NoteBreach(99, Breach.OFF_TOPIC))
    with pytest.raises(Forbidden):
        meeting.do(m.LIN, NoteBreach(4, Breach.OFF_TOPIC))
