"""Casting a paper: works, refuses, wrong person, twice, leaves its trace."""

from datetime import date, timedelta
from typing import Any

import pytest

from civic.audit import queries as audit
from civic.kit.errors import Forbidden, NotFound, Refused, SignInNeeded, Stale
from civic.kit.refs import Ref
from civic.people.rules import ANONYMOUS
from tests.cast import Cast
from tests.conftest import Call
from tests.factories import votes as make
from tests.factories.votes import ticks
from votes.casting.models import Paper, Turnout
from votes.casting.rules import new_nonce, receipt_of
from votes.casting.services import cast as put_in
from votes.models import Ballot
from votes.rules import Channel


async def _boxed(ballot: Ballot) -> tuple[list[str], list[int]]:
    papers = await Paper.filter(ballot_id=ballot.id).values_list("choices", flat=True)
    people = await Turnout.filter(ballot_id=ballot.id).values_list("person_id", flat=True)
    return list(papers), list(people)  # type: ignore[arg-type]


def test_a_paper_and_a_turnout_are_written_and_a_receipt_is_given(call: Call, cast: Cast, clock: Any):
    ballot = call(make.open_ballot, cast)
    receipt = call(put_in, cast.lin, ballot.id, ticks("c", "a"))
    papers, people = call(_boxed, ballot)
    assert papers == ["a,c"]
    assert people == [cast.lin.person_id]
    key = call(Paper.get, ballot_id=ballot.id)
    assert receipt == receipt_of(key.key)


def test_the_trace_is_the_turnout_with_the_day_and_nothing_of_the_paper(call: Call, cast: Cast, clock: Any):
    ballot = call(make.open_ballot, cast)
    call(put_in, cast.lin, ballot.id, ticks("c"))
    turnout = call(Turnout.get, ballot_id=ballot.id)
    assert (turnout.person_id, turnout.day, turnout.channel) == (
        cast.lin.person_id,
        date(2026, 11, 22),
        Channel.PHONE,
    )
    assert call(audit.entries_about, Ref("ballot", ballot.id)) == []


def test_a_second_paper_is_refused_and_the_first_one_stays(call: Call, cast: Cast, clock: Any):
    ballot = call(make.open_ballot, cast)
    call(put_in, cast.lin, ballot.id, ticks("a"))
    with pytest.raises(Stale) as refusal:
        call(put_in, cast.lin, ballot.id, ticks("b"))
    assert refusal.value.code == "ballot_already_cast"
    assert call(_boxed, ballot) == (["a"], [cast.lin.person_id])


def test_the_same_page_sent_again_gets_the_same_receipt_even_after_the_end(
    call: Call, cast: Cast, clock: Any
):
    ballot, nonce = call(make.open_ballot, cast), new_nonce()
    receipt = call(put_in, cast.lin, ballot.id, ticks("a"), nonce)
    assert call(put_in, cast.lin, ballot.id, ticks("a"), nonce) == receipt
    clock.travel(timedelta(days=4))
    assert call(put_in, cast.lin, ballot.id, ticks("a"), nonce) == receipt
    assert call(_boxed, ballot) == (["a"], [cast.lin.person_id])


def test_two_people_with_one_page_have_two_papers(call: Call, cast: Cast, clock: Any):
    ballot, nonce = call(make.open_ballot, cast), new_nonce()
    first = call(put_in, cast.lin, ballot.id, ticks("a"), nonce)
    second = call(put_in, cast.wei, ballot.id, ticks("b"), nonce)
    assert first != second
    assert sorted(call(_boxed, ballot)[0]) == ["a", "b"]


def test_who_is_not_on_the_roll_is_told_why(call: Call, cast: Cast, clock: Any):
    ballot = call(make.open_ballot, cast)
    with pytest.raises(Forbidden) as refusal:
        call(put_in, cast.outsider, ballot.id, ticks("a"))
    assert refusal.value.code == "ballot_not_on_roll"
    assert call(_boxed, ballot) == ([], [])


def test_nobody_in_particular_is_asked_to_sign_in(call: Call, cast: Cast, clock: Any):
    ballot = call(make.open_ballot, cast)
    with pytest.raises(SignInNeeded):
        call(put_in, ANONYMOUS, ballot.id, ticks("a"))


def test_there_is_no_such_ballot(call: Call, cast: Cast):
    with pytest.raises(NotFound):
        call(put_in, cast.lin, 999_999, ticks("a"))


@pytest.mark.parametrize(
    ("choices", "code"),
    [
        ([], "paper_too_few"),
        (["a", "b", "c"], "paper_too_many"),
        (["a", "a"], "paper_twice"),
        (["z"], "paper_unknown"),
        (["a,b"], "paper_unknown"),
        (["\x00"], "paper_unknown"),
    ],
)
def test_a_paper_that_breaks_the_limits_is_refused_and_nothing_is_written(
    call: Call, cast: Cast, clock: Any, choices: list[str], code: str
):
    ballot = call(make.open_ballot, cast, None, make.CODES, 1, 2)
    with pytest.raises(Refused) as refusal:
        call(put_in, cast.lin, ballot.id, ticks(*choices))
    assert refusal.value.code == code
    assert call(_boxed, ballot) == ([], [])


def test_a_late_paper_is_refused_by_the_clock_though_nobody_closed_the_ballot(
    call: Call, cast: Cast, clock: Any
):
    ballot = call(make.open_ballot, cast)
    clock.travel(timedelta(days=3))
    with pytest.raises(Refused) as refusal:
        call(put_in, cast.lin, ballot.id, ticks("a"))
    assert refusal.value.code == "ballot_closed"
    assert refusal.value.facts["closes"] == ballot.closes_at
    assert call(_boxed, ballot) == ([], [])


def test_an_early_paper_is_refused_with_the_hour_of_the_beginning(call: Call, cast: Cast, clock: Any):
    ballot = call(make.open_ballot, cast)
    clock.travel(timedelta(hours=-2))
    with pytest.raises(Refused) as refusal:
        call(put_in, cast.lin, ballot.id, ticks("a"))
    assert refusal.value.code == "ballot_not_begun"


def test_a_ballot_in_preparation_takes_no_paper(call: Call, cast: Cast, clock: Any):
    ballot = call(make.draft_ballot, cast)
    with pytest.raises(Forbidden):
        call(put_in, cast.lin, ballot.id, ticks("a"))
