"""What is typed to sign, accept and pay."""

from datetime import date
from typing import Annotated

from civic.kit.errors import Refused
from civic.kit.money import parse_yuan
from civic.web.fields import line, money, prose
from civic.web.forms import Form
from councils.works.rules import Due


class ContractForm(Form):
    """A contract: its scope and up to eight rows of milestones; empty rows are left out."""

    scope: Annotated[str, prose(10, 4000)]
    milestone: list[Annotated[str, line(0, 80)]]
    due: list[str]
    share: list[str]

    def dues(self) -> tuple[Due, ...]:
        """The rows that were filled in. Raises Refused naming the first that is half filled, or a bad amount."""
        rows = zip(self.milestone, self.due, self.share, strict=False)
        return tuple(_due(n, *row) for n, row in enumerate(rows, 1) if any(cell.strip() for cell in row))


def _due(number: int, title: str, day: str, share: str) -> Due:
    try:
        due_on = date.fromisoformat(day)
    except ValueError:
        raise Refused("milestone_row_missing", "milestone", row=number) from None
    if not title or not share.strip():
        raise Refused("milestone_row_missing", "milestone", row=number)
    fen = parse_yuan(share)
    if fen <= 0:
        raise Refused("field_positive", "share")
    return Due(title, due_on, fen)


class AcceptanceForm(Form):
    """A finding."""

    finding: Annotated[str, prose(4, 1000)]


class PaymentForm(Form):
    """A payment as the bank's voucher says."""

    amount: Annotated[int, money()]
    voucher: Annotated[str, line(1, 40)]
