"""How an action item stands, by its steps alone; what the clock does; which period a review looks at."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from councils.actions.rules import Cadence, NoteKind, State, Step, clock_step, counted, period, progress

DUE = date(2027, 6, 30)


def at(days: int, *steps: Step):
    return progress(DUE, steps, DUE + timedelta(days=days))


def test_late_from_the_day_after():
    assert at(0).state is State.OPEN
    assert at(1).state is State.OVERDUE


def test_done_on_the_day_is_in_time_and_a_day_later_is_not():
    assert at(9, Step(NoteKind.DONE, DUE)).state is State.DONE
    assert at(9, Step(NoteKind.DONE, DUE + timedelta(days=1))).state is State.DONE_LATE


def test_another_day_counts_from_the_step_on():
    later = DUE + timedelta(days=30)
    assert at(20, Step(NoteKind.EXTENDED, DUE, later)).state is State.OPEN
    assert at(31, Step(NoteKind.EXTENDED, DUE, later)).state is State.OVERDUE


def test_opened_again_it_is_open():
    steps = (Step(NoteKind.DONE, DUE), Step(NoteKind.REOPENED, DUE))
    assert at(-1, *steps).state is State.OPEN


def test_the_clock_reminds_three_days_before_and_escalates_a_week_after_each_once():
    assert clock_step(at(-4), DUE - timedelta(days=4)) is None
    assert clock_step(at(-3), DUE - timedelta(days=3)) is NoteKind.REMINDED
    reminded = Step(NoteKind.REMINDED, DUE)
    assert clock_step(at(-2, reminded), DUE - timedelta(days=2)) is None
    assert clock_step(at(7, reminded), DUE + timedelta(days=7)) is None
    assert clock_step(at(8, reminded), DUE + timedelta(days=8)) is NoteKind.ESCALATED
    assert clock_step(at(9, reminded, Step(NoteKind.ESCALATED, DUE)), DUE + timedelta(days=9)) is None


@given(st.lists(st.sampled_from(list(NoteKind)), max_size=12), st.integers(-60, 60))
def test_it_always_stands_somehow_and_the_clock_does_nothing_about_what_is_over(kinds, days):
    steps = [
        Step(kind, DUE, DUE + timedelta(days=9) if kind is NoteKind.EXTENDED else None) for kind in kinds
    ]
    now = at(days, *steps)
    if now.state in (State.DONE, State.DONE_LATE, State.DROPPED):
        assert clock_step(now, DUE + timedelta(days=days)) is None
    assert sum(counted([now]).values()) == 1


@pytest.mark.parametrize(
    ("cadence", "today", "starts", "ends"),
    [
        (Cadence.MONTH, date(2027, 1, 15), date(2026, 12, 1), date(2027, 1, 1)),
        (Cadence.QUARTER, date(2027, 5, 1), date(2027, 1, 1), date(2027, 4, 1)),
        (Cadence.HALF_YEAR, date(2027, 3, 1), date(2026, 7, 1), date(2027, 1, 1)),
    ],
)
def test_a_review_looks_at_the_last_whole_period(cadence, today, starts, ends):
    assert period(cadence, today) == (starts, ends)


@given(st.dates(date(2020, 1, 1), date(2100, 1, 1)), st.sampled_from(list(Cadence)))
def test_periods_end_before_today_and_follow_on_one_another(today, cadence):
    starts, ends = period(cadence, today)
    assert starts < ends <= today
    assert period(cadence, starts)[1] == starts
