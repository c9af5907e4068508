"""What is sent around those whom a consultation concerns."""

from typing import Annotated

from pydantic import AwareDatetime

from civic.web.fields import line, moment, prose, whole
from civic.web.forms import Form
from councils.consultations.stakeholders.rules import Answer, Capacity, GroupKind, GroupPlan


class GroupForm(Form):
    """A group to be named."""

    kind: GroupKind
    name: Annotated[str, line(2, 40)]
    interest: Annotated[str, line(4, 200)]
    size: Annotated[int, whole(1, 100_000)] | None = None
    minority: bool = False

    def plan(self) -> GroupPlan:
        """As the rules read it."""
        return GroupPlan(self.kind, self.name, self.interest, self.minority, self.size)


class FlagForm(Form):
    """Whether a group is hit harder than the others."""

    group: Annotated[int, whole(1, 10**9)]
    minority: bool = False


class GroupPick(Form):
    """One group."""

    group: Annotated[int, whole(1, 10**9)]


class InviteForm(Form):
    """Somebody for the list: with a login, or by name alone."""

    group: Annotated[int, whole(1, 10**9)]
    capacity: Capacity
    name: Annotated[str, line(2, 40)]
    login: Annotated[str, line(0, 40)] = ""


class SignUpForm(Form):
    """Putting oneself on the list."""

    group: Annotated[int, whole(1, 10**9)]
    shown: bool = False


class AnswerForm(Form):
    """Whether somebody comes."""

    invitee: Annotated[int, whole(1, 10**9)]
    answer: Answer
    shown: bool = False


class PresenceForm(Form):
    """Whether somebody is here."""

    invitee: Annotated[int, whole(1, 10**9)]
    here: bool = False


class ViewForm(Form):
    """What a group said in writing."""

    group: Annotated[int, whole(1, 10**9)]
    source: Annotated[str, line(2, 40)]
    text: Annotated[str, prose(4, 2000)]


class EveningForm(Form):
    """When and where people meet."""

    session: Annotated[int, whole(1, 10**9)] | None = None
    starts_at: Annotated[AwareDatetime, moment()] | None = None
    venue: Annotated[str, line(0, 80)] = ""


class EveningPick(Form):
    """One evening."""

    evening: Annotated[int, whole(1, 10**9)]


class HeldForm(Form):
    """That people met, and how it went."""

    record: Annotated[str, prose(4, 4000)]
