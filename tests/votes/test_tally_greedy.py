"""Greedy: what it promises, against the plainest way of writing it."""

from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.votes.elections import election, elections, marked, naive_greedy, naive_list, ungrouped
from votes.tally.rules import Election, Group, Kind, Project, Result, Ties
from votes.tally.spending.count import spend
from votes.tally.spending.settings import Quota, Rule, Scope, Settings

THREE = election(
    Kind.APPROVAL, 100, [60, 50, 30], [((0, 1), ()), ((0, 1, 2), ()), ((0,), ())], ids=["a", "b", "c"]
)


def greedy(counted: Election, ties: Ties = Ties.COST_VOTES_ID, **settings: Any) -> Result:
    return spend(counted, Rule.GREEDY, Settings(ties=ties, **settings))


@given(elections(), st.booleans(), st.integers(0, 6))
def test_equals_the_plain_way(counted: Election, skip: bool, threshold: int) -> None:
    assert list(greedy(counted, skip=skip, threshold=Fraction(threshold)).winners) == naive_greedy(
        counted, skip, threshold
    )


@given(elections())
def test_never_over_budget(counted: Election) -> None:
    result = greedy(counted)
    assert result.spent == sum(counted.projects[p].cost for p in result.winners) <= counted.budget


@given(elections())
def test_nothing_left_out_would_still_fit(counted: Election) -> None:
    result = greedy(counted)
    left = counted.budget - result.spent
    assert all(v.selected or p.cost > left for p, v in zip(counted.projects, result.verdicts, strict=True))


@given(elections())
def test_grouping_changes_nothing(counted: Election) -> None:
    assert greedy(ungrouped(counted)) == greedy(counted)


@st.composite
def held_back(draw: st.DrawFn, projects: int) -> Settings:
    """Quotas, money kept, conflicts and requirements among the projects of ``marked``."""
    ids = st.sampled_from([f"p{place}" for place in range(projects)])
    pairs = st.lists(st.tuples(ids, ids), max_size=2).map(lambda found: [(a, b) for a, b in found if a != b])
    amounts = st.one_of(st.none(), st.integers(0, 25))
    quotas = st.builds(Quota, st.sampled_from(Scope), st.sampled_from("ab"), amounts, st.integers(0, 9))
    return Settings(
        skip=draw(st.booleans()),
        min_votes=draw(st.integers(0, 2)),
        quotas=tuple(draw(st.lists(quotas, max_size=2, unique_by=lambda quota: (quota.scope, quota.name)))),
        conflicts=tuple(draw(pairs)),
        requires=tuple(draw(pairs)),
    )


LISTS = st.sampled_from([Rule.GREEDY, Rule.GREEDY_PER_COST])


@given(elections(), LISTS, st.data())
def test_equals_the_plain_way_however_it_is_held_back(
    counted: Election, rule: Rule, data: st.DataObject
) -> None:
    settings = data.draw(held_back(len(counted.projects)))
    assert list(spend(marked(counted), rule, settings).winners) == naive_list(marked(counted), rule, settings)


@given(elections(), LISTS, st.data())
def test_the_votes_said_to_be_missing_are_enough_and_not_one_too_many(
    counted: Election, rule: Rule, data: st.DataObject
) -> None:
    settings, counted = data.draw(held_back(len(counted.projects))), marked(counted)
    for place, verdict in enumerate(spend(counted, rule, settings).verdicts):
        more = verdict.why.facts.get("more")
        if verdict.selected or not isinstance(more, int) or verdict.why.code == "tally_few_votes":
            continue
        assert place in spend(_with_more(counted, place, more), rule, settings).winners
        assert place not in spend(_with_more(counted, place, more - 1), rule, settings).winners


def _with_more(counted: Election, place: int, more: int) -> Election:
    """So many new voters who name only this project; where points count, so many points more for it."""
    if counted.kind in (Kind.APPROVAL, Kind.CHOOSE_ONE):
        return replace(counted, groups=[*counted.groups, Group((place,), (), more)])
    helped, scores = replace(counted), list(counted.scores)
    scores[place] += more
    helped.__dict__.update(votes=counted.votes, scores=tuple(scores))
    return helped


@given(elections())
def test_it_would_have_been_bought_at_what_was_left(counted: Election) -> None:
    for place, verdict in enumerate(greedy(counted, Ties.FILE).verdicts):
        if verdict.why.code == "tally_greedy_too_dear":
            left = verdict.why.facts["left"]
            assert isinstance(left, int)
            projects = list(counted.projects)
            projects[place] = replace(projects[place], cost=left)
            assert place in greedy(replace(counted, projects=tuple(projects)), Ties.FILE).winners


@given(elections(free=False), st.randoms(use_true_random=False))
def test_names_change_nothing_when_no_two_projects_are_equal(counted: Election, chance: object) -> None:
    keys = {(p.cost, v) for p, v in zip(counted.projects, counted.votes, strict=True)}
    if len(keys) < len(counted.projects):
        return
    names = [f"x{place}" for place in range(len(keys))]
    chance.shuffle(names)  # type: ignore[attr-defined]
    renamed = replace(
        counted, projects=tuple(Project(n, "", p.cost) for n, p in zip(names, counted.projects, strict=True))
    )
    assert greedy(renamed).winners == greedy(counted).winners


def test_skips_what_does_not_fit_and_says_what_would_have() -> None:
    result = greedy(THREE)
    assert result.winners == (0, 2)
    assert result.verdicts[1].why.code == "tally_greedy_too_dear"
    assert dict(result.verdicts[1].why.facts) == {
        "score": 2, "cost": 50, "rival": "Project a", "more": 1, "left": 40, "lack": 10
    }  # fmt: skip


def test_no_skip_stops_at_the_first_that_does_not_fit() -> None:
    result = greedy(THREE, skip=False)
    assert result.winners == (0,)
    assert result.verdicts[2].why.code == "tally_greedy_stopped"
    assert result.verdicts[2].why.facts["stopper"] == "Project b"


def test_threshold_counts_from_the_number_itself() -> None:
    result = greedy(THREE, threshold=Fraction(2))
    assert result.winners == (0,)
    assert result.verdicts[2].why.code == "tally_below_threshold"
    assert result.verdicts[2].why.facts["more"] == 1
    assert greedy(THREE, threshold=Fraction(1)).winners == (0, 2)


@pytest.mark.parametrize(("ties", "winner"), [(Ties.COST_VOTES_ID, 1), (Ties.FILE, 0)])
def test_ties_go_to_the_cheaper_or_to_the_first_listed(ties: Ties, winner: int) -> None:
    tied = election(Kind.APPROVAL, 50, [50, 40], [((0, 1), ())])
    assert greedy(tied, ties).winners == (winner,)


def test_equal_projects_go_by_their_id_as_text() -> None:
    tied = election(Kind.APPROVAL, 5, [5, 5], [((0, 1), ())], ids=["9", "10"])
    assert greedy(tied).winners == (1,)


def test_a_withdrawn_project_does_not_stop_the_count() -> None:
    counted = election(Kind.APPROVAL, 10, [999_999_999, 10], [((0,), ()), ((0, 1), ())])
    result = greedy(counted, skip=False)
    assert result.winners == (1,)
    assert result.verdicts[0].why.code == "tally_withdrawn"


def test_by_votes_for_each_unit_of_money_cheap_projects_come_first() -> None:
    """Three votes for 60, two for 30: 2 × 60 > 3 × 30."""
    counted = election(Kind.APPROVAL, 60, [60, 30], [((0, 1), ()), ((0, 1), ()), ((0,), ())])
    assert spend(counted, Rule.GREEDY_PER_COST, Settings()).winners == (1,)
    assert greedy(counted).winners == (0,)


def test_of_two_that_exclude_each_other_the_first_is_bought() -> None:
    result = greedy(replace(THREE, budget=140), conflicts=(("a", "b"),))
    assert result.winners == (0, 2)
    assert result.verdicts[1].why.code == "tally_conflict"
    assert result.verdicts[1].why.facts["more"] == 1


def test_what_needs_another_waits_for_it_and_then_comes_at_once() -> None:
    """The extension has most votes, but is nothing without the hall."""
    papers = [((0, 1), ())] * 3 + [((0, 2), ())] * 2 + [((2,), ())] * 2
    counted = election(Kind.APPROVAL, 10, [5, 5, 5], papers, ids=["extension", "hall", "tree"])
    needs = (("extension", "hall"),)
    assert greedy(replace(counted, budget=15), requires=needs).winners == (2, 1, 0)
    assert greedy(counted, requires=needs).verdicts[0].why.code == "tally_greedy_too_dear_anyhow"
    assert greedy(replace(counted, budget=5), requires=needs).verdicts[0].why.code == "tally_needs"


def test_a_ceiling_holds_back_one_category_and_nobody_else() -> None:
    counted = marked(election(Kind.APPROVAL, 100, [30, 30, 30], [((0, 1, 2), ()), ((0, 2), ()), ((0,), ())]))
    result = greedy(counted, quotas=(Quota(Scope.CATEGORY, "a", most=50),))
    assert result.winners == (0, 1)
    assert result.verdicts[2].why.code == "tally_quota"
    assert result.verdicts[2].why.facts["lack"] == 10


def test_money_kept_for_a_category_waits_for_its_projects() -> None:
    """p0 and p2 are of category a, p1 of b; 40 are kept for b, so the second of a finds too little."""
    counted = marked(election(Kind.APPROVAL, 100, [40, 40, 40], [((0, 2), ()), ((0, 2), ()), ((1,), ())]))
    result = greedy(counted, quotas=(Quota(Scope.CATEGORY, "b", kept=40),))
    assert result.winners == (0, 1)
    assert greedy(counted).winners == (0, 2)
    assert greedy(counted, quotas=(Quota(Scope.CATEGORY, "b", kept=70),)).verdicts[0].why.code == "tally_kept"


def test_fewer_votes_than_asked_for_are_not_considered() -> None:
    result = greedy(THREE, min_votes=2)
    assert result.verdicts[2].why.code == "tally_few_votes"
    assert result.parameters["min_votes"] == 2
