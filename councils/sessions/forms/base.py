"""What every act during a session is sent with, and how it becomes a command."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, Any

from civic.web.fields import line, whole
from civic.web.forms import Form
from councils.forms import Number
from councils.sessions.rules import Command

Count = Annotated[int, whole(0, 100_000)]
# whoever is on the lists of a session: an observer without an account has a negative number
Person = Annotated[int, whole(-(10**9), 10**9)]


class ActForm(Form):
    """Every act: a key drawn when the form was shown, the page to come back to (a name of BACKS), the form's place on it.

    The key begins with the number at which the log stood then: ``31.x8Fq…``.
    """

    key: Annotated[str, line(0, 80)] = ""
    back: Annotated[str, line(0, 20)] = ""
    spot: Annotated[str, line(0, 40)] = ""

    @property
    def seen(self) -> int | None:
        """What whoever pressed had before them, when it is a form of the console: how far the log went."""
        number, dot, _ = self.key.partition(".")
        told = self.back == "console" and dot and number.isascii() and number.isdigit() and len(number) < 10
        return int(number) if told else None


class ConfirmForm(ActForm):
    """An act that may put items off."""

    confirmed: bool = False


class OnMotionForm(ActForm):
    """An act on the pending motion, by its number."""

    motion: Number


@dataclass(frozen=True)
class Act:
    """A form and what it says to the engine."""

    form: type[ActForm]
    command: Callable[[Any], Command]
