"""The calendar of a round: opening, reminding, putting off, closing. No database."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from civic.kit.errors import Refused
from votes.rounds import rules
from votes.rounds.rules import Calendar, Occasion, Unit
from votes.rules import State, check_closing

NOW = datetime(2026, 11, 22, 4, tzinfo=UTC)
DAY = timedelta(days=1)
HOUR = timedelta(hours=1)
OPENS, CLOSES = NOW - 3 * DAY, NOW + 4 * DAY
RUNNING = Calendar(State.OPEN, OPENS, CLOSES, None, (72, 24))


def test_a_round_is_not_closed_before_its_hour_unless_all_have_voted():
    with pytest.raises(Refused) as refused:
        check_closing(NOW + DAY, NOW, 9, 10)
    assert refused.value.code == "round_not_over"
    check_closing(NOW + DAY, NOW, 10, 10)
    check_closing(NOW, NOW, 0, 10)


def test_a_round_whose_end_has_passed_is_not_opened():
    with pytest.raises(Refused):
        rules.check_opening(NOW, NOW)
    rules.check_opening(NOW + DAY, NOW)


@pytest.mark.parametrize(
    ("state", "wanted", "now", "expected"),
    [
        (State.DRAFT, CLOSES + DAY, NOW, "ballot_not_open"),
        (State.CLOSED, CLOSES + DAY, NOW, "ballot_not_open"),
        (State.VOID, CLOSES + DAY, NOW, "ballot_not_open"),
        (State.OPEN, CLOSES + DAY, CLOSES, "extension_too_late"),
        (State.OPEN, CLOSES + DAY, CLOSES + HOUR, "extension_too_late"),
        (State.OPEN, CLOSES, NOW, "extension_not_later"),
        (State.OPEN, CLOSES - HOUR, NOW, "extension_not_later"),
        (State.OPEN, OPENS + 93 * DAY, NOW, "round_too_long"),
    ],
)
def test_a_closing_is_put_off_only_in_time_and_only_later(
    state: State, wanted: datetime, now: datetime, expected: str
):
    with pytest.raises(Refused) as refused:
        rules.check_extension(state, OPENS, CLOSES, wanted, now)
    assert refused.value.code == expected


def test_a_closing_is_put_off_up_to_the_last_moment():
    rules.check_extension(State.OPEN, OPENS, CLOSES, CLOSES + HOUR, CLOSES - timedelta(seconds=1))


def test_the_beginning_is_told_once():
    assert rules.due(RUNNING, set(), NOW) == [(Occasion.OPENED, OPENS)]
    assert rules.due(RUNNING, {(Occasion.OPENED, OPENS)}, NOW) == []
    assert rules.due(RUNNING, set(), OPENS - HOUR) == []


def test_each_reminder_comes_at_its_hour():
    told = {(Occasion.OPENED, OPENS)}
    assert rules.due(RUNNING, told, CLOSES - 73 * HOUR) == []
    assert rules.due(RUNNING, told, CLOSES - 72 * HOUR) == [(Occasion.CLOSING, CLOSES - 72 * HOUR)]
    assert rules.due(RUNNING, told, CLOSES - 23 * HOUR) == [(Occasion.CLOSING, CLOSES - 24 * HOUR)]
    assert rules.due(RUNNING, told, CLOSES) == []


def test_after_an_extension_people_are_reminded_of_the_new_hour():
    told = {(Occasion.OPENED, OPENS), (Occasion.CLOSING, CLOSES - 24 * HOUR)}
    later = replace(RUNNING, closes_at=CLOSES + 2 * DAY)
    assert rules.due(later, told, CLOSES - 24 * HOUR) == [(Occasion.CLOSING, CLOSES - 24 * HOUR)][1:]
    assert rules.due(later, told, CLOSES + DAY) == [(Occasion.CLOSING, CLOSES + DAY)]


def test_the_closing_and_the_result_are_told():
    closed = replace(RUNNING, state=State.CLOSED, closed_at=CLOSES)
    assert rules.due(closed, set(), CLOSES + HOUR) == [(Occasion.CLOSED, CLOSES)]
    certified = replace(closed, state=State.CERTIFIED)
    assert rules.due(certified, set(), CLOSES + HOUR) == [(Occasion.RESULT, CLOSES)]


moments = st.integers(-200, 400).map(lambda hours: NOW + hours * HOUR)


@given(st.lists(moments, min_size=1, max_size=12), st.sets(st.sampled_from(rules.REMINDERS)))
def test_whenever_the_clock_looks_nothing_is_told_twice_and_nothing_out_of_the_time_of_voting(
    looks: list[datetime], reminders: set[int]
):
    told: set[tuple[Occasion, datetime]] = set()
    running = replace(RUNNING, reminders=tuple(reminders))
    for look in sorted(looks):
        found = rules.due(running, told, look)
        assert len(found) <= 1
        assert not found or OPENS <= look < CLOSES
        assert not told & set(found)
        told |= set(found)


@pytest.mark.parametrize(
    ("time", "expected"),
    [
        (timedelta(days=3, hours=5), (3, Unit.DAYS)),
        (timedelta(days=2), (2, Unit.DAYS)),
        (timedelta(hours=47, minutes=59), (47, Unit.HOURS)),
        (timedelta(hours=2), (2, Unit.HOURS)),
        (timedelta(minutes=119, seconds=1), (120, Unit.MINUTES)),
        (timedelta(seconds=1), (1, Unit.MINUTES)),
        (timedelta(seconds=-5), (0, Unit.MINUTES)),
    ],
)
def test_the_time_left_is_told_in_the_unit_that_fits(time: timedelta, expected: tuple[int, Unit]):
    assert rules.left(NOW + time, NOW) == expected
