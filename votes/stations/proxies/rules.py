"""Proxy voting (代投): another person decides, with a written authorisation that was recorded before.

村民委员会组织法 art. 15: who is away may authorise in writing a near relative who has the vote there, and the names are
published. How many one person may vote for is a parameter of the ballot: the law's text names no number.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from civic.kit.errors import N_, Refused, sentences


class Relation(StrEnum):
    """What the proxy is to the absent person; near relatives as in 民法典 art. 1045."""

    SPOUSE = "spouse"
    PARENT = "parent"
    CHILD = "child"
    SIBLING = "sibling"
    GRANDPARENT = "grandparent"
    GRANDCHILD = "grandchild"
    HOUSEHOLD = "household"
    OTHER = "other"


RELATION_NAMES = {
    Relation.SPOUSE: N_("配偶"),
    Relation.PARENT: N_("父母"),
    Relation.CHILD: N_("子女"),
    Relation.SIBLING: N_("兄弟姐妹"),
    Relation.GRANDPARENT: N_("祖父母、外祖父母"),
    Relation.GRANDCHILD: N_("孙子女、外孙子女"),
    Relation.HOUSEHOLD: N_("同住一户"),
    Relation.OTHER: N_("其他人"),
}


@dataclass(frozen=True)
class Terms:
    """What a ballot allows."""

    #: entries one proxy may cast for; 0: no proxies
    most: int = 0
    #: only near relatives and people of the same household
    near_only: bool = True

    @property
    def offered(self) -> bool:
        """Whether there are proxies at all."""
        return self.most > 0

    @property
    def relations(self) -> list[Relation]:
        """What may be written down."""
        return [one for one in Relation if not (self.near_only and one is Relation.OTHER)]


#: what is said about proxies among a ballot's parameters
MOST, NEAR = "proxies", "proxies_near"
#: more than this and the vote is no longer the voters'
MOST_EVER = 10


def terms(parameters: Mapping[str, Any]) -> Terms:
    """The terms of a ballot's parameters; without a word about proxies there are none."""
    most = parameters.get(MOST, 0)
    return Terms(most if isinstance(most, int) and most > 0 else 0, parameters.get(NEAR, True) is not False)


def as_parameters(wanted: Terms) -> dict[str, Any]:
    """The terms as they stand among a ballot's parameters; none are no word at all."""
    return {MOST: wanted.most, NEAR: wanted.near_only} if wanted.offered else {}


def kept(parameters: Mapping[str, Any]) -> dict[str, Any]:
    """What of a draft's parameters is about proxies, and stays when the other parameters are written anew."""
    return as_parameters(terms(parameters))


@dataclass(frozen=True)
class Authorisation:
    """Who asks whom."""

    entry_id: int
    holder_id: int
    relation: Relation
    #: where the written authorisation is kept
    document: str


def check_authorisation(
    allowed: Terms, wanted: Authorisation, held: int, holder_is_away: bool, given: bool
) -> None:
    """Whether an authorisation can be recorded.

    ``held``: entries the proxy stands for already; ``holder_is_away``: the proxy has authorised somebody too;
    ``given``: the absent person has authorised somebody already.
    """
    if not allowed.offered:
        raise Refused("proxy_not_offered")
    if wanted.entry_id == wanted.holder_id:
        raise Refused("proxy_of_self", "holder")
    if wanted.relation not in allowed.relations:
        raise Refused("proxy_not_near", "relation")
    if given:
        raise Refused("proxy_given")
    if holder_is_away:
        raise Refused("proxy_is_away", "holder")
    if held >= allowed.most:
        raise Refused("proxy_most", "holder", most=allowed.most)


sentences(
    proxy_not_offered=N_("这次投票不接受委托代投。"),
    proxy_of_self=N_("委托人和代投人不能是同一个。"),
    proxy_not_near=N_("只能委托近亲属，或者同住一户的人。"),
    proxy_given=N_("这位已经委托过别人了。要换人，先把原来的委托撤掉。"),
    proxy_is_away=N_("这位代投人自己也委托了别人代投，不能再替人投。"),
    proxy_most=N_("一个人最多替 {most} 位代投，这位已经满了。"),
    proxy_revoked=N_("这份委托已经撤掉了，不能再用来投票。"),
    proxy_used=N_("已经按这份委托投过票了，不能再撤。"),
)
