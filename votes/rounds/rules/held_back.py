"""Ceilings for a category or a place, and proposals that hang together: whether they can be kept at all."""

from collections.abc import Mapping, Sequence

from civic.kit.errors import N_, Refused, Term, sentences
from civic.kit.money import Fen, yuan
from proposals.rules import Category
from votes.rounds.rules.plan import Candidate
from votes.tally.spending.settings import Quota, Scope, Settings


def check_quotas(quotas: Sequence[Quota], chosen: Sequence[Candidate], budget: Fen) -> None:
    """Each ceiling lets something through and holds something back, or Refused beside the field ``quotas``."""
    if len({(quota.scope, quota.name) for quota in quotas}) != len(quotas):
        raise Refused("round_quota_twice", "quotas")
    for quota in quotas:
        costs = [each.cost_fen or 0 for each in chosen if _falls_under(each, quota)]
        most = budget if quota.most is None else quota.most
        if not costs:
            raise Refused("round_quota_of_nothing", "quotas", name=_named(quota))
        if most > budget:
            raise Refused("round_quota_above_budget", "quotas", most=yuan(most), budget=yuan(budget))
        if most < min(costs):
            raise Refused("round_quota_never", "quotas", most=yuan(most), cheapest=yuan(min(costs)))


def _named(quota: Quota) -> str:
    """As people call it: a category's word is translated, an estate's name is not."""
    if quota.scope is Scope.CATEGORY and quota.name in list(Category):
        return Term(Category(quota.name).words)
    return quota.name


def _falls_under(candidate: Candidate, quota: Quota) -> bool:
    return quota.name == (candidate.category if quota.scope is Scope.CATEGORY else candidate.place)


def check_links(settings: Settings, titles: Mapping[str, str]) -> None:
    """What excludes and what needs each other can be kept, or Refused beside the field ``links``.

    ``titles`` of the options by code.
    """
    for link in (*settings.conflicts, *settings.requires):
        if not set(link) <= titles.keys():
            raise Refused("round_link_absent", "links")
        if len(set(link)) < len(link):
            raise Refused("round_link_itself", "links", title=titles[link[0]])
    needs = {code: requirements(code, settings.requires) for code in titles}
    for code, needed in needs.items():
        if code in needed:
            raise Refused("round_link_circle", "links", title=titles[code])
        if any(len(needed.union([code]).intersection(conflict)) > 1 for conflict in settings.conflicts):
            raise Refused("round_link_never", "links", title=titles[code])


def requirements(code: str, requires: Sequence[tuple[str, str]]) -> set[str]:
    """All that must be chosen for an option to be, near and far. Holds ``code`` itself when they run in a circle."""
    found: set[str] = set()
    waiting = [code]
    while waiting:
        one = waiting.pop()
        new = {second for first, second in requires if first == one} - found
        found |= new
        waiting += new
    return found


sentences(
    round_quota_twice=N_("同一类写了两个上限。请留一个。"),
    round_quota_of_nothing=N_("“{name}”没有列入的项目，写了上限也管不到。请去掉。"),
    round_quota_above_budget=N_("上限 {most} 比总额 {budget} 还多，管不到什么。请改小，或者不填。"),
    round_quota_never=N_(
        "上限 {most} 比这一类里最便宜的项目（{cheapest}）还少，这一类一个也办不成。请改大，或者去掉这些项目。"
    ),
    round_link_half=N_("牵连要三格都选：哪个项目、怎么牵连、另一个项目。"),
    round_link_itself=N_("「{title}」不能和它自己牵连。"),
    round_link_absent=N_("牵连里有没列入这轮投票的项目。请先把它列入，或者去掉这一行。"),
    round_link_circle=N_("「{title}」绕了一圈又要先办它自己，这样永远办不成。请去掉其中一行。"),
    round_link_never=N_("「{title}」要先办的和不能同时办的撞在一起，这样永远办不成。请去掉其中一行。"),
)
