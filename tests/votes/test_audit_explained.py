"""What a loser is told would have been enough is tried here, by every rule that spends a budget."""

from collections.abc import Callable, Collection
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.votes.elections import elections
from votes.tally.audits.enough import at_cost, with_newcomers
from votes.tally.audits.explain import Account, Shares, explain
from votes.tally.rules import Election, Kind, Result, Utility
from votes.tally.spending.equal_shares import equal_shares
from votes.tally.spending.greedy import greedy

RULES: dict[str, Callable[[Election], Result]] = {
    "greedy": greedy,
    "mes-cost": lambda election: equal_shares(election, Utility.COST),
    "mes-card": lambda election: equal_shares(election, Utility.CARD),
}


def _told(name: str, counted: Election) -> tuple[Result, tuple[Account, ...]]:
    result = RULES[name](counted)
    shares = None
    if "share" in result.parameters:
        share = Fraction(str(result.parameters["share"])) * counted.scale
        shares = Shares(Utility.CARD if name.endswith("card") else Utility.COST, share)
    return result, explain(counted, result, _count(name), shares, plain=True).accounts


def _count(name: str) -> Callable[[Election], Collection[int]]:
    return lambda election: RULES[name](election).winners


@pytest.mark.parametrize("name", list(RULES))
@given(counted=elections(free=False))
def test_what_is_said_to_be_enough_is_enough(name: str, counted: Election) -> None:
    result, accounts = _told(name, counted)
    for project, account in enumerate(accounts):
        if project in result.winners:
            assert (account.newcomers, account.among, account.cost) == (None, None, None)
        if account.newcomers is not None:
            assert project in _count(name)(with_newcomers(counted, project, account.newcomers))
        if account.cost is not None:
            assert 0 < account.cost < counted.projects[project].cost
            assert project in _count(name)(at_cost(counted, project, account.cost))
