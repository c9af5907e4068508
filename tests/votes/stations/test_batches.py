"""Batches of papers: read twice, blind to each other, settled, closed, reversed by counter-entry."""

import asyncio
from typing import Any

import pytest

from civic.audit.models import Entry
from civic.kit.errors import Forbidden, Refused
from tests.cast import Cast
from tests.conftest import Call
from tests.factories import stations as make
from votes.models import Ballot
from votes.rules import Filled, Secrecy
from votes.stations.batches import queries
from votes.stations.batches.models import PaperBatch
from votes.stations.batches.rules.sheets import Invalid, Stage
from votes.stations.batches.services import bundles
from votes.stations.batches.services.bundles import Seen

SIX = ["a", "a,b", "b", "c", "", "!unclear"]


@pytest.fixture
def ballot(call: Call, cast: Cast, clock: Any) -> Ballot:
    """A ballot whose time is over, with six papers in the box."""
    return call(make.boxed, cast)


def test_two_readings_that_agree_make_a_batch_that_counts(call: Call, cast: Cast, ballot: Ballot):
    batch_id = call(make.batch, cast, ballot, SIX)
    assert call(queries.one, batch_id).stage is Stage.AGREED
    call(bundles.close, cast.sun, batch_id)
    view = call(queries.one, batch_id)
    assert view.stage is Stage.CLOSED
    assert [sheet.text for sheet in view.batch.sheets] == ["a", "a,b", "b", "c", "", ""]
    assert view.batch.sheets[5].invalid is Invalid.UNCLEAR


def test_a_difference_is_settled_by_a_third_look_and_it_is_known_whose(
    call: Call, cast: Cast, ballot: Ballot
):
    batch_id = call(make.batch, cast, ballot, SIX, ["a", "a,b", "b", "d", "", "!unclear"])
    assert call(queries.one, batch_id).batch.differing == [4]
    with pytest.raises(Refused, match="batch_not_agreed"):
        call(bundles.close, cast.sun, batch_id)
    for reader in (cast.sun, cast.zheng):
        with pytest.raises(Refused, match="batch_third_person"):
            call(bundles.look, reader, batch_id, 4, make.seen("d"))
    call(bundles.look, cast.gao, batch_id, 4, make.seen("d"))
    view = call(queries.one, batch_id)
    assert view.looked_by == {4: cast.gao.person_id}
    call(bundles.close, cast.sun, batch_id)
    assert call(queries.one, batch_id).batch.sheets[3].text == "d"


def test_the_trace_tells_who_did_what_and_nothing_that_stands_on_a_sheet(
    call: Call, cast: Cast, ballot: Ballot
):
    batch_id = call(make.batch, cast, ballot, SIX, ["b", *SIX[1:]])
    call(bundles.look, cast.gao, batch_id, 1, make.seen("a"))
    call(bundles.close, cast.sun, batch_id)
    entries = call(Entry.filter(verb__startswith="batch_").order_by, "seq")
    assert [(one.verb, one.actor_id, one.facts) for one in entries] == [
        ("batch_made", cast.sun.person_id, {"batch": 1, "papers": 6}),
        ("batch_read", cast.sun.person_id, {"batch": 1, "reading": 1}),
        ("batch_read", cast.zheng.person_id, {"batch": 1, "reading": 2}),
        ("batch_sheet_settled", cast.gao.person_id, {"batch": 1, "sheet": 1}),
        ("batch_closed", cast.sun.person_id, {"batch": 1}),
    ]


def test_the_second_reading_is_another_persons_and_a_begun_one_stays_with_its_reader(
    call: Call, cast: Cast, ballot: Ballot
):
    batch_id = call(bundles.create, cast.sun, ballot.id, 6)
    call(bundles.read, cast.sun, batch_id, 1, make.seen("a"))
    with pytest.raises(Refused, match="batch_taken"):
        call(bundles.read, cast.zheng, batch_id, 1, make.seen("a"))
    call(make.read, cast.sun, batch_id, SIX)
    with pytest.raises(Refused, match="batch_read_by_you"):
        call(bundles.read, cast.sun, batch_id, 1, make.seen("a"))


def test_a_sheet_is_corrected_until_the_reading_is_handed_in(call: Call, cast: Cast, ballot: Ballot):
    batch_id = call(bundles.create, cast.sun, ballot.id, 6)
    call(make.read, cast.sun, batch_id, SIX, finish=False)
    call(bundles.read, cast.sun, batch_id, 1, make.seen("d"))
    call(bundles.finish_reading, cast.sun, batch_id)
    assert call(queries.one, batch_id).batch.readings[1].sheets[1].text == "d"


def test_a_reading_that_does_not_match_the_count_by_hand_is_not_handed_in(
    call: Call, cast: Cast, ballot: Ballot
):
    batch_id = call(bundles.create, cast.sun, ballot.id, 6)
    call(make.read, cast.sun, batch_id, SIX[:5], finish=False)
    with pytest.raises(Refused, match="batch_total_differs"):
        call(bundles.finish_reading, cast.sun, batch_id)
    with pytest.raises(Refused, match="batch_no_such_sheet"):
        call(bundles.read, cast.sun, batch_id, 7, make.seen("a"))


@pytest.mark.parametrize(
    ("seen", "code"),
    [
        (Seen(Filled(())), "sheet_which"),
        (Seen(Filled(("z",))), "paper_unknown"),
        (Seen(Filled(("a", "a"))), "paper_twice"),
    ],
)
def test_a_sheet_says_what_may_stand_on_a_paper_or_why_it_does_not_count(
    call: Call, cast: Cast, ballot: Ballot, seen: Seen, code: str
):
    batch_id = call(bundles.create, cast.sun, ballot.id, 6)
    with pytest.raises(Refused, match=code):
        call(bundles.read, cast.sun, batch_id, 1, seen)


def test_a_reversed_batch_stays_with_its_reason_and_its_papers_are_read_anew(
    call: Call, cast: Cast, ballot: Ballot
):
    batch_id = call(make.batch, cast, ballot, SIX)
    call(bundles.close, cast.sun, batch_id)
    call(bundles.reverse, cast.zheng, batch_id, "把第二批的票混进来了")
    with pytest.raises(Refused, match="batch_reversed"):
        call(bundles.reverse, cast.zheng, batch_id, "再来一次")
    again = call(make.batch, cast, ballot, SIX)
    call(bundles.close, cast.sun, again)
    first, second = call(queries.of_ballot, ballot.id)
    assert (first.stage, first.reversal, first.reversed_by) == (
        Stage.REVERSED,
        "把第二批的票混进来了",
        cast.zheng.person_id,
    )
    assert (second.number, second.stage) == (2, Stage.CLOSED)
    assert call(queries.box, ballot.id).counted == 6


def test_the_box_is_not_opened_before_voting_is_over(call: Call, cast: Cast, clock: Any):
    ballot = call(make.ballot, cast)
    call(make.put_in, cast, ballot, range(7, 13))
    with pytest.raises(Refused, match="batch_too_early"):
        call(bundles.create, cast.sun, ballot.id, 6)


def test_a_few_papers_are_not_kept_apart(call: Call, cast: Cast, ballot: Ballot):
    with pytest.raises(Refused, match="batch_small"):
        call(bundles.create, cast.sun, ballot.id, 1)
    with pytest.raises(Refused, match="batch_leaves_few"):
        call(bundles.create, cast.sun, ballot.id, 5)
    assert call(PaperBatch.filter(ballot_id=ballot.id).count) == 0


@pytest.mark.parametrize("who", ["lin", "gao", "other_clerk", "other_facilitator", "admin"])
def test_only_staff_of_the_place_make_read_close_and_reverse(
    call: Call, cast: Cast, ballot: Ballot, who: str
):
    actor = getattr(cast, who)
    batch_id = call(make.batch, cast, ballot, SIX)
    for work, more in (
        (bundles.read, (1, make.seen("a"))),
        (bundles.finish_reading, ()),
        (bundles.close, ()),
        (bundles.reverse, ("录错了",)),
    ):
        with pytest.raises(Forbidden):
            call(work, actor, batch_id, *more)
    with pytest.raises(Forbidden):
        call(bundles.create, actor, ballot.id, 6)


def test_a_resident_or_a_neighbours_clerk_takes_no_third_look(call: Call, cast: Cast, ballot: Ballot):
    batch_id = call(make.batch, cast, ballot, SIX, ["b", *SIX[1:]])
    for stranger in (cast.lin, cast.other_clerk):
        with pytest.raises(Forbidden):
            call(bundles.look, stranger, batch_id, 1, make.seen("a"))


def test_sheets_of_a_named_ballot_say_whose_they_are(call: Call, cast: Cast, clock: Any):
    ballot = call(make.boxed, cast, 3, secrecy=Secrecy.NAMED)
    batch_id = call(bundles.create, cast.sun, ballot.id, 3)
    with pytest.raises(Refused, match="sheet_number_missing"):
        call(bundles.read, cast.sun, batch_id, 1, make.seen("a"))
    for reader in (cast.sun, cast.zheng):
        for sheet, number in enumerate((12, 10, 9 if reader is cast.sun else 11), 1):
            call(bundles.read, reader, batch_id, sheet, Seen(Filled(("a",)), number=number))
        call(bundles.finish_reading, reader, batch_id)
    assert call(queries.one, batch_id).batch.differing == [3]
    call(bundles.look, cast.gao, batch_id, 3, Seen(Filled(("a",)), number=9))
    with pytest.raises(Refused, match="batch_number_not_ticked"):
        call(bundles.close, cast.sun, batch_id)


def test_two_people_who_begin_the_same_reading_at_once_are_one_reader(call: Call, cast: Cast, ballot: Ballot):
    batch_id = call(bundles.create, cast.sun, ballot.id, 6)

    async def at_once() -> list[Any]:
        return await asyncio.gather(
            *(bundles.read(who, batch_id, 1, make.seen("a")) for who in (cast.sun, cast.zheng) * 3),
            return_exceptions=True,
        )

    answers = call(at_once)
    view = call(queries.one, batch_id)
    assert list(view.batch.readings) == [1]
    assert len(view.batch.readings[1].sheets) == 1
    assert sum(answer is None for answer in answers) == 3, answers


def test_two_desks_that_bundle_at_once_do_not_bundle_the_same_papers(call: Call, cast: Cast, ballot: Ballot):
    async def at_once() -> list[Any]:
        return await asyncio.gather(
            *(bundles.create(who, ballot.id, 6) for who in (cast.sun, cast.zheng)), return_exceptions=True
        )

    call(at_once)
    numbers = [view.number for view in call(queries.of_ballot, ballot.id)]
    assert numbers == list(range(1, len(numbers) + 1))
