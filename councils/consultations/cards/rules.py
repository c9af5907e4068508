"""The card wall: what may be written when, and how many dots one person may stick where."""

from dataclasses import dataclass
from enum import StrEnum

from civic.kit.errors import N_, Refused, sentences

MOST_CARDS = 20  # written by one person
MOST_DOTS = 10


class Phase(StrEnum):
    """What the wall takes now."""

    WRITING = "writing"
    DOTS = "dots"
    DONE = "done"

    @property
    def words(self) -> str:
        """The Chinese label, marked for the catalogue."""
        return _PHASE_WORDS[self]


@dataclass(frozen=True)
class DotRules:
    """dots: each person has so many; per_card: at most so many of them on one card."""

    dots: int = 3
    per_card: int = 2


def check_dot_rules(rules: DotRules) -> None:
    """Raises Refused ``dots_per_card`` when more fit on a card than one has."""
    if rules.per_card > rules.dots:
        raise Refused("dots_per_card", "per_card", dots=rules.dots)


def check_writing(phase: Phase, written: int) -> None:
    """Raises Refused ``cards_closed`` and ``cards_many``."""
    if phase is Phase.DONE:
        raise Refused("cards_closed")
    if written >= MOST_CARDS:
        raise Refused("cards_many", most=MOST_CARDS)


def check_moving(phase: Phase) -> None:
    """Raises Refused ``cards_closed``: what is done stays as it hangs."""
    if phase is Phase.DONE:
        raise Refused("cards_closed")


def check_phase(now: Phase, wanted: Phase) -> None:
    """Raises Refused ``wall_phase_back`` for anything but a step forward."""
    order = list(Phase)
    if order.index(wanted) <= order.index(now):
        raise Refused("wall_phase_back")


def stick(rules: DotRules, phase: Phase, on_card: int, stuck: int) -> int:
    """One more dot of a person who has ``stuck`` in all and ``on_card`` here: how many are here then.

    Raises Refused ``dots_closed``, ``dots_spent``, ``dots_on_card``.
    """
    if phase is not Phase.DOTS:
        raise Refused("dots_closed")
    if stuck >= rules.dots:
        raise Refused("dots_spent", dots=rules.dots)
    if on_card >= rules.per_card:
        raise Refused("dots_on_card", most=rules.per_card)
    return on_card + 1


def unstick(phase: Phase, on_card: int) -> int:
    """One dot taken back: how many are left here. Raises Refused ``dots_closed`` and ``dots_none``."""
    if phase is not Phase.DOTS:
        raise Refused("dots_closed")
    if on_card < 1:
        raise Refused("dots_none")
    return on_card - 1


_PHASE_WORDS = {Phase.WRITING: N_("正在写卡片"), Phase.DOTS: N_("正在贴点"), Phase.DONE: N_("已经收墙")}

sentences(
    cards_closed=N_("卡片墙已经收了，不能再写再挪。"),
    cards_many=N_("一个人最多写 {most} 张卡片。"),
    cards_no_wall=N_("这里还没有卡片墙。"),
    card_gone=N_("这张卡片已经收回了。"),
    card_dotted=N_("这张卡片已经有人贴了点，不能收回。"),
    card_not_yours=N_("卡片由写的人自己或者社工收回。"),
    cluster_taken=N_("已经有一组叫这个名字。"),
    dots_closed=N_("现在不是贴点的时候。"),
    dots_spent=N_("您的 {dots} 个点都贴完了。先收回一个，再贴到别处。"),
    dots_on_card=N_("一张卡片上最多贴 {most} 个点。"),
    dots_none=N_("这张卡片上没有您的点。"),
    dots_per_card=N_("一张卡片上的点不能比每人的 {dots} 个还多。"),
    wall_hangs=N_("卡片墙已经挂上了。"),
    wall_phase_back=N_("卡片墙只能往前走：先写卡片，再贴点，最后收墙。"),
)
