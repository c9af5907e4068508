"""The settings of a rule as a ballot stores and publishes them: plain JSON, options by their code."""

from collections.abc import Mapping, Sequence
from typing import Any

from votes.rounds.rules.plan import (
    Comparison,
    Completion,
    Link,
    LinkKind,
    Quota,
    QuotaKind,
    Settings,
    Start,
    Ties,
)
from votes.rules import Rule

#: rules that go down a list and can be held back by ceilings and by what hangs together
WALKS = frozenset((Rule.GREEDY, Rule.GREEDY_PER_COST))
#: rules with a share that grows step by step
GROWS = frozenset((Rule.ADD1_COST, Rule.ADD1_CARD))


def parameters(rule: Rule, settings: Settings) -> dict[str, Any]:
    """Every choice this rule leaves open, by name; what a rule does not know is not in it."""
    stored: dict[str, Any] = {"ties": settings.ties.value}
    if settings.ties is Ties.LOT:
        stored["seed"] = settings.seed
    if rule in WALKS:
        stored |= _held_back(settings)
    if rule in GROWS:
        stored |= {
            "start": settings.start.value,
            "step": settings.step_fen,
            "stop_exhaustive": settings.stop_exhaustive,
            "completion": settings.completion.value,
            "comparison": settings.comparison.value,
        }
    return stored


def _held_back(settings: Settings) -> dict[str, Any]:
    stored: dict[str, Any] = {}
    if settings.min_votes:
        stored["min_votes"] = settings.min_votes
    if settings.quotas:
        stored["quotas"] = {
            kind.value: {quota.name: quota.most_fen for quota in settings.quotas if quota.kind is kind}
            for kind in QuotaKind
            if any(quota.kind is kind for quota in settings.quotas)
        }
    for kind, name in ((LinkKind.CONFLICT, "conflicts"), (LinkKind.REQUIRES, "requires")):
        pairs = [[str(link.first), str(link.second)] for link in settings.links if link.kind is kind]
        if pairs:
            stored[name] = pairs
    return stored


def settings_of(stored: Mapping[str, Any]) -> Settings:
    """The other way round, for a draft that is edited."""
    blank = Settings()
    return Settings(
        ties=Ties(stored.get("ties", blank.ties)),
        seed=stored.get("seed", ""),
        min_votes=stored.get("min_votes", 0),
        quotas=tuple(_quotas(stored.get("quotas", {}))),
        links=tuple(_links(stored)),
        start=Start(stored.get("start", blank.start)),
        step_fen=stored.get("step", blank.step_fen),
        stop_exhaustive=stored.get("stop_exhaustive", blank.stop_exhaustive),
        completion=Completion(stored.get("completion", blank.completion)),
        comparison=Comparison(stored.get("comparison", blank.comparison)),
    )


def _quotas(stored: Mapping[str, Mapping[str, int]]) -> Sequence[Quota]:
    return [
        Quota(QuotaKind(kind), name, most)
        for kind, by_name in stored.items()
        for name, most in by_name.items()
    ]


def _links(stored: Mapping[str, Any]) -> Sequence[Link]:
    kinds = ((LinkKind.CONFLICT, "conflicts"), (LinkKind.REQUIRES, "requires"))
    return [
        Link(int(first), kind, int(second)) for kind, name in kinds for first, second in stored.get(name, ())
    ]


def enough(cost_fen: int, budget_fen: int, voters: int) -> int:
    """So many voters who choose only this proposal are enough under Equal Shares: cost × voters ÷ budget, rounded up.

    The rule of thumb of equalshares.net: together they hold that much of the budget, whatever the others do.
    """
    return -(-cost_fen * voters // budget_fen)
