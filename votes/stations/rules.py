"""Who works at the desk, and what is in order for one entry of the roll at this moment."""

from dataclasses import dataclass
from enum import StrEnum

from civic.kit.errors import N_, Refused, Stale, Term, sentences
from civic.people.rules import Actor, Role
from votes.rules import Channel, Phase

CHANNEL_NAMES = {
    Channel.PHONE: N_("手机"),
    Channel.KIOSK: N_("投票机"),
    Channel.ASSISTED: N_("工作人员代办"),
    Channel.PROXY: N_("委托代投"),
    Channel.PAPER: N_("纸质选票"),
}
ATTENDING = (Role.CLERK, Role.FACILITATOR)
WATCHING = (*ATTENDING, Role.SUPERVISOR)


class Step(StrEnum):
    """What happened to an entry's paper of paper."""

    HANDED = "handed"  # 领走一张
    REPLACED = "replaced"  # 写坏了，换一张
    RETURNED = "returned"  # 投进票箱


@dataclass(frozen=True)
class Standing:
    """How far an entry has come."""

    voted: Channel | None = None
    #: whether a paper of paper was handed out for it
    handed: bool = False


def may_attend(actor: Actor, path: str, named: frozenset[int] = frozenset()) -> bool:
    """Staff of the residents' committee and facilitators of the place work at the desk, and who was named for this ballot."""
    return actor.holds_any(ATTENDING, path) or actor.person_id in named


def may_watch(actor: Actor, path: str, named: frozenset[int] = frozenset()) -> bool:
    """The supervisors of the place may look on, and take the third look at a sheet."""
    return actor.holds_any(WATCHING, path) or actor.person_id in named


def check_has_not_voted(standing: Standing) -> None:
    """Whoever comes first counts. Raises Stale ``station_has_voted`` with the way."""
    if standing.voted is not None:
        raise Stale("station_has_voted", channel=Term(CHANNEL_NAMES[standing.voted]))


def check_step(step: Step, standing: Standing, paper_ballots: bool) -> None:
    """Whether a paper may be handed out, replaced or taken back.

    Handing one out binds nobody: who then votes by telephone has voted, and the paper is not taken back.
    """
    if not paper_ballots:
        raise Refused("paper_not_offered")
    check_has_not_voted(standing)
    if step is Step.HANDED and standing.handed:
        raise Refused("paper_already_handed")
    if step is not Step.HANDED and not standing.handed:
        raise Refused("paper_not_handed")


@dataclass(frozen=True)
class Offers:
    """What the desk may do for an entry now; what is not offered is not shown."""

    code: bool = False
    assist: bool = False
    proxy: bool = False
    hand: bool = False
    replace: bool = False
    take_back: bool = False


def offers(phase: Phase, standing: Standing, paper_ballots: bool, proxies: bool) -> Offers:
    """Nothing before voting begins, nothing for who has voted, nothing after the end."""
    if phase is not Phase.VOTING or standing.voted is not None:
        return Offers()
    return Offers(
        code=True,
        assist=True,
        proxy=proxies,
        hand=paper_ballots and not standing.handed,
        replace=paper_ballots and standing.handed,
        take_back=paper_ballots and standing.handed,
    )


sentences(
    station_has_voted=N_("这一户（人）已经投过了，方式是：{channel}。先投的算数，不能再投一次。"),
    station_entry_unknown=N_("名册上没有找到。请核对编号或者名字。"),
    station_many_found=N_("找到的太多了，请写全名字，或者写名册编号。"),
    station_present=N_("请先确认：本人就在旁边，自己说要选哪个。"),
    paper_not_offered=N_("这次投票不收纸质选票。"),
    paper_already_handed=N_("已经领过一张纸质选票了。写坏了可以换一张，不能再领一张。"),
    paper_not_handed=N_("名册上没有记下领过纸质选票，请先登记领票。"),
)
