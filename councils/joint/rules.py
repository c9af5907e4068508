"""Whose turn it is: member bodies of a joint council are host, and preside, quarter by quarter in their order."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from civic.kit.errors import N_, Refused, sentences
from civic.people.rules import Actor
from councils.rules import may_found


@dataclass(frozen=True)
class Member:
    """A member body as far as the rotation is concerned, in its order."""

    id: int
    joined_on: date
    left_on: date | None = None

    def belongs(self, day: date) -> bool:
        """Whether it is a member on a day."""
        return self.joined_on <= day and (self.left_on is None or self.left_on >= day)


@dataclass(frozen=True)
class Turn:
    """Who is host in a quarter, by the first day of it. reason: why it is not the one whose turn it would be."""

    quarter: date
    member: int
    reason: str = ""


def quarter_of(day: date) -> date:
    """The first day of the quarter."""
    return day.replace(month=(day.month - 1) // 3 * 3 + 1, day=1)


def later(quarter: date, quarters: int) -> date:
    """The first day of the quarter so many quarters on (or back)."""
    months = quarter.year * 12 + quarter.month - 1 + 3 * quarters
    return date(months // 12, months % 12 + 1, 1)


def between(first: date, quarter: date) -> int:
    """How many quarters lie between the first days of two."""
    return (quarter.year - first.year) * 4 + (quarter.month - first.month) // 3


def turn(
    members: Sequence[Member], first: date, swaps: Mapping[date, tuple[int, str]], quarter: date
) -> Turn | None:
    """Who is host in a quarter; None before the first one, and while there are no members.

    Those take turns who were members when the quarter began; in a quarter in which the first ones joined, those who
    did. Whoever joins later waits for the next quarter, so that the host does not change in the middle of one. What
    was agreed for one quarter (swaps) changes that quarter only.
    """
    if quarter < first:
        return None
    if quarter in swaps:
        return Turn(quarter, *swaps[quarter])
    last = date.fromordinal(later(quarter, 1).toordinal() - 1)
    begun = [one for one in members if one.belongs(quarter)] or [one for one in members if one.belongs(last)]
    return Turn(quarter, begun[between(first, quarter) % len(begun)].id) if begun else None


def schedule(
    members: Sequence[Member],
    first: date,
    swaps: Mapping[date, tuple[int, str]],
    start: date,
    quarters: int,
) -> list[Turn]:
    """The turns of so many quarters from the one a day lies in."""
    begin = quarter_of(start)
    found = [turn(members, first, swaps, later(begin, n)) for n in range(quarters)]
    return [one for one in found if one is not None]


def check_first(first: date, before: date | None, today: date) -> None:
    """Raises Refused for a day that begins no quarter, for a quarter that is over, and when turns have begun already."""
    if quarter_of(first) != first or first < quarter_of(today):
        raise Refused("rotation_first", "first_quarter")
    if before is not None and before <= quarter_of(today):
        raise Refused("rotation_begun", "first_quarter")


def check_swap(rotates_from: date | None, quarter: date, today: date) -> None:
    """Raises Refused when nothing rotates yet, for a day that begins no quarter, and for a quarter that is over."""
    if rotates_from is None:
        raise Refused("rotation_none", "quarter")
    if quarter_of(quarter) != quarter:
        raise Refused("rotation_first", "quarter")
    if quarter < quarter_of(today):
        raise Refused("rotation_past", "quarter")


def check_body(place_id: int | None, organisation_id: int | None) -> None:
    """Raises Refused unless the body is exactly one of the two: of a place, or an organisation."""
    if (place_id is None) == (organisation_id is None):
        raise Refused("body_of_one", "bench_place")


def may_join(actor: Actor, council_path: str) -> bool:
    """Who says which bodies belong to a joint council: who keeps the register at the council's own place."""
    return may_found(actor, council_path)


sentences(
    rotation_first=N_("请选这个季度或以后的一个季度。"),
    rotation_begun=N_("轮值已经开始，次序不能重来。某个季度要换，请登记换一次。"),
    rotation_none=N_("还没有定从哪个季度开始轮值。"),
    rotation_past=N_("过去的季度不能再改。"),
    rotation_swapped=N_("这个季度已经改过一次。"),
    body_of_one=N_("成员单位要么是一个地方，要么是一家单位，选一个。"),
    body_taken=N_("已经有这家成员单位。"),
    body_left=N_("这家成员单位已经退出。"),
    body_seated=N_("这家成员单位还有人在席，先登记这些席位结束。"),
    body_unknown=N_("没有找到这家成员单位。"),
)
