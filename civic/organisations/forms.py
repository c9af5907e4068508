"""What is sent about organisations."""

from datetime import date
from typing import Annotated

from civic.organisations.rules import Kind
from civic.web.fields import line, prose
from civic.web.forms import Form


class OrganisationForm(Form):
    """A new organisation."""

    name: Annotated[str, line(4, 80)]
    kind: Kind
    credit_code: Annotated[str, line(1, 30)]
    registered_on: date
    about: Annotated[str, prose(0, 2000)] = ""
