"""What people send about a running round."""

from typing import Annotated

from pydantic import AwareDatetime

from civic.web.fields import moment, prose
from civic.web.forms import Form


class ExtensionForm(Form):
    """Until when a closing is put off, and why."""

    closes_at: Annotated[AwareDatetime, moment()]
    reason: Annotated[str, prose(4, 500)]
