"""Which counting rule answers to a name given on the command line or recorded in a file."""

from dataclasses import replace
from enum import StrEnum
from fractions import Fraction

from votes.pabulib.rules.broken import Broken
from votes.pabulib.rules.head import File
from votes.tally.rules import Result, Ties, Utility
from votes.tally.spending.add_one import add_one, compared
from votes.tally.spending.equal_shares import equal_shares
from votes.tally.spending.greedy import greedy


class Rule(StrEnum):
    """What a file can be counted by."""

    #: the file's own rule, with its threshold
    RECORDED = "recorded"
    GREEDY = "greedy"
    MES_COST = "mes-cost"
    MES_CARD = "mes-card"


def count(file: File, rule: Rule, ties: Ties) -> Result:
    """Count a file. Raises Broken at the line of ``rule`` when the recorded rule cannot be replayed."""
    if rule is Rule.GREEDY:
        return greedy(file.election, ties)
    if rule is Rule.MES_COST:
        return equal_shares(file.election, Utility.COST, ties)
    if rule is Rule.MES_CARD:
        return equal_shares(file.election, Utility.CARD, ties)
    result = _recorded(file, ties)
    return replace(result, rule=str(rule), parameters={"file_rule": file.rule, **result.parameters})


def _recorded(file: File, ties: Ties) -> Result:
    """Pabulib's rule names. A threshold counts wherever the file has one, as its checker does.

    ``greedy-exclusive`` names its pairs of projects only in a comment, so it is counted as plain greedy.
    """
    election = file.election
    match file.rule:
        case "greedy" | "greedy-threshold" | "greedy-exclusive":
            return greedy(election, ties, threshold=_threshold(file))
        case "greedy-no-skip":
            return greedy(election, ties, skip=False, threshold=_threshold(file))
        case "equalshares":
            return equal_shares(election, Utility.COST, ties)
        case "equalshares-comparison":
            return compared(election, equal_shares(election, Utility.COST, ties), ties)
        case "equalshares/add1" | "equalshares/add1-comparison":
            return add_one(election, ties, compare=file.rule.endswith("comparison"))
    raise Broken(file.lines["rule"], "pb_rule_unknown", rule=file.rule)


def _threshold(file: File) -> Fraction | None:
    if file.rule == "greedy-threshold" and file.threshold is None:
        raise Broken(file.lines["rule"], "pb_no_threshold")
    return file.threshold


def agrees(file: File, result: Result) -> bool | None:
    """Whether the winners are those recorded in the file (1; 2 and 3 are told in its comment); None without."""
    if file.selected is None:
        return None
    return set(result.winners) == {place for place, chosen in enumerate(file.selected) if chosen == 1}
