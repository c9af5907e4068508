"""What is sent about panels: the announcement, the published value, who cannot serve."""

from typing import Annotated

from pydantic import AwareDatetime, Field

from civic.kit.errors import Refused
from civic.web.fields import line, moment, whole
from civic.web.forms import Form
from votes.rolls.sortition.rules import MOST_SEATS


class AnnouncementForm(Form):
    """How a panel will be drawn."""

    title: Annotated[str, line(4, 60)]
    seats: Annotated[int, whole(1, MOST_SEATS)]
    reserve: Annotated[int, whole(0, MOST_SEATS)] = 0
    #: numbers by group, in the order of the groups; all empty: in proportion
    groups: list[str] = Field(default_factory=list)
    source: Annotated[str, line(6, 200)]
    value_at: Annotated[AwareDatetime, moment()]

    def given(self, names: list[str]) -> dict[str, int] | None:
        """The numbers that were given by group; None when all were left empty. Raises Refused ``field_number``."""
        typed = [each.strip() for each in self.groups]
        if not any(typed):
            return None
        if len(typed) != len(names) or not all(
            each == "" or (each.isascii() and each.isdigit() and len(each) < 6) for each in typed
        ):
            raise Refused("field_number", "groups")
        return {name: int(each or 0) for name, each in zip(names, typed, strict=True)}


class DrawForm(Form):
    """The value as it was published."""

    value: Annotated[str, line(1, 200)]


class ReplacementForm(Form):
    """A member who cannot serve, by number on the roll."""

    leaving: Annotated[int, whole(1, 10**6)]
