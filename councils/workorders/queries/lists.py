"""Lists of work orders, by own SQL."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from civic.kit import clock
from civic.kit.db import day, marks, moment, moment_or_none, rows
from civic.kit.errors import N_
from civic.people.rules import Actor, Role
from civic.places.rules import Level
from councils.assignees.rules import AssigneeKind, office
from councils.workorders.models import WorkOrder
from councils.workorders.queries.pacing import pace_of
from councils.workorders.rules.likeness import Known
from councils.workorders.rules.paces import Pace, Running, late
from councils.workorders.rules.states import IN_HAND, OVER, UNSENT, Category, State


class Stage(StrEnum):
    """Groups by which the list is filtered."""

    OPEN = "open"
    LATE = "late"
    DISPUTED = "disputed"
    CHECK = "check"
    OVER = "over"

    @property
    def words(self) -> str:
        """How people call it, marked for translation."""
        return _STAGES[self][0]

    @property
    def states(self) -> frozenset[State]:
        """What belongs to it."""
        return _STAGES[self][1]


_STAGES = {
    Stage.OPEN: (N_("在办"), frozenset(State) - OVER),
    Stage.LATE: (N_("超时"), UNSENT | IN_HAND),
    Stage.DISPUTED: (N_("有争议"), frozenset({State.DISPUTED, State.DECIDED})),
    Stage.CHECK: (N_("等核实"), frozenset({State.DONE})),
    Stage.OVER: (N_("已了结"), frozenset({State.ACCEPTED, State.DROPPED})),
}


@dataclass(frozen=True)
class Wanted:
    """What the list shows."""

    path: str = "/"
    stage: Stage | None = None
    category: Category | None = None
    estate_id: int | None = None


@dataclass(frozen=True)
class Card:
    """A work order in a list. assignee: who has it, empty before it was sent. seen_by: how many reported it."""

    id: int
    title: str
    category: Category
    state: State
    estate: str
    spot: str
    assignee: str
    due_on: date | None
    late: bool
    seen_by: int
    covered: bool


_SELECT = (
    "SELECT w.id, w.title, w.category, w.state, w.covered, w.spot, w.due_on, w.acknowledge_by, w.place_id, "
    "COALESCE(e.name, '') AS estate, a.kind AS kind, COALESCE(a.name, '') AS named, d.display_name AS person, "
    "l.name AS place, l.level AS level, c.name AS council, o.name AS organisation, "
    "(SELECT COUNT(DISTINCT r.person_id) FROM work_order_reporter r JOIN work_order m ON m.id = r.order_id "
    "WHERE m.id = w.id OR m.merged_into_id = w.id) AS seen_by, "
    "(SELECT MAX(s.at) FROM work_order_step s WHERE s.order_id = w.id AND s.kind IN ('reported', 'reopened', 'split')) "
    "AS waits_since FROM work_order w JOIN place p ON p.id = w.place_id LEFT JOIN place e ON e.id = w.estate_id "
    "LEFT JOIN assignee a ON a.id = w.assignee_id LEFT JOIN person d ON d.id = a.person_id "
    "LEFT JOIN place l ON l.id = a.place_id LEFT JOIN council c ON c.id = a.council_id "
    "LEFT JOIN organisation o ON o.id = a.organisation_id "
)


async def cards(wanted: Wanted, after: int | None, size: int) -> list[Card]:
    """The newest of this kind, one more than ``size``; ``after`` is the last id already seen. Merged ones are not told
    apart from what they were merged into."""
    states = wanted.stage.states if wanted.stage else frozenset(State) - {State.MERGED}
    where = f"WHERE p.path LIKE ? AND w.id < ? AND w.state IN ({marks(states)})"
    values: list[Any] = [f"{wanted.path}%", after or 2**31 - 1, *sorted(states)]
    for column, value in (("category", wanted.category), ("estate_id", wanted.estate_id)):
        if value is not None:
            where, values = f"{where} AND w.{column} = ?", [*values, value]
    if (
        wanted.stage is Stage.LATE
    ):  # how fast it should go is the place's choice, so this filter reads them all
        every = await _cards(f"{where} ORDER BY w.id DESC", *values)
        return [card for card in every if card.late][: size + 1]
    return await _cards(f"{where} ORDER BY w.id DESC LIMIT ?", *values, size + 1)


async def late_ones() -> list[int]:
    """Everything that has missed a deadline, wherever it is."""
    states = sorted(UNSENT | IN_HAND)
    every = await _cards(f"WHERE w.state IN ({marks(states)}) ORDER BY w.id", *states)
    return [card.id for card in every if card.late]


async def reported_by(person_id: int, size: int) -> list[Card]:
    """What somebody reported or met with too, newest first."""
    return await _cards(
        "WHERE w.id IN (SELECT COALESCE(m.merged_into_id, m.id) FROM work_order_reporter r JOIN work_order m "
        "ON m.id = r.order_id WHERE r.person_id = ?) ORDER BY w.id DESC LIMIT ?",
        person_id,
        size,
    )


async def resting_on(kind: str, number: int) -> list[Card]:
    """What a resolution settled."""
    return await _cards(
        "WHERE w.id IN (SELECT s.order_id FROM work_order_step s WHERE s.ref_kind = ? AND s.ref_id = ?) ORDER BY w.id",
        kind,
        number,
    )


async def given_to(assignee_ids: Sequence[int], size: int) -> list[Card]:
    """What these have in hand, or said is not theirs, the next deadline first."""
    if not assignee_ids:
        return []
    states = sorted(frozenset(State) - OVER)
    return await _cards(
        f"WHERE w.assignee_id IN ({marks(assignee_ids)}) AND w.state IN ({marks(states)}) ORDER BY w.due_on, w.id LIMIT ?",
        *assignee_ids,
        *states,
        size,
    )


async def _cards(rest: str, *values: Any) -> list[Card]:
    found = await rows(_SELECT + rest, *values)
    speeds = {place: await pace_of(place) for place in {row["place_id"] for row in found}}
    return [_card(row, speeds[row["place_id"]]) for row in found]


def _card(row: dict[str, Any], pace: Pace) -> Card:
    state, due = State(row["state"]), day(row["due_on"]) if row["due_on"] else None
    running = Running(state, moment(row["waits_since"]), moment_or_none(row["acknowledge_by"]), due)
    same = {name: row[name] for name in ("id", "title", "estate", "spot", "seen_by")}
    return Card(
        **same,
        category=Category(row["category"]),
        state=state,
        assignee=_called(row) if row["kind"] else "",
        due_on=due,
        late=late(running, pace, clock.now()),
        covered=bool(row["covered"]),
    )


def _called(row: dict[str, Any]) -> str:
    if AssigneeKind(row["kind"]) is AssigneeKind.OFFICE:
        return office(Level(row["level"]), row["place"])
    return str(row["person"] or row["council"] or row["organisation"] or row["named"])


async def known(place_id: int) -> list[Known]:
    """What is reported in a community and not over, for who looks for the same; covered ones apart."""
    states = [state for state in State if state not in OVER]
    found = WorkOrder.filter(place_id=place_id, state__in=states, covered=False).order_by("-id").limit(300)
    return [Known(one.id, one.estate_id, one.category, one.title) for one in await found]


async def waiting(paths: Sequence[str]) -> list[Card]:
    """What waits for the desk of these places: to be called, sent, settled; the oldest first."""
    if not paths:
        return []
    states = sorted(UNSENT | {State.DISPUTED, State.DECIDED})
    under = " OR ".join("p.path LIKE ?" for _ in paths)
    return await _cards(
        f"WHERE ({under}) AND w.state IN ({marks(states)}) ORDER BY w.id LIMIT 200",
        *(f"{path}%" for path in paths),
        *states,
    )


def desks(actor: Actor) -> list[str]:
    """The places whose desk this person keeps."""
    return [held.path for held in actor.grants if held.role in (Role.CLERK, Role.OFFICER)]


@dataclass(frozen=True)
class Dispute:
    """A work order in dispute, for who puts it on an agenda."""

    id: int
    title: str
    disputed_at: datetime


async def disputes(place_id: int) -> list[Dispute]:
    """What is in dispute in a community, the newest first."""
    found = WorkOrder.filter(place_id=place_id, state=State.DISPUTED, disputed_at__isnull=False)
    return [
        Dispute(one.id, one.code if one.covered else one.title, one.disputed_at)
        for one in await found.order_by("-disputed_at").limit(20)
        if one.disputed_at
    ]
