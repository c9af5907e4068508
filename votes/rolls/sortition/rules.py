"""Drawing a panel by lot: announced before anyone can know the seed, drawn by a procedure of ten lines.

1. Announced: the roll's digest, the numbers on it with their groups, how many are drawn from each group, how many stand
   in reserve, and which public value, not yet known, will be the seed (a lottery's number, dice thrown in the hall).
   The SHA-256 of all that is the commitment.
2. Once the value is public: for each number on the roll, SHA-256 of ``commitment + ":" + value + newline + number``.
   Sorted by it, the first of each group are the panel, the next its reserve.
3. Whoever cannot serve is replaced by the next of the reserve of the same group; when that is used up, by the next of the
   whole reserve in the drawn order. Nobody is chosen by hand.
"""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from civic.kit import chain, lots, money
from civic.kit.errors import N_, Refused, sentences

LEAST_SEATS = 2
MOST_SEATS = 1000

Pool = Sequence[tuple[int, str]]


@dataclass(frozen=True)
class Plan:
    """How many are drawn from each group, and how many stand in reserve."""

    seats: Mapping[str, int]
    reserve: Mapping[str, int]


@dataclass(frozen=True)
class Drawn:
    """Numbers on the roll in the order in which they were drawn."""

    panel: tuple[int, ...]
    reserve: tuple[int, ...]


def shares(sizes: Mapping[str, int], seats: int) -> dict[str, int]:
    """Seats in proportion to the groups, by largest remainder; equal remainders go to the larger group, then by name."""
    names = sorted(sizes, key=lambda name: (-sizes[name], name))
    if not sum(sizes.values()):
        return dict.fromkeys(names, 0)
    return dict(zip(names, money.shares(seats, [sizes[name] for name in names]), strict=True))


def plan(pool: Pool, seats: int, reserve: int, given: Mapping[str, int] | None = None) -> Plan:
    """Seats by group: as ``given``, or in proportion to the roll; the reserve in proportion to who is left.

    Raises Refused ``sortition_seats``, ``sortition_reserve``, ``sortition_group`` and ``sortition_sum``.
    """
    sizes = Counter(group for _, group in pool)
    if not LEAST_SEATS <= seats <= min(MOST_SEATS, len(pool)):
        raise Refused("sortition_seats", "seats", least=LEAST_SEATS, most=min(MOST_SEATS, len(pool)))
    if seats + reserve > len(pool):
        raise Refused("sortition_reserve", "reserve", most=len(pool) - seats)
    chosen = _given(sizes, seats, given) if given else shares(sizes, seats)
    left = {name: size - chosen.get(name, 0) for name, size in sizes.items()}
    return Plan(chosen, shares(left, reserve))


def _given(sizes: Mapping[str, int], seats: int, given: Mapping[str, int]) -> dict[str, int]:
    for name, wanted in given.items():
        if wanted > sizes.get(name, 0):
            raise Refused("sortition_group", "groups", group=name, wanted=wanted, size=sizes.get(name, 0))
    if sum(given.values()) != seats:
        raise Refused("sortition_sum", "groups", seats=seats, sum=sum(given.values()))
    return {name: given.get(name, 0) for name in sizes}


def commitment(announced: Mapping[str, Any]) -> str:
    """SHA-256 over the announcement: roll digest, pool, seats, reserve, and what the seed will be."""
    return chain.digest(chain.GENESIS, dict(announced))


def seed_of(committed: str, value: str) -> str:
    """The seed: what was announced, and the public value as it was published, without blanks around it."""
    return f"{committed}:{value.strip()}"


def draw(pool: Pool, wanted: Plan, seed: str) -> Drawn:
    """The panel and its reserve. The same pool, plan and seed give the same numbers, in whatever order the pool came."""
    group_of = dict(pool)
    panel: list[int] = []
    reserve: list[int] = []
    taken: Counter[str] = Counter()
    for number in map(int, lots.draw(seed, [str(number) for number in sorted(group_of)])):
        group = group_of[number]
        if taken[group] < wanted.seats.get(group, 0):
            panel.append(number)
        elif taken[group] < wanted.seats.get(group, 0) + wanted.reserve.get(group, 0):
            reserve.append(number)
        taken[group] += 1
    return Drawn(tuple(panel), tuple(reserve))


def next_in_reserve(pool: Pool, drawn: Drawn, leaving: int, used: Collection[int]) -> int:
    """Who takes the place of a member who cannot serve. Raises Refused ``sortition_reserve_used``."""
    group_of = dict(pool)
    waiting = [number for number in drawn.reserve if number not in used]
    if not waiting:
        raise Refused("sortition_reserve_used")
    return next((number for number in waiting if group_of[number] == group_of[leaving]), waiting[0])


def members(drawn: Drawn, replaced: Sequence[tuple[int, int]]) -> list[int]:
    """Who serves now: whoever enters takes the place of who left."""
    panel = list(drawn.panel)
    for leaving, entering in replaced:
        panel[panel.index(leaving)] = entering
    return panel


sentences(
    sortition_seats=N_("抽取的人数要在 {least} 到 {most} 之间。"),
    sortition_reserve=N_("名册上的人不够：候补最多 {most} 人。"),
    sortition_group=N_("“{group}”要抽 {wanted} 人，名册上这一组只有 {size} 人。"),
    sortition_sum=N_("各组加起来是 {sum} 人，和总数 {seats} 对不上。"),
    sortition_reserve_used=N_("候补名单已经用完了，不能再递补。"),
    sortition_drawn=N_("这次抽签已经抽过了，不能再抽。"),
    sortition_roll_changed=N_("公布之后名册变了，不能再用这次公布的办法抽。请重新公布一次。"),
    sortition_value_past=N_("公布种子的时间要在以后：先把办法公布出来，种子才没人能事先知道。"),
    sortition_too_early=N_("公布的时间是 {at}，在那之前种子还不能填。"),
    sortition_not_member=N_("第 {number} 号现在不在小组里。"),
)
