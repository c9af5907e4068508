"""What is typed into calls and bids."""

from datetime import datetime
from typing import Annotated, ClassVar

from civic.web.fields import line, moment, money, prose, whole
from civic.web.forms import Form


class CallForm(Form):
    """A call for bids."""

    title: Annotated[str, line(4, 80)]
    requirements: Annotated[str, prose(20, 6000)]
    criteria: Annotated[str, prose(10, 3000)]
    ceiling: Annotated[int, money()]
    opens_at: Annotated[datetime, moment()]
    closes_at: Annotated[datetime, moment()]
    min_bids: Annotated[int, whole(1, 10)]


class BidForm(Form):
    """An organisation's bid."""

    secret: ClassVar[bool] = True

    organisation: Annotated[int, whole(1, 10**9)]
    price: Annotated[int, money()]
    plan: Annotated[str, prose(20, 8000)]


class CodeForm(Form):
    """An opening code."""

    secret: ClassVar[bool] = True

    code: Annotated[str, line(4, 40)]


class AwardForm(Form):
    """A choice with its reasons."""

    bid: Annotated[int, whole(1, 10**9)]
    reasons: Annotated[str, prose(10, 2000)]


class FailureForm(Form):
    """Why a call came to nothing."""

    reason: Annotated[str, prose(4, 500)]
