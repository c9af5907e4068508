"""Equal Shares explained: each number said to be enough really is, however the election looks."""

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from tests.votes.elections import election, elections, naive_shares, ungrouped
from votes.pabulib.rules import read
from votes.tally.audits.enough import at_cost
from votes.tally.audits.explain import Shares, effective_support
from votes.tally.audits.purses import BITS, TOLERANCE
from votes.tally.audits.support import Walk, walk
from votes.tally.audits.trail import Field, moments
from votes.tally.rules import Election, Group, Kind, Result, Ties, Utility, tie_ranks
from votes.tally.spending.count import spend
from votes.tally.spending.field import fair_share
from votes.tally.spending.settings import Rule, Settings

UTILITIES = st.sampled_from(list(Utility))
WIELICZKA = Path(__file__).parent.parent / "data" / "Poland_Wieliczka_2023_Green_Budget.pb"


def equal_shares(counted: Election, utility: Utility, ties: Ties = Ties.COST_VOTES_ID) -> Result:
    """One count, with nothing done with what is left."""
    return spend(counted, Rule(f"mes-{utility.value}"), Settings(ties=ties))


def _walked(counted: Election, utility: Utility) -> Walk:
    return walk(Field(counted, utility), fair_share(counted), equal_shares(counted, utility).steps)


def _winners(counted: Election, utility: Utility) -> Sequence[int]:
    return equal_shares(counted, utility).winners


@given(elections(), UTILITIES)
def test_a_loser_wins_at_the_cost_said_to_be_enough(counted: Election, utility: Utility) -> None:
    for project, support in _walked(counted, utility).losers.items():
        assert support.cost < counted.projects[project].cost
        if support.cost:
            assert project in _winners(at_cost(counted, project, support.cost), utility)


@given(elections(free=False), UTILITIES)
def test_no_higher_cost_would_do_but_by_a_tie(counted: Election, utility: Utility) -> None:
    for project, support in _walked(counted, utility).losers.items():
        for cost in range(support.cost + 2, counted.projects[project].cost):
            tried = _last_of_all(at_cost(counted, project, cost), counted, project)
            assert len(tried.projects) - 1 not in equal_shares(tried, utility, Ties.FILE).winners


def _last_of_all(tried: Election, counted: Election, project: int) -> Election:
    """With the project behind all others and these in their order of ties, so that a tie never helps it."""
    ranks = tie_ranks(counted, Ties.COST_VOTES_ID)
    order = sorted(range(len(ranks)), key=lambda p: (p == project, ranks[p]))
    place = {old: new for new, old in enumerate(order)}
    groups = [group._replace(projects=tuple(place[p] for p in group.projects)) for group in tried.groups]
    return replace(tried, projects=tuple(tried.projects[p] for p in order), groups=groups)


@given(elections(free=False).filter(lambda each: each.kind is Kind.APPROVAL), UTILITIES)
def test_a_loser_wins_with_the_others_said_to_be_enough(counted: Election, utility: Utility) -> None:
    """The richest at the moment it is nearest; here: any choice of so many others, the best of them."""
    share, alone = fair_share(counted), ungrouped(counted)
    silent = counted.voters - len(alone.groups)
    everyone = replace(alone, groups=[*alone.groups, *[Group((), (), 1)] * silent])
    for project, support in _walked(counted, utility).losers.items():
        if support.among is not None:
            assert _some_choice_wins(everyone, project, support.among, utility, share)


def _some_choice_wins(
    counted: Election, project: int, people: int, utility: Utility, share: Fraction
) -> bool:
    """Whether the others with most left at one of the moments get it bought by naming it too."""
    paid = naive_shares(counted, utility, share)
    purses = [share] * counted.voters
    for parts in [*[parts for _, parts in paid], [Fraction(0)] * counted.voters]:
        others = [v for v in range(counted.voters) if project not in counted.groups[v].projects]
        others.sort(key=lambda v: -purses[v])
        groups = list(counted.groups)
        for voter in others[:people]:
            groups[voter] = Group((*groups[voter].projects, project), (), 1)
        if len(others) >= people and project in _winners(replace(counted, groups=groups), utility):
            return True
        purses = [purse - part for purse, part in zip(purses, parts, strict=True)]
    return False


@given(elections(free=False), UTILITIES)
def test_effective_support_is_below_the_whole_for_losers_and_not_for_winners(
    counted: Election, utility: Utility
) -> None:
    ready, share = Field(counted, utility), fair_share(counted)
    for support in _walked(counted, utility).losers.values():
        assert support.effective <= 1000  # the whole only where a tie decided
    shares = Shares(utility, share, lambda tried: equal_shares(tried, utility).steps)
    for project in _winners(counted, utility):
        assert effective_support(ready, shares, project) >= 1000


@given(elections(free=False), UTILITIES)
def test_purses_along_the_way_pay_every_price_and_nothing_else(counted: Election, utility: Utility) -> None:
    """What all purses held before a purchase and before the next one differ by its cost."""
    share, held = fair_share(counted), list[int]()
    steps = equal_shares(counted, utility).steps
    for moment in moments(Field(counted, utility), share, steps):
        voters = [group.voters for group in counted.groups]
        held.append(sum(purse * people for purse, people, _ in moment.purses.everyone(voters)))
    costs = [counted.projects[step.project].cost for step in steps]
    for before, after, cost in zip(held, held[1:], costs, strict=False):
        assert abs(before - after - (cost << BITS)) < TOLERANCE


@given(elections(), UTILITIES)
def test_grouping_changes_nothing(counted: Election, utility: Utility) -> None:
    assert _walked(ungrouped(counted), utility) == _walked(counted, utility)


def test_who_lost_by_a_tie_had_all_the_support_it_needed() -> None:
    counted = election(Kind.APPROVAL, 10, [10, 10], [((0, 1), ())] * 2)
    walked = _walked(counted, Utility.COST)
    assert walked.losers[1].effective == 1000
    assert walked.losers[1].cost == 0


def test_effective_support_of_wieliczka_agrees_with_its_winners() -> None:
    counted = read(WIELICZKA.read_bytes()).election
    result = equal_shares(counted, Utility.COST)
    walked = walk(Field(counted, Utility.COST), fair_share(counted), result.steps)
    assert set(walked.losers) == set(range(64)) - set(result.winners)
    assert all(support.effective < 1000 for support in walked.losers.values())
