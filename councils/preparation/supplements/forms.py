"""What a person may send about a paper that comes after the notice."""

from typing import Annotated

from civic.web.fields import Upload, line, whole
from civic.web.forms import Form


class SupplementForm(Form):
    """A file, which matter it belongs to (0: the whole session), what it is and why it comes late."""

    file: Upload | None = None
    item: Annotated[int, whole(0, 10**6)] = 0
    note: Annotated[str, line(2, 200)]


class StrikeForm(Form):
    """Which one is taken back, and why."""

    chosen: Annotated[int, whole(1, 10**9)]
    reason: Annotated[str, line(2, 200)]
