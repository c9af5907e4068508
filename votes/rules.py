"""A ballot's life: the question put to an electorate, when papers are taken, and what may stand on one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from civic.kit import chain, lots
from civic.kit.errors import N_, Refused, sentences


class State(StrEnum):
    """Where a ballot stands."""

    DRAFT = "draft"
    OPEN = "open"
    CLOSED = "closed"
    CERTIFIED = "certified"


class Method(StrEnum):
    """How a paper is filled in."""

    APPROVAL = "approval"
    CHOOSE_ONE = "choose_one"
    CUMULATIVE = "cumulative"
    ORDINAL = "ordinal"


class Phase(StrEnum):
    """What a ballot's state means at a moment: the clock decides, not whether somebody pressed a button in time."""

    PREPARING = "preparing"  # 筹备中
    ANNOUNCED = "announced"  # 已公布，还没开始
    VOTING = "voting"  # 正在投票
    OVER = "over"  # 已截止，正在封存
    CLOSED = "closed"  # 已截止
    CERTIFIED = "certified"  # 结果已确认


@dataclass(frozen=True)
class Question:
    """What a voter is asked, as far as the rules of a paper go. Fixed at opening."""

    ballot_id: int
    state: State
    codes: tuple[str, ...]
    min_choices: int
    #: 0: no limit
    max_choices: int
    opens_at: datetime | None
    closes_at: datetime | None
    digest: str = ""

    def phase(self, now: datetime) -> Phase:
        """Where the ballot stands at this moment."""
        return phase(self.state, self.opens_at, self.closes_at, now)


def phase(state: State, opens_at: datetime | None, closes_at: datetime | None, now: datetime) -> Phase:
    """Papers are taken from ``opens_at`` to just before ``closes_at``, however late the ballot is closed by hand."""
    if state is State.OPEN:
        if opens_at is not None and now < opens_at:
            return Phase.ANNOUNCED
        return Phase.OVER if closes_at is not None and now >= closes_at else Phase.VOTING
    return {
        State.DRAFT: Phase.PREPARING,
        State.CLOSED: Phase.CLOSED,
        State.CERTIFIED: Phase.CERTIFIED,
    }[state]


def check_voting(question: Question, now: datetime) -> None:
    """Papers are taken now, or Refused ``ballot_not_begun`` or ``ballot_closed`` with the moment."""
    now_is = question.phase(now)
    if now_is is Phase.PREPARING:
        raise Refused("ballot_preparing")
    if now_is is Phase.ANNOUNCED:
        raise Refused("ballot_not_begun", opens=question.opens_at)
    if now_is is not Phase.VOTING:
        raise Refused("ballot_closed", closes=question.closes_at)


def paper_text(question: Question, codes: Sequence[str]) -> str:
    """The canonical text of an approval paper: the codes in the ballot's own order.

    Raises Refused for a code twice, of another ballot, too few or too many; the field is ``choices``.
    """
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


def roll_digest(person_ids: Sequence[int]) -> str:
    """SHA-256 over the sorted roll."""
    return chain.digest(chain.GENESIS, sorted(person_ids))


def ballot_digest(roll: str, document: dict[str, Any]) -> str:
    """SHA-256 over the roll's digest and all that is fixed at opening."""
    return chain.digest(roll, document)


sentences(
    ballot_preparing=N_("这次投票还在筹备，没有开始。"),
    ballot_not_begun=N_("投票 {opens} 开始，现在还不能投。您选的不会丢，到时再来投出。"),
    ballot_closed=N_("投票 {closes} 已经截止，这张票没有计入。"),
    ballot_already_cast=N_("您已经投过了。每人一张票，投出后不能改。"),
    ballot_not_on_roll=N_(
        "您不在这次投票的名册上，所以不能投。名册在投票开始前固定，收的是年满 18 岁、经居委会核实的本社区居民。"
        "如果您住在这里，请找居委会核实，下次就能投。"
    ),
    ballot_still_open=N_("投票还没有结束，票箱不能打开。"),
    ballot_not_draft=N_("这次投票已经开始过了，内容不能再改。"),
    ballot_not_open=N_("这次投票没有在进行。"),
    ballot_not_closed=N_("投票还没有截止，或者结果已经确认过了。"),
    ballot_empty_roll=N_("名册上一个人也没有，投票不能开始。请先核实居民身份。"),
    paper_twice=N_("同一个项目选了两次。请刷新后重选。"),
    paper_unknown=N_("选的项目里有不属于这次投票的。请刷新后重选。"),
    paper_too_few=N_("至少要选 {least} 项，现在选了 {chosen} 项。"),
    paper_too_many=N_("最多选 {most} 项，现在选了 {chosen} 项。请去掉几项再投。"),
)
