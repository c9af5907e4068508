"""What is sent about people."""

from datetime import date
from typing import Annotated

from civic.people.rules import Role
from civic.web.fields import line, whole
from civic.web.forms import Form


class NameForm(Form):
    """The name one is shown by."""

    display_name: Annotated[str, line(1, 20)]


class HomeForm(Form):
    """Where one lives."""

    estate: int
    address: Annotated[str, line(1, 60)]


class GrantForm(Form):
    """A role for whoever signs in with this."""

    login: Annotated[str, line(1, 60)]
    role: Role
    ends_on: date | None = None


class VerificationForm(Form):
    """The name and the year of birth on the document that was shown."""

    legal_name: Annotated[str, line(1, 40)]
    birth_year: Annotated[int, whole(1900, 2100)]
