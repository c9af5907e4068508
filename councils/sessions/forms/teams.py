"""What is sent about who helps to run a session."""

from typing import Annotated

from civic.web.fields import line, whole
from civic.web.forms import Form
from councils.series.rules import Duty


class HelperForm(Form):
    """Who helps, and how."""

    login: Annotated[str, line(1, 60)]
    duty: Duty


class HelperEndForm(Form):
    """Who helps no longer."""

    person: Annotated[int, whole(1, 10**9)]
    duty: Duty
