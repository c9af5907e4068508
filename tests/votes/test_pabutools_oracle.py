"""Small random elections come out as in pabutools 1.2.3, an independent count in exact arithmetic.

A few hundred in every run; ``CIVIC_ORACLE_RUNS=10000`` for many. Ties are common in elections this small, so the
order of ties is compared as well. pabutools is GPL and only a tool of these tests.
"""

import os
from collections import Counter
from fractions import Fraction
from random import Random
from typing import Any

import pytest

from tests.votes.elections import election
from votes.tally.rules import Election, Kind
from votes.tally.spending.count import spend
from votes.tally.spending.settings import GROWS, Rule, Settings

pabutools = pytest.importorskip("pabutools")
from pabutools import election as pb  # noqa: E402
from pabutools import rules as pb_rules  # noqa: E402
from pabutools.fractions import frac as pb_frac  # noqa: E402
from pabutools.rules.mes.mes_rule import method_of_equal_shares_scheme  # noqa: E402
from pabutools.tiebreaking import TieBreakingRule  # noqa: E402

RUNS = int(os.environ.get("CIVIC_ORACLE_RUNS", "240"))
KINDS = (Kind.APPROVAL, Kind.CUMULATIVE, Kind.ORDINAL)
PARTS = 8


def drawn(seed: int) -> Election:
    """Up to seven projects and nine voters; every project costs something and fits the budget."""
    chance = Random(seed)
    kind, budget = chance.choice(KINDS), chance.randint(4, 40)
    costs = [chance.randint(1, min(budget, 12)) for _ in range(chance.randint(2, 7))]
    papers = []
    for _ in range(chance.randint(1, 9)):
        named = chance.sample(range(len(costs)), chance.randint(1, len(costs)))
        points = [chance.randint(1, 4) for _ in named] if kind is Kind.CUMULATIVE else []
        papers.append((tuple(named if kind is Kind.ORDINAL else sorted(named)), tuple(points)))
    return election(kind, budget, costs, papers)


class Oracle:
    """The same election as pabutools knows it."""

    def __init__(self, counted: Election) -> None:
        self.kind = counted.kind
        self.projects = [pb.Project(project.id, project.cost) for project in counted.projects]
        self.instance = pb.Instance(self.projects, budget_limit=counted.budget)
        votes = {project.id: votes for project, votes in zip(counted.projects, counted.votes, strict=True)}
        self.ties = TieBreakingRule(lambda _, __, p: (p.cost, -votes[p.name], p.name))
        ballots = [self._ballot(group) for group in counted.groups for _ in range(group.voters)]
        profiles = {Kind.CUMULATIVE: pb.CumulativeProfile, Kind.ORDINAL: pb.OrdinalProfile}
        self.profile = profiles.get(self.kind, pb.ApprovalProfile)(ballots)

    def _ballot(self, group: Any) -> Any:
        named = [self.projects[place] for place in group.projects]
        if self.kind is Kind.CUMULATIVE:
            return pb.CumulativeBallot(dict(zip(named, group.points, strict=True)))
        return pb.OrdinalBallot(named) if self.kind is Kind.ORDINAL else pb.ApprovalBallot(named)

    def satisfaction(self, rule: Rule) -> Any:
        if rule in (Rule.MES_COST, Rule.ADD1_COST, Rule.GREEDY):
            return pb.Cost_Sat
        points = {Kind.CUMULATIVE: pb.Additive_Cardinal_Sat, Kind.ORDINAL: pb.Additive_Borda_Sat}
        return points.get(self.kind, pb.Cardinality_Sat)

    def count(self, rule: Rule, settings: Settings) -> list[str]:
        """Names of the winners."""
        common = {"tie_breaking": self.ties}
        if rule is Rule.PHRAGMEN:
            return names(pb_rules.sequential_phragmen(self.instance, self.profile, **common))
        common["sat_class"] = self.satisfaction(rule)
        if rule in (Rule.GREEDY, Rule.GREEDY_PER_COST):
            return names(pb_rules.greedy_utilitarian_welfare(self.instance, self.profile, **common))
        if rule in GROWS and not settings.stop_exhaustive:
            return self._raised(common["sat_class"])
        step = 1 if rule in GROWS else None
        found = pb_rules.method_of_equal_shares(
            self.instance, self.profile, voter_budget_increment=step, **common
        )
        return names(found)

    def _raised(self, satisfaction: Any) -> list[str]:
        """Share by share until the budget is overspent or all is bought; pabutools itself always stops earlier."""
        sat = self.profile.as_sat_profile(sat_class=satisfaction)
        wanted = sum(1 for project in self.projects if sat.total_satisfaction_project(project) > 0)
        found: list[str] = []
        share = Fraction(int(self.instance.budget_limit), self.profile.num_ballots())
        while len(found) < wanted:
            outcome = method_of_equal_shares_scheme(
                self.instance,
                self.profile,
                sat,
                pb_frac(share.numerator, share.denominator),
                pb_rules.BudgetAllocation(),
                self.ties,
                binary_sat=self.kind is Kind.APPROVAL,
            )
            if not self.instance.is_feasible(outcome):
                break
            found, share = names(outcome), share + 1
        return found


def names(projects: Any) -> list[str]:
    return [project.name for project in projects]


UNTIL_EXHAUSTED = Settings(stop_exhaustive=True)
WAYS = (
    (Rule.GREEDY, Settings()),
    (Rule.GREEDY_PER_COST, Settings()),
    (Rule.MES_COST, Settings()),
    (Rule.MES_CARD, Settings()),
    (Rule.ADD1_COST, Settings()),
    (Rule.ADD1_CARD, Settings()),
    (Rule.ADD1_COST, UNTIL_EXHAUSTED),
    (Rule.ADD1_CARD, UNTIL_EXHAUSTED),
    (Rule.PHRAGMEN, Settings()),
)


def comparable(kind: Kind, rule: Rule) -> bool:
    """Where pabutools counts what cities count: it has no list of points, and gives rankings other points."""
    if rule in (Rule.GREEDY, Rule.PHRAGMEN):
        return kind is Kind.APPROVAL
    return rule is not Rule.GREEDY_PER_COST or kind is not Kind.ORDINAL


@pytest.mark.parametrize("part", range(PARTS))
def test_the_same_winners_in_the_same_order(part: int) -> None:
    compared: Counter[Rule] = Counter()
    for seed in range(part, RUNS, PARTS):
        counted = drawn(seed)
        oracle = Oracle(counted)
        for rule, settings in WAYS:
            if not comparable(counted.kind, rule):
                continue
            found = [counted.projects[place].id for place in spend(counted, rule, settings).winners]
            theirs = oracle.count(rule, settings)
            if rule is Rule.PHRAGMEN:  # pabutools sorts them, and buys what nobody wants if it comes to that
                wanted = {project.id for project, n in zip(counted.projects, counted.votes, strict=True) if n}
                found, theirs = sorted(found), sorted(wanted.intersection(theirs))
            assert found == theirs, (seed, rule)
            compared[rule] += 1
    assert set(compared) == {rule for rule, _ in WAYS}
