"""When the next session of a series is due."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from civic.kit.errors import Refused
from councils.series import rules
from councils.series.rules import Rhythm, after, due, period_of

days = st.dates(date(2024, 1, 1), date(2028, 12, 31))
rhythms = st.sampled_from(Rhythm)
TODAY = date(2026, 11, 22)


@given(rhythms, days)
def test_periods_follow_one_another_without_a_gap(rhythm, day):
    first = period_of(rhythm, day)
    assert first <= day < after(rhythm, first)
    assert period_of(rhythm, after(rhythm, first) - timedelta(days=1)) == first


@given(rhythms, days, st.lists(days, max_size=20), days)
def test_the_period_due_has_no_session_and_is_not_over(rhythm, starts_on, held, today):
    found = due(rhythm, starts_on, held, today)
    assert found.ends_on >= today
    assert found.starts_on <= max(today, starts_on) or period_of(rhythm, max(today, starts_on)) in {
        period_of(rhythm, day) for day in held
    }
    ahead = after(rhythm, period_of(rhythm, max(today, starts_on)))
    if found.starts_on < ahead:
        assert found.starts_on not in {period_of(rhythm, day) for day in held if day >= starts_on}


def test_a_quarter_without_a_session_is_due_and_those_left_out_are_counted():
    found = due(Rhythm.QUARTERLY, date(2026, 1, 15), [date(2026, 2, 3)], TODAY)
    assert (found.starts_on, found.ends_on, found.missed) == (date(2026, 10, 1), date(2026, 12, 31), 2)
    assert found.late(TODAY)


def test_once_it_was_held_the_next_quarter_is_due():
    found = due(Rhythm.QUARTERLY, date(2026, 1, 15), [date(2026, 10, 9)], TODAY)
    assert (found.starts_on, found.missed, found.late(TODAY)) == (date(2027, 1, 1), 0, False)


@pytest.mark.parametrize(
    ("data", "code"),
    [(b"PK\x03\x04", "agreement_not_pdf"), (b"%PDF-" + b"x" * 5_000_001, "agreement_too_big")],
)
def test_papers_are_pdf_of_a_fair_size(data, code):
    with pytest.raises(Refused, match=code):
        rules.check_file(data)


def test_an_agreement_was_signed_before_today_and_ends_later():
    with pytest.raises(Refused, match="agreement_future"):
        rules.check_validity(TODAY + timedelta(days=1), None, TODAY)
    with pytest.raises(Refused, match="agreement_validity"):
        rules.check_validity(TODAY, TODAY - timedelta(days=1), TODAY)
