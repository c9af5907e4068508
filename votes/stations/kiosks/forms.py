"""What is sent to make a kiosk, and at one."""

from typing import Annotated, ClassVar

from civic.web.fields import line, whole
from civic.web.forms import Form
from votes.stations.kiosks.rules import HOURS_MOST, LABEL_MOST


class KioskForm(Form):
    """A device turned into a kiosk."""

    ballot: Annotated[int, whole(1, 10**9 - 1)]
    label: Annotated[str, line(2, LABEL_MOST)]
    hours: Annotated[int, whole(1, HOURS_MOST)]


class CodeForm(Form):
    """Whoever comes to a kiosk shows a code."""

    secret: ClassVar[bool] = True

    code: Annotated[str, line(1, 30)]
