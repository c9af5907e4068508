"""What a person may send about coming to a session."""

from typing import Annotated, Literal

from civic.web.fields import line
from civic.web.forms import Form
from councils.preparation.invitations.rules import Answer, Invited


class ReplyForm(Form):
    """Whether one comes."""

    answer: Answer
    reason: Annotated[str, line(0, 200)] = ""


class GuestForm(Form):
    """One more person, by what they sign in with."""

    login: Annotated[str, line(2, 40)]
    role: Literal[Invited.OBSERVER, Invited.STAKEHOLDER, Invited.PRESENTER]
