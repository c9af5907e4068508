"""Who sits where in small groups: everybody once a round, tables alike, and as few as can be meet again."""

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from civic.kit.errors import Refused
from councils.consultations.circles.rules import MOST_ROUNDS, Chair, Plan, met_again, seats, table_count

seeds = st.text("0123456789abcdef", min_size=1, max_size=16)
halls = st.integers(6, 40)
plans = st.builds(Plan, st.integers(3, 8), st.integers(1, MOST_ROUNDS))


def people(count: int) -> list[str]:
    return [str(number) for number in range(count)]


def tables(chairs: list[Chair]) -> dict[tuple[int, int], list[Chair]]:
    found: dict[tuple[int, int], list[Chair]] = {}
    for chair in chairs:
        found.setdefault((chair.round, chair.table), []).append(chair)
    return found


@settings(max_examples=30)
@given(seeds, halls, plans)
def test_everybody_sits_once_a_round_at_like_tables_with_one_host_who_stays(
    seed: str, count: int, plan: Plan
):
    chairs = seats(seed, people(count), plan)
    assert Counter((chair.round, chair.person) for chair in chairs) == Counter(
        (number, person) for number in range(1, plan.rounds + 1) for person in people(count)
    )
    sizes = [len(table) for table in tables(chairs).values()]
    assert max(sizes) - min(sizes) <= 1
    assert max(sizes) <= max(plan.size, -(-count // 2))
    assert all(sum(chair.host for chair in table) == 1 for table in tables(chairs).values())
    hosts = {(chair.table, chair.person) for chair in chairs if chair.host}
    assert len(hosts) == len({table for table, _ in hosts}) == table_count(count, plan.size)


@settings(max_examples=15)
@given(seeds, halls, plans)
def test_whoever_draws_again_draws_the_same(seed: str, count: int, plan: Plan):
    assert seats(seed, people(count), plan) == seats(seed, people(count)[::-1], plan)


@pytest.mark.parametrize(
    ("count", "size", "rounds"), [(16, 4, 3), (25, 5, 3), (40, 4, 3), (45, 5, 3), (120, 5, 4)]
)
def test_nobody_meets_the_same_people_twice_where_that_can_be_avoided(count: int, size: int, rounds: int):
    assert met_again(seats("1", people(count), Plan(size, rounds))) == 0


def test_where_it_cannot_be_avoided_few_meet_again():
    # four travellers leave each of four tables, and only three others are left: somebody comes along
    assert met_again(seats("1", people(20), Plan(5, 3))) <= 12


@pytest.mark.parametrize("count", [0, 5, 301])
def test_too_few_or_too_many_people_are_refused(count: int):
    with pytest.raises(Refused, match="circle_people"):
        seats("1", people(count), Plan())
