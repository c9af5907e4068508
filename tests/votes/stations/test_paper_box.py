"""The paper box as a whole: papers against the roll, what two people explain, and what is sealed."""

import asyncio
from collections.abc import Sequence
from typing import Any

import pytest

from civic.audit.models import Entry
from civic.kit.db import locked, transaction
from civic.kit.errors import Forbidden, Refused, Stale
from tests.cast import Cast
from tests.conftest import Call
from tests.factories import stations as make
from tests.factories import votes
from votes import services as ballots
from votes.casting import queries as casting
from votes.casting import services as register
from votes.casting.models import Paper, Turnout
from votes.models import Ballot
from votes.rules import Filled, Secrecy, State
from votes.stations.batches import queries
from votes.stations.batches.services import boxes, bundles, settled_papers
from votes.stations.batches.services.bundles import Seen

SIX = ["a", "a,b", "b", "c", "", "!unclear"]


@pytest.fixture
def ballot(call: Call, cast: Cast, clock: Any) -> Ballot:
    """A ballot whose time is over, with six papers in the box."""
    return call(make.boxed, cast)


async def _batch(cast: Cast, ballot: Ballot, texts: Sequence[str]) -> int:
    batch_id = await make.batch(cast, ballot, texts)
    await bundles.close(cast.sun, batch_id)
    return batch_id


async def _seal(ballot: Ballot) -> None:
    """As rounds and matters do when they close."""
    async with transaction():
        sealed = await locked(Ballot, id=ballot.id)
        await queries.check_settled(ballot.id)
        await register.seal_box(sealed, await settled_papers(ballot.id))
        await ballots.close_ballot(sealed)


def test_settled_papers_go_into_the_register_when_the_ballot_is_sealed(call: Call, cast: Cast, clock: Any):
    ballot = call(make.ballot, cast)
    call(register.cast, cast.lin, ballot.id, votes.ticks("a", "d"))
    call(make.put_in, cast, ballot, range(7, 13))
    clock.travel(ballot.closes_at - clock.now())
    call(_batch, cast, ballot, SIX)
    assert call(Paper.filter(ballot_id=ballot.id).count) == 1
    call(_seal, ballot)
    assert sorted(call(casting.papers, ballot.id)) == ["", "", "a", "a,b", "a,d", "b", "c"]
    assert call(Turnout.filter(ballot_id=ballot.id).count) == call(Paper.filter(ballot_id=ballot.id).count)
    keys = [paper.key for paper in call(Paper.filter(ballot_id=ballot.id).all)]
    assert len(set(keys)) == 7
    assert call(Ballot.get, id=ballot.id).state is State.CLOSED


def test_a_box_with_papers_that_nobody_read_is_not_sealed(call: Call, cast: Cast, ballot: Ballot):
    with pytest.raises(Refused, match="box_too_few"):
        call(_seal, ballot)
    assert call(queries.is_settled, ballot.id) is False


def test_an_open_batch_keeps_the_ballot_from_being_sealed(call: Call, cast: Cast, ballot: Ballot):
    call(make.batch, cast, ballot, SIX)
    with pytest.raises(Refused, match="batches_open"):
        call(_seal, ballot)


def test_a_ballot_without_paper_has_nothing_to_settle(call: Call, cast: Cast, clock: Any):
    ballot = call(make.ballot, cast, paper_ballots=False)
    call(queries.check_settled, ballot.id)
    assert call(settled_papers, ballot.id) == []


def test_a_missing_paper_is_explained_by_two_people_and_counts_as_empty(
    call: Call, cast: Cast, ballot: Ballot
):
    with pytest.raises(Refused, match="batch_leaves_few"):
        call(bundles.create, cast.sun, ballot.id, 5)
    statement = call(boxes.explain_missing, cast.sun, ballot.id, 1, "找遍了票箱，少一张，可能被带走了")
    with pytest.raises(Refused, match="box_second_person"):
        call(boxes.confirm, cast.sun, statement)
    with pytest.raises(Refused, match="batch_leaves_few"):
        call(bundles.create, cast.sun, ballot.id, 5)
    call(boxes.confirm, cast.gao, statement)
    with pytest.raises(Refused, match="box_statement_done"):
        call(boxes.confirm, cast.zheng, statement)
    call(_batch, cast, ballot, ["a"] * 5)
    call(_seal, ballot)
    assert sorted(call(casting.papers, ballot.id)) == ["", "a", "a", "a", "a", "a"]


def test_the_explanation_is_in_the_record_with_both_names(call: Call, cast: Cast, ballot: Ballot):
    statement = call(boxes.explain_missing, cast.sun, ballot.id, 1, "少一张")
    call(boxes.confirm, cast.gao, statement)
    entries = call(Entry.filter(verb__startswith="box_").order_by, "seq")
    assert [(one.verb, one.actor_id) for one in entries] == [
        ("box_missing_written", cast.sun.person_id),
        ("box_missing_confirmed", cast.gao.person_id),
    ]


def test_a_paper_found_again_takes_the_explanation_back(call: Call, cast: Cast, ballot: Ballot):
    for missing, reason in ((1, "少一张"), (0, "在箱底找到了")):
        call(boxes.confirm, cast.gao, call(boxes.explain_missing, cast.sun, ballot.id, missing, reason))
    call(_batch, cast, ballot, SIX)
    call(_seal, ballot)


def test_no_more_are_missing_than_nobody_has_in_hand(call: Call, cast: Cast, ballot: Ballot):
    call(_batch, cast, ballot, SIX)
    with pytest.raises(Refused, match="box_missing_wrong"):
        call(boxes.explain_missing, cast.sun, ballot.id, 1, "少一张")


def test_one_paper_too_many_is_not_sealed_until_two_people_tick_off_who_was_forgotten(
    call: Call, cast: Cast, ballot: Ballot
):
    call(_batch, cast, ballot, [*SIX, "d"])
    with pytest.raises(Refused, match="box_too_many"):
        call(_seal, ballot)
    statement = call(boxes.explain_unticked, cast.sun, ballot.id, 2, "魏国强交了票，当时忘了划")
    call(boxes.confirm, cast.zheng, statement)
    call(_seal, ballot)
    assert call(Turnout.filter(ballot_id=ballot.id).count) == 7


def test_a_sheet_that_is_not_ours_is_kept_and_is_nobodys_paper(call: Call, cast: Cast, ballot: Ballot):
    batch_id = call(_batch, cast, ballot, [*SIX, "!not_official"])
    call(_seal, ballot)
    assert len(call(casting.papers, ballot.id)) == 6
    assert len(call(queries.one, batch_id).batch.sheets) == 7


def test_who_has_voted_was_not_forgotten(call: Call, cast: Cast, ballot: Ballot):
    with pytest.raises(Stale, match="station_has_voted"):
        call(boxes.explain_unticked, cast.sun, ballot.id, 12, "漏划")
    with pytest.raises(Refused, match="station_entry_unknown"):
        call(boxes.explain_unticked, cast.sun, ballot.id, 99, "漏划")


@pytest.mark.parametrize("who", ["lin", "gao", "other_clerk", "other_facilitator", "admin"])
def test_only_staff_of_the_place_explain(call: Call, cast: Cast, ballot: Ballot, who: str):
    with pytest.raises(Forbidden):
        call(boxes.explain_missing, getattr(cast, who), ballot.id, 1, "少一张")
    with pytest.raises(Forbidden):
        call(boxes.explain_unticked, getattr(cast, who), ballot.id, 2, "漏划")


def test_a_resident_or_a_neighbours_clerk_confirms_nothing(call: Call, cast: Cast, ballot: Ballot):
    statement = call(boxes.explain_missing, cast.sun, ballot.id, 1, "少一张")
    for stranger in (cast.lin, cast.other_clerk, cast.other_facilitator):
        with pytest.raises(Forbidden):
            call(boxes.confirm, stranger, statement)


def test_papers_of_a_named_ballot_keep_their_names_and_everyone_ticked_off_has_one(
    call: Call, cast: Cast, clock: Any
):
    ballot = call(make.boxed, cast, 3, secrecy=Secrecy.NAMED)
    batch_id = call(bundles.create, cast.sun, ballot.id, 3)
    for reader in (cast.sun, cast.zheng):
        for sheet, (number, code) in enumerate(((12, "a"), (10, "b")), 1):
            call(bundles.read, reader, batch_id, sheet, Seen(Filled((code,)), number=number))
        call(bundles.read, reader, batch_id, 3, make.seen("!unclear"))
        call(bundles.finish_reading, reader, batch_id)
    call(bundles.close, cast.sun, batch_id)
    call(_seal, ballot)
    papers = call(Paper.filter(ballot_id=ballot.id).order_by, "entry_id")
    entries = [call(make.entry, ballot, number) for number in (10, 11, 12)]
    assert [(paper.entry_id, paper.choices) for paper in papers] == list(
        zip(entries, ["b", "", "a"], strict=True)
    )


def test_after_sealing_the_batches_stand_still(call: Call, cast: Cast, ballot: Ballot):
    batch_id = call(_batch, cast, ballot, SIX)
    call(_seal, ballot)
    with pytest.raises(Refused, match="batch_too_early"):
        call(bundles.reverse, cast.sun, batch_id, "想改")
    with pytest.raises(Refused, match="batch_too_early"):
        call(boxes.explain_missing, cast.sun, ballot.id, 1, "少一张")


def test_a_box_is_either_sealed_or_a_batch_of_it_reversed(call: Call, cast: Cast, ballot: Ballot):
    """On PostgreSQL the two transactions really overlap."""
    batch_id = call(_batch, cast, ballot, SIX)

    async def at_once() -> tuple[Any, Any]:
        return await asyncio.gather(
            _seal(ballot), bundles.reverse(cast.sun, batch_id, "录错了"), return_exceptions=True
        )

    sealed, reversed_ = call(at_once)
    refused = {answer.code for answer in (sealed, reversed_) if isinstance(answer, Refused)}
    assert (sealed is None) != (reversed_ is None), (sealed, reversed_)
    assert refused in ({"batch_too_early"}, {"box_too_few"})
