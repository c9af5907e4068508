"""How an action item stands, who may say so, who does it, and when it is late."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from civic.kit.errors import N_, Forbidden, Refused, sentences
from civic.notifications.rules import kinds
from civic.people.rules import SYSTEM, Actor, Role, must

TEXT_MIN, TEXT_MAX = 4, 500
TITLE_MAX = 60
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


# what those an item was given to may say themselves
BY_OWNER = frozenset({NoteKind.PROGRESS, NoteKind.DONE})


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


def may_step(actor: Actor, place_path: str, kind: NoteKind, does: bool) -> bool:
    """Whether this step is theirs. ``does``: they act for whom the item was given to, who says how it goes."""
    if kind is NoteKind.ANSWERED:
        return may_answer(actor, place_path)
    return may_report(actor, place_path) or (does and kind in BY_OWNER)


def need_assigning(actor: Actor, place_path: str, now: Progress) -> None:
    """Who says whose an item is: those who say how it goes. Raises SignInNeeded, Forbidden, Refused for one that is over."""
    must(may_report(actor, place_path), actor, "action_assign_forbidden")
    if now.state not in UNFINISHED:
        raise Refused("action_over")


def may_send(actor: Actor, place_path: str) -> bool:
    """Who sends what was resolved out as a work order: the residents' committee and the street."""
    return actor.holds_any((Role.CLERK, Role.OFFICER), place_path)


def need_step(
    actor: Actor,
    place_path: str,
    now: Progress,
    kind: NoteKind,
    text: str,
    due_on: date | None,
    does: bool = False,
) -> None:
    """Raises Forbidden for others, Refused for a step that does not follow from how it stands, or says too little."""
    answering = kind is NoteKind.ANSWERED
    if not may_step(actor, place_path, kind, does):
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


# what the clock writes when it does a step
BY_CLOCK = {
    NoteKind.REMINDED: N_("快到期了，已提醒"),
    NoteKind.ESCALATED: N_("超过期限一周，自动报请上级协调"),
}


kinds(
    action_reminder=N_("“{content}”到 {due_on} 要做完，请说一下进展。"),
    action_escalated=N_("“{content}”已经超过期限（{due_on}），报请上级协调。"),
    action_yours=N_("议事会议定的“{content}”由您或您单位来办，{due_on}前办完。"),
    action_given_on=N_("“{content}”改由别人来办了（{due_on}前办完）。"),
    action_answered=N_("“{content}”上级有了答复：{text}"),
)
sentences(
    action_forbidden=N_("进展由经办的人、居委会、社工、主持人、记录人或街道来写。"),
    action_assign_forbidden=N_("由谁来办，由居委会、社工、主持人、记录人或街道来定。"),
    action_send_forbidden=N_("派单由居委会和街道来做。"),
    action_elsewhere=N_("这一条不是这个决议的议定事项，请从决议的页面重新选。"),
    action_answer_forbidden=N_("上报的事由街道答复。"),
    action_over=N_("这件事已经了结。要继续，请先重新打开。"),
    action_still_open=N_("这件事还没有了结，不用重新打开。"),
    action_not_escalated=N_("这件事没有上报。"),
    action_escalated_already=N_("这件事已经上报，等上级答复。"),
    action_text=N_("写 {least} 到 {most} 个字。"),
    action_due=N_("延期要写一个比 {due} 更晚的日子；不延期就空着。"),
)
