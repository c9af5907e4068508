"""What is in order when: rank, amendments, what may not come again (R1-R4, R10)."""

import pytest

from civic.kit.errors import Refused
from councils.rules import FloorRules, Strictness
from councils.sessions.rules.agenda import TakeItem
from councils.sessions.rules.calls import CallSpeaker
from councils.sessions.rules.events import (
    MotionAmended,
    MotionLapsed,
    MotionPostponed,
)
from councils.sessions.rules.floor import RaiseHand
from councils.sessions.rules.motions import (
    CloseDebate,
    Lapsed,
)
from councils.sessions.rules.speeches import EndSpeech
from councils.sessions.rules.votes import OpenVote
from councils.sessions.rules.wording import Move
from councils.sessions.rules.words import Lapse, Method, MotionKind, MotionState, Stance
from tests.councils import meeting as m

K = MotionKind
BETTER = m.TEXT + "，并加装一盏"


def debating() -> m.Meeting:
    return m.debating(m.FULL)


def state_of(meeting: m.Meeting, number: int) -> MotionState:
    return meeting.state.motions[number - 1].state


def top(meeting: m.Meeting) -> int:
    return meeting.state.motion.number if meeting.state.motion else 0


@pytest.mark.parametrize(
    ("below", "above"),
    [
        (Move(detail="下次会议", kind=K.POSTPONE), Move(detail="物业，月底前", kind=K.REFER)),
        (Move(detail="物业，月底前", kind=K.REFER), Move(kind=K.POSTPONE_INDEFINITELY)),
        (Move(kind=K.TABLE), Move(detail="下次会议", kind=K.POSTPONE)),
        (Move(seconds=600, kind=K.RECESS), Move(kind=K.TABLE)),
        (Move(kind=K.ADJOURN), Move(seconds=600, kind=K.RECESS)),
        (Move(detail="下周三晚七点", kind=K.FIX_TIME), Move(kind=K.ADJOURN)),
        (Move(kind=K.ADJOURN), Move(kind=K.ADJOURN)),
    ],
)
def test_a_lower_motion_waits_for_the_higher_and_the_higher_goes_on_top(below: Move, above: Move) -> None:
    """``below`` is pending: ``above`` ranks no higher and is out of order."""
    meeting = debating()
    m.put(meeting, m.LI, below, m.ZHAO)
    with pytest.raises(Refused, match="motion_outranked"):
        meeting.do(m.ZHAO, above)


def test_higher_motions_pile_up_in_the_order_of_their_rank() -> None:
    meeting = debating()
    pile = [
        Move(kind=K.POSTPONE_INDEFINITELY),
        Move(BETTER, kind=K.AMEND, target=1),
        Move(detail="物业，月底前", kind=K.REFER),
        Move(detail="下次会议", kind=K.POSTPONE),
        Move(seconds=60, times=1, kind=K.LIMITS),
        Move(kind=K.TABLE),
        Move(seconds=600, kind=K.RECESS),
        Move(kind=K.ADJOURN),
        Move(detail="下周三晚七点", kind=K.FIX_TIME),
    ]
    for motion in pile:
        m.put(meeting, m.LI, motion, m.ZHAO)
    assert [motion.kind for motion in meeting.state.stack] == [K.MAIN, *(motion.kind for motion in pile)]


def test_no_second_main_motion_and_nothing_brought_back_while_one_is_pending() -> None:
    meeting = debating()
    for motion in (
        Move(BETTER),
        Move(kind=K.TAKE_UP, target=1),
        Move("撤销去年关于停车的决议", kind=K.RESCIND),
        Move("新的一项", seconds=600, kind=K.CHANGE_AGENDA),
    ):
        with pytest.raises(Refused, match="motion_pending"):
            meeting.do(m.LI, motion)


def test_nothing_is_moved_about_a_question_the_chair_has_not_stated() -> None:
    meeting = m.moved(m.FULL)
    with pytest.raises(Refused, match="motion_moved"):
        meeting.do(m.LI, Move(BETTER, kind=K.AMEND))
    with pytest.raises(Refused, match="motion_moved"):
        meeting.do(m.LI, Move(kind=K.ADJOURN))


def test_a_motion_without_a_second_lapses_and_the_one_beneath_goes_on() -> None:
    meeting = debating()
    meeting.do(m.LIN, RaiseHand(1, Stance.FOR))
    meeting.do(m.LI, Move(BETTER, kind=K.AMEND))
    assert meeting.do(m.CHEN, Lapsed(2)) == (MotionLapsed(2, Lapse.NO_SECOND),)
    assert (top(meeting), state_of(meeting, 1)) == (1, MotionState.DEBATING)
    assert [hand.person for hand in meeting.state.hands] == [m.LIN]


def test_the_simple_set_has_what_it_has_and_no_more() -> None:
    meeting = m.debating()
    for motion in (Move(kind=K.TABLE), Move(seconds=60, times=1, kind=K.LIMITS), Move(kind=K.OBJECT)):
        with pytest.raises(Refused, match="motion_kind_unknown"):
            meeting.do(m.LI, motion)
    m.put(meeting, m.LI, Move(BETTER, kind=K.AMEND), m.ZHAO)
    with pytest.raises(Refused, match="amend_second_degree"):
        meeting.do(m.ZHAO, Move(BETTER + "灯", kind=K.AMEND))


def test_nothing_binding_is_moved_in_an_open_consultation() -> None:
    meeting = m.opened(FloorRules(strictness=Strictness.CONSULTATION))
    meeting.do(m.CHEN, TakeItem(1))
    with pytest.raises(Refused, match="motion_kind_unknown"):
        meeting.do(m.LIN, Move(m.TEXT))


def test_who_speaks_is_not_interrupted_by_a_motion() -> None:
    meeting = debating()
    meeting.do(m.LIN, RaiseHand(1, Stance.FOR))
    meeting.do(m.CHEN, CallSpeaker(3))
    with pytest.raises(Refused, match="floor_taken"):
        meeting.do(m.LI, Move(BETTER, kind=K.AMEND))


def test_a_lost_amendment_changes_nothing_and_is_not_moved_again() -> None:
    meeting = debating()
    m.settle(meeting, m.put(meeting, m.LI, Move(BETTER, kind=K.AMEND), m.ZHAO), yes=1, no=2)
    assert (meeting.state.motions[0].text, meeting.state.motions[0].version) == (m.TEXT, 1)
    with pytest.raises(Refused, match="motion_renewed"):
        meeting.do(m.ZHAO, Move(BETTER, kind=K.AMEND))


def test_an_amendment_has_to_change_something() -> None:
    with pytest.raises(Refused, match="amend_same"):
        debating().do(m.LI, Move(m.TEXT, 1_800_000, kind=K.AMEND))


def test_money_alone_may_be_amended() -> None:
    meeting = debating()
    number = m.put(meeting, m.LI, Move(m.TEXT, 900_000, kind=K.AMEND), m.ZHAO)
    assert MotionAmended(1, number, 2, m.TEXT, 900_000) in m.settle(meeting, number, yes=3)


def test_the_time_a_postponement_names_may_be_amended() -> None:
    meeting = debating()
    off = m.put(meeting, m.LI, Move(detail="下次会议", kind=K.POSTPONE), m.ZHAO)
    change = m.put(meeting, m.ZHAO, Move(detail="十二月的会", kind=K.AMEND))
    m.settle(meeting, change, yes=4)
    facts = m.settle(meeting, off, yes=4)
    assert facts[-1] == MotionPostponed(1, off, "十二月的会")


def test_the_vote_is_bound_to_the_text_as_it_stands() -> None:
    meeting = debating()
    m.settle(meeting, m.put(meeting, m.LI, Move(BETTER, kind=K.AMEND), m.ZHAO), yes=4)
    meeting.do(m.CHEN, CloseDebate(1))
    (opened,) = meeting.do(m.CHEN, OpenVote(1, Method.HANDS))
    assert (opened.version, opened.digest) == (2, meeting.state.motions[0].digest)  # type: ignore[union-attr]


def test_a_lost_motion_about_procedure_may_be_tried_again_once_the_meeting_has_got_on() -> None:
    meeting = m.debating()
    ask = Move(kind=K.PREVIOUS_QUESTION)
    m.settle(meeting, m.put(meeting, m.LI, ask, m.ZHAO), yes=2, no=3)
    with pytest.raises(Refused, match="motion_renewed_soon"):
        meeting.do(m.ZHAO, ask)
    meeting.do(m.LIN, RaiseHand(1, Stance.FOR))
    meeting.do(m.CHEN, CallSpeaker(3))
    meeting.do(m.LIN, EndSpeech(1))
    meeting.do(m.ZHAO, ask)
