"""Everything that is told about one count of a budget: for each project, for each purchase, for the voters."""

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

from votes.tally.audits.company import Company, company
from votes.tally.audits.effects import Effects, effects
from votes.tally.audits.enough import Count, Effort, at_cost, cheaper, newcomers
from votes.tally.audits.left_behind import Group, left_behind
from votes.tally.audits.support import Round, Support, Walk, effective_of_winner, walk
from votes.tally.audits.trail import Field
from votes.tally.rules import Election, Kind, Result, Step, Utility

#: names on grouped papers that may be read again to find what would have been enough: all that is worth knowing for
#: a community; for a city a second's work, the nearest losers first
READINGS = 500_000
#: fewer counts than this would not settle one project
FEWEST = 6


@dataclass(frozen=True, slots=True)
class Shares:
    """What Equal Shares was run with in the end."""

    utility: Utility
    share: Fraction
    #: the purchases with this share and nothing else, in any such election
    run: Callable[[Election], tuple[Step, ...]]
    #: how many shares were tried before and with it (Add1); 1 without
    runs: int = 1
    #: projects that were not considered (too few votes): nothing can be read off the run about them
    barred: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Account:
    """One project's numbers. None where nothing true can be told, or only with more counting."""

    #: thousandths of the cost its supporters could raise at best, and at which purchase (Equal Shares)
    effective: int | None = None
    nearest: int | None = None
    #: new voters naming only it who would have got it chosen
    newcomers: int | None = None
    #: voters there were who, naming it too, would have got it chosen
    among: int | None = None
    #: a cost at which it would have been chosen
    cost: int | None = None
    company: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Explanation:
    """All of it, amounts in the election's unit."""

    accounts: tuple[Account, ...]
    #: one for each purchase that supporters paid for (Equal Shares)
    rounds: tuple[Round, ...]
    behind: tuple[Group, ...]
    effects: Effects


def explain(
    election: Election, result: Result, count: Count, shares: Shares | None = None, *, plain: bool = False
) -> Explanation:
    """Tell a result. ``count`` counts again by the same rule.

    ``plain`` says that one run of the rule decided and nothing after it (no raised share, no completion, no other
    outcome taken): then what was read off the run holds, otherwise it is only the guess with which trying begins.
    """
    seen, winners = Walk(), dict[int, int]()
    size = readings(election, quick=plain and shares is not None)
    counts = READINGS // (size * (shares.runs if shares else 1))
    effort = Effort(counts if counts >= FEWEST else 0)
    if shares:
        ready = Field(election, shares.utility)
        seen = walk(ready, shares.share, result.steps, barred=shares.barred)
        winners = _winners(ready, shares, result)
    told = _Enough(election, result, count, seen, plain, effort, shares).found
    beside = company(election)
    accounts = (
        _account(told.get(project), seen.losers.get(project), winners.get(project), beside[project])
        for project in range(len(election.projects))
    )
    return Explanation(
        tuple(accounts),
        tuple(seen.rounds),
        tuple(left_behind(election, result.winners)),
        effects(election, result.winners),
    )


def readings(election: Election, *, quick: bool = False) -> int:
    """What one count takes: names on different papers, and for each project as much again as for some names.

    A ``quick`` count gives no reasons.
    """
    return sum(len(group.projects) for group in election.groups) + (5 if quick else 40) * len(
        election.projects
    )


def _winners(ready: Field, shares: Shares, result: Result) -> dict[int, int]:
    """The effective support of those whom their supporters paid for; in a city only when asked for."""
    paid = [step.project for step in result.steps if step.price]
    if len(paid) * readings(ready.election) > READINGS // 4:
        return {}
    return {project: effective_support(ready, shares, project) for project in paid}


def effective_support(ready: Field, shares: Shares, winner: int) -> int:
    """The effective support of one winner, in thousandths, from the run in which nobody could have paid it."""
    election = ready.election
    without = shares.run(at_cost(election, winner, int(shares.share * election.voters) + 1))
    return effective_of_winner(ready, shares.share, winner, without)


def _account(
    told: "_Told | None", support: Support | None, effective: int | None, beside: Company
) -> Account:
    told = told or _Told()
    if support is not None:
        effective = support.effective
    nearest = support.nearest if support is not None else None
    return Account(effective, nearest, told.newcomers, told.among, told.cost, tuple(beside))


@dataclass(slots=True)
class _Told:
    """What can be told for certain about one loser."""

    newcomers: int | None = None
    among: int | None = None
    cost: int | None = None


class _Enough:
    """What would have been enough, the nearest losers first while the effort lasts."""

    def __init__(
        self,
        election: Election,
        result: Result,
        count: Count,
        seen: Walk,
        plain: bool,
        effort: Effort,
        shares: Shares | None,
    ) -> None:
        self.election, self.result, self.count = election, result, count
        self.seen, self.plain, self.effort, self.shares = seen, plain, effort, shares
        losers = (p for p, verdict in enumerate(result.verdicts) if not verdict.selected)
        able = (p for p in losers if election.projects[p].cost not in (0, election.withdrawn))
        self.found = {project: self._one(project) for project in sorted(able, key=self._distance)}

    def _distance(self, project: int) -> tuple[int, int, int]:
        support = self.seen.losers.get(project)
        return (-support.effective if support else 0, -self.election.scores[project], project)

    def _one(self, project: int) -> _Told:
        support = self.seen.losers.get(project)
        if self.shares is None:
            return self._by_list(project)
        support = support or Support()
        people = self._newcomers(project, support.newcomers or _least(self.election, project))
        if project in self.shares.barred:
            return _Told(people)
        if self.plain:
            return _Told(people, support.among, support.cost or None)
        return _Told(people, None, self._cheaper(project, support.cost))

    def _by_list(self, project: int) -> _Told:
        """Down a list, or saving up: the reason tells what would have been enough, where that can be known."""
        why, cost = self.result.verdicts[project].why, self.election.projects[project].cost
        more, money = why.facts.get("more"), why.facts.get(COST_TOLD.get(why.code, ""))
        told = _Told(cost=int(money) if isinstance(money, int) and money > 0 else None)
        if self.plain and why.code in VOTES_TOLD and self.election.kind in _NAMED:
            told.newcomers = more if isinstance(more, int) else None
        elif not self.plain or why.code not in _NO_VOTES_HELP:
            told.newcomers = self._newcomers(project, 1)
        if not self.plain or why.code not in COST_TOLD:
            told.cost = self._cheaper(project, min(cost - 1, self.election.budget - self.result.spent))
        return told

    def _newcomers(self, project: int, guess: int) -> int | None:
        by_points = self.election.kind in (Kind.CUMULATIVE, Kind.SCORING)
        if by_points and (self.shares is None or self.shares.utility is not Utility.COST):
            return None  # it would depend on the points they give
        rest = self.election.budget - self.election.projects[project].cost
        if rest < 0:
            return None
        if self.shares and rest:
            guess = -(-guess * self.election.budget // rest)  # newcomers make everyone's part smaller
        return newcomers(self.election, project, self.count, guess, self.effort)

    def _cheaper(self, project: int, guess: int) -> int | None:
        return cheaper(self.election, project, self.count, max(guess, 1), self.effort)


_NAMED = (Kind.APPROVAL, Kind.CHOOSE_ONE)
#: reasons whose «more» is so many votes that it would have been chosen (proven in ``spending``, and tried in tests)
VOTES_TOLD = frozenset(
    (
        "tally_greedy_too_dear",
        "tally_greedy_stopped",
        "tally_conflict",
        "tally_quota",
        "tally_phragmen_later",
    )
)
#: reasons that no number of votes would have changed
_NO_VOTES_HELP = frozenset(
    (
        "tally_greedy_too_dear_anyhow",
        "tally_greedy_stopped_anyhow",
        "tally_conflict_anyhow",
        "tally_quota_anyhow",
        "tally_quota_below",
        "tally_kept",
        "tally_over_budget",
    )
)
#: reasons with a cost at which it would have been chosen, and what they call it
COST_TOLD = {
    "tally_greedy_too_dear": "left",
    "tally_greedy_too_dear_anyhow": "left",
    "tally_phragmen_too_dear": "left",
    "tally_phragmen_too_dear_stop": "left",
    "tally_phragmen_later_dear": "enough",
}


def _least(election: Election, project: int) -> int:
    """So many votes pay for it by their equal part of the budget: ``cost * voters / budget``, rounded up."""
    return -(-election.projects[project].cost * election.voters // max(election.budget, 1))


def people_enough(
    election: Election, project: int, count: Count, shares: Shares | None, effort: Effort, effective: int
) -> int | None:
    """New voters naming only this loser who would have got it chosen. ``effective``: its support, if it is known."""
    by_points = election.kind in (Kind.CUMULATIVE, Kind.SCORING)
    if by_points and (shares is None or shares.utility is not Utility.COST):
        return None  # it would depend on the points they give
    cost = election.projects[project].cost
    if cost > election.budget:
        return None
    lack = -(-cost * (1000 - effective) // 1000)
    guess = -(-lack // max(int(shares.share), 1)) if shares else 1
    return newcomers(election, project, count, max(guess, 1), effort)
