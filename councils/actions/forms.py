"""What is written about an action item."""

from datetime import date
from typing import Annotated

from civic.web.fields import Upload, prose
from civic.web.forms import Form
from councils.actions.rules import NoteKind


class StepForm(Form):
    """A step: what kind, in words, another day when it takes longer, and a photograph."""

    kind: NoteKind
    text: Annotated[str, prose(1, 500)]
    due_on: date | None = None
    photo: Upload | None = None
