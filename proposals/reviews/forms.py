"""What a screener may send."""

from typing import Annotated

from civic.web.fields import prose, whole
from civic.web.forms import Form
from proposals.reviews.rules import Family, Outcome


class ScreeningForm(Form):
    """An outcome and its reason, for the version that was read."""

    version: Annotated[int, whole(1, 10**6)]
    outcome: Outcome
    family: Family | None = None
    reason: Annotated[str, prose(4, 500)]
