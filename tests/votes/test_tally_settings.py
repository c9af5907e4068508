"""What holds under every rule for a budget: names, order and units of money change nothing; settings are kept."""

from dataclasses import replace
from fractions import Fraction
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.votes.elections import election, elections, naive_shares
from votes.tally.rules import Election, Group, Kind, Project, Result, Ties, Utility
from votes.tally.spending.certificate import certificate, prices
from votes.tally.spending.count import spend
from votes.tally.spending.settings import (
    Comparison,
    Completion,
    Quota,
    Rule,
    Scope,
    Settings,
    Start,
)

RULES = st.sampled_from(list(Rule))
ADD1 = st.sampled_from([Rule.ADD1_COST, Rule.ADD1_CARD])


def counted_by(counted: Election, rule: Rule, **settings: Any) -> Result | None:
    """None where the rule cannot count such papers."""
    if rule is Rule.PHRAGMEN and counted.kind not in (Kind.APPROVAL, Kind.CHOOSE_ONE):
        return None
    return spend(counted, rule, Settings(**settings))


def winners(counted: Election, rule: Rule, **settings: Any) -> list[str]:
    result = counted_by(counted, rule, **settings)
    return [] if result is None else [counted.projects[place].id for place in result.winners]


def shuffled(counted: Election, seed: int) -> Election:
    """The same election with its projects and papers in another order."""
    chance, places = Random(seed), list(range(len(counted.projects)))
    chance.shuffle(places)
    new = {old: place for place, old in enumerate(places)}
    groups = []
    for projects, points, voters in counted.groups:
        pairs = [(new[p], points[at] if points else 0) for at, p in enumerate(projects)]
        pairs = pairs if counted.kind is Kind.ORDINAL else sorted(pairs)
        given_ = tuple(value for _, value in pairs) if points else ()
        groups.append(Group(tuple(place for place, _ in pairs), given_, voters))
    chance.shuffle(groups)
    return replace(counted, projects=tuple(counted.projects[old] for old in places), groups=groups)


@given(elections(), RULES, st.sampled_from([Ties.COST_VOTES_ID, Ties.LOT]), st.integers(0, 99))
def test_the_order_of_projects_and_papers_changes_nothing(
    counted: Election, rule: Rule, ties: Ties, seed: int
) -> None:
    there = winners(shuffled(counted, seed), rule, ties=ties, seed="2026")
    assert there == winners(counted, rule, ties=ties, seed="2026")


@given(elections(), RULES, st.sampled_from([Ties.COST_VOTES_ID, Ties.LOT]), st.integers(0, 99))
def test_names_decide_only_between_projects_of_equal_cost_and_votes(
    counted: Election, rule: Rule, ties: Ties, seed: int
) -> None:
    if len({(p.cost, v) for p, v in zip(counted.projects, counted.votes, strict=True)}) < len(
        counted.projects
    ):
        return
    names = [f"x{place}" for place in range(len(counted.projects))]
    Random(seed).shuffle(names)
    projects = (Project(n, p.name, p.cost) for n, p in zip(names, counted.projects, strict=True))
    renamed = replace(counted, projects=tuple(projects))
    old = dict(zip((p.id for p in counted.projects), names, strict=True))
    expected = [old[project] for project in winners(counted, rule, ties=ties, seed="a")]
    assert winners(renamed, rule, ties=ties, seed="b") == expected


def test_lots_decide_between_equal_projects_and_anybody_can_draw_them_again() -> None:
    even = election(Kind.APPROVAL, 5, [5, 5, 5], [((0, 1, 2), ())])
    drawn = {seed: winners(even, Rule.GREEDY, ties=Ties.LOT, seed=seed) for seed in "abcdefghij"}
    assert {project for found in drawn.values() for project in found} == {"p0", "p1", "p2"}
    assert drawn == {seed: winners(even, Rule.MES_COST, ties=Ties.LOT, seed=seed) for seed in "abcdefghij"}


@given(elections(), RULES, st.sampled_from([10, 100, 7919]))
def test_the_unit_of_money_changes_nothing(counted: Election, rule: Rule, times: int) -> None:
    projects = (replace(project, cost=project.cost * times) for project in counted.projects)
    finer = replace(counted, budget=counted.budget * times, projects=tuple(projects), scale=times)
    here, there = counted_by(counted, rule), counted_by(finer, rule)
    assert winners(finer, rule) == winners(counted, rule)
    if here is not None and there is not None:
        assert there.spent == here.spent * times
        assert there.parameters.get("share") == here.parameters.get("share")


@given(
    elections(),
    RULES,
    st.sampled_from(Completion),
    st.sampled_from(Comparison),
    st.booleans(),
    st.integers(0, 3),
)
def test_nothing_is_overspent_and_settings_are_kept(
    counted: Election, rule: Rule, completion: Completion, comparison: Comparison, stop: bool, least: int
) -> None:
    settings = Settings(
        completion=completion, comparison=comparison, stop_exhaustive=stop, min_votes=least, start=Start.FLOOR
    )
    if counted_by(counted, rule) is None:
        return
    result = spend(counted, rule, settings)
    assert result.spent == sum(counted.projects[p].cost for p in result.winners) <= counted.budget
    assert all(counted.votes[p] >= least for p in result.winners)
    assert [verdict.selected for verdict in result.verdicts] == [
        place in result.winners for place in range(len(counted.projects))
    ]
    again = Settings.from_parameters(result.parameters)
    assert spend(counted, rule, again) == result


@given(elections(), st.sampled_from([Rule.MES_COST, Rule.MES_CARD, Rule.ADD1_COST]))
def test_after_completion_by_votes_nothing_left_out_would_fit(counted: Election, rule: Rule) -> None:
    result = spend(counted, rule, Settings(completion=Completion.VOTES))
    left = counted.budget - result.spent
    pairs = zip(counted.projects, result.verdicts, strict=True)
    assert all(verdict.selected or project.cost > left for project, verdict in pairs)


@given(elections(free=False), ADD1, st.booleans(), st.sampled_from(Start), st.sampled_from([1, 2, 5]))
def test_add1_is_the_last_share_within_the_budget_tried_one_by_one(
    counted: Election, rule: Rule, stop: bool, start: Start, finer: int
) -> None:
    """Whatever is passed over on the way."""
    step, utility = Fraction(1, finer), Utility(rule.removeprefix("add1-"))
    result = spend(counted, rule, Settings(start=start, step=step, stop_exhaustive=stop))
    fair = Fraction(counted.budget, counted.voters)
    base = Fraction(int(fair)) if start is Start.FLOOR else fair
    found, share = naive_shares(counted, utility, fair), fair
    wanted = _wanted(counted, utility)
    while not _over(counted, [p for p, _ in found], wanted, stop):
        base += step
        further = naive_shares(counted, utility, base)
        if sum(counted.projects[p].cost for p, _ in further) > counted.budget:
            break
        found, share = further, base
    assert (list(result.winners), result.parameters["share"]) == ([p for p, _ in found], str(share))


def _wanted(counted: Election, utility: Utility) -> set[int]:
    """Who gives something to which projects: all bought with a share nobody can spend."""
    return {p for p, _ in naive_shares(counted, utility, Fraction(10**6))}


def _over(counted: Election, bought: list[int], wanted: set[int], stop: bool) -> bool:
    left = counted.budget - sum(counted.projects[p].cost for p in bought)
    open_ = [counted.projects[p].cost for p in wanted.difference(bought)]
    return not open_ or (stop and min(open_) > left)


@given(elections(), st.sampled_from([Rule.MES_COST, Rule.MES_CARD, Rule.ADD1_CARD]))
def test_anybody_can_work_out_every_price_from_the_certificate(counted: Election, rule: Rule) -> None:
    result = spend(counted, rule, Settings())
    rows = certificate(result)
    found = prices(
        [counted.projects[project].cost for project, _ in rows],
        Fraction(result.parameters["share"]),
        [row for _, row in rows],
    )
    assert found == [step.price for step in result.steps if step.price]


@pytest.mark.parametrize(
    ("comparison", "chosen"), [(Comparison.NONE, 0), (Comparison.SATISFACTION, 1), (Comparison.EXCLUSION, 0)]
)
def test_the_two_comparisons_ask_different_questions(comparison: Comparison, chosen: int) -> None:
    """Shares serve everybody with one project each; the list serves six of ten with two and leaves four with none."""
    papers = [((0, 1), ())] * 6 + [((2,), ())] * 4
    counted = election(Kind.APPROVAL, 100, [50, 50, 40], papers)
    result = spend(counted, Rule.MES_COST, Settings(comparison=comparison))
    assert result.winners == ((0, 2), (0, 1))[chosen]


def test_settings_are_read_as_they_were_written() -> None:
    settings = Settings(
        ties=Ties.LOT,
        seed="2026",
        threshold=Fraction(5, 2),
        min_votes=3,
        skip=False,
        quotas=(Quota(Scope.CATEGORY, "green", 500, 100), Quota(Scope.PLACE, "一号院", None, 200)),
        conflicts=(("a", "b"),),
        requires=(("c", "a"),),
    )
    assert Settings.from_parameters(settings.as_parameters(Rule.GREEDY)) == settings
    grows = Settings(start=Start.FLOOR, step=Fraction(1, 2), stop_exhaustive=True)
    assert Settings.from_parameters(grows.as_parameters(Rule.ADD1_COST)) == grows
    assert Settings.from_parameters({"comparison": True}).comparison is Comparison.SATISFACTION
