"""What may stand on a paper of every kind, the sentence for what may not, and the text read back."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from civic.kit.errors import Refused, sentence_for
from votes.rules import FIXED_OPTIONS, Filled, Method, Question, State, paper_reason, paper_text, read_paper

CODES = ("7", "12", "3", "20")
PRICES = (48_500_00, 18_000_00, 9_000_00, 1_500_50)
ORDERED = Method.ORDINAL
POINTED = (Method.SCORE, Method.CUMULATIVE)
SINGLE = (Method.YES_NO, Method.CONSENT, Method.CHOOSE_ONE)


def question(method: Method, **changes: Any) -> Question:
    fixed = tuple(code for code, _ in FIXED_OPTIONS.get(method, ()))
    made = Question(
        ballot_id=1,
        state=State.OPEN,
        codes=fixed or CODES,
        min_choices=1,
        max_choices=0,
        opens_at=datetime(2026, 11, 1, tzinfo=UTC),
        closes_at=datetime(2026, 12, 1, tzinfo=UTC),
        method=method,
        costs=(0,) * len(fixed) if fixed else PRICES,
        max_cost_fen=60_000_00 if method is Method.KNAPSACK else 0,
        points=10 if method is Method.CUMULATIVE else 5 if method is Method.SCORE else 0,
    )
    return replace(made, **changes)


@pytest.mark.parametrize(
    ("method", "filled", "text"),
    [
        (Method.YES_NO, Filled(("no",)), "no"),
        (Method.CHOOSE_ONE, Filled(("12",)), "12"),
        (Method.APPROVAL, Filled(("20", "7")), "7,20"),
        (Method.KNAPSACK, Filled(("3", "7")), "7,3"),
        (Method.ORDINAL, Filled(("3", "20", "7")), "3,20,7"),
        (Method.SCORE, Filled(("3", "7", "20"), (5, 0, 1)), "3:5,20:1"),
        (Method.CUMULATIVE, Filled(("20", "12"), (4, 6)), "12:6,20:4"),
        (Method.CONSENT, Filled(("object",), reason="路太窄，\n 消防车进不来"), "object"),
    ],
)
def test_each_kind_has_one_canonical_text(method: Method, filled: Filled, text: str):
    assert paper_text(question(method), filled) == text


REFUSED: list[tuple[Method, Filled, dict[str, Any], str]] = [
    (Method.KNAPSACK, Filled(("7", "12")), {}, "paper_over_budget"),
    (Method.APPROVAL, Filled(("7", "7")), {}, "paper_twice"),
    (Method.ORDINAL, Filled(("7", "3", "7")), {}, "paper_twice"),
    (Method.SCORE, Filled(("7", "7"), (1, 2)), {}, "paper_twice"),
    (Method.APPROVAL, Filled(("7", "99")), {}, "paper_unknown"),
    (Method.YES_NO, Filled(("maybe",)), {}, "paper_unknown"),
    (Method.CHOOSE_ONE, Filled(("7,12",)), {}, "paper_unknown"),
    (Method.CUMULATIVE, Filled(("7:3",), (1,)), {}, "paper_unknown"),
    (Method.CUMULATIVE, Filled(("7", "12"), (12, -2)), {}, "paper_negative"),
    (Method.SCORE, Filled(("7",), (-1,)), {}, "paper_negative"),
    (Method.SCORE, Filled(("7",), (6,)), {}, "paper_score_high"),
    (Method.CUMULATIVE, Filled(("7", "12"), (6, 5)), {}, "paper_points_over"),
    (Method.CUMULATIVE, Filled(("7",), (9,)), {"all_points": True}, "paper_points_left"),
    (Method.CUMULATIVE, Filled(("7", "12"), (9,)), {}, "paper_garbled"),
    (Method.CHOOSE_ONE, Filled(("7", "12")), {}, "paper_one_only"),
    (Method.YES_NO, Filled(()), {}, "paper_nothing"),
    (Method.CHOOSE_ONE, Filled(()), {"none_of_these": True}, "paper_blank"),
    (Method.APPROVAL, Filled(()), {}, "paper_too_few"),
    (Method.APPROVAL, Filled(()), {"none_of_these": True, "min_choices": 0}, "paper_blank"),
    (Method.SCORE, Filled(("7",), (0,)), {}, "paper_too_few"),
    (Method.APPROVAL, Filled(("7", "12", "3")), {"max_choices": 2}, "paper_too_many"),
    (Method.ORDINAL, Filled(("7", "12", "3")), {"max_choices": 2}, "paper_too_many"),
    (Method.APPROVAL, Filled((), none=True), {}, "paper_none_not_offered"),
    (Method.APPROVAL, Filled(("7",), none=True), {"none_of_these": True}, "paper_none_and_some"),
    (Method.CONSENT, Filled(("object",)), {}, "paper_reason_missing"),
    (Method.CONSENT, Filled(("object",), reason=" 不 行 "), {}, "paper_reason_missing"),
    (Method.CONSENT, Filled(("object",), reason="窄" * 501), {}, "paper_reason_long"),
]


@pytest.mark.parametrize(("method", "filled", "changes", "code"), REFUSED)
def test_what_a_paper_may_not_hold_is_refused_with_a_sentence(
    method: Method, filled: Filled, changes: dict[str, Any], code: str
):
    with pytest.raises(Refused) as refusal:
        paper_text(question(method, **changes), filled)
    assert refusal.value.code == code
    assert refusal.value.field in ("choices", "reason")
    assert "{" not in sentence_for(code).format(**refusal.value.facts)


def test_a_paper_over_the_budget_is_told_by_how_much():
    with pytest.raises(Refused) as refusal:
        paper_text(question(Method.KNAPSACK), Filled(("7", "12")))
    assert refusal.value.facts == {"together": "¥66,500", "budget": "¥60,000", "over": "¥6,500"}


def test_a_budget_may_be_used_to_the_last_fen():
    tight = question(Method.KNAPSACK, max_cost_fen=48_500_00 + 9_000_00 + 1_500_50)
    assert paper_text(tight, Filled(("20", "3", "7"))) == "7,3,20"
    with pytest.raises(Refused):
        paper_text(replace(tight, max_cost_fen=tight.max_cost_fen - 1), Filled(("20", "3", "7")))


def test_none_of_these_is_an_empty_paper_and_said_on_purpose():
    asked = question(Method.APPROVAL, none_of_these=True)
    assert paper_text(asked, Filled((), none=True)) == ""
    assert read_paper(asked, "") == Filled((), none=True)


def test_only_an_objection_keeps_its_reason_in_one_line():
    asked = question(Method.CONSENT)
    assert (
        paper_reason(asked, Filled(("object",), reason=" 路太窄，\n消防车\t进不来 "))
        == "路太窄， 消防车 进不来"
    )
    assert paper_reason(asked, Filled(("consent",), reason="没什么")) == ""
    assert paper_reason(question(Method.YES_NO), Filled(("no",), reason="不想")) == ""


@pytest.mark.parametrize("text", ["12,7", "7,7", "7,99", "7:1", "7, 12", ",", "7,"])
def test_what_is_no_paper_of_the_ballot_is_not_read_back(text: str):
    with pytest.raises(ValueError, match=r"ballot 1|canonical"):
        read_paper(question(Method.APPROVAL), text)


@pytest.mark.parametrize("text", ["7", "7:a", "7:", ":3", "7:0", "7:11", "7:-1", "12:1,7:1"])
def test_points_that_are_none_are_not_read_back(text: str):
    with pytest.raises(ValueError, match=r"ballot 1|canonical|int\(\)"):
        read_paper(question(Method.CUMULATIVE), text)


@st.composite
def papers(draw: st.DrawFn) -> tuple[Question, Filled]:
    """A question of any kind and something filled in that may or may not be in order."""
    method = draw(st.sampled_from(Method))
    changes = {"min_choices": draw(st.integers(0, 2)), "max_choices": draw(st.sampled_from((0, 2, 3)))}
    asked = question(method, none_of_these=draw(st.booleans()), **changes)
    codes = tuple(draw(st.lists(st.sampled_from(asked.codes), unique=True, max_size=4)))
    points = tuple(draw(st.integers(-1, 6)) for _ in codes) if method in POINTED else ()
    none = draw(st.booleans()) if draw(st.integers(0, 4)) == 0 else False
    return asked, Filled(codes, points, none, draw(st.sampled_from(("", "路太窄，过不去"))))


def written(asked: Question, filled: Filled) -> str | None:
    try:
        return paper_text(asked, filled)
    except Refused:
        return None


@given(papers())
def test_a_canonical_text_is_read_back_and_written_again_the_same(drawn: tuple[Question, Filled]):
    asked, filled = drawn
    text = written(asked, filled)
    if text is not None:
        again = read_paper(asked, text, paper_reason(asked, filled))
        assert paper_text(asked, again) == text
        assert read_paper(asked, text, again.reason) == again


@given(papers(), st.randoms(use_true_random=False))
def test_the_order_of_ticking_matters_in_a_ranking_only(drawn: tuple[Question, Filled], lot: Any):
    asked, filled = drawn
    pairs = list(zip(filled.codes, filled.points or filled.codes, strict=True))
    lot.shuffle(pairs)
    points = tuple(point for _, point in pairs) if filled.points else ()
    mixed = replace(filled, codes=tuple(code for code, _ in pairs), points=points)  # type: ignore[arg-type]
    text, other = written(asked, filled), written(asked, mixed)
    if asked.method is ORDERED:
        assert (text is None) == (other is None)
        assert mixed.codes == filled.codes or text is None or text != other
    else:
        assert text == other


@given(papers())
def test_a_paper_that_is_in_order_keeps_within_every_limit(drawn: tuple[Question, Filled]):
    asked, filled = drawn
    text = written(asked, filled)
    if not text:
        return
    read = read_paper(asked, text, "四个字呢")
    assert set(read.codes) <= set(asked.codes)
    assert len(set(read.codes)) == len(read.codes)
    if asked.method in SINGLE:
        assert len(read.codes) == 1
    else:
        assert asked.min_choices <= len(read.codes)
        assert len(read.codes) <= (asked.max_choices or 99)
    if asked.method is Method.CUMULATIVE:
        assert sum(read.points) <= asked.points
    assert all(0 < points <= asked.points for points in read.points)
