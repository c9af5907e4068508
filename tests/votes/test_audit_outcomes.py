"""Audits of any outcome: who was left behind, what it does for voters, who else, what would have been enough."""

from collections.abc import Collection
from fractions import Fraction
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.votes.elections import election, elections, ungrouped
from votes.pabulib.rules import read
from votes.tally.audits.company import company
from votes.tally.audits.effects import effects, preference, slices
from votes.tally.audits.enough import Effort, cheaper, fewest, newcomers, with_newcomers
from votes.tally.audits.left_behind import left_behind
from votes.tally.rules import Election, Kind, Utility
from votes.tally.spending.count import spend
from votes.tally.spending.settings import Rule, Settings

RULES = {Utility.COST: Rule.MES_COST, Utility.CARD: Rule.MES_CARD}
DATA = Path(__file__).parent.parent / "data"


def _in_earnest(counted: Election) -> bool:
    """Whoever names a project without giving it a point helps to pay for it, as the format has it, and is promised nothing."""
    return all(all(group.points) for group in counted.groups)


@given(elections().filter(_in_earnest))
def test_equal_shares_leaves_nobody_behind(counted: Election) -> None:
    assert not left_behind(counted, spend(counted, Rule.MES_COST, Settings()).winners)


@given(elections(free=False), st.data())
def test_a_group_is_left_behind_exactly_when_one_can_be_found_by_trying_all(
    counted: Election, data: st.DataObject
) -> None:
    alone = ungrouped(counted)
    winners = data.draw(st.sets(st.integers(0, len(counted.projects) - 1)))
    told = {group.project: group for group in left_behind(counted, winners)}
    for project in set(range(len(counted.projects))) - winners:
        got = [
            sum(counted.projects[p].cost for p in winners if _names(alone, voter, p))
            for voter in range(len(alone.groups))
            if _names(alone, voter, project)
        ]
        cost = counted.projects[project].cost
        behind = any(
            max(some) + cost <= Fraction(size * counted.budget, counted.voters)
            for size in range(1, min(len(got), 6) + 1)
            for some in combinations(got, size)
        )
        if behind:
            assert project in told
        if project in told:
            group = told[project]
            assert sorted(got)[group.size - 1] == group.got
            assert group.got + cost <= group.entitled == Fraction(group.size * counted.budget, counted.voters)


def _names(alone: Election, voter: int, project: int) -> bool:
    projects, points, _ = alone.groups[voter]
    return project in projects and (not points or points[projects.index(project)] > 0)


def test_the_list_of_votes_leaves_a_minority_behind() -> None:
    """Six of ten take the whole budget; the four others were entitled to 40."""
    papers = [((0, 1), ())] * 6 + [((2,), ())] * 4
    counted = election(Kind.APPROVAL, 100, [50, 50, 40], papers)
    group = left_behind(counted, spend(counted, Rule.GREEDY, Settings()).winners)[0]
    assert (group.project, group.size, group.entitled, group.got) == (2, 4, Fraction(40), 0)


def test_effects_count_every_voter_once() -> None:
    papers = [((0, 1), ())] * 2 + [((1,), ()), ((2,), ()), ((), ())]
    counted = election(Kind.APPROVAL, 100, [30, 20, 60], papers)
    found = effects(counted, [0, 1])
    assert found.histogram == (2, 1, 2)
    assert (found.voters, found.with_one, found.mean, found.spent) == (5, 3, Fraction(1), 50)
    parts = slices(counted, [0, 1], ["东", "西", "东"])
    assert [(each.label, each.projects, each.chosen, each.votes, each.money) for each in parts] == [
        ("东", 2, 1, 3, 30),
        ("西", 1, 1, 3, 20),
    ]


@given(elections(), st.data())
def test_effects_and_preferences_add_up(counted: Election, data: st.DataObject) -> None:
    some = st.sets(st.integers(0, len(counted.projects) - 1))
    first, second = data.draw(some), data.draw(some)
    found, other = effects(counted, first), effects(counted, second)
    assert sum(found.histogram) == counted.voters
    told = preference(counted, first, second)
    assert told.first + told.second + told.alike == counted.voters
    if found.mean > other.mean:
        assert told.first > 0


def test_who_else() -> None:
    papers = [((0, 1), ())] * 3 + [((0, 2), ())] * 2 + [((1, 2), ())]
    counted = election(Kind.APPROVAL, 10, [1, 1, 1], papers)
    assert company(counted) == [[(1, 3), (2, 2)], [(0, 3), (2, 1)], [(0, 2), (1, 1)]]
    assert company(counted, 1)[0] == [(1, 3)]


@given(st.integers(1, 200), st.integers(1, 300), st.integers(1, 200))
def test_the_fewest_is_found_from_any_guess(answer: int, guess: int, most: int) -> None:
    found = fewest(lambda tried: tried >= answer, guess, most, Effort(100))
    assert found == (answer if answer <= most else None)


@given(st.sets(st.integers(1, 40)), st.integers(1, 40))
def test_only_what_was_tried_is_told(fine: set[int], guess: int) -> None:
    found = fewest(fine.__contains__, guess, 40, Effort(30))
    assert found is None or found in fine
    if found and found > 1:
        assert found - 1 not in fine


def test_no_number_without_effort() -> None:
    assert fewest(lambda _: True, 5, 9, Effort(0)) is None
    assert fewest(lambda _: True, 5, 9, Effort(1)) == 5


def _greedy(counted: Election) -> Collection[int]:
    return spend(counted, Rule.GREEDY, Settings()).winners


@given(elections(free=False).filter(lambda each: each.kind is not Kind.CUMULATIVE))
def test_for_the_list_of_votes_the_votes_it_lacked_are_enough(counted: Election) -> None:
    for project, verdict in enumerate(spend(counted, Rule.GREEDY, Settings()).verdicts):
        more = verdict.why.facts.get("more")
        if isinstance(more, int):
            found = newcomers(counted, project, _greedy, more, Effort(30))
            assert found is not None
            assert found in (more, more - 1)  # its own votes may change the order of ties


@pytest.mark.parametrize("utility", list(Utility))
def test_newcomers_change_everybodys_part_and_are_enough_all_the_same(utility: Utility) -> None:
    counted = read((DATA / "Netherlands_Assen_2024.pb").read_bytes()).election

    def count(tried: Election) -> Collection[int]:
        return spend(tried, RULES[utility], Settings()).winners

    losers = [p for p in range(len(counted.projects)) if p not in count(counted)]
    for project in losers:
        people = newcomers(counted, project, count, 1, Effort(60))
        assert people is not None
        assert project in count(with_newcomers(counted, project, people))
        assert people == 1 or project not in count(with_newcomers(counted, project, people - 1))
        cost = cheaper(counted, project, count, counted.projects[project].cost // 2, Effort(60))
        assert cost is None or 0 < cost < counted.projects[project].cost
