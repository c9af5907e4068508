"""Hands, phones, roll call, secret ballot, consent: who is heard, by whom it is entered, what is doubted."""

import pytest

from civic.kit.errors import Forbidden, Refused
from civic.kit.thresholds import Threshold
from councils.rules import Base, FloorRules, Strictness
from councils.sessions.rules.agenda import TakeItem
from councils.sessions.rules.door import Leave
from councils.sessions.rules.events import ConsentRefused, Fact, RollCalled, VoteCast, VoteClosed, VoteOpened
from councils.sessions.rules.floor import RaiseHand
from councils.sessions.rules.motions import OpenDebate
from councils.sessions.rules.pauses import Recess
from councils.sessions.rules.presence import Adjourn
from councils.sessions.rules.recusals import Recuse
from councils.sessions.rules.roll import CallRoll, DemandRecount, NameTellers, ObjectConsent
from councils.sessions.rules.votes import Cast, CloseVote, OpenVote, VoidVote
from councils.sessions.rules.wording import Move
from councils.sessions.rules.words import Choice, Method, MotionKind, MotionState, Source, Stance
from tests.councils import meeting as m

YES, NO = Choice.YES, Choice.NO
BETTER = m.TEXT + "，并加装一盏"


def voting(method: Method, rules: FloorRules | None = None) -> m.Meeting:
    meeting = m.debated(rules)
    meeting.do(m.CHEN, OpenVote(1, method, ballot=5 if method is Method.SECRET else None))
    return meeting


def verdict(facts: tuple[Fact, ...]) -> VoteClosed:
    (closed,) = (fact for fact in facts if isinstance(fact, VoteClosed))
    heard = closed.yes + closed.no + closed.abstain + closed.silent + closed.invalid + closed.recused
    assert heard == closed.present
    return closed


# thresholds


def test_the_threshold_is_told_when_the_vote_opens_and_follows_the_kind() -> None:
    meeting = m.debating()
    number = m.put(meeting, m.LI, Move(kind=MotionKind.PREVIOUS_QUESTION), m.ZHAO)
    (opened,) = meeting.do(m.CHEN, OpenVote(number, Method.HANDS))
    assert isinstance(opened, VoteOpened)
    assert (opened.num, opened.den, opened.strict, opened.base) == (2, 3, False, Base.CAST)
    closed = verdict(meeting.do(m.CHEN, CloseVote(number, 3, 2)))
    assert (closed.needed, closed.total, closed.adopted) == (4, 5, False)


def test_the_larger_share_may_have_a_base_of_its_own() -> None:
    meeting = m.debating(FloorRules(higher=Threshold(2, 3, False), higher_base=Base.SEATS))
    number = m.put(meeting, m.LI, Move(kind=MotionKind.PREVIOUS_QUESTION), m.ZHAO)
    closed = verdict(m.settle(meeting, number, yes=3))
    assert (closed.total, closed.needed, closed.adopted) == (5, 4, False)


def test_a_recused_member_is_out_of_base_and_roll() -> None:
    meeting = m.debated(FloorRules(base=Base.SEATS))
    meeting.do(m.ZHAO, Recuse(5, 1, "是施工方的亲属"))
    meeting.do(m.CHEN, OpenVote(1, Method.PHONES))
    with pytest.raises(Refused, match="recused"):
        meeting.do(m.ZHAO, Cast(1, YES))
    for seat in (m.LIN, m.LI):
        meeting.do(seat, Cast(1, YES))
    closed = verdict(meeting.do(m.CHEN, CloseVote(1)))
    assert (closed.total, closed.needed, closed.recused, closed.silent) == (4, 3, 1, 2)


def test_a_chair_without_a_vote_is_out_too() -> None:
    meeting = voting(Method.PHONES, FloorRules(chair_votes=False, base=Base.PRESENT))
    with pytest.raises(Refused, match="chair_no_vote"):
        meeting.do(m.CHEN, Cast(1, YES))
    assert verdict(meeting.do(m.CHEN, CloseVote(1))).total == 4


def test_a_quorum_lost_before_the_result_is_told_and_the_vote_stands() -> None:
    meeting = voting(Method.PHONES)
    for seat in (m.LIN, m.LI, m.ZHAO):
        meeting.do(seat, Cast(1, YES))
    for seat in (m.LI, m.ZHAO):
        meeting.do(seat, Leave(seat.person_id))
    closed = verdict(meeting.do(m.CHEN, CloseVote(1)))
    assert (closed.adopted, closed.quorum_lost) == (True, True)


@pytest.mark.parametrize("method", list(Method))
def test_no_recess_and_no_end_while_a_vote_is_open(method: Method) -> None:
    meeting = voting(method)
    for command in (Adjourn(confirmed=True), Recess(10)):
        with pytest.raises(Refused, match="vote_open"):
            meeting.do(m.CHEN, command)


# entered at the table


def test_the_steward_enters_the_vote_of_a_member_without_a_phone_once() -> None:
    meeting = voting(Method.PHONES)
    (fact,) = meeting.do(m.STEWARD, Cast(1, NO, 5))
    assert fact == VoteCast(1, m.ZHAO, NO, Source.STEWARD)
    for person in (m.ZHAO, m.STEWARD):
        with pytest.raises(Refused, match="voted_already"):
            meeting.do(person, Cast(1, YES, 5))


def test_nobody_else_votes_for_another() -> None:
    meeting = voting(Method.PHONES)
    with pytest.raises(Refused, match="vote_own_only"):
        meeting.do(m.LI, Cast(1, YES, 5))
    meeting.do(m.ZHAO, Leave(5))
    with pytest.raises(Refused, match="not_checked_in"):
        meeting.do(m.STEWARD, Cast(1, YES, 5))


def test_tellers_count_hands_and_enter_votes() -> None:
    meeting = m.debated()
    with pytest.raises(Refused, match="tellers_unknown"):
        meeting.do(m.CHEN, NameTellers((4, 99)))
    meeting.do(m.CHEN, NameTellers((4,)))
    meeting.do(m.CHEN, OpenVote(1, Method.HANDS))
    with pytest.raises(Forbidden):
        meeting.do(m.ZHAO, CloseVote(1, 3, 1, 0))
    assert verdict(meeting.do(m.LI, CloseVote(1, 3, 1, 0))).adopted


# roll call


def test_the_roll_is_called_one_by_one_and_whoever_was_silent_is_called_again() -> None:
    meeting = m.debated()
    facts = meeting.do(m.CHEN, OpenVote(1, Method.ROLL_CALL))
    assert facts[-1] == RollCalled(1, m.CHEN)
    with pytest.raises(Refused, match="roll_not_called"):
        meeting.do(m.LIN, Cast(1, YES))
    assert meeting.do(m.CHEN, Cast(1, YES))[-1] == RollCalled(1, m.MA)
    assert meeting.do(m.CHEN, Cast(1, NO, 2))[-1] == RollCalled(1, m.LIN)
    assert meeting.do(m.CHEN, CallRoll(1)) == (RollCalled(1, m.LI),)
    meeting.do(m.LI, Cast(1, YES))
    assert meeting.do(m.MA, Cast(1, YES, 5)) == (VoteCast(1, m.ZHAO, YES, Source.STEWARD),)
    assert meeting.do(m.CHEN, CallRoll(1)) == (RollCalled(1, m.LIN),)
    meeting.do(m.LIN, Cast(1, Choice.ABSTAIN))
    with pytest.raises(Refused, match="roll_finished"):
        meeting.do(m.CHEN, CallRoll(1))
    closed = verdict(meeting.do(m.CHEN, CloseVote(1)))
    assert (closed.yes, closed.no, closed.abstain, closed.silent) == (3, 1, 1, 0)


# consent


def test_nobody_objects_and_it_is_passed() -> None:
    meeting = m.debating()
    number = m.put(meeting, m.LI, Move(BETTER, kind=MotionKind.AMEND), m.ZHAO)
    meeting.do(m.CHEN, OpenVote(number, Method.CONSENT))
    closed = verdict(meeting.do(m.CHEN, CloseVote(number)))
    assert (closed.adopted, closed.method, closed.silent) == (True, Method.CONSENT, 5)
    assert meeting.state.motions[0].text == BETTER


def test_an_objection_says_why_and_another_way_of_voting_follows() -> None:
    meeting = m.debated()
    meeting.do(m.CHEN, OpenVote(1, Method.CONSENT))
    with pytest.raises(Refused, match="objection_reason"):
        meeting.do(m.ZHAO, ObjectConsent(1, ""))
    assert meeting.do(m.ZHAO, ObjectConsent(1, "钱太多")) == (ConsentRefused(1, m.ZHAO, "钱太多"),)
    assert meeting.state.vote is None
    with pytest.raises(Refused, match="consent_refused_already"):
        meeting.do(m.CHEN, OpenVote(1, Method.CONSENT))
    meeting.do(m.CHEN, OpenVote(1, Method.HANDS))


def test_consent_is_not_asked_over_the_heads_of_those_who_wait() -> None:
    meeting = m.debating()
    meeting.do(m.LI, RaiseHand(1, Stance.AGAINST))
    with pytest.raises(Refused, match="hands_waiting"):
        meeting.do(m.CHEN, OpenVote(1, Method.CONSENT))


def test_after_an_objection_the_debate_goes_on_where_it_was() -> None:
    meeting = m.debating()
    meeting.do(m.CHEN, OpenVote(1, Method.CONSENT))
    meeting.do(m.ZHAO, ObjectConsent(1, "还没说完"))
    assert meeting.state.motions[0].state is MotionState.DEBATING


# secret


def test_a_secret_vote_needs_its_ballot_and_has_numbers_only() -> None:
    with pytest.raises(Refused, match="secret_without_ballot"):
        m.debated().do(m.CHEN, OpenVote(1, Method.SECRET))
    meeting = voting(Method.SECRET)
    assert meeting.state.vote is not None
    assert meeting.state.vote.ballot == 5
    with pytest.raises(Refused, match="vote_by_secret"):
        meeting.do(m.LIN, Cast(1, YES))
    meeting.do(m.LIN, Leave(3))
    closed = verdict(meeting.do(m.CHEN, CloseVote(1, 2, 1, 1, invalid=1)))
    assert (closed.present, closed.invalid, closed.silent, closed.total) == (5, 1, 0, 3)
    assert not meeting.state.verdicts[0].named


def test_what_belongs_to_no_item_has_no_ballot() -> None:
    meeting = m.opened()
    number = m.put(meeting, m.LI, Move(seconds=600, kind=MotionKind.RECESS), m.ZHAO)
    with pytest.raises(Refused, match="secret_without_item"):
        meeting.do(m.CHEN, OpenVote(number, Method.SECRET, ballot=5))


# a count that is doubted


def test_one_member_may_doubt_a_show_of_hands_and_it_is_counted_by_name() -> None:
    meeting = voting(Method.HANDS)
    meeting.do(m.CHEN, CloseVote(1, 3, 2))
    meeting.do(m.ZHAO, DemandRecount(1))
    assert (meeting.state.verdicts, meeting.state.motions[0].state) == ((), MotionState.DEBATED)
    with pytest.raises(Refused, match="recount_first"):
        meeting.do(m.LI, Move(BETTER, kind=MotionKind.AMEND))
    with pytest.raises(Refused, match="recount_by_name"):
        meeting.do(m.CHEN, OpenVote(1, Method.HANDS))
    meeting.do(m.CHEN, OpenVote(1, Method.ROLL_CALL))


def test_a_recount_takes_back_what_the_result_had_done() -> None:
    meeting = m.debating()
    number = m.put(meeting, m.LI, Move(BETTER, kind=MotionKind.AMEND), m.ZHAO)
    m.settle(meeting, number, yes=3, no=2)
    assert meeting.state.motions[0].text == BETTER
    meeting.do(m.ZHAO, DemandRecount(number))
    assert meeting.state.motions[0].text == m.TEXT
    meeting.do(m.CHEN, OpenVote(number, Method.PHONES))
    for seat in (m.LIN, m.LI):
        meeting.do(seat, Cast(number, NO))
    assert not verdict(meeting.do(m.CHEN, CloseVote(number))).adopted


def test_once_the_meeting_has_gone_on_a_count_stands() -> None:
    meeting = voting(Method.HANDS)
    meeting.do(m.CHEN, CloseVote(1, 3, 2))
    meeting.do(m.CHEN, TakeItem(2))
    with pytest.raises(Refused, match="recount_too_late"):
        meeting.do(m.ZHAO, DemandRecount(1))
    meeting = voting(Method.PHONES)
    meeting.do(m.CHEN, CloseVote(1))
    with pytest.raises(Refused, match="recount_too_late"):
        meeting.do(m.ZHAO, DemandRecount(1))


def test_a_voided_vote_leaves_an_undebated_question_where_it_was() -> None:
    meeting = m.debating(FloorRules(strictness=Strictness.FULL))
    number = m.put(meeting, m.LI, Move(kind=MotionKind.TABLE), m.ZHAO)
    meeting.do(m.CHEN, OpenVote(number, Method.PHONES))
    meeting.do(m.CHEN, VoidVote(number, "按错了"))
    assert meeting.state.motions[number - 1].state is MotionState.STATED
    with pytest.raises(Refused, match="motion_undebatable"):
        meeting.do(m.CHEN, OpenDebate(number))
