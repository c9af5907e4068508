"""What a person may send about a request for a session."""

from typing import Annotated

from civic.web.fields import line, prose
from civic.web.forms import Form


class PetitionForm(Form):
    """What the session should be about, and why."""

    title: Annotated[str, line(4, 60)]
    reason: Annotated[str, prose(10, 1000)]
    key: Annotated[str, line(1, 43)]
