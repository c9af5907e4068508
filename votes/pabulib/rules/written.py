"""A round written as a Pabulib file (counting.md §6: sections, fields and their order, separators, numbers).

What is left out on purpose: everything about voters but their papers. Voters are numbered in the order of the papers'
random keys, which says nothing about them.
"""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from votes.rules import Method, Rule

VOTE_TYPES = {
    Method.APPROVAL: "approval",
    Method.KNAPSACK: "approval",
    Method.CHOOSE_ONE: "choose-1",
    Method.ORDINAL: "ordinal",
    Method.CUMULATIVE: "cumulative",
    Method.SCORE: "scoring",
}
_POINTED = (Method.CUMULATIVE, Method.SCORE)


@dataclass(frozen=True)
class Row:
    """One project with its official count. Amounts in fen."""

    code: str
    name: str
    cost_fen: int
    category: str
    votes: int
    selected: bool


@dataclass(frozen=True)
class Sheet:
    """A closed round, ready to be written."""

    title: str
    country: str
    unit: str
    district: str
    subunit: str
    currency: str
    budget_fen: int
    method: Method
    rule: Rule
    parameters: Mapping[str, Any]
    least: int
    #: 0: no limit
    most: int
    points: int
    max_cost_fen: int
    begins: date
    ends: date
    projects: Sequence[Row]
    #: canonical texts, in the order in which voters are numbered
    papers: Sequence[str]


def write(sheet: Sheet) -> str:
    """The whole file."""
    with io.StringIO() as out:
        table = csv.writer(out, delimiter=";", lineterminator="\n")
        out.write("META\n")
        table.writerows([("key", "value"), *_meta(sheet)])
        out.write("PROJECTS\n")
        table.writerows(_projects(sheet))
        out.write("VOTES\n")
        table.writerows(_votes(sheet))
        return out.getvalue()


def _meta(sheet: Sheet) -> Iterable[tuple[str, str]]:
    """Fields in the order Pabulib asks for; those without a value are left out."""
    name, remarks = file_rule(sheet.rule, sheet.parameters)
    options = len(sheet.projects)
    fields: dict[str, str] = {
        "description": _line(sheet.title),
        "country": sheet.country,
        "unit": _line(sheet.unit),
        "district": _line(sheet.district),
        "subunit": _line(sheet.subunit),
        "instance": str(sheet.ends.year),
        "num_projects": str(options),
        "num_votes": str(len(sheet.papers)),
        "budget": _money(sheet.budget_fen),
        "vote_type": VOTE_TYPES[sheet.method],
        "rule": name,
        "date_begin": f"{sheet.begins:%d.%m.%Y}",
        "date_end": f"{sheet.ends:%d.%m.%Y}",
        **_limits(sheet, options),
        "min_project_score_threshold": str(sheet.parameters.get("threshold") or ""),
        "language": "zh" if sheet.currency == "CNY" else "",
        "currency": sheet.currency,
        "fully_funded": "1" if sum(each.cost_fen for each in sheet.projects) <= sheet.budget_fen else "",
        "comment": " ".join(f"#{number}: {remark}" for number, remark in enumerate(remarks, 1)),
    }
    return [(field, value) for field, value in fields.items() if value]


def _limits(sheet: Sheet, options: int) -> dict[str, str]:
    if sheet.method is Method.CHOOSE_ONE:
        return {}
    limits = {"min_length": str(sheet.least), "max_length": str(min(sheet.most or options, options))}
    if sheet.method is Method.KNAPSACK and sheet.max_cost_fen:
        limits["max_sum_cost"] = _money(sheet.max_cost_fen)
    if sheet.method is Method.SCORE and sheet.points:
        limits["max_points"] = str(sheet.points)
    if sheet.method is Method.CUMULATIVE:
        limits["max_sum_points"] = str(sheet.points or max(map(_sum, sheet.papers), default=0))
    return limits


def _sum(paper: str) -> Fraction:
    return sum((points for _, points in _pairs(paper)), Fraction(0))


def file_rule(rule: Rule, parameters: Mapping[str, Any]) -> tuple[str, list[str]]:
    """The rule by Pabulib's names, and remarks where its names do not say all."""
    if "file_rule" in parameters:
        return str(parameters["file_rule"]), []
    told = ", ".join(f"{name}={value}" for name, value in sorted(parameters.items()))
    remarks = [f"counted by {rule.value} ({told})" if told else f"counted by {rule.value}"]
    if rule is Rule.GREEDY and not _bounded(parameters):
        if not parameters.get("skip", True):
            return "greedy-no-skip", remarks
        return ("greedy-threshold" if parameters.get("threshold") else "greedy"), remarks
    if rule in (Rule.GREEDY, Rule.GREEDY_PER_COST):
        return "greedy-custom", remarks
    name = {Rule.MES_COST: "equalshares", Rule.ADD1_COST: "equalshares/add1"}.get(rule, "unknown")
    if not _as_pabulib(rule, parameters):
        name = "unknown"
    compared = parameters.get("comparison") not in (None, False, "none")
    return (f"{name}-comparison" if compared and name != "unknown" else name), remarks


def _as_pabulib(rule: Rule, parameters: Mapping[str, Any]) -> bool:
    """Pabulib's Equal Shares has one custom only: floor start, steps of one, no stop, nothing added afterwards."""
    plain = not parameters.get("stop_exhaustive") and parameters.get("step") in (None, 100)
    started = rule is not Rule.ADD1_COST or (plain and parameters.get("start") == "floor")
    alone = parameters.get("completion", "none") == "none" and not parameters.get("min_votes")
    return started and alone and parameters.get("threshold") is None


def _bounded(parameters: Mapping[str, Any]) -> bool:
    """Quotas and ties between projects: Pabulib knows them as a custom rule only."""
    return any(parameters.get(name) for name in ("quotas", "kept", "conflicts", "requires", "min_votes"))


def _projects(sheet: Sheet) -> Iterable[Sequence[str]]:
    counts_points = sheet.method in (*_POINTED, Method.ORDINAL)
    scores = _scores(sheet) if counts_points else {}
    yield (
        "project_id",
        "cost",
        "votes",
        *(("score",) if counts_points else ()),
        "name",
        "category",
        "selected",
    )
    for each in sheet.projects:
        score = (_plain(scores[each.code]),) if counts_points else ()
        selected = "1" if each.selected else "0"
        cost, votes = _money(each.cost_fen), str(each.votes)
        yield (each.code, cost, votes, *score, _line(each.name), _line(each.category), selected)


def _scores(sheet: Sheet) -> dict[str, Fraction]:
    """Points as given; for rankings L for the first of L down to 1 for the last."""
    scores = dict.fromkeys((each.code for each in sheet.projects), Fraction(0))
    for paper in sheet.papers:
        pairs = _pairs(paper)
        for place, (code, points) in enumerate(pairs):
            scores[code] += len(pairs) - place if sheet.method is Method.ORDINAL else points
    return scores


def _votes(sheet: Sheet) -> Iterable[Sequence[str]]:
    pointed = sheet.method in _POINTED
    yield ("voter_id", "vote", "points") if pointed else ("voter_id", "vote")
    for number, paper in enumerate(sheet.papers, 1):
        if not pointed:
            yield str(number), paper
            continue
        pairs = sorted(_pairs(paper), key=lambda pair: -pair[1])
        yield (
            str(number),
            ",".join(code for code, _ in pairs),
            ",".join(_plain(points) for _, points in pairs),
        )


def _pairs(paper: str) -> list[tuple[str, Fraction]]:
    parts = [part.rpartition(":") if ":" in part else (part, "", "1") for part in paper.split(",") if part]
    return [(code, Fraction(points)) for code, _, points in parts]


def _line(text: str) -> str:
    """Blanks around a cell and line breaks in it are errors to Pabulib's checker."""
    return " ".join(text.split())


def _money(fen: int) -> str:
    return _plain(Fraction(fen, 100))


def _plain(value: Fraction) -> str:
    """A decimal point, and no more digits than there are. Fractions of our own always end: hundredths, typed points."""
    if value.denominator == 1:
        return str(value.numerator)
    digits = next(places for places in range(1, 13) if (value * 10**places).denominator == 1)
    whole, rest = divmod(abs(int(value * 10**digits)), 10**digits)
    return f"{'-' if value < 0 else ''}{whole}.{rest:0{digits}}"
