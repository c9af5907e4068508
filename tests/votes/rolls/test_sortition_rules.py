"""A panel drawn by lot: repeatable by anyone, in proportion, and never chosen by hand."""

import hashlib
import random
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from civic.kit.errors import Refused
from votes.rolls.sortition.rules import (
    Plan,
    commitment,
    draw,
    next_in_reserve,
    plan,
    seed_of,
    shares,
)

POOL = [(number, "甲" if number <= 60 else "乙") for number in range(1, 101)]
SEED = seed_of(commitment({"roll": "r", "pool": POOL}), "2026135: 03 07 12 18 25 30 + 09")

groups = st.dictionaries(st.sampled_from("甲乙丙丁戊"), st.integers(1, 30), min_size=1)


@given(groups, st.integers(0, 30))
def test_seats_go_by_largest_remainder(sizes: dict[str, int], seats: int):
    seats = min(seats, sum(sizes.values()))
    given_ = shares(sizes, seats)
    total = sum(sizes.values())
    assert sum(given_.values()) == seats
    for name, size in sizes.items():
        assert seats * size // total <= given_[name] <= -(-seats * size // total) <= size


def test_equal_remainders_go_to_the_larger_group_then_by_name():
    assert shares({"甲": 1, "乙": 3, "丙": 1, "丁": 1}, 4) == {"乙": 2, "丁": 1, "丙": 1, "甲": 0}


@settings(max_examples=40, deadline=None)
@given(groups, st.data())
def test_the_same_pool_and_seed_draw_the_same_panel_in_whatever_order_they_come(
    sizes: dict[str, int], data: st.DataObject
):
    names = [name for name, size in sizes.items() for _ in range(size)]
    pool = list(enumerate(names, 1))
    if len(pool) < 2:
        return
    seats = data.draw(st.integers(2, len(pool)))
    wanted = plan(pool, seats, data.draw(st.integers(0, len(pool) - seats)))
    seed = data.draw(st.text(max_size=8))
    drawn = draw(pool, wanted, seed)
    mixed = pool[:]
    random.Random(1).shuffle(mixed)
    assert draw(mixed, wanted, seed) == drawn
    group_of = dict(pool)
    assert Counter(group_of[n] for n in drawn.panel) == Counter(
        {name: n for name, n in wanted.seats.items() if n}
    )
    assert Counter(group_of[n] for n in drawn.reserve) == Counter(
        {name: n for name, n in wanted.reserve.items() if n}
    )
    assert not set(drawn.panel) & set(drawn.reserve)


def test_the_recipe_in_ten_lines_gives_the_same_panel():
    wanted = plan(POOL, 10, 5)
    drawn = draw(POOL, wanted, SEED)
    # the recipe as it stands on the page, with nothing of ours
    order = sorted(POOL, key=lambda line: hashlib.sha256(f"{SEED}\n{line[0]}".encode()).digest())
    panel = [
        number
        for place, (number, group) in enumerate(order)
        if sum(1 for _, other in order[:place] if other == group) < wanted.seats[group]
    ]
    assert list(drawn.panel) == panel


def test_another_value_draws_others():
    wanted = plan(POOL, 10, 5)
    assert draw(POOL, wanted, SEED) != draw(POOL, wanted, SEED + "1")


def test_everyone_is_drawn_about_as_often():
    wanted = plan(POOL, 10, 0)
    times = Counter(number for n in range(2000) for number in draw(POOL, wanted, f"{n}").panel)
    assert len(times) == 100
    assert 140 < min(times.values()) <= max(times.values()) < 260  # 200 on average, 13 standard deviation


def test_given_numbers_for_groups_are_kept():
    assert plan(POOL, 10, 4, {"甲": 5, "乙": 5}) == Plan({"甲": 5, "乙": 5}, {"甲": 2, "乙": 2})


@pytest.mark.parametrize(
    ("seats", "reserve", "given_", "code"),
    [
        (1, 0, None, "sortition_seats"),
        (101, 0, None, "sortition_seats"),
        (60, 41, None, "sortition_reserve"),
        (50, 0, {"乙": 50}, "sortition_group"),
        (10, 0, {"丙": 10}, "sortition_group"),
        (10, 0, {"甲": 4, "乙": 5}, "sortition_sum"),
    ],
)
def test_what_cannot_be_drawn_is_refused(seats: int, reserve: int, given_: dict[str, int] | None, code: str):
    with pytest.raises(Refused) as refusal:
        plan(POOL, seats, reserve, given_)
    assert refusal.value.code == code


def test_who_cannot_serve_is_replaced_by_the_next_of_the_same_group():
    drawn = draw(POOL, plan(POOL, 10, 5), SEED)
    group = dict(POOL)
    leaving = drawn.panel[0]
    first = next_in_reserve(POOL, drawn, leaving, ())
    assert group[first] == group[leaving]
    assert first == next(n for n in drawn.reserve if group[n] == group[leaving])
    used = [n for n in drawn.reserve if group[n] == group[leaving]]
    other = next_in_reserve(POOL, drawn, leaving, used)
    assert other == next(n for n in drawn.reserve if n not in used)
    with pytest.raises(Refused, match="sortition_reserve_used"):
        next_in_reserve(POOL, drawn, leaving, drawn.reserve)
