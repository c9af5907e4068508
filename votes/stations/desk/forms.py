"""What staff send from the desk."""

from typing import Annotated, ClassVar

from civic.web.fields import line
from civic.web.forms import Form
from votes.casting.forms import PaperForm
from votes.stations.rules import Step


class SearchForm(Form):
    """Somebody looked up on the roll. Who comes to vote waits in no draft."""

    secret: ClassVar[bool] = True

    who: Annotated[str, line(1, 40)]


class StepForm(Form):
    """What happens with somebody's paper of paper."""

    step: Step


class AssistedForm(PaperForm):
    """A paper that staff fill in for somebody who is present."""

    present: bool = False
