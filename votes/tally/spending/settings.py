"""Every choice a rule for a budget leaves open, as it is fixed and published before a vote is opened.

Stored as plain JSON (``as_parameters``) and read again (``from_parameters``). Amounts are in the election's smallest
unit, options are named by their ids.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import Any

from votes.tally.rules import Ties


class Rule(StrEnum):
    """The rules that spend a budget."""

    GREEDY = "greedy"
    GREEDY_PER_COST = "greedy-per-cost"
    MES_COST = "mes-cost"
    MES_CARD = "mes-card"
    ADD1_COST = "add1-cost"
    ADD1_CARD = "add1-card"
    PHRAGMEN = "phragmen"


#: rules that go down a list and can be held back by quotas and by what hangs together
LISTS = frozenset((Rule.GREEDY, Rule.GREEDY_PER_COST))
#: rules with a share for each voter
SHARES = frozenset((Rule.MES_COST, Rule.MES_CARD, Rule.ADD1_COST, Rule.ADD1_CARD))
#: rules whose share grows step by step
GROWS = frozenset((Rule.ADD1_COST, Rule.ADD1_CARD))


class Start(StrEnum):
    """Add1: the first share of each voter."""

    #: budget / voters
    EXACT = "exact"
    #: budget / voters without the part of a unit of currency; counted once with the exact share before it is raised
    FLOOR = "floor"


class Completion(StrEnum):
    """Equal Shares: what is done with money that is left."""

    NONE = "none"
    #: down the list of votes, buying what still fits
    VOTES = "votes"


class Comparison(StrEnum):
    """Equal Shares: whether the outcome is held against counting by votes, and how. The names are Pabulib's."""

    NONE = "none"
    #: which outcome has more voters with strictly more chosen projects than in the other
    SATISFACTION = "satisfaction"
    #: which outcome has fewer voters with no chosen project
    EXCLUSION = "exclusion"


class Scope(StrEnum):
    """What a quota is laid on."""

    CATEGORY = "category"
    PLACE = "place"


@dataclass(frozen=True, slots=True)
class Quota:
    """Money for the projects of one category or one place."""

    scope: Scope
    name: str
    #: at most so much; None: no ceiling
    most: int | None = None
    #: so much is kept for them and for nobody else
    kept: int = 0


@dataclass(frozen=True, slots=True)
class Settings:
    """All of them; what a rule does not know is left out when it is stored."""

    ties: Ties = Ties.COST_VOTES_ID
    #: published before opening; what lots are drawn with
    seed: str = ""
    #: the least score (votes, points, Borda) to be considered
    threshold: Fraction | None = None
    #: the fewest papers that must name a project
    min_votes: int = 0
    #: whether what does not fit is passed over; otherwise the count stops there. None: the rule's own custom
    skip: bool | None = None
    quotas: tuple[Quota, ...] = ()
    #: of each set at most one
    conflicts: tuple[tuple[str, ...], ...] = ()
    #: the first only if the second is chosen
    requires: tuple[tuple[str, str], ...] = ()
    start: Start = Start.EXACT
    #: what is added to each share at a time, in the smallest unit; None: one unit of currency
    step: Fraction | None = None
    stop_exhaustive: bool = False
    completion: Completion = Completion.NONE
    comparison: Comparison = Comparison.NONE

    @classmethod
    def from_parameters(cls, stored: Mapping[str, Any]) -> "Settings":
        """Read what ``as_parameters`` wrote; a name that is missing stands for its default, others are ignored."""
        blank = cls()
        bar, step = stored.get("threshold"), stored.get("step")
        return cls(
            ties=Ties(stored.get("ties", blank.ties)),
            seed=stored.get("seed", ""),
            threshold=None if bar is None else Fraction(bar),
            min_votes=stored.get("min_votes", 0),
            skip=stored.get("skip"),
            quotas=_quotas(stored.get("quotas", {}), stored.get("kept", {})),
            conflicts=tuple(tuple(ids) for ids in stored.get("conflicts", ())),
            requires=tuple((first, second) for first, second in stored.get("requires", ())),
            start=Start(stored.get("start", blank.start)),
            step=None if step is None else Fraction(step),
            stop_exhaustive=stored.get("stop_exhaustive", False),
            completion=Completion(stored.get("completion", blank.completion)),
            comparison=_comparison(stored.get("comparison", blank.comparison)),
        )

    def passes_over(self, rule: Rule) -> bool:
        """Whether what does not fit is passed over: by custom on lists of votes, not by Phragmén."""
        return rule in LISTS if self.skip is None else self.skip

    def as_parameters(self, rule: Rule) -> dict[str, Any]:
        """What this rule knows of them, plain JSON."""
        stored: dict[str, Any] = {"ties": self.ties.value}
        if self.ties is Ties.LOT:
            stored["seed"] = self.seed
        if self.threshold is not None:
            stored["threshold"] = str(self.threshold)
        if self.min_votes:
            stored["min_votes"] = self.min_votes
        if rule in LISTS or rule is Rule.PHRAGMEN:
            stored["skip"] = self.passes_over(rule)
        if rule in LISTS:
            stored |= self._held_back()
        if rule in GROWS:
            step = None if self.step is None else plain(self.step)
            stored |= {"start": self.start.value, "step": step, "stop_exhaustive": self.stop_exhaustive}
        if rule in SHARES:
            stored |= {"completion": self.completion.value, "comparison": self.comparison.value}
        return stored

    def _held_back(self) -> dict[str, Any]:
        stored: dict[str, Any] = {}
        for quota in self.quotas:
            if quota.most is not None:
                stored.setdefault("quotas", {}).setdefault(quota.scope.value, {})[quota.name] = quota.most
            if quota.kept:
                stored.setdefault("kept", {}).setdefault(quota.scope.value, {})[quota.name] = quota.kept
        if self.conflicts:
            stored["conflicts"] = [list(ids) for ids in self.conflicts]
        if self.requires:
            stored["requires"] = [list(pair) for pair in self.requires]
        return stored


def _quotas(
    most: Mapping[str, Mapping[str, int]], kept: Mapping[str, Mapping[str, int]]
) -> tuple[Quota, ...]:
    names = dict.fromkeys(
        (scope, name) for stored in (most, kept) for scope in stored for name in stored[scope]
    )
    return tuple(
        Quota(Scope(scope), name, most.get(scope, {}).get(name), kept.get(scope, {}).get(name, 0))
        for scope, name in names
    )


def _comparison(stored: str | bool) -> Comparison:
    """Rounds imported before there were others knew only whether there was one: by satisfaction."""
    if isinstance(stored, bool):
        return Comparison.SATISFACTION if stored else Comparison.NONE
    return Comparison(stored)


def plain(value: Fraction) -> int | str:
    """A number for JSON: whole, or as text."""
    return value.numerator if value.denominator == 1 else str(value)
