"""What a key holder types."""

from typing import Annotated, ClassVar

from civic.web.fields import line
from civic.web.forms import Form


class OpeningForm(Form):
    """The code from the slip of paper."""

    secret: ClassVar[bool] = True

    code: Annotated[str, line(4, 40)]
