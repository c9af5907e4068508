"""The explanation of a counted budget: worked out once beside the count and kept as JSON. Amounts in fen."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import replace
from fractions import Fraction
from typing import Any

from votes.results.rules.kept import kept
from votes.results.rules.spending import Way
from votes.results.rules.stored import Told
from votes.tally.audits.effects import preference, slices
from votes.tally.audits.enough import Effort, cheaper
from votes.tally.audits.explain import (
    Account,
    Explanation,
    Shares,
    effective_support,
    explain,
    people_enough,
    readings,
)
from votes.tally.audits.trail import Field
from votes.tally.rules import Election, Result, Step, Utility
from votes.tally.spending.buying import run
from votes.tally.spending.eligible import eligible
from votes.tally.spending.field import fair_share, field
from votes.tally.spending.settings import GROWS, SHARES, Comparison, Completion, Rule, Settings

#: names on grouped papers that may be read again when somebody asks for one option
MORE = 10_000_000
#: what an outcome is held against: a list of votes against equal shares, and all else against the list
_OTHER = {Rule.GREEDY: Rule.MES_COST, Rule.GREEDY_PER_COST: Rule.MES_COST}


def working(counted: Election, way: Way, result: Result) -> dict[str, Any]:
    """The purchases one by one with exact prices and the certificate, and all that is told about the outcome."""
    shares = shares_of(counted, way, result.parameters)
    told = explain(counted, result, counting(way), shares, plain=plain(way))
    return {
        "parameters": dict(result.parameters),
        "steps": _steps(counted, result, told),
        "projects": {
            project.id: _account(counted, account)
            for project, account in zip(counted.projects, told.accounts, strict=True)
        },
        "behind": [
            [counted.projects[group.project].id, group.size, kept(group.entitled), group.got]
            for group in told.behind
        ],
        "effects": {"histogram": list(told.effects.histogram), "mean": kept(told.effects.mean)},
        "categories": _slices(counted, result, [project.category for project in counted.projects]),
        "places": _slices(counted, result, [project.place for project in counted.projects]),
        "beside": _beside(counted, way, result),
    }


def counting(way: Way) -> Callable[[Election], Collection[int]]:
    """Count again by the same rule, as quickly as it can be done: without explaining anything."""
    if way.rule in SHARES and plain(way):
        return lambda tried: _bought(tried, way, fair_share(tried))
    return lambda tried: way.count(tried).winners


def plain(way: Way) -> bool:
    """Whether one run of the rule decides: no share raised, nothing bought after it, no other outcome taken."""
    settings = way.settings
    single = settings.completion is Completion.NONE and settings.comparison is Comparison.NONE
    return way.rule not in SHARES or (way.rule not in GROWS and single)


def shares_of(counted: Election, way: Way, parameters: Mapping[str, Any]) -> Shares | None:
    """The share Equal Shares ended with; None for other rules, and where a comparison chose the list of votes."""
    if way.rule not in SHARES or "share" not in parameters:
        return None
    share = Fraction(str(parameters["share"])) * counted.scale

    def steps(tried: Election) -> tuple[Step, ...]:
        return _run(tried, way, share)

    return Shares(_utility(way), share, steps, _runs(counted, way, share), _barred(counted, way))


def _utility(way: Way) -> Utility:
    return Utility.CARD if way.rule.endswith("card") else Utility.COST


def _run(tried: Election, way: Way, share: Fraction) -> tuple[Step, ...]:
    ready = field(tried, _utility(way), way.settings.ties, way.settings.seed)
    finished = run(ready.without(*_barred(tried, way)), share)
    assert finished is not None  # no ceiling was given
    return finished.steps


def _barred(counted: Election, way: Way) -> frozenset[int]:
    return frozenset(range(len(counted.projects))).difference(eligible(counted, way.settings))


def _bought(tried: Election, way: Way, share: Fraction) -> Collection[int]:
    return [step.project for step in _run(tried, way, share)]


def _runs(counted: Election, way: Way, share: Fraction) -> int:
    """How many shares Add1 tried, the one that was too much with them."""
    if way.rule not in GROWS:
        return 1
    step = way.settings.step or Fraction(counted.scale)
    return int((share - fair_share(counted)) / step) + 2


def tell_more(
    counted: Election, way: Way, parameters: Mapping[str, Any], code: str, known: Told, chosen: bool
) -> Told:
    """What was left out for one option of a large count, worked out when somebody asks for it."""
    project = next(place for place, each in enumerate(counted.projects) if each.id == code)
    shares = shares_of(counted, way, parameters)
    near, count = known.effective or 0, counting(way)
    if not chosen:
        counts = MORE // (readings(counted) * (shares.runs if shares else 1))
        effort, found = Effort(counts // 2), known
        if known.newcomers is None:
            people = people_enough(counted, project, count, shares, effort, near)
            found = replace(found, newcomers=people)
        if known.cost is None and not plain(way):
            guess, effort = counted.projects[project].cost * near // 1000, Effort(counts // 2)
            found = replace(found, cost=cheaper(counted, project, count, guess, effort))
        return found
    if shares and known.effective is None:
        return replace(known, effective=effective_support(Field(counted, shares.utility), shares, project))
    return known


def _steps(counted: Election, result: Result, told: Explanation) -> list[dict[str, Any]]:
    seen = {each.project: each for each in told.rounds}
    found = []
    for step in result.steps:
        round_ = seen.get(step.project)
        found.append(
            {
                "code": counted.projects[step.project].id,
                "left": step.left,
                "price": None if step.price is None else kept(step.price),
                "full": step.full,
                "partial": step.partial,
                "dropped": [counted.projects[project].id for project in step.dropped],
                "rivals": [[counted.projects[p].id, n] for p, n in round_.rivals] if round_ else [],
                # of the certificate: payers in full, the others, and what these had paid: [purchase, points]
                "row": [step.row.rich, step.row.poor, [list(paid) for paid in step.row.paid]]
                if step.row
                else None,
            }
        )
    return found


def _account(counted: Election, account: Account) -> dict[str, Any]:
    found = {
        "effective": account.effective,
        "nearest": account.nearest,
        "newcomers": account.newcomers,
        "among": account.among,
        "cost": account.cost,
        "company": [[counted.projects[project].id, papers] for project, papers in account.company],
    }
    return {name: value for name, value in found.items() if value not in (None, [])}


def _slices(counted: Election, result: Result, labels: list[str]) -> list[list[Any]]:
    """Nothing where nobody said what an option belongs to."""
    if not any(labels):
        return []
    found = slices(counted, result.winners, labels)
    return [[each.label, each.projects, each.chosen, each.votes, each.money] for each in found]


def _beside(counted: Election, way: Way, result: Result) -> dict[str, Any]:
    rule = _OTHER.get(way.rule, Rule.GREEDY)
    other = Way(rule, Settings(ties=way.settings.ties, seed=way.settings.seed))
    winners = counting(other)(counted)
    told = preference(counted, result.winners, winners)
    return {
        "rule": rule.value,
        "winners": [counted.projects[project].id for project in winners],
        "prefer": [told.first, told.second, told.alike],
    }
