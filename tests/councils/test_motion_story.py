"""One question from motion to decision: amended twice over, divided, and a ruling appealed from on the way."""

import pytest

from civic.kit.errors import Refused
from councils.sessions.rules.agenda import CloseItem, TakeItem
from councils.sessions.rules.calls import CallSpeaker
from councils.sessions.rules.events import (
    MotionAmended,
    MotionDivided,
    RulingDecided,
    SpeechPaused,
    SpeechResumed,
)
from councils.sessions.rules.floor import RaiseHand
from councils.sessions.rules.motions import OpenDebate, Second, StateMotion
from councils.sessions.rules.points import RaisePoint, RulePoint
from councils.sessions.rules.speeches import EndSpeech
from councils.sessions.rules.wording import Move
from councils.sessions.rules.words import ItemState, MotionKind, MotionState, PointKind, Stance
from tests.councils import meeting as m

WHOLE = "由居委会在 6 月 30 日前换好南门路灯，并在东门加装一盏"
EARLIER = "由居委会在 5 月 31 日前换好南门路灯，并在东门加装一盏"
WITH_TIMER = "由居委会在 5 月 31 日前换好南门路灯，并在东门加装一盏带定时的"
LAMPS, NEW_LAMP = "由居委会在 5 月 31 日前换好南门路灯", "由居委会在 5 月 31 日前在东门加装一盏带定时的路灯"


def state_of(meeting: m.Meeting, number: int) -> MotionState:
    return meeting.state.motions[number - 1].state


def told() -> m.Meeting:
    """The whole story, and the meeting it leaves behind: its minutes are read elsewhere."""
    meeting = m.opened(m.FULL)
    meeting.do(m.CHEN, TakeItem(1))

    # Lin moves, Li seconds, the chair reads it out and opens the debate. Lin speaks for it.
    lamps = m.put(meeting, m.LIN, Move(WHOLE, amount_fen=3_000_000))
    meeting.do(m.CHEN, OpenDebate(lamps))
    meeting.do(m.LIN, RaiseHand(lamps, Stance.FOR))
    meeting.do(m.MA, RaiseHand(lamps, Stance.AGAINST))
    meeting.do(m.CHEN, CallSpeaker(3))
    meeting.wait(30)

    # Zhao interrupts: the floor stands still, the chair rules, the meeting is asked.
    facts = meeting.do(m.ZHAO, RaisePoint(PointKind.ORDER, "这笔钱不在本季预算里，不能议"))
    assert facts[0] == SpeechPaused(1, 30)
    with pytest.raises(Refused, match="point_waits"):
        meeting.do(m.CHEN, CallSpeaker(2))
    facts = meeting.do(m.CHEN, RulePoint(1, False, "保障资金可以用在路灯上，可以议"))
    assert facts[-1] == SpeechResumed(1, 90)
    appeal = m.put(meeting, m.ZHAO, Move("保障资金要先公示", kind=MotionKind.APPEAL, target=1), m.MA)
    assert [motion.number for motion in meeting.state.stack] == [lamps, appeal]
    meeting.do(m.CHEN, OpenDebate(appeal))
    meeting.do(m.LI, RaiseHand(appeal, Stance.AGAINST))
    meeting.do(m.CHEN, CallSpeaker(4))
    meeting.wait(20)
    meeting.do(m.LI, EndSpeech(2))
    facts = m.settle(meeting, appeal, yes=2, no=2)
    assert RulingDecided(1, appeal, sustained=True) in facts, "a tie sustains the chair"

    # Lin has the floor again with what was left of the two minutes; Ma still waits.
    assert meeting.state.speaking is not None
    assert (meeting.state.speaking.person, meeting.state.speaking.paused) == (m.LIN, False)
    meeting.do(m.LIN, EndSpeech(1))
    assert [hand.person for hand in meeting.state.hands] == [m.MA]

    # Li amends, Zhao amends the amendment; a third degree is refused.
    earlier = m.put(meeting, m.LI, Move(EARLIER, 3_000_000, kind=MotionKind.AMEND), m.ZHAO)
    timer = m.put(meeting, m.ZHAO, Move(WITH_TIMER, 3_200_000, kind=MotionKind.AMEND), m.LI)
    assert [motion.number for motion in meeting.state.stack] == [lamps, earlier, timer]
    with pytest.raises(Refused, match="amend_third_degree"):
        meeting.do(m.MA, Move(WHOLE + "和座椅", kind=MotionKind.AMEND))
    assert MotionAmended(earlier, timer, 2, WITH_TIMER, 3_200_000) in m.settle(meeting, timer, yes=4)
    assert MotionAmended(lamps, earlier, 2, WITH_TIMER, 3_200_000) in m.settle(meeting, earlier, yes=3, no=1)
    amended = meeting.state.motions[lamps - 1]
    assert (amended.text, amended.versions, amended.amount_fen) == (WITH_TIMER, (WHOLE,), 3_200_000)
    assert [hand.person for hand in meeting.state.hands] == [m.MA], "whoever waited on the motion still does"

    # Ma wants the two lamps voted on apart; the money is shared out.
    meeting.do(m.CHEN, CallSpeaker(2))
    meeting.do(m.MA, EndSpeech(3))
    division = m.put(
        meeting,
        m.MA,
        Move(kind=MotionKind.DIVIDE, parts=(LAMPS, NEW_LAMP), amounts=(1_800_000, 1_400_000)),
    )
    facts = m.settle(meeting, division, yes=3, no=2)
    assert facts[-1] == MotionDivided(lamps, (6, 7))
    assert state_of(meeting, lamps) is MotionState.DIVIDED
    assert meeting.state.motion is not None
    assert (meeting.state.motion.number, meeting.state.motion.text) == (6, LAMPS)

    # Each part is read out, and decided by itself.
    meeting.do(m.CHEN, StateMotion(6))
    m.settle(meeting, 6, yes=5)
    meeting.do(m.CHEN, StateMotion(7))
    m.settle(meeting, 7, yes=2, no=3)
    assert (state_of(meeting, 6), state_of(meeting, 7)) == (MotionState.ADOPTED, MotionState.LOST)
    assert meeting.state.motions[5].amount_fen == 1_800_000
    with pytest.raises(Refused, match="motion_renewed"):
        meeting.do(m.LIN, Move(NEW_LAMP))
    meeting.do(m.CHEN, CloseItem(1))
    assert meeting.state.items[0].state is ItemState.DECIDED
    return meeting


def test_motion_amendment_to_the_second_degree_division_and_appeal() -> None:
    assert told().state.motion is None


def test_the_mover_s_own_second_is_no_second_for_an_amendment_either() -> None:
    meeting = m.debating(m.FULL)
    meeting.do(m.LI, Move(EARLIER, kind=MotionKind.AMEND))
    with pytest.raises(Refused, match="second_by_mover"):
        meeting.do(m.LI, Second(2))
