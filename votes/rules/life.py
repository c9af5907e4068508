"""A ballot's life: drafted, opened, closed, certified; what its state means at a moment; who may do what with it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import cached_property

from civic.kit.errors import N_, Refused, sentences
from civic.people.rules import Actor, Role
from votes.rules.kinds import Electorate, Method, Secrecy


class State(StrEnum):
    """Where a ballot stands."""

    DRAFT = "draft"
    OPEN = "open"
    CLOSED = "closed"
    CERTIFIED = "certified"
    # declared void: everything is kept and nothing follows from it
    VOID = "void"


class Phase(StrEnum):
    """What a ballot's state means at a moment: the clock decides, not whether somebody pressed a button in time."""

    PREPARING = "preparing"  # 筹备中
    ANNOUNCED = "announced"  # 已公布，还没开始
    VOTING = "voting"  # 正在投票
    OVER = "over"  # 已截止，正在封存
    CLOSED = "closed"  # 已截止
    CERTIFIED = "certified"  # 结果已确认
    VOID = "void"  # 已作废


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
    method: Method = Method.APPROVAL
    #: what each option costs, in fen, in the order of ``codes``; zeros where nothing is bought
    costs: tuple[int, ...] = ()
    #: knapsack: what the chosen may cost together, in fen; 0: no limit
    max_cost_fen: int = 0
    #: cumulative: points to give out; score: the highest score
    points: int = 0
    #: cumulative: whether all points must be given out
    all_points: bool = False
    #: whether a paper may say that none of the options is wanted
    none_of_these: bool = False
    secrecy: Secrecy = Secrecy.SECRET
    #: whether a paper may be replaced until closing
    changeable: bool = False
    electorate: Electorate = Electorate.PERSON
    #: public halves of the keys its papers are sealed with, the innermost first; empty for a box without locks
    seals: tuple[str, ...] = ()

    @cached_property
    def places(self) -> dict[str, int]:
        """Where each option stands in the ballot's own order, by code."""
        return {code: place for place, code in enumerate(self.codes)}

    def phase(self, now: datetime) -> Phase:
        """Where the ballot stands at this moment."""
        return phase(self.state, self.opens_at, self.closes_at, now)


def phase(state: State, opens_at: datetime | None, closes_at: datetime | None, now: datetime) -> Phase:
    """Papers are taken from ``opens_at`` to just before ``closes_at``, however late the ballot is closed by hand."""
    if state is State.OPEN:
        if opens_at is not None and now < opens_at:
            return Phase.ANNOUNCED
        return Phase.OVER if closes_at is not None and now >= closes_at else Phase.VOTING
    return _STANDING[state]


_STANDING = {
    State.DRAFT: Phase.PREPARING,
    State.CLOSED: Phase.CLOSED,
    State.CERTIFIED: Phase.CERTIFIED,
    State.VOID: Phase.VOID,
}


def states_of(phases: Iterable[Phase]) -> list[str]:
    """In which states the ballots of these phases are stored; what the clock decides is all stored as open."""
    of = {standing: state for state, standing in _STANDING.items()}
    return sorted({of.get(each, State.OPEN).value for each in phases})


def check_voting(question: Question, now: datetime) -> None:
    """Papers are taken now, or Refused ``ballot_not_begun`` or ``ballot_closed`` with the moment."""
    now_is = question.phase(now)
    if now_is is Phase.PREPARING:
        raise Refused("ballot_preparing")
    if now_is is Phase.ANNOUNCED:
        raise Refused("ballot_not_begun", opens=question.opens_at)
    if now_is is Phase.VOID:
        raise Refused("ballot_void")
    if now_is is not Phase.VOTING:
        raise Refused("ballot_closed", closes=question.closes_at)


def check_closing(closes_at: datetime | None, now: datetime, turnout: int, roll_size: int) -> None:
    """Not before the published time, unless everybody on the roll has voted."""
    if closes_at is not None and now < closes_at and turnout < roll_size:
        raise Refused("round_not_over", closes=closes_at)


def may_set_up(actor: Actor, path: str) -> bool:
    """Staff of the residents' committee and facilitators of the place prepare, open and close ballots."""
    return actor.holds_any((Role.CLERK, Role.FACILITATOR), path)


def may_certify(actor: Actor, path: str) -> bool:
    """A result is certified by the supervisors or the residents' committee of the place."""
    return actor.holds_any((Role.CLERK, Role.SUPERVISOR), path)


sentences(
    ballot_preparing=N_("这次投票还在筹备，没有开始。"),
    ballot_not_begun=N_("投票 {opens} 开始，现在还不能投。您选的不会丢，到时再来投出。"),
    ballot_closed=N_("投票 {closes} 已经截止，这张票没有计入。"),
    ballot_void=N_("这次投票已经作废，这张票没有计入。"),
    ballot_already_cast=N_("已经投过了。一份选票只收一次，投出后不能改。"),
    ballot_not_on_roll=N_(
        "您不在这次投票的名册上，所以不能投。名册在投票开始前固定，收的是谁，投票的页面上写着。"
        "如果您觉得应该在上面，请找居委会核实。"
    ),
    ballot_still_open=N_("投票还没有结束，票箱不能打开。"),
    ballot_not_draft=N_("这次投票已经开始过了，内容不能再改。"),
    ballot_not_open=N_("这次投票没有在进行。"),
    ballot_ended=N_("这次投票已经收过票了。"),
    round_not_over=N_("公布的截止时间是 {closes}，在那之前不能提前截止。"),
    ballot_not_closed=N_("投票还没有截止，或者结果已经确认过了。"),
    box_keys_missing=N_("票箱要上两把锁，两把钥匙都有人拿了，投票才能开始。请两位先到“票箱钥匙”一页。"),
    ballot_empty_roll=N_("名册上一个人也没有，投票不能开始。请先核实居民身份。"),
)
