"""What is asked next: by a published priority, drawn, and drawn again the same."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from councils.opinions.rules.routing import Candidate, next_statement, priority
from councils.opinions.rules.states import Counts

NUMBERS = st.integers(0, 10_000)


@given(NUMBERS, NUMBERS, NUMBERS, st.floats(0, 50))
def test_every_statement_can_be_asked(agrees, disagrees, passes, extremity):
    assert 0 < priority(Counts(agrees, disagrees, passes), extremity) < float("inf")


def test_a_new_statement_comes_before_one_that_many_have_seen():
    assert priority(Counts(), 0) > priority(Counts(50, 50, 10), 0)


def test_what_many_pass_on_comes_later_and_what_tells_people_apart_sooner():
    assert priority(Counts(20, 10, 30), 0) < priority(Counts(20, 40, 0), 0)
    assert priority(Counts(20, 10, 0), 2) > priority(Counts(20, 10, 0), 0)


def test_nothing_left_to_ask():
    assert next_statement([], "1/1") is None


@given(
    st.lists(st.integers(1, 10**6), min_size=1, max_size=20, unique=True), st.text(min_size=1), st.randoms()
)
def test_the_draw_does_not_depend_on_the_order(ids, person, chance):
    drawn = [Candidate(id, Counts(id % 7, id % 5, id % 3)) for id in ids]
    shuffled = drawn[:]
    chance.shuffle(shuffled)
    assert next_statement(drawn, person) == next_statement(shuffled, person)


def test_among_many_people_each_is_drawn_as_often_as_its_priority_says():
    drawn = [Candidate(1, Counts()), Candidate(2, Counts(10, 10, 2)), Candidate(3, Counts(1, 8, 8))]
    often = Counter(next_statement(drawn, f"1/{person}") for person in range(4000))
    whole = sum(priority(one.counts, 0) for one in drawn)
    for one in drawn:
        assert abs(often[one.id] / 4000 - priority(one.counts, 0) / whole) < 0.03
