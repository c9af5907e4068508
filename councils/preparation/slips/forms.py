"""What the desk sends about people without an account."""

from typing import Annotated, Literal

from civic.web.fields import line, whole
from civic.web.forms import Form
from councils.preparation.invitations.rules import Answer, Invited

Number = Annotated[int, whole(1, 10**9)]


class SlipForm(Form):
    """Somebody to be asked on paper."""

    name: Annotated[str, line(1, 40)]
    note: Annotated[str, line(0, 60)] = ""
    role: Literal[Invited.OBSERVER, Invited.STAKEHOLDER, Invited.PRESENTER]


class EnteredForm(Form):
    """What one of them answered."""

    chosen: Number
    answer: Literal[Answer.COMING, Answer.AWAY]
    reason: Annotated[str, line(0, 200)] = ""


class ChosenForm(Form):
    """One of them."""

    chosen: Number
