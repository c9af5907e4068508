"""The settings of a rule as a ballot stores and publishes them, and what they come to for a voter."""

from dataclasses import replace
from typing import Any

from votes.rounds.rules.plan import USUAL
from votes.rules import SPENDING, Rule
from votes.tally.spending import settings as spending
from votes.tally.spending.settings import Settings


def parameters(rule: Rule, settings: Settings) -> dict[str, Any]:
    """Every choice this rule leaves open, by name; what a rule does not know is not in it."""
    return settings.as_parameters(spending.Rule(rule))


def settings_of(rule: Rule, stored: dict[str, Any]) -> Settings:
    """The other way round, for a draft that is edited: what the rule does not know is as usual."""
    # whether what does not fit is passed over is each rule's own custom here
    read, known = replace(Settings.from_parameters(stored), skip=None), spending.Rule(rule)
    if known not in spending.GROWS:
        read = replace(read, step=USUAL.step)
    return read if known in spending.SHARES else replace(read, completion=USUAL.completion)


def shares(rule: Rule) -> bool:
    """Whether a rule gives each voter a share of the budget."""
    return rule in SPENDING and spending.Rule(rule) in spending.SHARES


def enough(cost_fen: int, budget_fen: int, voters: int) -> int:
    """So many voters who choose only this proposal are enough under Equal Shares: cost × voters ÷ budget, rounded up.

    The rule of thumb of equalshares.net: together they hold that much of the budget, whatever the others do.
    """
    return -(-cost_fen * voters // budget_fen)
