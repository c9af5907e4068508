"""Options side by side, what speaks for and against them, and how people stand to each.

Options are chosen by consent: what counts is not the most hands but that nobody is left who cannot live with it; whoever
says so gives the reason, and the reason is kept (consent in Loomio's sense, field.md; meetings.md 1.7).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from civic.kit.errors import N_, Refused, sentences

MOST_OPTIONS = 8


class Effect(StrEnum):
    """What an option means for a group."""

    BETTER = "better"
    SAME = "same"
    WORSE = "worse"
    UNKNOWN = "unknown"

    @property
    def words(self) -> str:
        """The Chinese label, marked for the catalogue."""
        return _EFFECT_WORDS[self]


class Side(StrEnum):
    """Whether a consideration speaks for an option or against it."""

    FOR = "for"
    AGAINST = "against"

    @property
    def words(self) -> str:
        """The Chinese label, marked for the catalogue."""
        return _SIDE_WORDS[self]


class Stand(StrEnum):
    """How somebody stands to an option."""

    SUPPORT = "support"
    ACCEPT = "accept"
    OBJECT = "object"

    @property
    def words(self) -> str:
        """The Chinese label, marked for the catalogue."""
        return _STAND_WORDS[self]


@dataclass(frozen=True)
class OptionPlan:
    """An option as somebody writes it down. Money in fen; no amount means not known yet."""

    title: str
    about: str
    cost_fen: int | None
    #: who bears the cost
    bearer: str
    #: how long it takes
    duration: str


@dataclass(frozen=True)
class Stands:
    """How many stand how to one option."""

    support: int = 0
    accept: int = 0
    object: int = 0

    @property
    def all(self) -> int:
        """How many have said anything."""
        return self.support + self.accept + self.object

    @property
    def consented(self) -> bool:
        """Somebody spoke, and nobody is left who cannot live with it."""
        return self.all > 0 and self.object == 0


def stands(counted: Mapping[Stand, int]) -> Stands:
    """From the numbers by stand."""
    return Stands(*(counted.get(each, 0) for each in Stand))


def check_stand(stand: Stand, reason: str) -> None:
    """Raises Refused ``option_stand_reason`` for an objection without its reason."""
    if stand is Stand.OBJECT and not reason:
        raise Refused("option_stand_reason", "reason")


def check_room(options: int) -> None:
    """Raises Refused ``options_many`` when no further one can be compared."""
    if options >= MOST_OPTIONS:
        raise Refused("options_many", most=MOST_OPTIONS)


_EFFECT_WORDS = {
    Effect.BETTER: N_("变好"),
    Effect.SAME: N_("没变化"),
    Effect.WORSE: N_("变差"),
    Effect.UNKNOWN: N_("说不准"),
}
_SIDE_WORDS = {Side.FOR: N_("好处"), Side.AGAINST: N_("坏处")}
_STAND_WORDS = {Stand.SUPPORT: N_("支持"), Stand.ACCEPT: N_("可以接受"), Stand.OBJECT: N_("不能接受")}

sentences(
    option_stand_reason=N_("不能接受的，请写一句为什么，好让大家想办法。"),
    options_many=N_("最多比较 {most} 个方案，先删去一个再加。"),
    option_taken=N_("已经有一个叫这个名字的方案。"),
    option_used=N_("已经有人对这个方案表态，不能再删。"),
    consideration_hidden_already=N_("这一条已经收起了。"),
)
