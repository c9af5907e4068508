"""recount.py is a second count: what it works out by itself is what the house has worked out, whatever the papers."""

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from votes.publication.recount.case import Case, grouped
from votes.publication.recount.choosing import Bulk, best_scores, consent, majority, owners
from votes.publication.recount.figures import CONTESTS, check_working
from votes.publication.recount.findings import Findings
from votes.results.rules import choosing
from votes.results.rules.box import Box, Same, Tallied
from votes.rules import Rule
from votes.tally.choosing.owners import Bulk as HouseBulk

CODES = ("a", "b", "c", "d", "e")
SEEDS = st.text("0123456789abcdef", min_size=4, max_size=8)
RANKED = (Rule.BORDA, Rule.CONDORCET, Rule.IRV, Rule.STV)
METHODS = {Rule.PLURALITY: "choose_one", Rule.APPROVAL: "approval", Rule.SCORE: "score"}


def case(rule: Rule, texts: Sequence[str], codes: Sequence[str], **changes: Any) -> Case:
    method = METHODS.get(rule, "ordinal" if rule in RANKED else "yes_no")
    made = Case(
        method,
        rule.value,
        {},
        1,
        0,
        list(codes),
        [0] * len(codes),
        [""] * len(codes),
        [""] * len(codes),
        grouped(method, list(codes), list(texts)),
        len(texts),
        len(texts),
    )
    return made._replace(**changes)


def box(rule: Rule, texts: Sequence[str], codes: Sequence[str], seed: str, **changes: Any) -> Box:
    same = [Same(text, list(texts).count(text)) for text in sorted(set(texts))]
    values = {"parameters": {}, "roll": HouseBulk(0, len(texts)), **changes}
    return Box(rule, options=tuple(codes), papers=same, seed=seed, **values)


def compared(counted: Tallied, winners: list[str], working: dict[str, Any]) -> None:
    """The lines chosen and every figure of the working that the second count knows."""
    chosen = sorted((line for line in counted.lines if line.selected), key=lambda line: line.order or 0)
    assert [line.code for line in chosen] == winners
    findings = Findings("en")
    check_working(counted.working, working, findings, "1")
    assert not findings.wrong, findings.lines


@given(
    st.sampled_from(RANKED),
    st.lists(
        st.permutations(CODES).flatmap(lambda order: st.integers(0, 5).map(lambda n: ",".join(order[:n]))),
        max_size=25,
    ),
    st.integers(1, 3),
    SEEDS,
)
@settings(max_examples=400, deadline=None)
def test_rankings_are_counted_alike(rule: Rule, texts: list[str], seats: int, seed: str) -> None:
    seats = 1 if rule in (Rule.CONDORCET, Rule.IRV) else seats
    counted = choosing.count(box(rule, texts, CODES, seed, seats=seats))
    found = CONTESTS[rule.value](case(rule, texts, CODES, seats=seats), seed)
    compared(counted, found.winners, found.working)


@given(st.sampled_from((Rule.PLURALITY, Rule.APPROVAL, Rule.SCORE)), st.data(), st.integers(1, 3), SEEDS)
@settings(max_examples=200, deadline=None)
def test_sums_are_counted_alike(rule: Rule, data: st.DataObject, seats: int, seed: str) -> None:
    named = st.lists(st.sampled_from(CODES), max_size=1 if rule is Rule.PLURALITY else 5, unique=True).map(
        sorted
    )
    points = st.integers(1, 3).map(lambda n: f":{n}") if rule is Rule.SCORE else st.just("")
    paper = named.flatmap(lambda codes: st.tuples(*(points.map(code.__add__) for code in codes)))
    texts = [",".join(each) for each in data.draw(st.lists(paper, max_size=20))]
    counted = choosing.count(box(rule, texts, CODES, seed, seats=seats, points=3))
    found = best_scores(case(rule, texts, CODES, seats=seats), seed)
    compared(counted, found.winners, found.working)


SHARES = st.sampled_from((">1/2", "1/2", "2/3", ">2/3", "1/1"))


@given(
    st.lists(st.sampled_from(("yes", "no", "abstain", "")), max_size=20),
    st.integers(0, 10),
    SHARES,
    st.sampled_from(("yes_no", "cast", "present", "entitled")),
    st.one_of(st.just(""), SHARES),
    st.integers(0, 4),
)
@settings(max_examples=300, deadline=None)
def test_majorities_are_counted_alike(
    texts: list[str], absent: int, share: str, base: str, quorum: str, least: int
) -> None:
    rule = {"share": share, "base": base, "quorum": quorum, "least_yes": least}
    codes = ("yes", "no", "abstain")
    roll = len(texts) + absent
    counted = choosing.count(box(Rule.MAJORITY, texts, codes, "", parameters=rule, roll=HouseBulk(0, roll)))
    found = majority(case(Rule.MAJORITY, texts, codes, parameters=rule, roll_size=roll))
    compared(counted, found.winners, found.working)


@given(
    st.lists(st.tuples(st.sampled_from(("yes", "no", "abstain", "")), st.integers(1, 20000)), max_size=12),
    st.lists(st.integers(1, 20000), max_size=6),
    st.sampled_from(("ordinary", "special")),
    st.sampled_from(("nothing", "majority")),
)
@settings(max_examples=300, deadline=None)
def test_owners_are_counted_alike(
    papers: list[tuple[str, int]], silent: list[int], weight: str, silence: str
) -> None:
    codes, rule = ("yes", "no", "abstain"), {"law": 1, "weight": weight, "silence": silence}
    area = sum(each for _, each in papers) + sum(silent)
    said = {text: [each for told, each in papers if told == text] for text in (*codes, "")}
    same = [Same(text, len(areas), sum(areas)) for text, areas in said.items() if areas]
    roll = HouseBulk(area, len(papers) + len(silent))
    counted = choosing.count(Box(Rule.OWNERS, rule, codes, same, roll, ""))
    bulks = {text: Bulk(sum(areas), len(areas)) for text, areas in said.items()}
    found = owners(
        case(Rule.OWNERS, [text for text, _ in papers], codes, parameters=rule),
        bulks,
        Bulk(area, roll.heads),
        Bulk(),
    )
    compared(counted, found.winners, found.working)


@given(
    st.lists(st.sampled_from(("consent", "object", "abstain", "")), max_size=12),
    st.integers(0, 5),
    st.one_of(st.just(""), SHARES),
)
@settings(max_examples=200, deadline=None)
def test_consent_is_counted_alike(texts: list[str], absent: int, quorum: str) -> None:
    codes, reasons = ("consent", "object", "abstain"), texts.count("object")
    counted = choosing.count(
        box(
            Rule.CONSENT,
            texts,
            codes,
            "",
            parameters={"quorum": quorum},
            roll=HouseBulk(0, len(texts) + absent),
            reasons=("太吵",) * reasons,
        )
    )
    papers = case(Rule.CONSENT, texts, codes, parameters={"quorum": quorum}, roll_size=len(texts) + absent)
    found = consent(papers._replace(method="consent"), reasons)
    compared(counted, found.winners, found.working)


def test_what_differs_is_told() -> None:
    findings = Findings("en")
    check_working({"scores": {"a": 1}}, {"scores": {"a": Fraction(2)}}, findings, "1")
    assert findings.wrong == 1
    assert "1 scores" in findings.lines[0]
