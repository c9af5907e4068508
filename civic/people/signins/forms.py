"""What is sent to sign in, to open an account, and to set the site up."""

from typing import Annotated

from civic.people.rules import Role
from civic.people.signins.rules import MOST_SLIPS
from civic.web.fields import line, secret, whole
from civic.web.forms import Form

Login = Annotated[str, line(1, 60)]
Name = Annotated[str, line(1, 20)]
Password = Annotated[str, secret(200)]


class SignInForm(Form):
    """Name or phone, password, and where to go afterwards."""

    login: Login
    password: Password
    next: str = ""
    draft: str = ""


class CodeForm(Form):
    """An invitation code as it stands on the slip."""

    code: Annotated[str, line(1, 40)]


class AccountForm(Form):
    """A new account."""

    display_name: Name
    login: Login
    password: Password


class InvitedForm(AccountForm):
    """A new account of someone who was handed a slip: the roll asks who is of age."""

    birth_year: Annotated[int, whole(1900, 2100)]


class PasswordForm(Form):
    """Another password."""

    old_password: Password
    password: Password


class SlipsForm(Form):
    """How many invitation slips, for which role."""

    role: Role
    count: Annotated[int, whole(1, MOST_SLIPS)]


class SetupForm(AccountForm):
    """The first administrator and the places from the city down."""

    city: Annotated[str, line(1, 40)]
    district: Annotated[str, line(1, 40)]
    street: Annotated[str, line(1, 40)]
    community: Annotated[str, line(1, 40)]
