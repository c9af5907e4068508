"""Lists of action items, and what a regular review of them counts and says."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from enum import StrEnum
from typing import Any, Protocol

from civic.documents.rules import Facts, Heading, Mark, Paragraph, Sheet, Table
from civic.kit.errors import N_
from councils.actions.rules.progress import Progress, State
from councils.documents.rules.words import Words


class Cadence(StrEnum):
    """How often a place looks at everything it has to do."""

    MONTH = "month"
    QUARTER = "quarter"
    HALF_YEAR = "half_year"

    @property
    def months(self) -> int:
        """How long its period is."""
        return {Cadence.MONTH: 1, Cadence.QUARTER: 3, Cadence.HALF_YEAR: 6}[self]

    @property
    def words(self) -> str:
        """What people call the review, in Chinese."""
        return _CADENCES[self]


_CADENCES = {
    Cadence.MONTH: N_("一月一调度"),
    Cadence.QUARTER: N_("一季一督导"),
    Cadence.HALF_YEAR: N_("半年一拉练"),
}


def period(cadence: Cadence, today: date) -> tuple[date, date]:
    """The last whole period before today: its first day, and the day after its last."""
    months = cadence.months
    ends_month = (today.month - 1) // months * months + 1
    ends = date(today.year, ends_month, 1)
    index = today.year * 12 + ends_month - 1 - months
    return date(index // 12, index % 12 + 1, 1), ends


class Described(Protocol):
    """What a review tells of an item."""

    id: int
    content: str
    owner: str


class Sourced(Described, Protocol):
    """What a list tells of an item beside."""

    source: str
    resolution: Any


# of the list as a table
COLUMNS = (
    *(N_("哪个议事会"), N_("决议"), N_("做什么"), N_("谁来做"), N_("做完的日期"), N_("了结的日期")),
    *(N_("钱从哪里来"), N_("状态"), N_("最近的进展")),
)


def cells(item: Sourced, now: Progress) -> list[str]:
    """A line of it, without what is said in the reader's language."""
    council, number = (
        item.resolution.term.council.name,
        f"{item.resolution.term.number}-{item.resolution.number}",
    )
    finished = now.finished.isoformat() if now.finished else ""
    return [council, number, item.content, item.owner, now.due.isoformat(), finished, item.source]


def review_document(
    place: str, cadence: Cadence, days: tuple[date, date], items: Sequence[tuple[Described, Progress]]
) -> dict[str, Any]:
    """What a review says: counts over everything open or finished in the period, and each item that is late."""
    starts, ends = days
    looked = [(item, now) for item, now in items if now.finished is None or starts <= now.finished < ends]
    late = [(item, now) for item, now in looked if now.state is State.OVERDUE]
    return {
        "form": 1,
        "place": place,
        "cadence": cadence.value,
        "starts_on": starts.isoformat(),
        "ends_on": ends.isoformat(),
        "counts": counted(now for _, now in looked),
        "late": [
            {"action": item.id, "content": item.content, "owner": item.owner, "due": now.due.isoformat()}
            for item, now in late
        ],
    }


def review_parts(told: Mapping[str, Any]) -> dict[str, Any]:
    """What a review says, part by part, for its seal."""
    return {
        N_("时间"): (told["place"], told["cadence"], told["starts_on"], told["ends_on"]),
        N_("各有多少件"): told["counts"],
        N_("超期的"): told["late"],
    }


def review_sheet(told: Mapping[str, Any], mark: Mark, lang: str) -> Sheet:
    """A review on paper, as it was prepared."""
    say = Words(lang)
    starts, ends = date.fromisoformat(told["starts_on"]), date.fromisoformat(told["ends_on"])
    days = say(N_("{start} 到 {end}"), start=say.day(starts), end=say.day(ends - timedelta(days=1)))
    number = N_("{n} 件")
    counts = tuple((say(State(name).words), say(number, n=n)) for name, n in told["counts"].items())
    head = tuple(say(name) for name in (N_("做什么"), N_("谁来做"), N_("做完的日期")))
    rows = tuple(
        (one["content"], one["owner"], say.day(date.fromisoformat(one["due"]))) for one in told["late"]
    )
    late = Table(head, rows, (6, 3, 3)) if rows else Paragraph(say(N_("没有超期的事。")))
    title = f"{told['place']} {say(Cadence(told['cadence']).words)}"
    return Sheet(title, (days,), (Facts(counts), Heading(say(N_("超期的"))), late, mark), lang)


def counted(items: Iterable[Progress]) -> dict[str, int]:
    """How many stand how; every state is there."""
    states = [item.state for item in items]
    return {state.value: states.count(state) for state in State}
