"""The vote: quorum again, once each, and a verdict that shows its numbers."""

import pytest

from civic.kit.errors import Forbidden, Refused
from civic.kit.thresholds import Threshold
from councils.rules import Base, FloorRules
from councils.sessions.rules.door import Leave
from councils.sessions.rules.events import VoteClosed
from councils.sessions.rules.votes import Cast, CloseVote, OpenVote, VoidVote
from councils.sessions.rules.words import Choice, Method, MotionState
from tests.councils import meeting as m

YES, NO, ABSTAIN = Choice.YES, Choice.NO, Choice.ABSTAIN


def voting(method: Method = Method.PHONES, rules: FloorRules | None = None) -> m.Meeting:
    meeting = m.debated(rules)
    meeting.do(m.CHEN, OpenVote(1, method))
    return meeting


def hands(yes: int, no: int, abstain: int = 0, rules: FloorRules | None = None) -> VoteClosed:
    (fact,) = voting(Method.HANDS, rules).do(m.CHEN, CloseVote(1, yes, no, abstain))
    assert isinstance(fact, VoteClosed)
    return fact


def test_phones_count_themselves_and_names_stay() -> None:
    meeting = voting()
    for seat, choice in ((m.LIN, YES), (m.LI, YES), (m.ZHAO, NO), (m.CHEN, ABSTAIN)):
        meeting.do(seat, Cast(1, choice))
    (fact,) = meeting.do(m.CHEN, CloseVote(1))
    assert isinstance(fact, VoteClosed)
    assert (fact.yes, fact.no, fact.abstain, fact.silent, fact.adopted) == (2, 1, 1, 1, True)
    assert [named.person.name for named in meeting.state.verdicts[0].named][:2] == ["林秀英", "李红梅"]
    assert meeting.state.motions[0].state is MotionState.ADOPTED


@pytest.mark.parametrize(
    ("yes", "no", "adopted"), [(2, 2, False), (0, 0, False), (1, 0, True), (3, 2, True), (2, 3, False)]
)
def test_more_yes_than_no_carries_and_a_tie_is_lost(yes: int, no: int, adopted: bool) -> None:
    assert hands(yes, no).adopted is adopted


@pytest.mark.parametrize(("yes", "needed", "adopted"), [(2, 3, False), (3, 3, True)])
def test_more_than_half_of_those_present(yes: int, needed: int, adopted: bool) -> None:
    fact = hands(yes, 0, rules=FloorRules(base=Base.PRESENT))
    assert (fact.total, fact.needed, fact.adopted) == (5, needed, adopted)


@pytest.mark.parametrize(("yes", "adopted"), [(3, False), (4, True)])
def test_two_thirds_of_all_seats(yes: int, adopted: bool) -> None:
    fact = hands(yes, 0, rules=FloorRules(base=Base.SEATS, passing=Threshold(2, 3, False)))
    assert (fact.total, fact.needed, fact.adopted) == (5, 4, adopted)


def test_even_a_low_threshold_does_not_carry_against_more_no() -> None:
    assert hands(2, 3, rules=FloorRules(passing=Threshold(1, 3, False))).adopted is False


def test_no_vote_without_the_quorum_of_this_moment() -> None:
    meeting = m.debated()
    meeting.do(m.ZHAO, Leave(5))
    meeting.do(m.LI, Leave(4))
    with pytest.raises(Refused) as refusal:
        meeting.do(m.CHEN, OpenVote(1, Method.PHONES))
    assert refusal.value.facts == {"present": 3, "needed": 4, "seats": 5}


def test_one_vote_each_and_it_stays() -> None:
    meeting = voting()
    meeting.do(m.LIN, Cast(1, YES))
    with pytest.raises(Refused, match="voted_already"):
        meeting.do(m.LIN, Cast(1, NO))


def test_who_left_cannot_vote_and_who_voted_before_leaving_counts() -> None:
    meeting = voting()
    meeting.do(m.LIN, Cast(1, YES))
    meeting.do(m.LIN, Leave(3))
    meeting.do(m.LI, Leave(4))
    with pytest.raises(Refused, match="not_checked_in"):
        meeting.do(m.LI, Cast(1, NO))
    (fact,) = meeting.do(m.CHEN, CloseVote(1))
    assert isinstance(fact, VoteClosed)
    assert (fact.yes, fact.present, fact.silent) == (1, 4, 3)


def test_only_members_vote_and_only_with_a_choice() -> None:
    meeting = voting()
    with pytest.raises(Forbidden):
        meeting.do(m.OUTSIDER, Cast(1, YES))
    with pytest.raises(Refused, match="choice_missing"):
        meeting.do(m.LIN, Cast(1, None))


def test_hands_are_not_cast_by_phone() -> None:
    with pytest.raises(Refused, match="vote_by_hands"):
        voting(Method.HANDS).do(m.LIN, Cast(1, YES))


@pytest.mark.parametrize("counts", [(4, 2, 0), (-1, 2, 0), (3, 2, 1)])
def test_hands_must_fit_into_the_room(counts: tuple[int, int, int]) -> None:
    with pytest.raises(Refused, match="hands_too_many"):
        voting(Method.HANDS).do(m.CHEN, CloseVote(1, *counts))


def test_hands_must_be_counted() -> None:
    with pytest.raises(Refused) as refusal:
        voting(Method.HANDS).do(m.CHEN, CloseVote(1, 3, None))
    assert refusal.value.field == "no"


def test_a_vote_opened_by_mistake_is_voided_with_a_reason_and_run_again() -> None:
    meeting = voting()
    meeting.do(m.LIN, Cast(1, YES))
    with pytest.raises(Refused, match="void_reason"):
        meeting.do(m.CHEN, VoidVote(1, " "))
    meeting.do(m.CHEN, VoidVote(1, "应当举手表决"))
    meeting.do(m.CHEN, OpenVote(1, Method.PHONES))
    meeting.do(m.LIN, Cast(1, NO))
    assert [event.kind for event in meeting.log].count("vote_cast") == 2


def test_only_who_runs_the_session_opens_and_closes_a_vote() -> None:
    with pytest.raises(Forbidden):
        m.debated().do(m.LIN, OpenVote(1, Method.PHONES))
    with pytest.raises(Forbidden):
        voting().do(m.LIN, CloseVote(1))
    with pytest.raises(Refused, match="no_vote_open"):
        m.debated().do(m.CHEN, CloseVote(1))
