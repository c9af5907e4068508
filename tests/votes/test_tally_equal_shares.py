"""Equal Shares: what it promises, against one fraction for every voter."""

from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.votes.elections import election, elections, naive_shares, ungrouped
from votes.tally.rules import Election, Group, Kind, Result, Ties, Utility
from votes.tally.spending.buying import run
from votes.tally.spending.count import spend
from votes.tally.spending.field import fair_share, field
from votes.tally.spending.settings import Rule, Settings, Start

UTILITIES = st.sampled_from(list(Utility))


def equal_shares(counted: Election, utility: Utility, **settings: Any) -> Result:
    return spend(counted, Rule(f"mes-{utility}"), Settings(**settings))


def add_one(counted: Election, utility: Utility = Utility.COST, **settings: Any) -> Result:
    return spend(counted, Rule(f"add1-{utility}"), Settings(**settings))


@given(elections(free=False), UTILITIES)
def test_equals_one_fraction_for_every_voter(counted: Election, utility: Utility) -> None:
    expected = naive_shares(counted, utility, fair_share(counted))
    assert list(equal_shares(counted, utility).winners) == [project for project, _ in expected]


@given(elections(free=False), UTILITIES, st.fractions(0, 30, max_denominator=7))
def test_equals_it_for_any_share(counted: Election, utility: Utility, share: Fraction) -> None:
    finished = run(field(counted, utility, Ties.COST_VOTES_ID), share)
    assert finished is not None
    assert list(finished.winners) == [project for project, _ in naive_shares(counted, utility, share)]


@given(elections(free=False), UTILITIES)
def test_each_price_covers_the_cost_exactly(counted: Election, utility: Utility) -> None:
    paid = dict(naive_shares(counted, utility, fair_share(counted)))
    for step in equal_shares(counted, utility).steps:
        parts = [part for part in paid[step.project] if part]
        assert sum(parts) == counted.projects[step.project].cost
        assert step.price is not None
        if counted.kind is not Kind.CUMULATIVE and utility is Utility.COST:
            assert max(parts) <= step.price
            assert sum(part == step.price for part in paid[step.project]) == step.full


@given(elections(), UTILITIES)
def test_never_over_budget(counted: Election, utility: Utility) -> None:
    result = equal_shares(counted, utility)
    assert result.spent == sum(counted.projects[p].cost for p in result.winners) <= counted.budget


@given(elections(), UTILITIES)
def test_grouping_changes_nothing(counted: Election, utility: Utility) -> None:
    assert equal_shares(ungrouped(counted), utility) == equal_shares(counted, utility)


@given(elections(free=False), UTILITIES)
def test_a_loser_wins_at_the_cost_said_to_be_enough(counted: Election, utility: Utility) -> None:
    for place, verdict in enumerate(equal_shares(counted, utility).verdicts):
        enough = verdict.why.facts.get("enough")
        if isinstance(enough, int) and enough:
            projects = list(counted.projects)
            projects[place] = replace(projects[place], cost=enough)
            assert place in equal_shares(replace(counted, projects=tuple(projects)), utility).winners


@given(elections(free=False), st.sampled_from([Rule.MES_COST, Rule.MES_CARD, Rule.ADD1_COST, Rule.ADD1_CARD]))
def test_so_many_new_voters_as_are_said_to_be_missing_are_enough(counted: Election, rule: Rule) -> None:
    for place, verdict in enumerate(spend(counted, rule, Settings()).verdicts):
        if verdict.why.code == "tally_mes_never":
            more = verdict.why.facts["more"]
            assert isinstance(more, int)
            given_ = (1,) if counted.kind is Kind.CUMULATIVE else ()
            chosen = (place,)
            if counted.kind is Kind.ORDINAL and rule in (Rule.MES_CARD, Rule.ADD1_CARD):
                continue  # a ranking of one gives its only project nothing
            groups = [*counted.groups, Group(chosen, given_, more)]
            joined = replace(counted, groups=groups, voters=counted.voters + more)
            assert place in spend(joined, rule, Settings()).winners


@given(elections(free=False), UTILITIES)
def test_the_money_of_a_losers_supporters_is_accounted_for(counted: Election, utility: Utility) -> None:
    paid = naive_shares(counted, utility, fair_share(counted))
    wanted = [_wanted(counted, utility, place) for place in range(len(counted.projects))]
    for place, verdict in enumerate(equal_shares(counted, utility).verdicts):
        if not verdict.selected:
            expected = {
                p: sum(x for x, w in zip(parts, wanted[place], strict=True) if w) for p, parts in paid
            }
            for project, amount in verdict.losses:
                assert abs(amount - expected.pop(project)) < Fraction(1, 10**5)
            assert not any(expected.values())


def _wanted(counted: Election, utility: Utility, place: int) -> list[bool]:
    """Which voters get something from a project, paper by paper."""
    found = []
    for chosen, points, voters in counted.groups:
        value = place in chosen
        if value and utility is Utility.CARD and counted.kind is Kind.CUMULATIVE:
            value = points[chosen.index(place)] > 0
        if value and utility is Utility.CARD and counted.kind is Kind.ORDINAL:
            value = chosen[-1] != place
        found += [value] * voters
    return found


@given(elections(), UTILITIES)
def test_every_project_has_a_reason(counted: Election, utility: Utility) -> None:
    result = equal_shares(counted, utility)
    for place, verdict in enumerate(result.verdicts):
        assert verdict.selected == (place in result.winners)
        chosen = verdict.why.code.startswith(("tally_mes_bought", "tally_mes_free"))
        assert chosen == verdict.selected


def test_small_minorities_get_their_part() -> None:
    """Six of ten approve three dear projects, four approve one of 40: greedy would give them nothing."""
    papers = [((0, 1, 2), ())] * 6 + [((3,), ())] * 4
    counted = election(Kind.APPROVAL, 100, [30, 30, 30, 40], papers)
    assert set(equal_shares(counted, Utility.COST).winners) == {0, 1, 3}


def test_a_free_project_somebody_wants_is_chosen_first() -> None:
    counted = election(Kind.APPROVAL, 10, [0, 5, 0], [((0, 1), ())])
    result = equal_shares(counted, Utility.COST)
    assert result.winners == (0, 1)
    assert [v.why.code for v in result.verdicts] == [
        "tally_mes_free",
        "tally_mes_bought_even",
        "tally_mes_nobody",
    ]


def test_an_election_nobody_came_to_chooses_nothing() -> None:
    counted = election(Kind.APPROVAL, 10, [5], [])
    assert equal_shares(counted, Utility.COST).winners == ()
    assert add_one(counted).winners == ()


@pytest.mark.parametrize("utility", list(Utility))
def test_supporters_whose_money_just_suffices_can_buy(utility: Utility) -> None:
    """Thirds do not come out even in binary; the border is decided by the exact value."""
    counted = election(Kind.APPROVAL, 10, [5, 5], [((0, 1), ())] * 3)
    assert equal_shares(counted, utility).winners == (0, 1)


@given(elections(free=False))
def test_add1_stays_within_the_budget_and_one_more_would_not(counted: Election) -> None:
    approvals = replace(counted, kind=Kind.APPROVAL)
    result = add_one(approvals, start=Start.FLOOR)
    assert result.spent <= counted.budget
    share = Fraction(str(result.parameters["share"]))
    further = naive_shares(approvals, Utility.COST, Fraction(int(share) + 1))
    cost = sum(counted.projects[p].cost for p, _ in further)
    wanted = sum(1 for votes in approvals.votes if votes)
    assert cost > counted.budget or len(result.winners) == wanted
