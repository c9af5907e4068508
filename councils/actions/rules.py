"""How an action item stands, who may say so, when it is late, and what a review counts."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any, Protocol

from civic.documents.rules import Facts, Heading, Mark, Paragraph, Sheet, Table
from civic.kit.errors import N_, Forbidden, Refused, sentences
from civic.notifications.rules import kinds
from civic.people.rules import SYSTEM, Actor, Role
from councils.documents.rules.words import Words

TEXT_MIN, TEXT_MAX = 4, 500
REMIND_DAYS = 3  # before the day it is due
ESCALATE_DAYS = 7  # after it


class NoteKind(StrEnum):
    """A step in the life of an action item."""

    PROGRESS = "progress"
    DONE = "done"
    DROPPED = "dropped"  # given up, with the reason
    REOPENED = "reopened"
    EXTENDED = "extended"  # to a later day, with the reason
    REMINDED = "reminded"
    ESCALATED = "escalated"  # to the place above
    ANSWERED = "answered"  # what the place above says


class State(StrEnum):
    """How it stands today."""

    OPEN = "open"
    OVERDUE = "overdue"
    DONE = "done"
    DONE_LATE = "done_late"
    DROPPED = "dropped"

    @property
    def words(self) -> str:
        """For people, in Chinese."""
        return _WORDS[self]

    @property
    def tone(self) -> str:
        """Which badge it gets."""
        return {State.OPEN: "now", State.OVERDUE: "warn", State.DROPPED: "plain"}.get(self, "good")


UNFINISHED = (State.OPEN, State.OVERDUE)
_WORDS = {
    State.OPEN: N_("在办"),
    State.OVERDUE: N_("超期"),
    State.DONE: N_("按期办完"),
    State.DONE_LATE: N_("迟了，已办完"),
    State.DROPPED: N_("不办了"),
}


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


@dataclass(frozen=True)
class Step:
    """One note as far as the state asks."""

    kind: NoteKind
    on: date
    due_on: date | None = None


@dataclass(frozen=True)
class Progress:
    """How an item stands. due: the day that counts, extensions included. escalated: the place above was told."""

    state: State
    due: date
    finished: date | None
    reminded: bool
    escalated: bool


def progress(due: date, steps: Sequence[Step], today: date) -> Progress:
    """From the day it was due and every step, in their order."""
    state, finished = State.OPEN, None
    for step in steps:
        if step.kind is NoteKind.EXTENDED and step.due_on:
            due = step.due_on
        elif step.kind is NoteKind.DONE:
            state, finished = (State.DONE if step.on <= due else State.DONE_LATE), step.on
        elif step.kind is NoteKind.DROPPED:
            state, finished = State.DROPPED, step.on
        elif step.kind is NoteKind.REOPENED:
            state, finished = State.OPEN, None
    if state is State.OPEN and today > due:
        state = State.OVERDUE
    since = [step.kind for step in _since(steps)]
    return Progress(state, due, finished, NoteKind.REMINDED in since, NoteKind.ESCALATED in since)


def _since(steps: Sequence[Step]) -> Sequence[Step]:
    """Steps after it was last given another day or opened again: from there it is reminded and escalated anew."""
    fresh = [n for n, step in enumerate(steps) if step.kind in (NoteKind.EXTENDED, NoteKind.REOPENED)]
    return steps[fresh[-1] + 1 :] if fresh else steps


def may_report(actor: Actor, place_path: str) -> bool:
    """Who says how it goes: residents' committee, social workers, the council's chair and recorder, the street."""
    roles = (Role.CLERK, Role.FACILITATOR, Role.CHAIR, Role.RECORDER, Role.OFFICER)
    return actor == SYSTEM or actor.holds_any(roles, place_path)


def may_answer(actor: Actor, place_path: str) -> bool:
    """Who answers what was escalated: the street office and above."""
    return actor.holds(Role.OFFICER, place_path)


def need_step(
    actor: Actor, place_path: str, now: Progress, kind: NoteKind, text: str, due_on: date | None
) -> None:
    """Raises Forbidden for others, Refused for a step that does not follow from how it stands, or says too little."""
    answering = kind is NoteKind.ANSWERED
    if not (may_answer(actor, place_path) if answering else may_report(actor, place_path)):
        raise Forbidden("action_answer_forbidden" if answering else "action_forbidden")
    over = now.state in (State.DONE, State.DONE_LATE, State.DROPPED)
    if over != (kind is NoteKind.REOPENED):
        raise Refused("action_over" if over else "action_still_open")
    if answering and not now.escalated:
        raise Refused("action_not_escalated")
    if kind is NoteKind.ESCALATED and now.escalated:
        raise Refused("action_escalated_already")
    if not TEXT_MIN <= len(text) <= TEXT_MAX:
        raise Refused("action_text", "text", least=TEXT_MIN, most=TEXT_MAX)
    if (kind is NoteKind.EXTENDED) != (due_on is not None) or (due_on and due_on <= now.due):
        raise Refused("action_due", "due_on", due=now.due)


def clock_step(now: Progress, today: date) -> NoteKind | None:
    """What the clock does about an item today: reminds shortly before its day, escalates a week after it, each once."""
    if now.state is State.OPEN and not now.reminded and today >= now.due - timedelta(days=REMIND_DAYS):
        return NoteKind.REMINDED
    late = now.state is State.OVERDUE and today > now.due + timedelta(days=ESCALATE_DAYS)
    return NoteKind.ESCALATED if late and not now.escalated else None


def period(cadence: Cadence, today: date) -> tuple[date, date]:
    """The last whole period before today: its first day, and the day after its last."""
    months = cadence.months
    ends_month = (today.month - 1) // months * months + 1
    ends = date(today.year, ends_month, 1)
    index = today.year * 12 + ends_month - 1 - months
    return date(index // 12, index % 12 + 1, 1), ends


# what the clock writes when it does a step
BY_CLOCK = {
    NoteKind.REMINDED: N_("快到期了，已提醒"),
    NoteKind.ESCALATED: N_("超过期限一周，自动报请上级协调"),
}


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


kinds(
    action_reminder=N_("“{content}”到 {due_on} 要做完，请说一下进展。"),
    action_escalated=N_("“{content}”已经超过期限（{due_on}），报请上级协调。"),
    action_answered=N_("“{content}”上级有了答复：{text}"),
)
sentences(
    action_forbidden=N_("进展由居委会、社工、主持人、记录人或街道来写。"),
    action_answer_forbidden=N_("上报的事由街道答复。"),
    action_over=N_("这件事已经了结。要继续，请先重新打开。"),
    action_still_open=N_("这件事还没有了结，不用重新打开。"),
    action_not_escalated=N_("这件事没有上报。"),
    action_escalated_already=N_("这件事已经上报，等上级答复。"),
    action_text=N_("写 {least} 到 {most} 个字。"),
    action_due=N_("延期要写一个比 {due} 更晚的日子；不延期就空着。"),
)
