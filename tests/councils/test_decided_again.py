"""Decisions changed and votes reconsidered, as the table of motions has it: which share applies, and what may come again."""

import pytest

from civic.kit.errors import Forbidden, Refused
from civic.kit.thresholds import MORE_THAN_HALF, TWO_THIRDS
from councils.rules import Base, FloorRules, Strictness
from councils.sessions.rules import replay
from councils.sessions.rules.again import reconsiderable
from councils.sessions.rules.agenda import TakeItem
from councils.sessions.rules.motions import CloseDebate, OpenDebate
from councils.sessions.rules.precedence import LAWS, Again, passing
from councils.sessions.rules.votes import Cast, CloseVote, OpenVote
from councils.sessions.rules.wording import Move
from councils.sessions.rules.words import Choice, Method, MotionKind, MotionState
from tests.councils import meeting as m
from tests.factories import councils as make

K = MotionKind
OLD = "撤销第二次会议关于分类亭每周清洗的决定"


def on_item(rules: FloorRules = m.FULL) -> m.Meeting:
    meeting = m.opened(rules)
    meeting.do(m.CHEN, TakeItem(1))
    return meeting


def carry(meeting: m.Meeting, motion: Move, mover: m.Seat = m.LIN, yes: int = 5, no: int = 0) -> int:
    number = m.put(meeting, mover, motion, m.LI if mover is not m.LI else m.MA)
    m.settle(meeting, number, yes, no)
    return number


def again(meeting: m.Meeting, target: int, mover: m.Seat = m.LIN) -> int:
    """Reconsider it, and carry that; it is before the meeting once more."""
    return carry(meeting, Move(kind=K.RECONSIDER, target=target), mover)


def refused(meeting: m.Meeting, motion: Move, who: m.Seat = m.LIN) -> str:
    with pytest.raises(Refused) as refusal:
        meeting.do(who, motion)
    return refusal.value.code


def rescission(noticed: bool, yes: int, no: int, rules: FloorRules = m.FULL, method: Method = Method.HANDS):
    meeting = on_item(rules)
    number = m.put(meeting, m.LIN, Move(OLD, kind=K.RESCIND, noticed=noticed))
    meeting.do(m.CHEN, OpenDebate(number))
    meeting.do(m.CHEN, CloseDebate(number))
    meeting.do(m.CHEN, OpenVote(number, method, ballot=9 if method is Method.SECRET else None))
    opened = meeting.log[-1].fact
    meeting.do(m.CHEN, CloseVote(number, yes, no))
    return opened, meeting.state.verdicts[-1].numbers


@pytest.mark.parametrize(
    ("noticed", "yes", "no", "adopted"),
    [
        (True, 2, 1, True),  # announced: the ordinary majority
        (True, 1, 1, False),
        (False, 2, 1, True),  # unannounced: two thirds of those voting
        (False, 3, 2, True),  # or a majority of all five members
        (False, 2, 2, False),
    ],
)
def test_what_it_takes_to_rescind(noticed: bool, yes: int, no: int, adopted: bool):
    opened, numbers = rescission(noticed, yes, no)
    assert numbers.adopted is adopted
    assert opened.or_all is not noticed
    assert (numbers.yes >= numbers.needed and yes > no) is adopted


def test_the_rule_set_s_own_shares_apply_and_a_secret_vote_keeps_to_the_larger_one():
    assert passing(m.FULL, K.RESCIND).share == TWO_THIRDS
    strict = FloorRules(strictness=Strictness.FULL, base=Base.SEATS)
    assert not rescission(False, 2, 0, strict)[1].adopted, "never by fewer than it takes to decide"
    opened, numbers = rescission(False, 3, 2, method=Method.SECRET)
    assert (opened.or_all, numbers.adopted, numbers.base) == (False, False, Base.CAST)
    assert rescission(False, 3, 2)[1].base is Base.SEATS
    assert passing(m.FULL, K.DISCHARGE, noticed=True).share == MORE_THAN_HALF
    assert passing(m.FULL, K.LIMITS, noticed=True).share == TWO_THIRDS


def test_only_what_stood_in_the_notice_was_announced():
    meeting = on_item()
    decided = carry(meeting, Move(m.TEXT))
    assert refused(meeting, Move(kind=K.RESCIND, target=decided, noticed=True)) == "rescind_not_noticed"
    carry(meeting, Move("电动车充电棚", kind=K.CHANGE_AGENDA, seconds=600))
    meeting.do(m.CHEN, TakeItem(4, confirmed=True))
    assert refused(meeting, Move(OLD, kind=K.RESCIND, noticed=True)) == "rescind_not_noticed"


def test_an_adopted_amendment_is_taken_back_while_it_is_decided_anew():
    meeting = on_item()
    main = m.put(meeting, m.LIN, Move(m.TEXT, amount_fen=1_800_000))
    amend = carry(meeting, Move(m.TEXT + "和北门路灯", 2_000_000, kind=K.AMEND), m.ZHAO)
    assert [one.number for one in reconsiderable(meeting.state)] == [amend]
    again(meeting, amend)
    state = meeting.state
    assert (state.motions[main - 1].text, state.motions[main - 1].amount_fen) == (m.TEXT, 1_800_000)
    assert state.motion is not None
    assert (state.motion.number, state.motion.state) == (amend, MotionState.STATED)
    m.settle(meeting, amend, 5)
    assert meeting.state.motions[main - 1].amount_fen == 2_000_000
    assert refused(meeting, Move(kind=K.RECONSIDER, target=amend)) == "reconsider_once"
    m.settle(meeting, main, 5)
    assert replay(meeting.log) == meeting.state


def test_a_lost_amendment_comes_again_only_while_its_question_stands_as_it_was():
    meeting = on_item()
    main = m.put(meeting, m.LIN, Move(m.TEXT))
    lost = carry(meeting, Move(m.TEXT + "和东门路灯", kind=K.AMEND), m.ZHAO, 1, 4)
    carry(meeting, Move(m.TEXT + "和北门路灯", kind=K.AMEND), m.ZHAO)
    assert refused(meeting, Move(kind=K.RECONSIDER, target=lost)) == "reconsider_overtaken"
    m.settle(meeting, main, 5)
    assert refused(meeting, Move(kind=K.RECONSIDER, target=lost)) == "reconsider_overtaken"


@pytest.mark.parametrize(
    "aside",
    [
        Move(kind=K.POSTPONE, detail="下次会议"),
        Move(kind=K.REFER, detail="交给三位成员"),
        Move(kind=K.POSTPONE_INDEFINITELY),
    ],
)
def test_what_was_put_aside_comes_back_under_the_motion_that_did_it(aside: Move):
    meeting = on_item()
    main = m.put(meeting, m.LIN, Move(m.TEXT))
    away = carry(meeting, aside, m.ZHAO)
    meeting.do(m.CHEN, TakeItem(2))
    again(meeting, away)
    assert [one.number for one in meeting.state.stack] == [main, away]
    assert meeting.state.item is not None
    assert meeting.state.item.number == 1
    m.settle(meeting, away, 0, 5)
    m.settle(meeting, main, 5)
    assert meeting.state.motions[main - 1].state is MotionState.ADOPTED


def test_what_the_table_or_the_course_of_things_forbids_is_refused_with_its_reason():
    meeting = on_item()
    recess = carry(meeting, Move(kind=K.FIX_TIME, detail="下周三晚上"))
    assert refused(meeting, Move(kind=K.RECONSIDER, target=recess)) == "reconsider_move_again"
    decided = carry(meeting, Move(m.TEXT))
    gone = carry(meeting, Move(kind=K.RESCIND, target=decided))
    assert refused(meeting, Move(kind=K.RECONSIDER, target=gone)) == "reconsider_never"
    assert refused(meeting, Move(kind=K.RECONSIDER, target=99)) == "motion_not_there"
    other = carry(meeting, Move(m.TEXT + "和北门路灯"))
    kept = carry(meeting, Move(kind=K.RESCIND, target=other), m.LIN, 1, 4)
    again(meeting, kept)
    m.settle(meeting, kept, 5)
    assert meeting.state.motions[other - 1].state is MotionState.RESCINDED
    assert {kind for kind in K if LAWS[kind].again is Again.NO} >= {
        K.ADJOURN,
        K.RECESS,
        K.SUSPEND_RULES,
        K.RECONSIDER,
    }


def test_only_the_winning_side_asks_for_it():
    meeting = on_item()
    number = m.put(meeting, m.LIN, Move(m.TEXT))
    meeting.do(m.CHEN, OpenDebate(number))
    meeting.do(m.CHEN, CloseDebate(number))
    meeting.do(m.CHEN, OpenVote(number, Method.PHONES))
    for seat, choice in ((m.LIN, Choice.YES), (m.LI, Choice.YES), (m.ZHAO, Choice.NO)):
        meeting.do(seat, Cast(number, choice))
    meeting.do(m.CHEN, CloseVote(number))
    with pytest.raises(Forbidden, match="reconsider_winners_only"):
        meeting.do(m.ZHAO, Move(kind=K.RECONSIDER, target=number))
    meeting.do(m.LI, Move(kind=K.RECONSIDER, target=number))


def test_console_and_phone_say_which_share_applies_and_why(as_, call, cast, clock):
    session = call(make.on_item, cast, rules={"strictness": Strictness.FULL})
    member, desk, at = as_(cast.tang), as_(cast.chen), f"/sessions/{session.id}"
    assert "会议公告里写明了这一项要改这个决定" in member.get(at).text
    asked = {"kind": "rescind", "text": OLD, "noticed": "true"}
    assert member.post(f"{at}/motions", data=asked).status_code == 303
    for page in (at, f"{at}/console"):
        assert "会议公告里写明了要改这个决定，所以平常的多数就行" in desk.get(page).text
    assert desk.post(f"{at}/lapses", data={"motion": "1"}).status_code == 303
    assert member.post(f"{at}/motions", data={"kind": "rescind", "text": OLD + "。"}).status_code == 303
    assert "或者全体成员过半数，够一样就行" in desk.get(f"{at}/console").text
