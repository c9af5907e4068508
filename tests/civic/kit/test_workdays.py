"""Periods in calendar and working days, against the published holidays."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from civic.kit.workdays import DayKind, add_days, is_working, year


@pytest.mark.parametrize(
    ("day", "working"),
    [
        (date(2026, 2, 14), True),  # a Saturday worked before the Spring Festival
        (date(2026, 2, 16), False),
        (date(2026, 10, 10), True),
        (date(2026, 10, 5), False),
        (date(2026, 11, 21), False),
        (date(2026, 11, 23), True),
    ],
)
def test_offices_work_as_the_state_council_announced(day: date, working: bool) -> None:
    assert is_working(day) is working


def test_five_working_days_from_a_friday_end_on_the_next_friday() -> None:
    assert add_days(date(2026, 11, 20), 5, DayKind.WORKING) == date(2026, 11, 27)


def test_working_days_jump_over_the_national_holiday() -> None:
    assert add_days(date(2026, 9, 30), 3, DayKind.WORKING) == date(2026, 10, 10)


def test_a_calendar_period_that_ends_on_a_day_off_ends_on_the_next_working_day() -> None:
    assert add_days(date(2026, 9, 25), 7, DayKind.CALENDAR) == date(2026, 10, 8)  # 民法典 203


@given(st.dates(date(2025, 1, 1), date(2027, 12, 1)), st.integers(0, 60))
def test_working_days_are_counted_one_by_one(day: date, count: int) -> None:
    end = add_days(day, count, DayKind.WORKING)
    between = (day + timedelta(days=n) for n in range(1, (end - day).days + 1))
    assert sum(map(is_working, between)) == count


def test_no_period_has_a_negative_length() -> None:
    with pytest.raises(ValueError, match="negative"):
        add_days(date(2026, 1, 1), -1, DayKind.CALENDAR)


def test_every_year_of_holidays_says_where_it_is_written() -> None:
    known = [year(number) for number in (2025, 2026)]
    assert all(each is not None and "国办发明电" in each.source for each in known)
    assert year(2031) is None
