"""Papers of paper over the desk: handed out, replaced, put in the box; and whoever comes first counts."""

import asyncio
from datetime import timedelta
from typing import Any

import pytest

from civic.audit.models import Entry
from civic.kit.errors import Forbidden, NotFound, Refused, SignInNeeded, Stale
from civic.people.rules import ANONYMOUS
from tests.cast import Cast
from tests.conftest import Call
from tests.factories import stations as make
from tests.factories import votes
from votes.casting import services as casting
from votes.casting.models import Paper, Turnout
from votes.models import Ballot
from votes.rules import Channel
from votes.stations import queries
from votes.stations.models import PaperStep
from votes.stations.rules import Step
from votes.stations.services import take_step


@pytest.fixture
def ballot(call: Call, cast: Cast, clock: Any) -> Ballot:
    """An open ballot that takes papers of paper."""
    return call(make.ballot, cast)


@pytest.fixture
def lin(call: Call, ballot: Ballot) -> int:
    """Lin's entry."""
    return call(make.entry, ballot, 1)


def test_a_paper_put_in_the_box_is_turnout_and_no_paper_of_the_register(
    call: Call, cast: Cast, ballot: Ballot, lin: int
):
    call(take_step, cast.sun, ballot.id, lin, Step.HANDED)
    assert call(Turnout.filter(ballot_id=ballot.id).count) == 0
    call(take_step, cast.sun, ballot.id, lin, Step.REPLACED)
    call(take_step, cast.zheng, ballot.id, lin, Step.RETURNED)
    turnout = call(Turnout.get, ballot_id=ballot.id)
    assert (turnout.entry_id, turnout.channel, turnout.person_id) == (lin, Channel.PAPER, None)
    assert call(Paper.filter(ballot_id=ballot.id).count) == 0
    assert [step.step for step in call(PaperStep.filter(entry_id=lin).order_by, "id")] == [
        Step.HANDED,
        Step.REPLACED,
        Step.RETURNED,
    ]


def test_each_step_leaves_the_day_and_no_name_of_the_voter(call: Call, cast: Cast, ballot: Ballot, lin: int):
    call(make.put_in, cast, ballot, [1])
    entries = call(Entry.filter(ref_kind="ballot", ref_id=ballot.id).order_by, "seq")
    said = [(one.verb, one.actor_id, one.at, one.facts) for one in entries if one.verb.startswith("paper_")]
    assert said == [
        ("paper_handed_out", cast.sun.person_id, "2026-11-22", {}),
        ("paper_put_in_box", cast.sun.person_id, "2026-11-22", {}),
    ]


def test_who_voted_by_telephone_gets_no_paper_and_gives_none_back(
    call: Call, cast: Cast, ballot: Ballot, lin: int
):
    call(take_step, cast.sun, ballot.id, lin, Step.HANDED)
    call(casting.cast, cast.lin, ballot.id, votes.ticks("a"))
    with pytest.raises(Stale, match="station_has_voted"):
        call(take_step, cast.sun, ballot.id, lin, Step.RETURNED)
    with pytest.raises(Stale, match="station_has_voted"):
        call(take_step, cast.sun, ballot.id, lin, Step.REPLACED)


def test_who_put_a_paper_in_the_box_does_not_vote_by_telephone(call: Call, cast: Cast, ballot: Ballot):
    call(make.put_in, cast, ballot, [1])
    with pytest.raises(Stale, match="ballot_already_cast"):
        call(casting.cast, cast.lin, ballot.id, votes.ticks("a"))
    assert call(Turnout.filter(ballot_id=ballot.id).count) == 1


def test_nobody_is_ticked_off_twice(call: Call, cast: Cast, ballot: Ballot, lin: int):
    call(make.put_in, cast, ballot, [1])
    for step in Step:
        with pytest.raises(Stale, match="station_has_voted"):
            call(take_step, cast.sun, ballot.id, lin, step)


@pytest.mark.parametrize("who", ["lin", "gao", "other_clerk", "other_facilitator", "admin"])
def test_only_staff_of_the_place_tick_anybody_off(call: Call, cast: Cast, ballot: Ballot, lin: int, who: str):
    with pytest.raises(Forbidden):
        call(take_step, getattr(cast, who), ballot.id, lin, Step.HANDED)
    with pytest.raises(SignInNeeded):
        call(take_step, ANONYMOUS, ballot.id, lin, Step.HANDED)


def test_an_entry_of_another_ballot_is_not_on_this_roll(call: Call, cast: Cast, ballot: Ballot):
    other = call(make.ballot, cast)
    with pytest.raises(NotFound):
        call(take_step, cast.sun, ballot.id, call(make.entry, other, 1), Step.HANDED)


def test_nothing_goes_over_the_desk_after_the_end(
    call: Call, cast: Cast, ballot: Ballot, lin: int, clock: Any
):
    call(take_step, cast.sun, ballot.id, lin, Step.HANDED)
    clock.travel(timedelta(days=4))
    with pytest.raises(Refused, match="ballot_closed"):
        call(take_step, cast.sun, ballot.id, lin, Step.RETURNED)


def test_a_ballot_without_paper_hands_none_out(call: Call, cast: Cast, clock: Any):
    ballot = call(make.ballot, cast, paper_ballots=False)
    with pytest.raises(Refused, match="paper_not_offered"):
        call(take_step, cast.sun, ballot.id, call(make.entry, ballot, 1), Step.HANDED)


def test_telephone_and_paper_at_the_same_moment_are_one_vote(
    call: Call, cast: Cast, ballot: Ballot, lin: int
):
    """Six people at two desks and one at the telephone, all at once: on PostgreSQL the transactions really overlap."""
    call(take_step, cast.sun, ballot.id, lin, Step.HANDED)

    async def at_once() -> list[Any]:
        desks = [take_step(who, ballot.id, lin, Step.RETURNED) for who in (cast.sun, cast.zheng) * 3]
        telephone = casting.cast(cast.lin, ballot.id, votes.ticks("a"))
        return await asyncio.gather(telephone, *desks, return_exceptions=True)

    answers = call(at_once)
    lost = [answer for answer in answers if isinstance(answer, Exception)]
    assert len(lost) == 6, answers
    assert {type(answer).__name__ for answer in lost} <= {"Stale", "IntegrityError"}
    assert call(Turnout.filter(ballot_id=ballot.id).count) == 1
    on_paper = call(Turnout.get, ballot_id=ballot.id).channel is Channel.PAPER
    assert call(Paper.filter(ballot_id=ballot.id).count) == (0 if on_paper else 1)


@pytest.mark.parametrize(
    ("typed", "found"),
    [("3", [3]), ("陈", [3]), ("单元", list(range(1, 13))), ("99", []), ("%", []), ("_", []), ("9" * 12, [])],
)
def test_somebody_is_found_by_number_name_or_door(call: Call, ballot: Ballot, typed: str, found: list[int]):
    assert [entry.number for entry in call(queries.entries, ballot.id, typed)] == found
