"""The queue, why somebody is n-th, and the timer."""

import pytest

from civic.kit.errors import Forbidden, Refused
from councils.rules import FloorRules
from councils.sessions.rules.calls import CallSpeaker
from councils.sessions.rules.events import SpeakerCalled, SpeechEnded
from councils.sessions.rules.floor import RaiseHand, WithdrawHand
from councils.sessions.rules.queue import Why, queue
from councils.sessions.rules.speeches import EndSpeech, NoteGist
from councils.sessions.rules.words import Stance
from tests.councils import meeting as m

FOR, AGAINST = Stance.FOR, Stance.AGAINST


def names(meeting: m.Meeting) -> list[str]:
    return [place.hand.person.name for place in queue(meeting.state)]


def whys(meeting: m.Meeting) -> list[Why]:
    return [place.why for place in queue(meeting.state)]


def speak(meeting: m.Meeting, seat: m.Seat, stance: Stance, seconds: int = 60) -> None:
    meeting.do(seat, RaiseHand(1, stance))
    meeting.do(m.CHEN, CallSpeaker(seat.person_id))
    assert meeting.state.speaking is not None
    meeting.wait(seconds)
    meeting.do(seat, EndSpeech(meeting.state.speaking.number))


def test_first_asked_first_when_nothing_else_differs() -> None:
    meeting = m.debating()
    for seat in (m.LIN, m.LI):
        meeting.do(seat, RaiseHand(1, FOR))
    assert names(meeting) == ["林秀英", "李红梅"]
    assert whys(meeting) == [Why.NEXT, Why.ASKED]


def test_sides_alternate_and_the_queue_says_so() -> None:
    meeting = m.debating()
    for seat, stance in ((m.LIN, FOR), (m.LI, FOR), (m.ZHAO, AGAINST)):
        meeting.do(seat, RaiseHand(1, stance))
    assert names(meeting) == ["林秀英", "赵敏", "李红梅"]
    assert whys(meeting) == [Why.NEXT, Why.SIDE, Why.SIDE] or whys(meeting)[2] is Why.SIDE


def test_who_has_spoken_less_on_this_motion_goes_first() -> None:
    meeting = m.debating()
    speak(meeting, m.LIN, FOR)
    meeting.do(m.MA, RaiseHand(1, FOR))  # takes the safe place
    meeting.do(m.LIN, RaiseHand(1, AGAINST))
    meeting.do(m.LI, RaiseHand(1, AGAINST))
    assert names(meeting) == ["马丽", "李红梅", "林秀英"]
    assert queue(meeting.state)[2].why is Why.SPEECHES


def test_less_time_used_goes_first() -> None:
    meeting = m.debating()
    speak(meeting, m.LIN, FOR, 100)
    speak(meeting, m.LI, FOR, 10)
    meeting.do(m.MA, RaiseHand(1, FOR))
    meeting.do(m.LIN, RaiseHand(1, AGAINST))
    meeting.do(m.LI, RaiseHand(1, AGAINST))
    assert names(meeting) == ["马丽", "李红梅", "林秀英"]
    assert queue(meeting.state)[2].why is Why.TIME


def test_who_was_told_to_be_next_stays_next() -> None:
    meeting = m.debating()
    speak(meeting, m.LIN, FOR)
    meeting.do(m.LI, RaiseHand(1, FOR))
    meeting.do(m.ZHAO, RaiseHand(1, AGAINST))  # better key: the other side
    assert names(meeting) == ["李红梅", "赵敏"]
    meeting.do(m.LI, WithdrawHand(1))
    assert names(meeting) == ["赵敏"]


def test_a_stance_is_asked_for() -> None:
    with pytest.raises(Refused) as refusal:
        m.debating().do(m.LIN, RaiseHand(1, None))
    assert (refusal.value.code, refusal.value.field) == ("stance_missing", "stance")


def test_nobody_waits_twice() -> None:
    meeting = m.debating()
    meeting.do(m.LIN, RaiseHand(1, FOR))
    with pytest.raises(Refused, match="hand_up_already"):
        meeting.do(m.LIN, RaiseHand(1, AGAINST))
    meeting.do(m.CHEN, CallSpeaker(3))
    with pytest.raises(Refused, match="speaking_already"):
        meeting.do(m.LIN, RaiseHand(1, FOR))


def test_twice_on_a_motion_and_no_more() -> None:
    meeting = m.debating()
    speak(meeting, m.LIN, FOR)
    speak(meeting, m.LIN, FOR)
    with pytest.raises(Refused) as refusal:
        meeting.do(m.LIN, RaiseHand(1, FOR))
    assert refusal.value.facts == {"most": 2}


def test_the_chair_calls_only_the_head_of_the_queue() -> None:
    meeting = m.debating()
    meeting.do(m.LIN, RaiseHand(1, FOR))
    meeting.do(m.LI, RaiseHand(1, AGAINST))
    with pytest.raises(Refused, match="not_next_in_queue"):
        meeting.do(m.CHEN, CallSpeaker(4))
    with pytest.raises(Forbidden):
        meeting.do(m.LIN, CallSpeaker(3))


def test_two_operators_pressing_next_together_call_one_speaker() -> None:
    meeting = m.debating()
    meeting.do(m.LIN, RaiseHand(1, FOR))
    meeting.do(m.LI, RaiseHand(1, AGAINST))
    meeting.do(m.CHEN, CallSpeaker(3))
    with pytest.raises(Refused, match="not_next_in_queue"):
        meeting.do(m.MA, CallSpeaker(3))


def test_calling_the_next_ends_the_speech_before() -> None:
    meeting = m.debating(FloorRules(speech_seconds=180))
    meeting.do(m.LIN, RaiseHand(1, FOR))
    meeting.do(m.LI, RaiseHand(1, AGAINST))
    meeting.do(m.CHEN, CallSpeaker(3))
    meeting.wait(150)
    facts = meeting.do(m.CHEN, CallSpeaker(4))
    assert facts == (SpeechEnded(1, m.LIN, 150), SpeakerCalled(2, 1, m.LI, AGAINST, 1, 180, item=1))
    speech = meeting.state.speaking
    assert speech is not None
    assert (speech.ends_at - speech.started_at).total_seconds() == 180


def test_speaker_or_chair_end_a_speech_once() -> None:
    meeting = m.debating()
    meeting.do(m.LIN, RaiseHand(1, FOR))
    meeting.do(m.CHEN, CallSpeaker(3))
    with pytest.raises(Forbidden):
        meeting.do(m.LI, EndSpeech(1))
    meeting.do(m.LIN, EndSpeech(1))
    with pytest.raises(Refused, match="speech_over"):
        meeting.do(m.CHEN, EndSpeech(1))


def test_a_clock_that_went_back_counts_as_no_time() -> None:
    meeting = m.debating()
    meeting.do(m.LIN, RaiseHand(1, FOR))
    meeting.do(m.CHEN, CallSpeaker(3))
    meeting.wait(-500)
    assert meeting.do(m.LIN, EndSpeech(1)) == (SpeechEnded(1, m.LIN, 0),)


def test_the_latest_gist_counts_and_needs_a_speech() -> None:
    meeting = m.debating()
    speak(meeting, m.LIN, FOR)
    meeting.do(m.MA, NoteGist(1, "南门晚上太黑"))
    meeting.do(m.MA, NoteGist(1, "南门晚上太黑，老人摔过"))
    assert meeting.state.speeches[0].gist == "南门晚上太黑，老人摔过"
    with pytest.raises(Refused, match="speech_unknown"):
        meeting.do(m.MA, NoteGist(2, "没有这一次"))
    with pytest.raises(Forbidden):
        meeting.do(m.LIN, NoteGist(1, "我说的"))
