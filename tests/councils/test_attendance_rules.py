"""What a record of attendance says, whatever order sessions and people come in."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from councils.seating.rules import NEVER_CALLED, Record, Sitting, records

people = st.frozensets(st.integers(1, 6))
sittings = st.lists(
    st.builds(Sitting, st.dates(date(2025, 1, 1), date(2027, 12, 31)), people, people, people), max_size=12
)


@given(sittings)
def test_every_call_is_answered_in_one_of_three_ways(given_sittings):
    for person, record in records(given_sittings).items():
        assert record.called == sum(person in one.roster for one in given_sittings)
        assert record.absent == record.by_year.total()


@given(sittings)
def test_who_came_or_asked_for_leave_is_never_absent(given_sittings):
    for person, record in records(given_sittings).items():
        missed = [
            one
            for one in given_sittings
            if person in one.roster and person not in one.present and person not in one.excused
        ]
        assert record.absent == len(missed)
        for year in (2025, 2026, 2027):
            assert record.by_year[year] == sum(one.day.year == year for one in missed)


@given(sittings, st.randoms())
def test_the_order_of_sessions_does_not_matter(given_sittings, random):
    shuffled = random.sample(given_sittings, len(given_sittings))
    assert records(given_sittings) == records(shuffled)


@given(sittings, st.integers(1, 4))
def test_a_seat_is_in_question_from_the_limit_on_within_a_year(given_sittings, limit):
    for record in records(given_sittings).values():
        assert record.reached(limit, 2026) == (record.by_year[2026] >= limit)
        assert not record.reached(0, 2026)


def test_an_absence_in_another_year_does_not_count():
    record = records(
        [Sitting(date(year, 5, 1), frozenset({1}), frozenset(), frozenset()) for year in (2025, 2025, 2026)]
    )[1]
    assert record.reached(2, 2025)
    assert not record.reached(2, 2026)


def test_who_was_never_called_has_an_empty_record():
    assert Record() == NEVER_CALLED
    assert records([]) == {}
