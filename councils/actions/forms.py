"""What is written about an action item, and what is sent out."""

from datetime import date
from typing import Annotated

from civic.web.fields import Upload, line, prose, whole
from civic.web.forms import Form
from councils.actions.rules import TITLE_MAX, NoteKind
from councils.actions.services import Sending
from councils.assignees.rules import NAME_MAX
from councils.workorders.rules.states import Category
from councils.workorders.services import Report


class StepForm(Form):
    """A step: what kind, in words, another day when it takes longer, and a photograph."""

    kind: NoteKind
    text: Annotated[str, prose(1, 500)]
    due_on: date | None = None
    photo: Upload | None = None


class AssignmentForm(Form):
    """Who does it: from the list, or in words."""

    assignee: Annotated[str, line(0, 30)] = ""
    name: Annotated[str, line(0, NAME_MAX)] = ""


class ErrandForm(AssignmentForm):
    """A work order for a resolution: what, where, who, until when."""

    key: Annotated[str, line(16, 43)]  # drawn when the form is shown
    item: Annotated[int, whole(1, 10**9)] | None = None
    title: Annotated[str, line(4, TITLE_MAX)]
    text: Annotated[str, prose(4, 1000)]
    category: Category
    place: Annotated[int, whole(1, 10**9)]
    spot: Annotated[str, line(2, 60)]
    due_on: date

    def sending(self) -> Sending:
        """What was written, as the act takes it."""
        report = Report(self.place, self.spot, self.category, self.title, self.text)
        return Sending(self.item, report, self.assignee, self.name, self.due_on)
