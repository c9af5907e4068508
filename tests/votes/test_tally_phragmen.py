"""Sequential Phragmén: against one load for every voter, and what it says would have been enough."""

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.votes.elections import election, elections
from votes.tally.rules import Election, Group, Kind, Result
from votes.tally.spending.count import spend
from votes.tally.spending.settings import Rule, Settings

NAMING = elections(kinds=(Kind.APPROVAL, Kind.CHOOSE_ONE), free=False)


def phragmen(counted: Election, skip: bool = False) -> Result:
    return spend(counted, Rule.PHRAGMEN, Settings(skip=skip))


def naive(counted: Election, skip: bool) -> list[tuple[int, Fraction]]:
    """One load for every voter; at a tie one project that breaks the budget ends it."""
    papers = [set(group.projects) for group in counted.groups for _ in range(group.voters)]
    loads, left, bought = [Fraction(0)] * len(papers), counted.budget, list[tuple[int, Fraction]]()
    open_ = {p for p, votes in enumerate(counted.votes) if votes and counted.projects[p].cost <= left}
    while open_:
        due = {}
        for p in open_:
            carried = sum(load for load, paper in zip(loads, papers, strict=True) if p in paper)
            due[p] = (carried + counted.projects[p].cost) / Fraction(counted.votes[p])
        least = min(due.values())
        tied = sorted(
            (counted.projects[p].cost, -counted.votes[p], counted.projects[p].id, p)
            for p in open_
            if due[p] == least
        )
        if tied[-1][0] > left and not skip:
            return bought
        open_ -= {p for cost, _, _, p in tied if cost > left}
        if tied[0][0] <= left:
            cost, _, _, p = tied[0]
            open_.remove(p)
            left -= cost
            loads = [least if p in paper else load for load, paper in zip(loads, papers, strict=True)]
            bought.append((p, least))
    return bought


@given(NAMING, st.booleans())
def test_equals_one_load_for_every_voter(counted: Election, skip: bool) -> None:
    result = phragmen(counted, skip)
    assert [(step.project, step.price) for step in result.steps] == naive(counted, skip)


@given(NAMING)
def test_the_new_voters_said_to_be_missing_are_enough_and_one_less_is_not(counted: Election) -> None:
    for place, verdict in enumerate(phragmen(counted).verdicts):
        more = verdict.why.facts.get("more")
        if isinstance(more, int):
            assert place in phragmen(_joined(counted, place, more)).winners
            assert place not in phragmen(_joined(counted, place, more - 1)).winners


def _joined(counted: Election, place: int, more: int) -> Election:
    groups = [*counted.groups, Group((place,), (), more)]
    return replace(counted, groups=groups, voters=counted.voters + more)


@given(NAMING, st.booleans())
def test_a_loser_wins_at_the_cost_said_to_be_enough(counted: Election, skip: bool) -> None:
    for place, verdict in enumerate(phragmen(counted, skip).verdicts):
        facts = verdict.why.facts
        enough = facts.get("left") if "too_dear" in verdict.why.code else facts.get("enough")
        if isinstance(enough, int) and enough:
            projects = list(counted.projects)
            projects[place] = replace(projects[place], cost=enough)
            assert place in phragmen(replace(counted, projects=tuple(projects)), skip).winners


def test_a_small_election_by_hand() -> None:
    """Three voters want a and b, one wants c. All cost 6: a at load 2, then c at 6, b at 4 comes before it."""
    counted = election(Kind.APPROVAL, 18, [6, 6, 6], [((0, 1), ())] * 3 + [((2,), ())])
    result = phragmen(counted)
    assert [(step.project, int(step.price or 0)) for step in result.steps] == [(0, 2), (1, 4), (2, 6)]


def test_it_stops_at_the_first_that_breaks_the_budget_or_passes_it_over() -> None:
    counted = election(Kind.APPROVAL, 10, [6, 6, 3], [((0, 1), ())] * 3 + [((2,), ())])
    stopped, passed = phragmen(counted), phragmen(counted, skip=True)
    assert (stopped.winners, passed.winners) == ((0, 2), (0, 2))
    dear = replace(counted, budget=8)
    assert (phragmen(dear).winners, phragmen(dear, skip=True).winners) == ((0,), (0,))
    assert phragmen(dear).verdicts[2].why.code == "tally_phragmen_too_dear_stop"


def test_papers_with_points_are_not_for_it() -> None:
    with pytest.raises(ValueError, match="name projects"):
        phragmen(election(Kind.CUMULATIVE, 5, [5], [((0,), (1,))]))
