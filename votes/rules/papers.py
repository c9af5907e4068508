"""What may stand on a paper: what a voter filled in, checked and written as the one text that is counted, and read back.

The canonical text speaks of options by their codes. One choice: ``12``; several: ``12,7`` in the ballot's own order;
a ranking: the same in the voter's order; points: ``12:3,7:1`` in the ballot's order without zeros; nothing chosen, or
none of these: the empty text.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from civic.kit import lots
from civic.kit.errors import N_, Refused, sentences
from civic.kit.money import yuan
from votes.rules.kinds import Method
from votes.rules.life import Question

REASON_LEAST, REASON_MOST = 4, 500
OBJECT = "object"


@dataclass(frozen=True)
class Filled:
    """What a voter filled in."""

    codes: tuple[str, ...]
    #: one number for each code, where the paper gives points
    points: tuple[int, ...] = ()
    #: the voter said that none of the options is wanted
    none: bool = False
    #: why, for an objection
    reason: str = ""


def paper_text(question: Question, filled: Filled) -> str:
    """The canonical text of a paper. The order in which things were ticked matters in a ranking only.

    Raises Refused beside the field ``choices`` (``reason`` for an objection without one) for everything a paper of this
    kind may not hold: a code twice or of another ballot, too few or too many, more than the budget, more points than
    there are, points below zero, something beside "none of these".
    """
    if filled.none:
        return _none_of_these(question, filled)
    known, codes = question.places, filled.codes
    if len(set(codes)) != len(codes):
        raise Refused("paper_twice", "choices")
    if not known.keys() >= set(codes):
        raise Refused("paper_unknown", "choices")
    return _WRITERS[question.method](question, filled)


def _none_of_these(question: Question, filled: Filled) -> str:
    if not question.none_of_these:
        raise Refused("paper_none_not_offered", "choices")
    if filled.codes:
        raise Refused("paper_none_and_some", "choices")
    return ""


def _one(question: Question, filled: Filled) -> str:
    if len(filled.codes) > 1:
        raise Refused("paper_one_only", "choices", chosen=len(filled.codes))
    if not filled.codes:
        raise Refused("paper_blank" if question.none_of_these else "paper_nothing", "choices")
    return filled.codes[0]


def _consent(question: Question, filled: Filled) -> str:
    text = _one(question, filled)
    if text == OBJECT:
        length = len(paper_reason(question, filled))
        if length < REASON_LEAST:
            raise Refused("paper_reason_missing", "reason", least=REASON_LEAST)
        if length > REASON_MOST:
            raise Refused("paper_reason_long", "reason", most=REASON_MOST, length=length)
    return text


def _several(question: Question, filled: Filled) -> str:
    _check_number(question, len(filled.codes))
    return ",".join(sorted(filled.codes, key=question.places.__getitem__))


def _within_budget(question: Question, filled: Filled) -> str:
    text = _several(question, filled)
    together, most = cost_of(question, filled.codes), question.max_cost_fen
    if most and together > most:
        facts = {"together": yuan(together), "budget": yuan(most), "over": yuan(together - most)}
        raise Refused("paper_over_budget", "choices", **facts)
    return text


def _ranked(question: Question, filled: Filled) -> str:
    _check_number(question, len(filled.codes))
    return ",".join(filled.codes)


def _scores(question: Question, filled: Filled) -> str:
    given = _given(question, filled)
    for points in given.values():
        if points > question.points:
            raise Refused("paper_score_high", "choices", most=question.points, given=points)
    return _with_points(question, given)


def _shared_points(question: Question, filled: Filled) -> str:
    given = _given(question, filled)
    together, most = sum(given.values()), question.points
    if together > most:
        raise Refused("paper_points_over", "choices", most=most, given=together, over=together - most)
    if question.all_points and together < most:
        raise Refused("paper_points_left", "choices", most=most, given=together, left=most - together)
    return _with_points(question, given)


def _given(question: Question, filled: Filled) -> dict[str, int]:
    """Points by code without zeros; zero is what an option has that nobody gave points to."""
    if len(filled.points) != len(filled.codes):
        raise Refused("paper_garbled", "choices")
    if any(points < 0 for points in filled.points):
        raise Refused("paper_negative", "choices")
    given = {code: points for code, points in zip(filled.codes, filled.points, strict=True) if points}
    _check_number(question, len(given))
    return given


def _with_points(question: Question, given: dict[str, int]) -> str:
    return ",".join(f"{code}:{given[code]}" for code in sorted(given, key=question.places.__getitem__))


def _check_number(question: Question, chosen: int) -> None:
    if not chosen and question.none_of_these:
        raise Refused("paper_blank", "choices")
    if chosen < question.min_choices:
        raise Refused("paper_too_few", "choices", least=question.min_choices, chosen=chosen)
    if question.max_choices and chosen > question.max_choices:
        raise Refused("paper_too_many", "choices", most=question.max_choices, chosen=chosen)


_WRITERS: dict[Method, Callable[[Question, Filled], str]] = {
    Method.YES_NO: _one,
    Method.CHOOSE_ONE: _one,
    Method.CONSENT: _consent,
    Method.APPROVAL: _several,
    Method.KNAPSACK: _within_budget,
    Method.ORDINAL: _ranked,
    Method.SCORE: _scores,
    Method.CUMULATIVE: _shared_points,
}


def paper_reason(question: Question, filled: Filled) -> str:
    """The reason kept beside an objection, in one line; empty on every other paper."""
    if question.method is not Method.CONSENT or filled.codes != (OBJECT,):
        return ""
    return " ".join(filled.reason.split())


def cost_of(question: Question, codes: Sequence[str]) -> int:
    """What these options cost together, in fen."""
    return sum(question.costs[question.places[code]] for code in codes)


def read_paper(question: Question, text: str, reason: str = "") -> Filled:
    """A canonical text as it was filled in. Raises ValueError for a text that is no paper of this ballot."""
    if not text:
        return Filled((), none=question.none_of_these)
    if question.method in (Method.SCORE, Method.CUMULATIVE):
        pairs = [each.rpartition(":") for each in text.split(",")]
        filled = Filled(tuple(code for code, _, _ in pairs), tuple(int(points) for _, _, points in pairs))
    else:
        filled = Filled(tuple(text.split(",")), reason=reason)
    try:
        if paper_text(question, filled) == text:
            return filled
    except Refused as refusal:
        raise ValueError(f"not a paper of ballot {question.ballot_id}: {text!r}") from refusal
    raise ValueError(f"not in canonical order: {text!r}")


def order_for(digest: str, person_id: int | None, codes: Sequence[str]) -> list[str]:
    """The order in which a voter is shown the options.

    Drawn by lot from the ballot's digest and the person, so that no option gains by its place on the list and the
    order stays the same each time the page is opened. Readers who are not signed in share one order.
    """
    return lots.draw(f"{digest}:{person_id or ''}", codes)


sentences(
    paper_twice=N_("同一项写了两次。请刷新后重选。"),
    paper_unknown=N_("选的里面有不属于这次投票的。请刷新后重选。"),
    paper_nothing=N_("还没有选。请选一项再投。"),
    paper_blank=N_("一项也没有选。如果都不想选，请选“都不选”。"),
    paper_one_only=N_("只能选一项，现在选了 {chosen} 项。"),
    paper_too_few=N_("至少要选 {least} 项，现在选了 {chosen} 项。"),
    paper_too_many=N_("最多选 {most} 项，现在选了 {chosen} 项。请去掉几项再投。"),
    paper_over_budget=N_("选的一共要 {together}，总额是 {budget}，多出 {over}。请去掉一些再投。"),
    paper_score_high=N_("每项最多打 {most} 分，有一项打了 {given} 分。"),
    paper_points_over=N_("一共只有 {most} 分，现在分出了 {given} 分，多出 {over} 分。请减掉一些再投。"),
    paper_points_left=N_("{most} 分要全部分完，现在分出了 {given} 分，还剩 {left} 分。"),
    paper_negative=N_("分数不能小于零。"),
    paper_garbled=N_("这张票没有送全。请刷新后重填。"),
    paper_none_not_offered=N_("这次投票没有“都不选”这一项。请刷新后重选。"),
    paper_none_and_some=N_("选了“都不选”，又选了别的。请只留一样。"),
    paper_reason_missing=N_("有异议要写明理由，至少 {least} 个字，好让大家知道怎么改。"),
    paper_reason_long=N_("理由最多 {most} 个字，现在有 {length} 个。"),
)
