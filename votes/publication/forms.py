"""What is typed about a count: a receipt, a contest, its answer, why a ballot is void."""

from typing import Annotated, ClassVar, Literal

from civic.web.fields import line, prose
from civic.web.forms import Form


class ReceiptForm(Form):
    """A receipt to look for. It never waits in a draft: beside a sign-in it would lead to a paper."""

    secret: ClassVar[bool] = True

    code: Annotated[str, line(1, 40)]


class SignatureForm(Form):
    """The digest of the count that was looked at."""

    digest: Annotated[str, line(64, 64)]


class ContestForm(Form):
    """What someone has against the count."""

    reason: Annotated[str, prose(10, 2000)]


class ContestAnswerForm(Form):
    """The answer to a contest."""

    answer: Annotated[str, prose(4, 2000)]
    verdict: Literal["upheld", "dismissed"]


class VoidForm(Form):
    """Why a ballot is void."""

    reason: Annotated[str, prose(10, 1000)]
