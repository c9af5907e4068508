"""What somebody wants to try, read from the address."""

from typing import Annotated

from civic.web.fields import line, money
from civic.web.forms import Form
from votes.rules import Rule


class TrialForm(Form):
    """All fields may be missing: then the count stays as it was there."""

    rule: Rule
    budget: Annotated[int, money()] | None = None
    quota: Annotated[str, line(0, 60)] = ""
    most: Annotated[int, money()] | None = None
    completion: bool = False
