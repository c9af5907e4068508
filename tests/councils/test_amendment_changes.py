"""What an amendment does to the words: nothing is lost, nothing is invented, and a person can read it."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from councils.sessions.rules.changes import Op, changes, pieces
from councils.sessions.rules.motions import OpenDebate, Second, StateMotion
from councils.sessions.rules.wording import Move
from councils.sessions.rules.words import MotionKind
from tests.councils import meeting as make
from tests.councils.meeting import CHEN, LI, LIN, TEXT

words = st.text(alphabet="甲乙丙丁 0123,元ab", max_size=30)


@given(words, words)
def test_the_pieces_are_the_old_text_and_the_new_one(before, after):
    found = pieces(before, after)
    assert "".join(piece.text for piece in found if piece.op is not Op.ADD) == before
    assert "".join(piece.text for piece in found if piece.op is not Op.CUT) == after


@given(words)
def test_what_stays_the_same_is_one_piece(text):
    assert [piece.op for piece in pieces(text, text)] == ([Op.KEEP] if text else [])


@given(words, words)
def test_two_pieces_that_follow_each_other_are_of_different_kinds(before, after):
    ops = [piece.op for piece in pieces(before, after)]
    assert all(one is not other for one, other in pairwise(ops))


def test_a_number_is_changed_as_a_whole():
    found = pieces("用保障资金 18,000 元", "用保障资金 20,000 元")
    assert [(piece.op, piece.text) for piece in found] == [
        (Op.KEEP, "用保障资金 "),
        (Op.CUT, "18,000"),
        (Op.ADD, "20,000"),
        (Op.KEEP, " 元"),
    ]


def test_only_an_amendment_changes_anything():
    meeting = make.debating()
    assert changes(meeting.state) == ()
    meeting.do(LI, Move(TEXT + "和北门路灯", kind=MotionKind.AMEND, target=1))
    assert [piece.text for piece in changes(meeting.state) if piece.op is Op.ADD] == ["和北门路灯"]


def test_an_amendment_of_a_time_shows_the_times():
    meeting = make.debating()
    meeting.do(LI, Move(kind=MotionKind.POSTPONE, detail="推到下次会议"))
    meeting.do(LIN, Second(2))
    meeting.do(CHEN, StateMotion(2))
    meeting.do(CHEN, OpenDebate(2))
    meeting.do(LIN, Move(kind=MotionKind.AMEND, target=2, detail="推到年底会议"))
    cut = "".join(piece.text for piece in changes(meeting.state) if piece.op is Op.CUT)
    assert cut == "下次"
