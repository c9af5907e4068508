"""What is sent about notifications."""

from typing import Annotated

from civic.web.fields import whole
from civic.web.forms import Form


class ReadForm(Form):
    """The newest notification that was on the page."""

    up_to: Annotated[int, whole(1, 2**31 - 1)]
