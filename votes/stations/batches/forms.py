"""What is sent while papers are counted."""

from typing import Annotated

from civic.kit.errors import Refused
from civic.web.fields import prose, whole
from civic.web.forms import Form
from votes.casting.forms import PaperForm
from votes.rules import Filled
from votes.stations.batches.rules.sheets import Invalid
from votes.stations.batches.services.bundles import Seen

BLANK = "blank"


class BatchForm(Form):
    """A bundle of papers, counted by hand."""

    control_total: Annotated[int, whole(1, 9999)]


class SheetForm(PaperForm):
    """What a reader sees on one sheet."""

    sheet: Annotated[int, whole(1, 9999)]
    #: empty, ``blank``, or why the sheet chooses nothing
    mark: str = ""
    number: Annotated[int, whole(1, 10**9 - 1)] | None = None

    def seen(self) -> Seen:
        """As the rules read it; what is ticked beside a reason why it does not count is passed over."""
        if self.mark == BLANK:
            return Seen(Filled(()), blank=True, number=self.number)
        if self.mark:
            if self.mark not in set(Invalid):
                raise Refused("sheet_which", "choices")
            return Seen(Filled(()), invalid=Invalid(self.mark), number=self.number)
        return Seen(self.filled(), number=self.number)


class ReasonForm(Form):
    """Why a batch is reversed."""

    reason: Annotated[str, prose(4, 500)]


class MissingForm(ReasonForm):
    """Fewer papers than people."""

    missing: Annotated[int, whole(0, 99_999)]


class UntickedForm(ReasonForm):
    """Somebody put a paper in and was not ticked off."""

    number: Annotated[int, whole(1, 10**9 - 1)]
