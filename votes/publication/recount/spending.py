"""The rules for a budget, as they are told to residents: down a list, Equal Shares, Add1, Phragmén."""

from __future__ import annotations

from fractions import Fraction
from typing import NamedTuple

from votes.publication.recount.case import Case, drawn
from votes.publication.recount.shares import Bought, Wishes, run, wishes

#: by this cost (in units of currency) Pabulib marks what was taken back after printing
WITHDRAWN = 999_999_999
#: fen in a unit of currency
UNIT = 100


class Spent(NamedTuple):
    """What a count for a budget comes to: purchases in order, and the share of each voter where there is one."""

    bought: list[Bought]
    share: Fraction | None

    @property
    def options(self) -> list[int]:
        """The options bought, in order."""
        return [each.option for each in self.bought]


def spend(case: Case) -> Spent:
    """Count under the ballot's own rule and settings."""
    ranks, able = tie_ranks(case), eligible(case)
    if case.rule in ("greedy", "greedy-per-cost"):
        return Spent(walk(case, ranks, able), None)
    if case.rule == "phragmen":
        return Spent(phragmen(case, ranks, able), None)
    return completed(case, ranks, able, shared(case, ranks, able))


def tie_ranks(case: Case) -> list[int]:
    """Place of each option when all else is equal: as listed, or cheaper, on more papers, then by lot or smaller id."""
    options, ties = list(range(len(case.codes))), case.parameters.get("ties")
    if ties == "file":
        return options
    votes = case.votes()
    order = sorted(options, key=lambda option: (case.costs[option], -votes[option], case.codes[option]))
    if ties == "lot":
        lots = drawn(case.parameters.get("seed", ""), case.codes)
        order = sorted(
            options, key=lambda option: (case.costs[option], -votes[option], lots.index(case.codes[option]))
        )
    return [order.index(option) for option in options]


def eligible(case: Case) -> set[int]:
    """Options that were not withdrawn and have the least score and number of papers asked for."""
    scores, votes = case.scores(), case.votes()
    bar, least = case.parameters.get("threshold"), case.parameters.get("min_votes", 0)
    return {
        option
        for option in range(len(case.codes))
        if case.costs[option] != WITHDRAWN * UNIT
        and (bar is None or scores[option] >= Fraction(bar))
        and votes[option] >= least
    }


def walk(case: Case, ranks: list[int], able: set[int]) -> list[Bought]:
    """Down the list by score, or by score for each fen: what fits is bought, what does not is passed over or ends it."""
    scores = case.scores()

    def merit(option: int) -> Fraction:
        per = case.costs[option] if case.rule == "greedy-per-cost" else 1
        return Fraction(scores[option], per) if per else Fraction(10**30)

    bought: list[Bought] = []
    waiting = sorted(able, key=lambda option: (-merit(option), ranks[option]))
    while (option := next_on_list(case, waiting, bought)) is not None:
        waiting.remove(option)
        left = case.budget - sum(case.costs[each.option] for each in bought)
        chosen = [each.option for each in bought]
        if not allowed(case, option, chosen):
            continue
        if case.costs[option] <= left - kept_for_others(case, option, chosen):
            bought.append(Bought(option, left, None, 0, 0))
        elif not case.parameters.get("skip", True):
            break
    return bought


def next_on_list(case: Case, waiting: list[int], bought: list[Bought]) -> int | None:
    """The first that does not need something that is not bought: who needs it waits, and then comes at once."""
    have, needs = {case.codes[each.option] for each in bought}, case.parameters.get("requires", [])
    for option in waiting:
        if all(second in have for first, second in needs if first == case.codes[option]):
            return option
    return None


def allowed(case: Case, option: int, chosen: list[int]) -> bool:
    """Not in conflict with what is chosen, and within the quotas."""
    code, codes = case.codes[option], {case.codes[each] for each in chosen}
    for group in case.parameters.get("conflicts", []):
        if code in group and codes & set(group):
            return False
    for scope, limits in case.parameters.get("quotas", {}).items():
        names = case.categories if scope == "category" else case.places
        most = limits.get(names[option])
        spent = sum(case.costs[each] for each in chosen if names[each] == names[option])
        if most is not None and spent + case.costs[option] > most:
            return False
    return True


def kept_for_others(case: Case, option: int, chosen: list[int]) -> int:
    """Money that is kept for categories and places this option is not of."""
    total = 0
    for scope, amounts in case.parameters.get("kept", {}).items():
        names = case.categories if scope == "category" else case.places
        for name, amount in amounts.items():
            if names[option] != name:
                total += max(0, amount - sum(case.costs[each] for each in chosen if names[each] == name))
    return total


def shared(case: Case, ranks: list[int], able: set[int]) -> Spent:
    """Equal Shares, and with Add1 the last share at which the budget still is enough."""
    wanted = wishes(case, case.rule.endswith("-cost"), ranks, able)
    share = Fraction(case.budget, case.voters) if case.voters else Fraction(0)
    bought = run(case, wanted, share) or []
    if not case.rule.startswith("add1") or not case.voters:
        return Spent(bought, share)
    rule, step = case.parameters, Fraction(case.parameters.get("step") or UNIT)
    everything = sum(1 for supporters in wanted.backing if supporters)
    trial = Fraction(share // UNIT * UNIT) if rule.get("start", "exact") == "floor" else share
    while len(bought) < everything and not (rule.get("stop_exhaustive") and exhausted(case, wanted, bought)):
        trial += step
        further = run(case, wanted, trial, ceiling=case.budget)
        if further is None:
            break
        bought, share = further, trial
    return Spent(bought, share)


def exhausted(case: Case, wanted: Wishes, bought: list[Bought]) -> bool:
    """Nothing that anybody wants still fits into the money that is left."""
    chosen = {each.option for each in bought}
    left = case.budget - sum(case.costs[option] for option in chosen)
    return all(
        case.costs[o] > left for o, backers in enumerate(wanted.backing) if backers and o not in chosen
    )


def completed(case: Case, ranks: list[int], able: set[int], spent: Spent) -> Spent:
    """What is left is spent by votes, if the rule says so; then the outcome is held against that of counting by votes."""
    bought = list(spent.bought)
    left = case.budget - sum(case.costs[option] for option in spent.options)
    scores = case.scores()
    by_votes = sorted(able, key=lambda option: (-scores[option], ranks[option]))
    if case.parameters.get("completion", "none") == "votes":
        for option in by_votes:
            if option not in spent.options and case.costs[option] <= left:
                bought.append(Bought(option, left, None, 0, 0))
                left -= case.costs[option]
    how = case.parameters.get("comparison") or "none"
    if how == "none":
        return Spent(bought, spent.share)
    other = walk(case._replace(rule="greedy", parameters={}), ranks, able)
    better = preferred(case, [each.option for each in bought], [each.option for each in other], how)
    return Spent(bought, spent.share) if better else Spent(other, None)


def preferred(case: Case, ours: list[int], theirs: list[int], how: str) -> bool:
    """Whether at least as many voters are better off with ours: by chosen projects, or by having one at all."""
    mine, other, balance = set(ours), set(theirs), 0
    for paper, count in case.papers.items():
        here = sum(option in mine for option, _ in paper)
        there = sum(option in other for option, _ in paper)
        if how == "exclusion":
            here, there = min(here, 1), min(there, 1)
        balance += count * ((here > there) - (here < there))
    return balance >= 0


def phragmen(case: Case, ranks: list[int], able: set[int]) -> list[Bought]:
    """Everybody's money grows alike; what its supporters can pay first is bought, and they begin again with nothing."""
    groups = list(case.papers.items())
    supporters = [
        [g for g, (paper, _) in enumerate(groups) if any(o == option for o, _ in paper)]
        for option in range(len(case.codes))
    ]
    heads = [sum(groups[g][1] for g in backing) for backing in supporters]
    load, bought = [Fraction(0)] * len(groups), []
    left = case.budget
    open_ = {option for option in able if heads[option] and case.costs[option] <= left}
    while open_:
        due = {
            option: (case.costs[option] + sum(load[g] * groups[g][1] for g in supporters[option]))
            / Fraction(heads[option])
            for option in open_
        }
        first = min(due.values())
        tied = sorted((option for option in open_ if due[option] == first), key=lambda each: ranks[each])
        able_now = [option for option in tied if case.costs[option] <= left]
        if len(able_now) < len(tied) and not case.parameters.get("skip", False):
            break
        open_ -= set(tied) - set(able_now)
        if not able_now:
            continue
        option = able_now[0]
        open_.discard(option)
        bought.append(Bought(option, left, due[option], heads[option], 0))
        left -= case.costs[option]
        for group in supporters[option]:
            load[group] = due[option]
    return bought
