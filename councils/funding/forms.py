"""What is typed to enter a fund and to decide on money."""

from typing import Annotated

from civic.web.fields import line, money, whole
from civic.web.forms import Form


class FundForm(Form):
    """A pool of money of the community."""

    name: Annotated[str, line(2, 60)]
    year: Annotated[int, whole(2000, 2100)]
    amount: Annotated[int, money()]
    source: Annotated[str, line(2, 200)]


class DecisionForm(Form):
    """How much, from which fund."""

    fund: Annotated[int, whole(1, 999_999_999)]
    amount: Annotated[int, money()]
