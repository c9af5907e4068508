"""Add1: raise every voter's share by one unit of currency at a time until one more would overspend the budget.

Pabulib's ``equalshares/add1``: the first raised share is floor(budget / voters) + 1, and the count does not
stop when a set of winners happens to use the budget up (of two customs found in practice this one gives the
official winners of Wieliczka 2023). Never by bisection: spending does not grow steadily with the share.
"""

from dataclasses import replace
from fractions import Fraction

from votes.tally.rules import Election, Result, Ties, Utility
from votes.tally.spending.buying import Run, run
from votes.tally.spending.equal_shares import explained, fair_share
from votes.tally.spending.field import Field, field
from votes.tally.spending.greedy import greedy


def add_one(election: Election, ties: Ties, *, compare: bool = False) -> Result:
    """Equal Shares with cost utilities and Add1; ``compare`` adds Pabulib's comparison with greedy."""
    ready = field(election, Utility.COST, ties)
    finished = _raised(ready)
    result = explained(ready, finished, "equalshares/add1", Utility.COST, ties)
    start = election.budget // (max(election.voters, 1) * election.scale)
    parameters = {**result.parameters, "start": start, "step": 1, "stop_exhaustive": False}
    result = replace(result, parameters=parameters)
    return compared(election, result, ties) if compare else result


def _raised(ready: Field) -> Run:
    """The last run within the budget. Ends at the latest when all that anyone wants is bought."""
    election, unit = ready.election, ready.election.scale
    finished = run(ready, fair_share(election))
    assert finished is not None  # no ceiling was given
    wanted = sum(1 for crowd in ready.crowds if crowd.people)
    share = Fraction(election.budget // (max(election.voters, 1) * unit) * unit)
    while len(finished.winners) < wanted:
        share += unit
        further = run(ready, share, ceiling=election.budget)
        if further is None:
            break
        finished = further
    return finished


def compared(election: Election, result: Result, ties: Ties) -> Result:
    """Keep the winners unless more voters have more approved projects among greedy's winners than the other way.

    Pabulib's «comparison» step, mode «satisfaction», which counts projects, not money.
    """
    other = greedy(election, ties)
    ours, theirs = set(result.winners), set(other.winners)
    for_ours = for_theirs = 0
    for projects, _, count in election.groups:
        balance = sum(project in ours for project in projects) - sum(
            project in theirs for project in projects
        )
        for_ours += count * (balance > 0)
        for_theirs += count * (balance < 0)
    better = other if for_theirs > for_ours else result
    counted = {"prefer_shares": for_ours, "prefer_greedy": for_theirs}
    return replace(better, parameters={**better.parameters, "comparison": "satisfaction", **counted})
