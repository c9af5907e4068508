"""What is typed beside the floor."""

from typing import Annotated

from civic.web.fields import line, prose, whole
from civic.web.forms import Form
from councils.sessions.rules.words import ContributionKind


class ContributionForm(Form):
    """A contribution on the current item; the key makes a second sending do nothing."""

    item: Annotated[int, whole(1, 10_000)]
    kind: ContributionKind
    text: Annotated[str, prose(1, 2000)]
    key: Annotated[str, line(0, 43)] = ""


class ErasureForm(Form):
    """Take a text away for good."""

    number: Annotated[int, whole(1, 1_000_000)]
    reason: Annotated[str, line(1, 400)]
