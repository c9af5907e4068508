"""What may be tried with papers that were counted, and how a trial stands beside the official outcome."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from civic.kit.errors import N_, Refused, sentences
from civic.kit.money import Fen
from votes.results.rules import Choice, Way, counting
from votes.rules import FITS, SPENDING, Method, Rule
from votes.tally.audits.effects import Effects, Preference, effects, preference
from votes.tally.rules import Election, Ties
from votes.tally.spending.settings import GROWS, LISTS, SHARES, Completion, Quota, Scope, Settings
from votes.tally.spending.settings import Rule as SpendingRule

#: names on grouped papers up to which a rule that counts hundreds of times is tried while somebody waits
LARGEST_FOR_STEPS = 20_000


@dataclass(frozen=True)
class Trial:
    """What somebody wants to try."""

    rule: Rule
    budget_fen: Fen
    #: "category:…" or "place:…", and the most its options may cost together
    quota: str = ""
    most_fen: Fen | None = None
    #: spend what Equal Shares leaves by votes
    completion: bool = False

    @property
    def key(self) -> tuple[Any, ...]:
        """Equal for equal trials."""
        return (self.rule, self.budget_fen, self.quota, self.most_fen, self.completion)


@dataclass(frozen=True)
class Outcome:
    """What came of it: winners by code in the order of choosing."""

    winners: tuple[str, ...]
    spent_fen: Fen
    effects: Effects
    #: against the official outcome: how many voters prefer that, this, neither
    prefer: Preference


def rules_for(method: Method) -> list[Rule]:
    """The rules for a budget that can count such papers, in the order of the house's list."""
    return [rule for rule in Rule if rule in SPENDING and method in FITS[rule]]


def quotas_for(choices: Sequence[Choice]) -> list[tuple[Scope, str]]:
    """What a quota can be laid on: the categories and places the options name."""
    categories = dict.fromkeys(choice.category for choice in choices if choice.category)
    places = dict.fromkeys(choice.quota_place for choice in choices if choice.quota_place)
    return [*((Scope.CATEGORY, name) for name in categories), *((Scope.PLACE, name) for name in places)]


def way_of(trial: Trial, ties: Ties, seed: str, choices: Sequence[Choice], method: Method) -> Way:
    """The rule with the settings tried; ties are broken as they were. Raises Refused beside the field."""
    if trial.rule not in rules_for(method):
        raise Refused("trial_rule", "rule")
    rule = SpendingRule(trial.rule.value)
    settings = Settings(ties=ties, seed=seed)
    if trial.quota or trial.most_fen is not None:
        settings = replace(settings, quotas=(_quota(trial, rule, choices),))
    if trial.completion:
        if rule not in SHARES:
            raise Refused("trial_completion", "completion")
        settings = replace(settings, completion=Completion.VOTES)
    return Way(rule, settings)


def _quota(trial: Trial, rule: SpendingRule, choices: Sequence[Choice]) -> Quota:
    if rule not in LISTS:
        raise Refused("trial_quota_rule", "quota")
    known = {f"{scope.value}:{name}": (scope, name) for scope, name in quotas_for(choices)}
    if trial.quota not in known:
        raise Refused("trial_quota", "quota")
    if trial.most_fen is None:
        raise Refused("trial_quota_most", "most")
    scope, name = known[trial.quota]
    return Quota(scope, name, trial.most_fen)


def check_size(election: Election, way: Way) -> None:
    """A rule that counts hundreds of times is not tried on a large box. Raises Refused ``trial_too_large``."""
    names = sum(len(group.projects) for group in election.groups)
    if way.rule in GROWS and names > LARGEST_FOR_STEPS:
        raise Refused("trial_too_large", "rule")


def outcome(election: Election, way: Way, budget_fen: Fen, official: Sequence[str]) -> Outcome:
    """Count and compare."""
    tried = replace(election, budget=budget_fen)
    places = {project.id: place for place, project in enumerate(election.projects)}
    winners = list(counting(way)(tried))
    return Outcome(
        tuple(election.projects[place].id for place in winners),
        sum(election.projects[place].cost for place in winners),
        effects(tried, winners),
        preference(election, [places[code] for code in official], winners),
    )


def tie_settings(parameters: Mapping[str, Any]) -> tuple[Ties, str]:
    """How ties were broken in the official count."""
    return Ties(parameters.get("ties", Ties.COST_VOTES_ID)), str(parameters.get("seed", ""))


sentences(
    trial_rule=N_("这种算法不能用来数这次的票，请另选一种。"),
    trial_quota=N_("没有这个类别或地方，请从单子里选。"),
    trial_quota_rule=N_("这种算法不设分项上限。要试上限，请选“得票从高到低”一类的算法。"),
    trial_quota_most=N_("请填这一项最多用多少钱。"),
    trial_completion=N_("这种算法本来就会把钱用到最后，不用再补一轮。"),
    trial_too_large=N_(
        "这次的票太多，这种算法要反复数几百遍，网页上不现算。可以下载选票，在自己的电脑上数。"
    ),
)
