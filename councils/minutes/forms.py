"""What is typed about minutes."""

from datetime import date
from enum import StrEnum
from typing import Annotated

from civic.kit.errors import Refused
from civic.web.fields import line, prose, whole
from civic.web.forms import Form
from councils.minutes.rules import Remark, Task

Anchor = Annotated[str, line(0, 60)]


class Verdict(StrEnum):
    """What the recorder says of an objection."""

    ACCEPTED = "accepted"
    DECLINED = "declined"


class ObjectionForm(Form):
    """An objection. anchor: the paragraph and, after ``~``, the beginning of its digest when the page was opened."""

    anchor: Anchor = ""
    text: Annotated[str, prose(4, 1000)]

    def seen(self) -> tuple[str, str]:
        """The paragraph, and what it was known by. Raises Refused for none."""
        anchor, _, digest = self.anchor.partition("~")
        if not anchor or len(digest) < 8:
            raise Refused("paragraph_unknown", "anchor")
        return anchor, digest


class AnswerForm(Form):
    """The recorder's answer to one."""

    answer: Annotated[str, prose(2, 1000)]
    verdict: Verdict


class ProseForm(Form):
    """The recorder's words on a paragraph."""

    anchor: Anchor
    text: Annotated[str, prose(0, 2000)] = ""
    seen: Annotated[str, line(0, 16)] = ""


class TaskForm(Form):
    """Who does what by when after a motion was carried."""

    motion: Annotated[int, whole(1, 10_000)]
    content: Annotated[str, line(2, 300)]
    owner: Annotated[str, line(2, 60)]
    due: date
    source: Annotated[str, line(0, 120)] = ""

    def task(self) -> Task:
        """As it is kept."""
        return Task(self.motion, self.content, self.owner, self.due.isoformat(), self.source)


class DropForm(Form):
    """Which task to take off."""

    place: Annotated[int, whole(0, 1000)]
    seen: Annotated[str, line(0, 16)] = ""


class CorrectionForm(Form):
    """A correction: three lists that run in parallel, a paragraph each; lines without new words are left out."""

    reason: Annotated[str, prose(2, 500)]
    anchor: tuple[Anchor, ...] = ()
    was: tuple[Annotated[str, prose(0, 2000)], ...] = ()
    now: tuple[Annotated[str, prose(0, 2000)], ...] = ()

    def remarks(self) -> tuple[Remark, ...]:
        """What is put right."""
        lines = zip(self.anchor, self.was, self.now, strict=False)
        return tuple(Remark(anchor.partition("~")[0], was, now) for anchor, was, now in lines if now)
