"""Counts of a budget: from stored papers to an election and from a result to stored lines and their working."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from civic.kit.errors import N_, sentences
from civic.kit.money import Fen
from votes.results.rules.kept import Line, kept
from votes.rules import Method, Rule
from votes.tally.rules import Election, Group, Kind, Project, Result
from votes.tally.spending.count import spend
from votes.tally.spending.settings import Rule as SpendingRule
from votes.tally.spending.settings import Settings, Start

KINDS = {
    Method.APPROVAL: Kind.APPROVAL,
    Method.CHOOSE_ONE: Kind.CHOOSE_ONE,
    Method.KNAPSACK: Kind.APPROVAL,
    Method.CUMULATIVE: Kind.CUMULATIVE,
    Method.SCORE: Kind.SCORING,
    Method.ORDINAL: Kind.ORDINAL,
}


@dataclass(frozen=True)
class Choice:
    """An option as the count needs it."""

    code: str
    label: str
    cost_fen: Fen
    category: str = ""
    quota_place: str = ""


@dataclass(frozen=True)
class Way:
    """How a budget is spent: a rule with all its settings."""

    rule: SpendingRule
    settings: Settings

    def count(self, election: Election) -> Result:
        """The whole count."""
        return spend(election, self.rule, self.settings)


def way(rule: Rule, parameters: Mapping[str, Any]) -> Way:
    """The rule as it was fixed. Rounds imported before Add1 had a name of its own say it in a parameter."""
    if parameters.get("add1"):
        return Way(SpendingRule.ADD1_COST, Settings.from_parameters({"start": Start.FLOOR, **parameters}))
    return Way(SpendingRule(rule.value), Settings.from_parameters(parameters))


def election(
    method: Method, budget: Fen, choices: Sequence[Choice], papers: Iterable[tuple[str, int]]
) -> Election:
    """The election in fen from what stands on the papers and how often (``casting``'s canonical text)."""
    kind = KINDS[method]
    places = {choice.code: place for place, choice in enumerate(choices)}
    found: list[tuple[tuple[int, ...], tuple[Fraction, ...], int]] = []
    voters = 0
    for text, number in papers:
        voters += number
        if text:
            found.append((*_read(text, kind, places), number))
    scale = 1
    while any((value * scale).denominator > 1 for _, given, _ in found for value in given):
        scale *= 10
    groups = [Group(named, tuple(int(value * scale) for value in given), n) for named, given, n in found]
    projects = tuple(
        Project(choice.code, choice.label, choice.cost_fen, choice.category, choice.quota_place)
        for choice in choices
    )
    return Election(kind, budget, projects, groups, voters, 100, scale)


def _read(text: str, kind: Kind, places: dict[str, int]) -> tuple[tuple[int, ...], tuple[Fraction, ...]]:
    if kind not in (Kind.CUMULATIVE, Kind.SCORING):
        return tuple(places[code] for code in text.split(",")), ()
    pairs = [each.rsplit(":", 1) for each in text.split(",")]
    return tuple(places[code] for code, _ in pairs), tuple(Fraction(points) for _, points in pairs)


def paper_text(codes: Sequence[str], points: Sequence[int] = (), point_scale: int = 1) -> str:
    """What stands on an imported paper, as ``election`` reads it."""
    if not points:
        return ",".join(codes)
    pairs = zip(codes, points, strict=True)
    return ",".join(f"{code}:{_plain(Fraction(value, point_scale))}" for code, value in pairs)


def _plain(value: Fraction) -> str:
    return str(value.numerator) if value.denominator == 1 else str(float(value))


def lines(counted: Election, result: Result) -> list[Line]:
    """Winners in the order of choosing, then the others by what they got."""
    order = {project: number for number, project in enumerate(result.winners, start=1)}
    others = [project for project in range(len(counted.projects)) if project not in order]
    others.sort(key=lambda project: (-result.verdicts[project].score, project))
    return [
        Line(
            counted.projects[project].id,
            order.get(project),
            rank,
            result.verdicts[project].votes,
            result.verdicts[project].selected,
            _why(counted, result, project),
        )
        for rank, project in enumerate((*result.winners, *others), start=1)
    ]


def _why(counted: Election, result: Result, project: int) -> dict[str, Any]:
    verdict = result.verdicts[project]
    return {
        "code": verdict.why.code,
        "facts": {name: kept(fact) for name, fact in verdict.why.facts.items()},
        "losses": [[counted.projects[winner].id, kept(amount)] for winner, amount in verdict.losses],
    }


def document(rule: Rule, counted: Election, result: Result, found: Sequence[Line]) -> dict[str, Any]:
    """What the digest of a result is taken over."""
    return {
        "rule": rule.value,
        "parameters": dict(result.parameters),
        "budget_fen": counted.budget,
        "papers": counted.voters,
        "spent_fen": result.spent,
        "lines": [[line.code, line.order, line.votes, line.why] for line in found],
    }


sentences(result_uncounted=N_("这次投票还没有计票。"))
