"""What people write to a notice."""

from enum import StrEnum
from typing import Annotated

from civic.web.fields import line, prose
from civic.web.forms import Form


class Verdict(StrEnum):
    """What an answer says of the objection."""

    UPHELD = "upheld"
    NOT_UPHELD = "not_upheld"


class ObjectionForm(Form):
    """An objection."""

    text: Annotated[str, prose(10, 1000)]


class AnswerForm(Form):
    """An answer to one."""

    answer: Annotated[str, prose(10, 1000)]
    verdict: Verdict


class FilingForm(Form):
    """A filing with the street."""

    note: Annotated[str, prose(0, 500)] = ""


class AcknowledgementForm(Form):
    """The street's word that it has it."""

    remark: Annotated[str, line(0, 500)] = ""
