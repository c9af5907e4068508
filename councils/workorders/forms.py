"""What a person may send about a work order."""

from datetime import date
from typing import Annotated

from civic.web.fields import Upload, line, prose, whole
from civic.web.forms import Form
from councils.assignees.rules import NAME_MAX
from councils.workorders.rules.acting import TEXT_MAX, TITLE_MAX, TITLE_MIN
from councils.workorders.rules.states import Category
from councils.workorders.services import Report

Number = Annotated[int, whole(1, 10**9)]
Words = Annotated[str, prose(0, TEXT_MAX)]


class Photos(Form):
    """Up to three photographs."""

    photo_1: Upload | None = None
    photo_2: Upload | None = None
    photo_3: Upload | None = None

    def uploads(self) -> list[Upload]:
        """Those that were chosen."""
        return [photo for photo in (self.photo_1, self.photo_2, self.photo_3) if photo is not None]


class ReportForm(Photos):
    """What somebody found. sure: it is not what neighbours reported already."""

    key: Annotated[str, line(16, 43)]  # drawn when the form is shown
    title: Annotated[str, line(TITLE_MIN, TITLE_MAX)]
    text: Annotated[str, prose(4, 1000)]
    category: Category
    place: Number
    spot: Annotated[str, line(2, 60)]
    sure: bool = False

    def said(self) -> Report:
        """The words, as the act takes them."""
        return Report(self.place, self.spot, self.category, self.title, self.text)


class JoinForm(Form):
    """I met with it too; with a few words, or none."""

    text: Annotated[str, prose(0, 300)] = ""


class StepForm(Photos):
    """A step that needs nothing but words and photographs."""

    text: Words = ""


class DispatchForm(Form):
    """To whom, from the list or in words, and until when."""

    assignee: Annotated[str, line(0, 30)] = ""
    name: Annotated[str, line(0, NAME_MAX)] = ""
    due_on: date
    text: Words = ""


class ExtensionForm(Form):
    """A later day, and why."""

    due_on: date
    text: Words = ""


class MergeForm(Form):
    """Which other work order is about the same."""

    into: Number
    text: Words = ""


class PaceForm(Form):
    """How fast a place wants them."""

    pace: Annotated[str, line(1, 20)]
