"""What can be chosen in the demo."""

from typing import Annotated

from civic.demo.rules import Leap
from civic.web.fields import whole
from civic.web.forms import Form


class LeapForm(Form):
    """A leap of the clock."""

    leap: Leap


class PartForm(Form):
    """One of the cast."""

    person: Annotated[int, whole(1, 10**9 - 1)]
