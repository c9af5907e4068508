"""Who may open a conversation, say something, accept it and vote on it, and when."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from civic.kit.errors import N_, Refused, sentences
from civic.notifications.rules import kinds
from civic.people.rules import Actor, Role
from councils.opinions.rules.states import Phase
from councils.rules import may_convene

LONGEST_STATEMENT = 140  # characters, as in Polis
LONGEST_REASON = 200
MOST_SEEDS = 30
# what one person may have waiting for the facilitator at a time
MOST_WAITING = 5
# about three minutes of voting
SITTING = 10
# groups are shown from so many placed participants on; below that counts only (meetings.md 1.8)
GROUPED_FROM = 40
# nothing shown ever describes fewer people than this
FEWEST_SHOWN = 5
# how many pairs of letters two statements have in common, as a share of all they have
_ALIKE = 0.55


@dataclass(frozen=True)
class Plan:
    """A conversation to be opened: what is asked, from when to when, and what the organiser says to begin with."""

    title: str
    question: str
    opens_at: datetime
    closes_at: datetime
    seeds: tuple[str, ...] = ()


def may_organise(actor: Actor, place_path: str) -> bool:
    """Who opens conversations, reads what waits, accepts and declines: those who may convene a session there."""
    return may_convene(actor, place_path)


def may_take_part(actor: Actor, place_path: str) -> bool:
    """Who says and thinks something about it: whoever lives there, and members of a council there."""
    return actor.lives_in(place_path) or actor.holds(Role.MEMBER, place_path)


def check_plan(plan: Plan, now: datetime) -> None:
    """Raises Refused when it ends before it begins or has ended, or when its seeds are too many, too long or the same."""
    if plan.closes_at <= plan.opens_at:
        raise Refused("conversation_period", "closes_at")
    if plan.closes_at <= now:
        raise Refused("conversation_past", "closes_at")
    if len(plan.seeds) > MOST_SEEDS:
        raise Refused("seeds_many", "seeds", most=MOST_SEEDS)
    if any(len(seed) > LONGEST_STATEMENT for seed in plan.seeds):
        raise Refused("seed_long", "seeds", most=LONGEST_STATEMENT)
    if len(set(plan.seeds)) < len(plan.seeds):
        raise Refused("seeds_twice", "seeds")


def check_open(phase: Phase) -> None:
    """Raises Refused outside the hours of the conversation."""
    if phase is Phase.COMING:
        raise Refused("conversation_not_yet")
    if phase is not Phase.OPEN:
        raise Refused("conversation_over")


def check_statement(text: str, others: Iterable[str], waiting: int, sure: bool) -> None:
    """Raises Refused when this very statement is there already, when one like it is and the author has not said that theirs
    is another (``sure``), or when too many of theirs wait."""
    if waiting >= MOST_WAITING:
        raise Refused("statements_waiting", "text", most=MOST_WAITING)
    alike = most_alike(text, others)
    if alike == text:
        raise Refused("statement_there", "text")
    if alike is not None and not sure:
        raise Refused("statement_alike", "sure", other=alike)


def most_alike(text: str, others: Iterable[str]) -> str | None:
    """The statement most like this one, if any is: by the pairs of neighbouring letters they share."""
    mine = _pairs(text)
    best: tuple[float, str] = (_ALIKE, "")
    for other in others:
        if other == text:
            return other
        theirs = _pairs(other)
        same = len(mine & theirs) / max(len(mine | theirs), 1)
        if same > best[0]:
            best = (same, other)
    return best[1] or None


def _pairs(text: str) -> set[str]:
    letters = [letter for letter in text.casefold() if letter.isalnum()]
    return {one + other for one, other in pairwise(letters)} or set(letters)


def in_sitting(voted: int, statements: int) -> tuple[int, int]:
    """How far someone is with what takes three minutes: done, and of how many."""
    whole = min(SITTING, statements)
    return min(voted, whole), whole


def seeds_of(lines: str) -> tuple[str, ...]:
    """What the organiser typed, one statement a line."""
    return tuple(" ".join(line.split()) for line in lines.splitlines() if line.strip())


def told_counts(seen: int) -> bool:
    """Whether so many votes may be shown."""
    return seen >= FEWEST_SHOWN


sentences(
    conversation_forbidden=N_("征集意见由主持人、记录人、社工或居委会来发起和审核。"),
    conversation_not_resident=N_("提意见和表态的是住在这里的居民，请先登记住址。"),
    conversation_period=N_("结束的时间要在开始之后。"),
    conversation_past=N_("结束的时间已经过去了。"),
    conversation_not_yet=N_("还没有开始，到时候再来。"),
    conversation_over=N_("已经结束了，不能再提意见或表态。"),
    conversation_closed_already=N_("这次征集已经结束了。"),
    seeds_many=N_("开头的意见最多 {most} 条。"),
    seed_long=N_("开头的意见里有一条超过了 {most} 个字。"),
    seeds_twice=N_("开头的意见里有两条一模一样。"),
    statements_waiting=N_("您有 {most} 条意见在等审核，等看过以后再提。"),
    statement_there=N_("已经有一模一样的意见了，请直接对它表态。"),
    statement_alike=N_("已经有一条很像的意见：「{other}」。如果您说的不是一回事，请勾上这里再提交。"),
    statement_settled=N_("这条意见已经是这个结果了。"),
    opinions_not_yet=N_("结束以后、并且有 {least} 人以上参加，才能下载每一票。"),
)
kinds(
    statement_accepted=N_("您的意见「{text}」已经放进「{title}」，大家可以表态了。"),
    statement_declined=N_("您的意见「{text}」没有放进「{title}」：{reason}"),
    statement_heard=N_("「{title}」结束了。您的意见「{text}」有 {voters} 人表了态，都听到了。"),
    conversation_ended=N_("您参加的「{title}」结束了，可以看看大家是怎么想的。"),
)
