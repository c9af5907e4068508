"""Was a group left behind? Extended justified representation, in the form that is quick to check exactly.

EJR+ «up to one project» (after Brill and Peters, «Robust and Verifiable Proportionality Axioms», 2023): an outcome
fails when j voters all named a project that was not chosen, and even with it none of them would have more money in
projects they named than their equal part of the budget, ``j * budget / voters``. Equal Shares with cost utilities
never fails; the list of votes often does.
"""

from collections.abc import Collection
from dataclasses import dataclass
from fractions import Fraction

from votes.tally.rules import Election


@dataclass(frozen=True, slots=True)
class Group:
    """Voters who agree on a project and were left behind. Amounts in the election's unit."""

    project: int
    size: int
    #: their equal part of the budget
    entitled: Fraction
    #: what the best served of them got: the cost of all chosen projects she named
    got: int

    @property
    def missing(self) -> Fraction:
        """By how much their part exceeds what the best served of them got."""
        return self.entitled - self.got


def left_behind(election: Election, winners: Collection[int]) -> list[Group]:
    """For each project not chosen the group that misses most, if any; the largest miss first."""
    if not election.voters:
        return []
    got = money_named(election, winners)
    served: list[dict[int, int]] = [{} for _ in election.projects]
    for (projects, points, voters), amount in zip(election.groups, got, strict=True):
        for place, project in enumerate(projects):
            if not points or points[place] > 0:
                of = served[project]
                of[amount] = of.get(amount, 0) + voters
    chosen = set(winners)
    found = (
        _worst(election, project, of)
        for project, of in enumerate(served)
        if of and project not in chosen and election.projects[project].cost != election.withdrawn
    )
    return sorted((group for group in found if group), key=lambda each: (-each.missing, each.project))


def money_named(election: Election, winners: Collection[int]) -> list[int]:
    """For each group of papers what the chosen projects on it cost together."""
    worth = [0] * len(election.projects)
    for project in winners:
        worth[project] = election.projects[project].cost
    if not any(points for _, points, _ in election.groups):
        return [sum([worth[project] for project in projects]) for projects, _, _ in election.groups]
    return [
        sum(worth[p] for place, p in enumerate(projects) if not points or points[place] > 0)
        for projects, points, _ in election.groups
    ]


def _worst(election: Election, project: int, served: dict[int, int]) -> Group | None:
    """Among the supporters served worst, as many as make the greatest miss."""
    cost, people, worst = election.projects[project].cost, 0, None
    for got in sorted(served):
        people += served[got]
        entitled = Fraction(people * election.budget, election.voters)
        if got + cost <= entitled and (worst is None or entitled - got > worst.missing):
            worst = Group(project, people, entitled, got)
    return worst
