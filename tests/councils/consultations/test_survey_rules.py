"""The shift of opinions: counted in pairs, never for fewer than ten, whatever else was answered."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from civic.kit.errors import Refused
from councils.consultations.surveys.rules import (
    LEAST_SHOWN,
    STEPS,
    Phase,
    check_answers,
    next_phase,
    pseudonym,
    shift,
)

answers = st.dictionaries(st.integers(0, 40).map(str), st.sampled_from(STEPS))


@given(answers, answers)
def test_only_pairs_count_and_never_fewer_than_ten(before: dict[str, int], after: dict[str, int]):
    both = before.keys() & after.keys()
    found = shift(before, after)
    if len(both) < LEAST_SHOWN:
        assert found is None
        return
    assert found is not None
    assert found.pairs == sum(found.before) == sum(found.after) == len(both)
    assert found.up + found.same + found.down == found.pairs
    assert found.up == sum(after[one] > before[one] for one in both)


@given(answers, answers, answers)
def test_who_answered_once_changes_nothing(
    before: dict[str, int], after: dict[str, int], once: dict[str, int]
):
    alone = {f"x{name}": step for name, step in once.items()}
    assert shift(before | alone, after) == shift(before, after)


@given(st.lists(st.sampled_from(STEPS), min_size=LEAST_SHOWN, max_size=60))
def test_means_are_rounded_half_up_to_one_decimal(steps: list[int]):
    same = {str(number): step for number, step in enumerate(steps)}
    found = shift(same, same)
    assert found is not None
    exact = Fraction(sum(steps), len(steps))
    assert Fraction(found.means[0]) == Fraction((exact * 10 + Fraction(1, 2)).__floor__(), 10)


def test_a_pseudonym_is_the_same_both_times_and_another_under_another_key():
    key, other = "00" * 32, "11" * 32
    assert pseudonym(key, 7) == pseudonym(key, 7)
    assert len({pseudonym(key, 7), pseudonym(key, 8), pseudonym(other, 7)}) == 3


def test_every_question_is_answered_with_one_of_the_steps():
    check_answers([1, 2], {1: 5, 2: 1})
    for wrong in ({1: 5}, {1: 5, 2: 6}, {1: 5, 2: 1, 3: 1}, {}):
        with pytest.raises(Refused, match="survey_incomplete"):
            check_answers([1, 2], wrong)


def test_a_survey_goes_from_phase_to_phase_and_ends():
    order = [Phase.DRAFT]
    while order[-1] is not Phase.CLOSED:
        order.append(next_phase(order[-1], 1))
    assert order == list(Phase)
    with pytest.raises(Refused, match="survey_over"):
        next_phase(Phase.CLOSED, 1)
    with pytest.raises(Refused, match="survey_empty"):
        next_phase(Phase.DRAFT, 0)
