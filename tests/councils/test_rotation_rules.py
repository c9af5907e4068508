"""Member bodies take turns, quarter by quarter."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from civic.kit.errors import Refused
from councils.joint import rules
from councils.joint.rules import Member, between, later, quarter_of, schedule, turn

days = st.dates(date(2020, 1, 1), date(2040, 12, 31))
quarters = days.map(quarter_of)
LONG_AGO = date(2000, 1, 1)


def _members(count):
    return [Member(number, LONG_AGO) for number in range(1, count + 1)]


@given(days)
def test_a_day_lies_in_its_quarter(day):
    first = quarter_of(day)
    assert first <= day < later(first, 1)
    assert quarter_of(first) == first


@given(quarters, st.integers(-40, 40))
def test_quarters_are_counted_both_ways(quarter, steps):
    assert between(quarter, later(quarter, steps)) == steps


@given(st.integers(1, 7), quarters, st.integers(1, 24))
def test_everybody_is_host_equally_often(count, first, length):
    hosts = [one.member for one in schedule(_members(count), first, {}, first, length)]
    assert hosts[:count] == list(range(1, min(count, length) + 1))
    times = [hosts.count(number) for number in range(1, count + 1)]
    assert max(times) - min(times) <= 1


@given(st.integers(1, 7), quarters, st.integers(0, 20), st.integers(1, 7))
def test_a_swap_changes_its_quarter_and_no_other(count, first, when, who):
    swapped = later(first, when)
    plain = schedule(_members(count), first, {}, first, 24)
    changed = schedule(_members(count), first, {swapped: (who, "场地在修")}, first, 24)
    for before, after in zip(plain, changed, strict=True):
        if after.quarter == swapped:
            assert (after.member, after.reason) == (who, "场地在修")
        else:
            assert after == before


@given(st.integers(1, 6), quarters, st.integers(1, 12), st.integers(0, 90))
def test_whoever_joins_changes_nothing_that_has_begun(count, first, quarters_on, days_on):
    joins = date.fromordinal(later(first, quarters_on).toordinal() + days_on)
    grown = [*_members(count), Member(99, joins)]
    for before in schedule(_members(count), first, {}, first, quarters_on):
        assert turn(grown, first, {}, before.quarter) == before
    if quarter_of(joins) != joins:
        now = quarter_of(joins)
        assert turn(grown, first, {}, now) == turn(_members(count), first, {}, now)


def test_the_first_to_join_are_hosts_of_the_quarter_they_join_in():
    members = [Member(1, date(2026, 11, 22)), Member(2, date(2026, 11, 23))]
    hosts = schedule(members, date(2026, 10, 1), {}, date(2026, 11, 22), 3)
    assert [one.member for one in hosts] == [1, 2, 1]


def test_nobody_is_host_before_the_first_quarter_or_without_members():
    assert turn(_members(2), date(2026, 10, 1), {}, date(2026, 7, 1)) is None
    assert turn([Member(1, LONG_AGO, date(2020, 1, 1))], date(2026, 10, 1), {}, date(2026, 10, 1)) is None


@pytest.mark.parametrize(
    ("first", "before", "code"),
    [
        (date(2026, 11, 1), None, "rotation_first"),
        (date(2026, 7, 1), None, "rotation_first"),
        (date(2027, 1, 1), date(2026, 10, 1), "rotation_begun"),
    ],
)
def test_turns_begin_with_a_quarter_to_come_and_once(first, before, code):
    with pytest.raises(Refused, match=code):
        rules.check_first(first, before, date(2026, 11, 22))


@pytest.mark.parametrize(
    ("rotates", "quarter", "code"),
    [
        (None, date(2026, 10, 1), "rotation_none"),
        (date(2026, 1, 1), date(2026, 11, 1), "rotation_first"),
        (date(2026, 1, 1), date(2026, 7, 1), "rotation_past"),
    ],
)
def test_only_quarters_that_are_not_over_are_swapped(rotates, quarter, code):
    with pytest.raises(Refused, match=code):
        rules.check_swap(rotates, quarter, date(2026, 11, 22))
