"""What a person may send about a motion handed in."""

from datetime import date
from typing import Annotated

from civic.web.fields import line, money, prose, whole
from civic.web.forms import Form
from councils.preparation.motions.rules import LONGEST_ACTION, Slip


class SlipForm(Form):
    """The sheet: one field for each thing that must be said."""

    title: Annotated[str, line(4, 60)]
    unit: Annotated[str, line(2, 60)]
    action: Annotated[str, prose(6, LONGEST_ACTION)]
    deadline: date
    amount: Annotated[int, money()] | None = None
    reason: Annotated[str, prose(10, 1000)]
    proposal: Annotated[int, whole(1, 10**9)] | None = None

    def slip(self) -> Slip:
        """What was written, as the rules take it."""
        return Slip(
            self.title, self.unit, self.action, self.deadline, self.amount, self.reason, self.proposal
        )


class NewForm(SlipForm):
    """Hand it in."""

    key: Annotated[str, line(1, 43)]


class EditForm(SlipForm):
    """Change the text as it was when the page was opened."""

    version: Annotated[int, whole(1, 10**9)]


class ReasonForm(Form):
    """Why a motion goes back."""

    reason: Annotated[str, prose(4, 400)]
