"""What people send about conversations."""

from typing import Annotated

from pydantic import AwareDatetime

from civic.web.fields import line, moment, prose, whole
from civic.web.forms import Form
from councils.opinions.rules.acts import LONGEST_REASON, LONGEST_STATEMENT, Plan, seeds_of
from councils.opinions.rules.states import Stance


class ConversationForm(Form):
    """A conversation as its organiser sets it up."""

    place: Annotated[int, whole(1, 10**9)]
    title: Annotated[str, line(4, 60)]
    question: Annotated[str, prose(4, 600)]
    # one a line
    seeds: Annotated[str, prose(0, 5000)] = ""
    opens_at: Annotated[AwareDatetime, moment()]
    closes_at: Annotated[AwareDatetime, moment()]

    def plan(self) -> Plan:
        """As the rules read it."""
        return Plan(self.title, self.question, self.opens_at, self.closes_at, seeds_of(self.seeds))


class StatementForm(Form):
    """Something said. ``sure``: it is not the same as the one it looks like."""

    text: Annotated[str, line(4, LONGEST_STATEMENT)]
    sure: bool = False


class VoteForm(Form):
    """What somebody thinks of a statement."""

    statement: Annotated[int, whole(1, 10**9)]
    stance: Stance


class UndoForm(Form):
    """The vote that is taken back."""

    statement: Annotated[int, whole(1, 10**9)]


class DeclineForm(Form):
    """Why a statement is not shown."""

    reason: Annotated[str, line(2, LONGEST_REASON)]
