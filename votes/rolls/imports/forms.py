"""What is sent about imports: the file with its control totals, and that the notices were looked at."""

from typing import Annotated

from civic.web.fields import Upload, line, whole
from civic.web.forms import Form
from votes.rolls.imports.rules.lines import Controls
from votes.rolls.imports.rules.tables import MOST_ROWS
from votes.rolls.rules import parse_area


class UploadForm(Form):
    """A list, and what the office knows about it from elsewhere."""

    file: Upload
    lines: Annotated[int, whole(1, MOST_ROWS)]
    total_area: Annotated[str, line(0, 20)] = ""

    def controls(self) -> Controls:
        """As the rules read it. Raises Refused ``area_…``."""
        return Controls(self.lines, parse_area(self.total_area) if self.total_area else None)


class ConfirmationForm(Form):
    """Whoever takes a list over has looked at what was noticed."""

    looked: bool = False
