"""One door to every rule that spends a budget."""

from votes.tally.rules import Election, Result
from votes.tally.spending.equal_shares import equal_shares
from votes.tally.spending.greedy import greedy
from votes.tally.spending.phragmen import phragmen
from votes.tally.spending.settings import LISTS, Rule, Settings


def spend(election: Election, rule: Rule, settings: Settings) -> Result:
    """Count an election under a rule. The result carries every setting the rule knows.

    Raises ValueError for Phragmén on papers with points or ranks.
    """
    if rule in LISTS:
        return greedy(election, settings, rule)
    if rule is Rule.PHRAGMEN:
        return phragmen(election, settings)
    return equal_shares(election, rule, settings)
