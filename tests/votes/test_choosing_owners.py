"""Owners by area and by heads (民法典 278): the vectors of domain.md §3.2 and what must always hold."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from votes.tally.choosing.laws import Weight, owners_law, owners_law_version, owners_laws
from votes.tally.choosing.owners import Bulk, Owners, Silence, decide
from votes.tally.choosing.why import told

LAW = owners_law(date(2026, 1, 1))
ORDINARY, SPECIAL = Weight.ORDINARY, Weight.SPECIAL


def owners(
    yes: tuple[int, int],
    part: tuple[int, int],
    entitled: tuple[int, int] = (900, 900),
    silent: tuple[int, int] = (0, 0),
) -> Owners:
    """Who says yes and who takes part, each by area and heads; the others who take part say no."""
    return Owners(Bulk(*entitled), Bulk(*yes), Bulk(*part) - Bulk(*yes), delivered=Bulk(*silent))


@pytest.mark.parametrize(
    ("yes", "part", "ordinary", "special"),
    [
        ((300, 300), (600, 600), False, False),
        ((301, 301), (600, 600), True, False),
        ((449, 449), (600, 600), True, False),
        ((450, 450), (600, 600), True, True),
        ((599, 599), (599, 599), False, False),
        ((700, 500), (700, 500), False, False),
        ((301, 300), (600, 600), False, False),
        ((300, 301), (600, 600), False, False),
        ((450, 449), (600, 600), True, False),
    ],
)
def test_the_vectors_of_the_code(yes: tuple[int, int], part: tuple[int, int], ordinary: bool, special: bool):
    assert decide(owners(yes, part), LAW, ORDINARY).carried is ordinary
    assert decide(owners(yes, part), LAW, SPECIAL).carried is special


def test_participation_is_two_thirds_by_both_measures():
    assert decide(owners((0, 0), (600, 600)), LAW, ORDINARY).actual.quorate
    assert not decide(owners((0, 0), (599, 600)), LAW, ORDINARY).actual.quorate
    assert not decide(owners((0, 0), (600, 599)), LAW, ORDINARY).actual.quorate
    assert not decide(owners((0, 0), (700, 500)), LAW, ORDINARY).actual.quorate


def test_minhang_2021_fails_when_silence_is_nothing_and_stands_by_the_owners_own_rule():
    """1,291 votes, 417 yes, 278 no, 8 abstain, 584 delivered and silent: 54.45 % took part, deemed 77.54 % yes."""
    case = Owners(Bulk(1291, 1291), Bulk(417, 417), Bulk(278, 278), Bulk(8, 8), Bulk(584, 584))
    actual = decide(case, LAW, ORDINARY)
    assert actual.actual.part == Bulk(703, 703)
    assert (actual.actual.quorate, actual.carried, actual.deemed) == (False, False, None)
    deemed = decide(case, LAW, ORDINARY, Silence.MAJORITY)
    assert deemed.deemed is not None
    assert deemed.deemed.yes.heads * 10_000 // 1291 == 7753
    assert deemed.carried
    assert not deemed.actual.carried


def test_at_exactly_two_thirds_more_than_a_third_of_all_agree_or_half_of_all():
    assert decide(owners((301, 301), (600, 600)), LAW, ORDINARY).actual.yes_needed == Bulk(301, 301)
    assert decide(owners((450, 450), (600, 600)), LAW, SPECIAL).actual.yes_needed == Bulk(450, 450)


def test_silence_follows_nobody_when_area_and_heads_disagree():
    split = Owners(Bulk(900, 900), Bulk(400, 200), Bulk(200, 300), delivered=Bulk(300, 400))
    deemed = decide(split, LAW, ORDINARY, Silence.MAJORITY).deemed
    assert deemed is not None
    assert (deemed.yes, deemed.no, deemed.part) == (Bulk(400, 200), Bulk(200, 300), Bulk(900, 900))


def test_the_numbers_are_data_with_a_source_and_a_day():
    assert all(law.source and law.verified for law in owners_laws())
    assert owners_law(date(2021, 1, 1)).version == 1
    assert owners_law_version(1).effective_on == date(2021, 1, 1)
    with pytest.raises(LookupError):
        owners_law(date(2020, 12, 31))
    with pytest.raises(LookupError):
        owners_law_version(99)


def test_more_than_all_owners_are_no_vote():
    with pytest.raises(ValueError, match="entitled"):
        owners((0, 0), (901, 900))


AMOUNTS = st.builds(Bulk, st.integers(0, 40), st.integers(0, 12))


@st.composite
def cases(draw: st.DrawFn) -> Owners:
    yes, no, abstain, delivered, rest = (draw(AMOUNTS) for _ in range(5))
    return Owners(yes + no + abstain + delivered + rest, yes, no, abstain, delivered)


@given(cases(), st.sampled_from(Weight), st.sampled_from(Silence))
def test_agreeing_more_never_loses_what_was_carried(case: Owners, weight: Weight, silence: Silence) -> None:
    if not decide(case, LAW, weight, silence).carried:
        return
    rest = case.entitled - case.part - case.delivered
    assert decide(replace(case, yes=case.yes + rest), LAW, weight, silence).carried
    assert decide(replace(case, yes=case.yes + case.no, no=Bulk()), LAW, weight, silence).carried


@given(cases(), st.sampled_from(Weight))
def test_the_agreement_said_to_be_missing_is_enough_and_not_a_bit_too_much(
    case: Owners, weight: Weight
) -> None:
    read = decide(case, LAW, weight).actual
    if read.more is None or not (case.entitled - case.part).covers(read.more):
        return
    silent = replace(case, delivered=Bulk())
    assert decide(replace(silent, yes=case.yes + read.more), LAW, weight).carried or read.more == Bulk()
    for less in (Bulk(1, 0), Bulk(0, 1)):
        if read.more.covers(less):
            assert not decide(replace(silent, yes=case.yes + read.more - less), LAW, weight).carried


@given(cases(), st.sampled_from(Weight), st.sampled_from(Silence))
def test_the_actual_count_never_mixes_with_the_deemed_one(
    case: Owners, weight: Weight, silence: Silence
) -> None:
    verdict = decide(case, LAW, weight, silence)
    assert verdict.actual == decide(case, LAW, weight).actual
    assert (verdict.deemed is None) == (silence is Silence.NOTHING)
    assert all("{" not in told(reason, {}, str) for reason in verdict.why)


@given(cases(), st.sampled_from(Weight))
def test_carried_is_what_the_law_says_by_cross_multiplication(case: Owners, weight: Weight) -> None:
    carried = True
    for whole, part, yes in zip(
        (case.entitled.area, case.entitled.heads),
        (case.part.area, case.part.heads),
        (case.yes.area, case.yes.heads),
        strict=True,
    ):
        agreed = 2 * yes > part if weight is ORDINARY else 4 * yes >= 3 * part and yes > 0
        carried = carried and 3 * part >= 2 * whole and part > 0 and agreed
    assert decide(case, LAW, weight).carried is carried
