"""What the recorder writes beside the log: prose, tasks that follow from what was carried, what a correction puts right.

Notes are kept with a version of the minutes and are part of what is signed; the events they speak of are never touched.
"""

import re
from dataclasses import dataclass, replace
from typing import Any

from civic.kit.chain import document_digest
from civic.kit.errors import N_, Refused, sentences
from councils.minutes.rules.codec import decoded, encoded
from councils.minutes.rules.parts import Task, later

PROSE_MAX, TASK_MAX, OWNER_MAX, SOURCE_MAX, REMARK_MAX = 2000, 300, 60, 120, 500
TASKS_MOST = 12


@dataclass(frozen=True)
class Prose:
    """The recorder's words on a paragraph: ``facts`` for the preface, ``item-3`` for an item."""

    anchor: str
    text: str


@dataclass(frozen=True)
class Remark:
    """What a correction puts right: as it stood, and as it is to be read."""

    anchor: str
    was: str
    now: str


@dataclass(frozen=True)
class Corrected:
    """The published version that a correction names: its number in the council, and its digest."""

    number: int
    digest: str


@dataclass(frozen=True)
class Notes:
    """All of it."""

    prose: tuple[Prose, ...] = later(())
    tasks: tuple[Task, ...] = later(())
    remarks: tuple[Remark, ...] = later(())

    def on(self, anchor: str) -> str:
        """The prose on a paragraph, empty without any."""
        return next((one.text for one in self.prose if one.anchor == anchor), "")

    def of(self, motion: int) -> tuple[Task, ...]:
        """The tasks that follow from a motion."""
        return tuple(task for task in self.tasks if task.motion == motion)


def seen(written: str | Task) -> str:
    """What somebody's words, or a task, are known by on a page that was opened."""
    return document_digest(encoded(written, 2))[:16]


def with_prose(notes: Notes, anchor: str, text: str, known: str = "") -> Notes:
    """The notes with other words on one paragraph; empty words take it away. Raises Refused for too many.

    known: what stood there when the page was opened (``seen``), where it matters: Refused when something else was kept
    meanwhile, from another device or another window.
    """
    kept, before = text.strip(), notes.on(anchor)
    if known and known != seen(before) and kept != before:
        raise Refused("prose_changed", "text")
    if len(kept) > PROSE_MAX:
        raise Refused("prose_length", "text", most=PROSE_MAX)
    others = tuple(one for one in notes.prose if one.anchor != anchor)
    return replace(notes, prose=(*others, Prose(anchor, kept)) if kept else others)


def with_task(notes: Notes, task: Task) -> Notes:
    """The notes with one more task. Raises Refused when it says too little, or there are too many."""
    for field, text, most in (
        ("content", task.content, TASK_MAX),
        ("owner", task.owner, OWNER_MAX),
    ):
        if not 2 <= len(text) <= most:
            raise Refused("task_length", field, most=most)
    if len(task.source) > SOURCE_MAX:
        raise Refused("task_length", "source", most=SOURCE_MAX)
    if len(notes.tasks) >= TASKS_MOST:
        raise Refused("tasks_most", most=TASKS_MOST)
    return replace(notes, tasks=(*notes.tasks, task))


def without_task(notes: Notes, place: int, known: str = "") -> Notes:
    """The notes without the task at this place (from 0). known: the task that stood there when the page was opened.

    Raises Refused when there is none, or another one by now.
    """
    if not 0 <= place < len(notes.tasks) or (known and known != seen(notes.tasks[place])):
        raise Refused("task_unknown")
    return replace(notes, tasks=(*notes.tasks[:place], *notes.tasks[place + 1 :]))


def read_notes(stored: dict[str, Any]) -> Notes:
    """Notes as they are kept. Raises KeyError or TypeError when something is missing from them."""
    notes: Notes = decoded(Notes, stored)
    return notes


def plain_notes(notes: Notes) -> dict[str, Any]:
    """Notes as they are kept."""
    made: dict[str, Any] = encoded(notes, 2)
    return made


_NUMBER = re.compile(r"\d[\d,.]*")


def drifted(prose: str, facts: Any) -> tuple[str, ...]:
    """Numbers in the recorder's words that nothing in the log bears out, in the order they stand there.

    facts: the part of the plain document that the words are about. Amounts are known in fen and in yuan.
    """
    known = set()
    for number in _numbers(facts):
        known |= {number, *([number / 100] if number >= 100 else [])}
    said = [text.rstrip(".,") for text in _NUMBER.findall(prose)]
    return tuple(dict.fromkeys(text for text in said if float(text.replace(",", "")) not in known))


def _numbers(value: Any) -> set[float]:
    if isinstance(value, dict):
        return {number for part in value.values() for number in _numbers(part)}
    if isinstance(value, list):
        return {float(len(value))} | {number for part in value for number in _numbers(part)}
    if isinstance(value, str):
        found = (text.rstrip(".,").replace(",", "") for text in _NUMBER.findall(value))
        return {float(text) for text in found if text.count(".") < 2}
    return {float(value)} if isinstance(value, int) and not isinstance(value, bool) else set()


sentences(
    prose_length=N_("最多写 {most} 个字。"),
    task_length=N_("要写，最多 {most} 个字。"),
    tasks_most=N_("最多列 {most} 件事。"),
    task_unknown=N_("这件事已经不在这里了，单子刚才有变化。请看一下现在的。"),
    prose_changed=N_(
        "您打开以后，这一段在别处改过。下面是您刚才写的；现在存着的列在旁边。要用您的，再存一次。"
    ),
    task_motion=N_("请选一项通过的动议。"),
)
