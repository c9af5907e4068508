"""recount.py counts a budget by itself: the same winners in the same order at the same prices, under every setting."""

import json
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from votes.pabulib.rules import read
from votes.publication.recount.case import Case, grouped
from votes.publication.recount.figures import check_certificate, check_money
from votes.publication.recount.findings import Findings
from votes.publication.recount.spending import spend
from votes.results.rules import Choice, election, kept, way
from votes.rules import Method, Rule
from votes.tally.rules import Kind, Step

FILES = Path(__file__).parent.parent / "data"
SMALL = ("Netherlands_Assen_2024", "Poland_Swiecie_2023", "Switzerland_Zurich_D10", "Switzerland_Zurich_S5R")
CODES = ("1", "2", "10", "a", "b", "c")
LISTS = (Rule.GREEDY, Rule.GREEDY_PER_COST)
SHARES = (Rule.MES_COST, Rule.MES_CARD, Rule.ADD1_COST, Rule.ADD1_CARD)
METHODS = (
    Method.APPROVAL,
    Method.CHOOSE_ONE,
    Method.ORDINAL,
    Method.CUMULATIVE,
    Method.SCORE,
    Method.KNAPSACK,
)


@st.composite
def papers(draw: st.DrawFn, method: Method) -> list[str]:
    size = 1 if method is Method.CHOOSE_ONE else len(CODES)
    found = []
    for named in draw(st.lists(st.lists(st.sampled_from(CODES), unique=True, max_size=size), max_size=12)):
        codes = named if method is Method.ORDINAL else sorted(named, key=CODES.index)
        if method in (Method.CUMULATIVE, Method.SCORE):
            codes = [f"{code}:{draw(st.integers(1, 4))}" for code in codes]
        found += [",".join(codes)] * draw(st.integers(1, 3))
    return found


@st.composite
def rules(draw: st.DrawFn, method: Method) -> tuple[Rule, dict[str, Any]]:
    """A rule with whatever it leaves open."""
    plain = method in (Method.APPROVAL, Method.CHOOSE_ONE, Method.KNAPSACK)
    rule = draw(st.sampled_from([*LISTS, *SHARES, *([Rule.PHRAGMEN] if plain else [])]))
    chosen: dict[str, Any] = {"ties": draw(st.sampled_from(("cost,votes,id", "file", "lot")))}
    if chosen["ties"] == "lot":
        chosen["seed"] = draw(st.text("abc", max_size=3))
    chosen["threshold"] = draw(st.sampled_from((None, None, "1", "5/2", "4")))
    chosen["min_votes"] = draw(st.sampled_from((0, 0, 1, 3)))
    chosen["skip"] = draw(st.booleans())
    if rule in LISTS:
        chosen |= draw(held_back())
    if rule in SHARES:
        chosen["completion"] = draw(st.sampled_from(("none", "votes")))
        chosen["comparison"] = draw(st.sampled_from(("none", "satisfaction", "exclusion")))
    if rule in (Rule.ADD1_COST, Rule.ADD1_CARD):
        chosen["start"] = draw(st.sampled_from(("exact", "floor")))
        chosen["step"] = draw(st.sampled_from((None, 50, 1000)))
        chosen["stop_exhaustive"] = draw(st.booleans())
    return rule, chosen


@st.composite
def held_back(draw: st.DrawFn) -> dict[str, Any]:
    money = st.integers(0, 40_000)
    limits = st.fixed_dictionaries({}, optional={"x": money, "y": money})
    pairs = st.lists(st.sampled_from(CODES), min_size=2, max_size=2, unique=True)
    return {
        "quotas": draw(st.fixed_dictionaries({}, optional={"category": limits, "place": limits})),
        "kept": draw(st.fixed_dictionaries({}, optional={"category": limits, "place": limits})),
        "conflicts": draw(st.lists(pairs, max_size=2)),
        "requires": draw(st.lists(pairs, max_size=2)),
    }


def purchase(codes: list[str], step: Step) -> dict[str, Any]:
    """As a count keeps it."""
    price = None if step.price is None else kept(step.price)
    made = {"code": codes[step.project], "left": step.left, "price": price, "row": step.row}
    return {**made, "full": step.full, "partial": step.partial}


def both(
    method: Method,
    rule: Rule,
    parameters: dict[str, Any],
    budget: int,
    options: list[Choice],
    texts: list[str],
) -> list[str]:
    """What differs between the two counts."""
    house = election(method, budget, options, [(text, texts.count(text)) for text in sorted(set(texts))])
    chosen = way(rule, parameters)
    result = chosen.count(house)
    codes = [each.code for each in options]
    case = Case(
        method.value,
        rule.value,
        parameters,
        1,
        budget,
        codes,
        [each.cost_fen for each in options],
        [each.category for each in options],
        [each.quota_place for each in options],
        grouped(method.value, codes, texts),
        len(texts),
        len(texts),
    )
    spent = spend(case)
    assert [codes[option] for option in spent.options] == [codes[winner] for winner in result.winners]
    findings = Findings("en")
    published = {
        "run": 1,
        "spent_fen": result.spent,
        "parameters": dict(result.parameters),
        "working": {"steps": [purchase(codes, step) for step in result.steps]},
    }
    check_money(json.loads(json.dumps(published)), case, spent, findings)
    return [line for line in findings.lines if line.startswith("[WRONG")]


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_both_counts_agree_on_every_figure(data: st.DataObject) -> None:
    method = data.draw(st.sampled_from(METHODS))
    rule, parameters = data.draw(rules(method))
    names = st.sampled_from(("", "x", "y"))
    options = [
        Choice(code, code, data.draw(st.integers(1, 30)) * 1000, data.draw(names), data.draw(names))
        for code in CODES
    ]
    budget = data.draw(st.integers(1, 100)) * 1000
    assert both(method, rule, parameters, budget, options, data.draw(papers(method))) == []


@pytest.mark.parametrize("path", sorted(FILES.glob("*.pb")), ids=lambda path: path.stem)
@pytest.mark.parametrize("rule", [Rule.GREEDY, Rule.MES_COST, Rule.MES_CARD, Rule.ADD1_COST, Rule.PHRAGMEN])
def test_both_counts_agree_on_real_elections(path: Path, rule: Rule) -> None:
    file = read(path.read_bytes())
    scale = file.election.scale
    options = [Choice(each.id, each.name, each.cost * 100 // scale) for each in file.election.projects]
    if rule is Rule.PHRAGMEN and file.election.kind not in (Kind.APPROVAL, Kind.CHOOSE_ONE):
        pytest.skip("Phragmén counts papers that name projects")
    if rule is Rule.ADD1_COST and path.stem not in SMALL:
        pytest.skip("step by step in plain fractions takes its time")
    texts = [""] * (file.election.voters - sum(group.voters for group in file.election.groups))
    for group in file.election.groups:
        named = [options[place].code for place in group.projects]
        points = [f":{Fraction(value, file.election.point_scale)}" for value in group.points] or [""] * len(
            named
        )
        texts += [",".join(code + given for code, given in zip(named, points, strict=True))] * group.voters
    method = Method.CHOOSE_ONE if file.election.kind is Kind.CHOOSE_ONE else Method(file.election.kind.value)
    assert (
        both(method, rule, {"ties": "cost,votes,id"}, file.election.budget * 100 // scale, options, texts)
        == []
    )


def test_a_price_that_does_not_follow_from_its_certificate_is_told() -> None:
    findings = Findings("en")
    step = {"code": "a", "price": 50, "row": [2, 0, []]}
    check_certificate([step], Fraction(60), {"a": 100}, findings, "1")
    good = findings.wrong
    check_certificate([{**step, "row": [3, 0, []]}], Fraction(60), {"a": 100}, findings, "1")
    assert (good, findings.wrong) == (0, 1)
