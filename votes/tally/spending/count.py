"""One door to every rule that spends a budget."""

from votes.tally.rules import Election, Result, Ties, Utility
from votes.tally.spending.add_one import add_one, compared
from votes.tally.spending.equal_shares import equal_shares
from votes.tally.spending.greedy import greedy
from votes.tally.spending.settings import Comparison, Rule, Settings


def spend(election: Election, rule: Rule, settings: Settings) -> Result:
    """Count an election under a rule. The result carries every setting the rule knows."""
    ties = Ties(settings.ties)
    if rule is Rule.GREEDY:
        return greedy(election, ties, skip=settings.skip, threshold=settings.threshold)
    if rule is Rule.ADD1_COST:
        return add_one(election, ties, compare=settings.comparison is not Comparison.NONE)
    result = equal_shares(election, Utility(rule.removeprefix("mes-")), ties)
    return compared(election, result, ties) if settings.comparison is not Comparison.NONE else result
