"""What is sent by those who keep the register of councils."""

from datetime import date
from typing import Annotated

from civic.web.fields import line, whole
from civic.web.forms import Form
from councils.rules import SeatKind, SeatRole
from councils.services import Seating

Number = Annotated[int, whole(1, 10**9)]


class CouncilForm(Form):
    """A council of a place."""

    place: Number
    name: Annotated[str, line(2, 60)]
    rule_set: Number


class RulesForm(Form):
    """The rules it goes by from now on."""

    rule_set: Number


class TermForm(Form):
    """The next term."""

    starts_on: date
    ends_on: date


class SeatForm(Form):
    """Who sits, as what, and how they came to it."""

    login: Annotated[str, line(1, 60)]
    role: SeatRole
    kind: SeatKind
    capacity: Annotated[str, line(0, 40)] = ""
    bench: Number | None = None
    sortition: Number | None = None
    since: date | None = None

    def seating(self) -> Seating:
        """How they came to it."""
        return Seating(self.kind, self.capacity, self.bench, self.sortition, self.since)


class RoleForm(Form):
    """As what somebody sits from now on."""

    role: SeatRole
