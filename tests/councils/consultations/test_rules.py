"""The law of a consultation without a database: stages, notice, who was heard, what an outcome must hold."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from civic.kit.errors import Refused
from councils.consultations import rules as life
from councils.consultations.options.rules import Stand, Stands, check_stand, stands
from councils.consultations.outcomes import rules as outcomes
from councils.consultations.outcomes.rules import Addressee, PointKind, Verdict
from councils.consultations.rules import Act, Kind, Stage
from councils.consultations.stakeholders.rules import (
    Capacity,
    GroupKind,
    Heard,
    Tally,
    check_heard,
    check_hearing,
    unheard,
)
from councils.consultations.walk.rules import Station, after, resume, road

DAY = date(2026, 11, 22)


def tally(minority: bool = False, present: int = 0, written: int = 0) -> Tally:
    return Tally(1, GroupKind.RESIDENTS, "一二层住户", "怕挡光", minority, 9, 3, 1, 1, present, written)


@given(st.sampled_from(list(Act)))
def test_what_is_over_stays_over(act: Act):
    for stage in (Stage.CLOSED, Stage.DECLINED):
        assert not life.in_order(stage, act)


def test_people_learn_of_an_evening_in_time():
    life.check_evening(Kind.CONSULT, DAY, date(2026, 11, 25))
    life.check_evening(Kind.TEAHOUSE, DAY, DAY)
    for kind, day in ((Kind.CONSULT, date(2026, 11, 24)), (Kind.HEARING, date(2026, 11, 28))):
        with pytest.raises(Refused, match="consultation_too_soon"):
            life.check_evening(kind, DAY, day)


@given(st.booleans(), st.integers(0, 3), st.integers(0, 3), st.sampled_from(["", "人都搬走了"]))
def test_a_minority_that_was_not_heard_forbids_an_outcome_without_a_reason(
    minority: bool, present: int, written: int, reason: str
):
    groups = [tally(minority, present, written)]
    silent = minority and not present and not written
    assert bool(unheard(groups)) == silent
    if silent and not reason:
        with pytest.raises(Refused, match="stakeholder_unheard"):
            check_heard(groups, reason)
    else:
        check_heard(groups, reason)


def test_being_in_the_room_comes_before_a_letter():
    assert [tally(present=1, written=1).heard, tally(written=1).heard, tally().heard] == list(Heard)
    assert tally().silent == 1


def test_a_hearing_counts_representatives_and_affected_people_apart():
    ten, twenty = [Capacity.REPRESENTATIVE] * 10, [Capacity.AFFECTED] * 20
    check_hearing(ten + twenty, 10, 20)
    for short in (ten + twenty[1:], ten[1:] + twenty * 2, [Capacity.GUEST] * 40):
        with pytest.raises(Refused, match="hearing_small"):
            check_hearing(short, 10, 20)


@given(st.dictionaries(st.sampled_from(list(Stand)), st.integers(0, 20)))
def test_consent_means_that_nobody_is_left_who_objects(counted: dict[Stand, int]):
    found = stands(counted)
    assert found.all == sum(counted.values())
    assert found.consented == (found.all > 0 and not counted.get(Stand.OBJECT, 0))


def test_an_objection_gives_its_reason():
    check_stand(Stand.SUPPORT, "")
    assert Stands().consented is False
    with pytest.raises(Refused, match="option_stand_reason"):
        check_stand(Stand.OBJECT, "")


def test_dissent_and_what_is_not_adopted_give_their_reasons():
    outcomes.check_point(PointKind.CONSENSUS, "", 0)
    outcomes.check_reply(Verdict.ADOPTED, "")
    with pytest.raises(Refused, match="outcome_point_reason"):
        outcomes.check_point(PointKind.DISSENT, "", 0)
    for verdict in (Verdict.PARTLY, Verdict.DECLINED):
        with pytest.raises(Refused, match="outcome_reply_reason"):
            outcomes.check_reply(verdict, "")


def test_an_ask_says_whom_and_until_when():
    outcomes.check_ask(Addressee.COMMITTEE, None, "", date(2026, 11, 23), DAY)
    for addressee, due, code in (
        (Addressee.ORGANISATION, date(2026, 12, 1), "outcome_ask_whom"),
        (Addressee.OTHER, date(2026, 12, 1), "outcome_ask_name"),
        (Addressee.STREET, DAY, "outcome_ask_due"),
        (Addressee.STREET, date(2027, 11, 22), "outcome_ask_due"),
    ):
        with pytest.raises(Refused, match=code):
            outcomes.check_ask(addressee, None, "", due, DAY)


def test_an_answer_is_late_from_the_day_after():
    assert not outcomes.overdue(DAY, False, DAY)
    assert outcomes.overdue(DAY, False, date(2026, 11, 23))
    assert not outcomes.overdue(DAY, True, date(2026, 11, 23))


def test_nothing_is_closed_while_something_is_owed():
    outcomes.check_closing(0, 1, 1, 0)
    outcomes.check_closing(0, 0, 0, 0)
    for waiting, asks, feedback, disputes, code in (
        (1, 1, 1, 0, "outcome_closing_unanswered"),
        (0, 1, 0, 0, "outcome_closing_no_feedback"),
        (0, 1, 1, 1, "outcome_closing_dispute"),
    ):
        with pytest.raises(Refused, match=code):
            outcomes.check_closing(waiting, asks, feedback, disputes)


@given(st.integers(0, 3), st.integers(0, 3), st.sampled_from(["", "您最担心什么？"]), st.data())
def test_the_road_begins_resumes_and_ends(statements: int, options: int, question: str, data: st.DataObject):
    stations = road(statements, options, question)
    assert stations[0] is Station.ABOUT
    assert stations[-1] is Station.DONE
    assert resume(stations, []) is Station.ABOUT
    finished = data.draw(st.sets(st.sampled_from(stations)))
    here = resume(stations, finished)
    assert here in stations
    assert here not in finished or here is Station.DONE
    assert after(stations, Station.DONE) is Station.DONE
