"""A batch of papers: two readings, a third look, control totals, and the box as a whole."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from civic.kit.errors import Refused
from votes.casting.rules import LoosePaper
from votes.stations.batches.rules import boxes
from votes.stations.batches.rules import sheets as batches
from votes.stations.batches.rules.boxes import Box
from votes.stations.batches.rules.sheets import Batch, Expected, Invalid, Reading, Sheet, Stage

ONE, TWO, THREE = 1, 2, 3


def reading(person_id: int, *texts: str, finished: bool = True) -> Reading:
    return Reading(person_id, {n: Sheet(text) for n, text in enumerate(texts, 1)}, finished)


def refused(code: str):
    return pytest.raises(Refused, match=code)


def test_a_batch_goes_from_the_first_reading_to_the_second_and_is_agreed_when_they_are_alike():
    batch = Batch(2)
    assert batch.stage is Stage.FIRST
    batch = replace(batch, readings={1: reading(ONE, "a", "b", finished=False)})
    assert batch.stage is Stage.FIRST
    batch = replace(batch, readings={1: reading(ONE, "a", "b")})
    assert batch.stage is Stage.SECOND
    batch = replace(batch, readings={1: reading(ONE, "a", "b"), 2: reading(TWO, "a", "b")})
    assert batch.stage is Stage.AGREED
    assert [sheet.text for sheet in batch.sheets] == ["a", "b"]


def test_readings_that_differ_wait_for_a_third_look_which_decides():
    batch = Batch(3, {1: reading(ONE, "a", "b", "c"), 2: reading(TWO, "a", "x", "c")})
    assert batch.stage is Stage.DIFFERING
    assert batch.differing == [2]
    with refused("batch_not_agreed"):
        _ = batch.sheets
    looked = replace(batch, looks={2: Sheet("x")})
    assert looked.stage is Stage.AGREED
    assert [sheet.text for sheet in looked.sheets] == ["a", "x", "c"]


def test_an_invalid_paper_and_an_empty_one_are_not_the_same():
    first, second = Sheet("", Invalid.UNCLEAR), Sheet("")
    batch = Batch(1, {1: Reading(ONE, {1: first}, True), 2: Reading(TWO, {1: second}, True)})
    assert batch.differing == [1]


def test_reasons_are_words_of_the_reader_and_make_no_difference():
    first, second = Sheet("object", reason="太吵。"), Sheet("object", reason="太吵")
    batch = Batch(1, {1: Reading(ONE, {1: first}, True), 2: Reading(TWO, {1: second}, True)})
    assert batch.stage is Stage.AGREED
    assert batch.sheets == [first]


def test_the_second_reading_is_another_persons():
    batch = Batch(1, {1: reading(ONE, "a")})
    with refused("batch_read_by_you"):
        batches.next_reading(batch, ONE)
    assert batches.next_reading(batch, TWO) == 2


def test_a_reading_that_was_begun_is_finished_by_who_began_it():
    batch = Batch(2, {1: reading(ONE, "a", finished=False)})
    assert batches.next_reading(batch, ONE) == 1
    with refused("batch_taken"):
        batches.next_reading(batch, TWO)


def test_after_two_readings_there_is_no_third_one():
    batch = Batch(1, {1: reading(ONE, "a"), 2: reading(TWO, "b")})
    with refused("batch_read"):
        batches.next_reading(batch, THREE)


def test_a_reading_ends_only_when_as_many_sheets_were_read_as_were_counted():
    with refused("batch_total_differs"):
        batches.check_finish(reading(ONE, "a"), 2)
    batches.check_finish(reading(ONE, "a", "b"), 2)


def test_the_third_look_is_a_third_persons_and_at_a_sheet_that_differs():
    batch = Batch(2, {1: reading(ONE, "a", "b"), 2: reading(TWO, "a", "c")})
    batches.check_look(batch, 2, THREE)
    for person in (ONE, TWO):
        with refused("batch_third_person"):
            batches.check_look(batch, 2, person)
    with refused("batch_nothing_differs"):
        batches.check_look(batch, 1, THREE)


def test_a_closed_batch_takes_no_more_looks_and_a_reversed_one_nothing():
    batch = Batch(1, {1: reading(ONE, "a"), 2: reading(TWO, "b")}, {1: Sheet("a")}, closed=True)
    with refused("batch_nothing_differs"):
        batches.check_look(batch, 1, THREE)
    gone = replace(batch, reversed=True)
    assert gone.stage is Stage.REVERSED
    with refused("batch_reversed"):
        batches.check_reversal(gone)
    with refused("batch_not_agreed"):
        batches.check_close(gone)


@pytest.mark.parametrize("size", [0, -1, batches.MOST + 1])
def test_a_batch_has_a_sensible_size(size: int):
    with refused("batch_size"):
        batches.check_new(size, Expected(1000))


def test_a_few_papers_are_not_kept_apart_from_the_others():
    with refused("batch_small"):
        batches.check_new(1, Expected(30))
    with refused("batch_leaves_few"):
        batches.check_new(28, Expected(30))
    with refused("batch_leaves_few"):
        batches.check_new(10, Expected(30, bundled=17))
    batches.check_new(30, Expected(30))
    batches.check_new(13, Expected(30, bundled=17))
    batches.check_new(25, Expected(30))


def test_a_box_of_a_few_papers_is_one_batch():
    batches.check_new(3, Expected(3))
    with refused("batch_small"):
        batches.check_new(1, Expected(3, bundled=2))


def test_more_papers_than_were_ticked_off_can_be_bundled_so_that_the_difference_is_seen():
    batches.check_new(31, Expected(30))


def test_sheets_of_a_named_ballot_may_come_one_by_one():
    batches.check_new(1, Expected(30, named=True))


@given(st.integers(5, 400), st.lists(st.integers(1, 60), max_size=8))
def test_no_sequence_of_bundles_leaves_a_few_papers_alone(papers: int, sizes: list[int]):
    bundled = 0
    for size in sizes:
        try:
            batches.check_new(size, Expected(papers, bundled))
        except Refused:
            continue
        assert size >= batches.LEAST
        bundled += size
        assert papers - bundled <= 0 or papers - bundled >= batches.LEAST


texts = st.lists(st.sampled_from(["a", "b", "a,b", ""]), min_size=1, max_size=12)


@given(texts, st.data())
def test_what_is_settled_is_what_two_of_three_people_read_or_what_the_third_said(
    first: list[str], data: st.DataObject
):
    second = data.draw(st.lists(st.sampled_from(["a", "b", ""]), min_size=len(first), max_size=len(first)))
    batch = Batch(len(first), {1: reading(ONE, *first), 2: reading(TWO, *second)})
    looks = {number: Sheet("z") for number in batch.differing}
    settled = [sheet.text for sheet in replace(batch, looks=looks).sheets]
    assert settled == [one if one == two else "z" for one, two in zip(first, second, strict=True)]


def test_a_box_that_agrees_with_the_roll_may_be_sealed():
    boxes.check_box(Box(returned=7, counted=7))
    boxes.check_box(Box(returned=0, counted=0))


def test_missing_papers_need_a_reason_for_exactly_as_many():
    for missing in (0, 1, 3):
        with refused("box_too_few"):
            boxes.check_box(Box(returned=7, counted=5, missing=missing))
    boxes.check_box(Box(returned=7, counted=5, missing=2))


def test_more_papers_than_people_are_not_explained_away():
    with refused("box_too_many"):
        boxes.check_box(Box(returned=7, counted=8))


def test_a_box_with_an_open_batch_is_not_sealed():
    with refused("batches_open"):
        boxes.check_box(Box(returned=0, counted=0, unfinished=1))


sheets = st.lists(
    st.builds(
        Sheet, st.sampled_from(["a", "b", ""]), st.sampled_from([None, None, Invalid.UNCLEAR, *Invalid])
    ),
    max_size=20,
)


@given(sheets, st.integers(0, 3))
def test_there_is_one_paper_for_each_person_ticked_off(found: list[Sheet], missing: int):
    returned = sum(map(boxes.is_paper, found)) + missing
    papers = boxes.secret_papers(found, returned)
    assert len(papers) == returned
    assert all(paper.entry_id is None for paper in papers)


def test_a_sheet_that_is_not_ours_is_nobodys_paper():
    found = [Sheet("a"), Sheet("", Invalid.NOT_OFFICIAL), Sheet("", Invalid.UNCLEAR)]
    assert boxes.secret_papers(found, 2) == [LoosePaper("a"), LoosePaper("")]


def test_papers_of_a_named_ballot_carry_their_entry_and_everyone_ticked_off_has_one():
    found = [Sheet("no", number=9), Sheet("yes", number=4), Sheet("", Invalid.UNCLEAR)]
    assert boxes.named_papers(found, {4: 104, 9: 109, 12: 112}) == [
        LoosePaper("yes", "", 104),
        LoosePaper("no", "", 109),
        LoosePaper("", "", 112),
    ]


def test_a_number_on_a_sheet_handed_a_paper_in_once():
    with refused("batch_number_not_ticked"):
        batches.check_numbers([Sheet("a", number=3)], frozenset({4}), frozenset())
    with refused("batch_number_twice"):
        batches.check_numbers([Sheet("a", number=4), Sheet("b", number=4)], frozenset({4}), frozenset())
    with refused("batch_number_twice"):
        batches.check_numbers([Sheet("a", number=4)], frozenset({4}), frozenset({4}))
    batches.check_numbers([Sheet("a", number=4), Sheet("")], frozenset({4, 5}), frozenset({5}))


def test_nobody_confirms_what_he_wrote_himself():
    with refused("box_second_person"):
        boxes.check_second(ONE, ONE)
    boxes.check_second(ONE, TWO)


def test_no_more_papers_are_missing_than_are_in_no_batch():
    boxes.check_missing(2, returned=12, bundled=10)
    boxes.check_missing(0, returned=12, bundled=12)
    for missing in (-1, 3):
        with refused("box_missing_wrong"):
            boxes.check_missing(missing, returned=12, bundled=10)
