"""What is sent on the road in three minutes."""

from typing import Annotated

from civic.web.fields import prose, whole
from civic.web.forms import Form
from councils.opinions.rules.states import Stance


class StanceForm(Form):
    """What somebody thinks of a statement."""

    statement: Annotated[int, whole(1, 10**9)]
    stance: Stance


class WordsForm(Form):
    """One's own words."""

    text: Annotated[str, prose(2, 500)]
