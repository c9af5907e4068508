"""What is sent about slips: which to print, and a code."""

from typing import Annotated, ClassVar

from civic.web.fields import line, whole
from civic.web.forms import Form
from votes.rolls.slips.rules import Which


class PrintForm(Form):
    """Which slips, from which number on."""

    which: Which
    first: Annotated[int, whole(1, 10**6)] = 1


class CodeForm(Form):
    """A code as it stands on the slip."""

    # worth a vote: never kept in a draft
    secret: ClassVar[bool] = True

    code: Annotated[str, line(1, 60)]
