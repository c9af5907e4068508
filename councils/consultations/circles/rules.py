"""Small groups in rounds (世界咖啡): who sits where, so that the room mixes.

Tables of four or five, rounds of twenty to thirty minutes, a host stays and the others travel (domain.md 4.2). Who sits
where depends on a published seed alone: anybody can draw it again.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from civic.kit.errors import N_, Refused, sentences
from civic.kit.lots import draw

LEAST_PEOPLE, MOST_PEOPLE = 6, 300
LEAST_SIZE, MOST_SIZE = 3, 8
MOST_ROUNDS = 6
SHORTEST, LONGEST = 5, 60  # minutes
# drawings are tried until this many seats were drawn: a large hall mixes well at once, a small one does not
_DRAWINGS = 6_000


@dataclass(frozen=True)
class Plan:
    """How the tables are run. size: people at a table, its host with them; minutes: of one round."""

    size: int = 5
    rounds: int = 3
    minutes: int = 20


@dataclass(frozen=True)
class Chair:
    """One person's place in one round; rounds and tables count from one."""

    round: int
    table: int
    person: str
    host: bool


def table_count(people: int, size: int) -> int:
    """As many tables as it takes that none has more than ``size`` people, and at least two."""
    return max(2, -(-people // size))


def check(plan: Plan, people: int) -> None:
    """Raises Refused ``circle_people`` when there are too few to travel, or more than a hall holds."""
    if not LEAST_PEOPLE <= people <= MOST_PEOPLE:
        raise Refused("circle_people", least=LEAST_PEOPLE, most=MOST_PEOPLE, people=people)


def seats(seed: str, people: Sequence[str], plan: Plan) -> list[Chair]:
    """Who sits where, round by round, by the seed alone: the first drawn are hosts and stay, the others travel.

    The tables of a round differ by at most one person. Seats are drawn some hundreds of times from the seed, and the first
    drawing in which the fewest pairs meet again is taken. Raises Refused as ``check`` does.
    """
    check(plan, len(people))
    drawn = draw(seed, people)
    tables = table_count(len(people), plan.size)
    hosts, travellers = drawn[:tables], drawn[tables:]
    best: tuple[int, list[Chair]] | None = None
    for attempt in range(max(1, _DRAWINGS // len(people))):
        chairs = _drawing(f"{seed}\n{attempt}", hosts, travellers, plan.rounds)
        again = met_again(chairs)
        if best is None or again < best[0]:
            best = again, chairs
        if not again:
            break
    assert best is not None
    return best[1]


def _drawing(seed: str, hosts: Sequence[str], travellers: Sequence[str], rounds: int) -> list[Chair]:
    """One drawing: in drawn order each traveller takes the table where the fewest are met again."""
    met: Counter[frozenset[str]] = Counter()
    chairs: list[Chair] = []
    for number in range(1, rounds + 1):
        sitting = [[host] for host in hosts]
        for person in draw(f"{seed}\n{number}", travellers):
            table = _best_table(person, sitting, met, len(hosts) + len(travellers), number)
            met.update(frozenset((person, other)) for other in table)
            table.append(person)
        chairs += [
            Chair(number, place, person, person == hosts[place - 1])
            for place, table in enumerate(sitting, 1)
            for person in table
        ]
    return chairs


def _best_table(
    person: str, sitting: list[list[str]], met: Counter[frozenset[str]], people: int, number: int
) -> list[str]:
    """The table with room where the fewest are met again; among equals the emptier, then the next one round the room."""
    tables = len(sitting)
    full = -(-people // tables)
    larger = people % tables or tables  # so many tables may be full to the last chair
    taken = sum(len(table) == full for table in sitting)
    room = full if taken < larger else full - 1

    def cost(place: int) -> tuple[int, int, int]:
        table = sitting[place]
        again = sum(met[frozenset((person, other))] for other in table)
        return again, len(table), (place + number) % tables

    open_tables = [place for place in range(tables) if len(sitting[place]) < room]
    return sitting[min(open_tables, key=cost)]


def met_again(chairs: Sequence[Chair]) -> int:
    """How many pairs sit together in more than one round: what the drawing keeps small, shown with it."""
    met: Counter[frozenset[str]] = Counter()
    by_table: dict[tuple[int, int], list[str]] = {}
    for chair in chairs:
        table = by_table.setdefault((chair.round, chair.table), [])
        met.update(frozenset((chair.person, other)) for other in table)
        table.append(chair.person)
    return sum(times > 1 for times in met.values())


sentences(
    circle_people=N_("分小组要有 {least} 到 {most} 人，现在到场 {people} 人。"),
    circle_begun=N_("小组讨论已经开始，座位不能再抽。"),
    circle_not_drawn=N_("还没有抽座位。"),
    circle_over=N_("最后一轮已经开始过了。"),
    circle_running=N_("这一轮还没到时间。要提前换桌，请勾上“提前换桌”。"),
)
