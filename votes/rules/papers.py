"""What may stand on a paper: what a voter filled in, checked and written as the one text that is counted."""

from collections.abc import Sequence
from dataclasses import dataclass

from civic.kit import lots
from civic.kit.errors import N_, Refused, sentences
from votes.rules.life import Question


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
    """The canonical text of an approval paper: the codes in the ballot's own order.

    Raises Refused for a code twice, of another ballot, too few or too many; the field is ``choices``.
    """
    codes = filled.codes
    if len(set(codes)) != len(codes):
        raise Refused("paper_twice", "choices")
    if set(codes) - set(question.codes):
        raise Refused("paper_unknown", "choices")
    if len(codes) < question.min_choices:
        raise Refused("paper_too_few", "choices", least=question.min_choices, chosen=len(codes))
    if question.max_choices and len(codes) > question.max_choices:
        raise Refused("paper_too_many", "choices", most=question.max_choices, chosen=len(codes))
    return ",".join(code for code in question.codes if code in codes)


def chosen(text: str) -> list[str]:
    """The codes on an approval paper."""
    return text.split(",") if text else []


def order_for(digest: str, person_id: int | None, codes: Sequence[str]) -> list[str]:
    """The order in which a voter is shown the options.

    Drawn by lot from the ballot's digest and the person, so that no option gains by its place on the list and the
    order stays the same each time the page is opened. Readers who are not signed in share one order.
    """
    return lots.draw(f"{digest}:{person_id or ''}", codes)


sentences(
    paper_twice=N_("同一个项目选了两次。请刷新后重选。"),
    paper_unknown=N_("选的项目里有不属于这次投票的。请刷新后重选。"),
    paper_too_few=N_("至少要选 {least} 项，现在选了 {chosen} 项。"),
    paper_too_many=N_("最多选 {most} 项，现在选了 {chosen} 项。请去掉几项再投。"),
)
