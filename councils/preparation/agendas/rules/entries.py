"""The lines of an agenda: where they come from, when each begins, and which of them take another road."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from civic.kit.errors import N_, Refused, sentences

MOST_ENTRIES = 30
LEAST_MINUTES, MOST_MINUTES = 1, 240
WORKORDER = "workorder"  # what an entry about a work order points at


class EntryKind(StrEnum):
    """Where a line of the agenda comes from."""

    PETITION = "petition"
    PROPOSAL = "proposal"
    MOTION = "motion"
    CARRIED = "carried"
    DISPUTE = "dispute"
    FREE = "free"

    @property
    def words(self) -> str:
        """How people call it, marked for translation."""
        return _KINDS[self]


_KINDS = {
    EntryKind.PETITION: N_("联名要求议的"),
    EntryKind.PROPOSAL: N_("提案"),
    EntryKind.MOTION: N_("议题单"),
    EntryKind.CARRIED: N_("以前留下的"),
    EntryKind.DISPUTE: N_("有争议的事"),
    EntryKind.FREE: N_("其他事项"),
}


class Sensitive(StrEnum):
    """Why a matter is not for the open floor (domain.md 3.4: personal data, minors)."""

    PERSONAL = "personal"
    NEIGHBOURS = "neighbours"
    MINOR = "minor"

    @property
    def words(self) -> str:
        """How people call it, marked for translation."""
        return _SENSITIVE[self]


_SENSITIVE = {
    Sensitive.PERSONAL: N_("涉及居民个人情况"),
    Sensitive.NEIGHBOURS: N_("涉及具体邻居之间的纠纷"),
    Sensitive.MINOR: N_("涉及未成年人"),
}


@dataclass(frozen=True)
class Road:
    """The other road of a sensitive matter: who handles it, and by when."""

    sensitive: Sensitive
    handler_id: int | None
    due_on: date | None

    @property
    def open(self) -> bool:
        """Whether nobody has it yet, so that it would come up in public."""
        return self.handler_id is None or self.due_on is None


@dataclass(frozen=True)
class Elsewhere:
    """What the public learns of a sensitive matter: why it is not on the floor, who has it, by when."""

    sensitive: Sensitive
    handler: str
    due_on: date


@dataclass(frozen=True)
class Slot:
    """When a line is planned to begin and to end."""

    starts_at: datetime
    ends_at: datetime


def timetable(starts_at: datetime, minutes: Sequence[int]) -> list[Slot]:
    """One line after the other, from the beginning on."""
    slots, begins = [], starts_at
    for planned in minutes:
        slots.append(Slot(begins, begins + timedelta(minutes=planned)))
        begins = slots[-1].ends_at
    return slots


def moved(order: Sequence[int], entry: int, up: bool) -> tuple[int, int] | None:
    """The two entries that change places when one goes up or down; None at the end of the list."""
    here = order.index(entry)
    there = here - 1 if up else here + 1
    return (order[here], order[there]) if 0 <= there < len(order) else None


def check_road(road: Road | None, today: date) -> None:
    """Raises Refused for a day that has passed."""
    if road is not None and road.due_on is not None and road.due_on < today:
        raise Refused("sensitive_due", "due_on")


sentences(
    entry_taken=N_("这一件已经在议程里了。"),
    entry_unknown=N_("这一件现在不能列入议程，可能别的会议已经列了。"),
    entries_many=N_("一次会议最多排 {most} 项。排不下的请放到下一次。"),
    sensitive_due=N_("答复的日期不能早于今天。"),
    sensitive_on_floor=N_("“{title}”涉及个人，不能在公开会上议。请先写明由谁处理、什么时候答复，再发公告。"),
    sensitive_handler=N_("请在名单里选一位负责的工作人员。"),
)
