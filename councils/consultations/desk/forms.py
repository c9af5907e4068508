"""What is sent about the life of a consultation."""

from typing import Annotated

from pydantic import AwareDatetime

from civic.web.fields import line, moment, prose, whole
from civic.web.forms import Form
from councils.consultations.rules import Kind
from councils.consultations.services import Topic
from councils.opinions.rules.acts import Plan, seeds_of


class TopicForm(Form):
    """A matter as it is raised."""

    place: Annotated[int, whole(1, 10**9)]
    title: Annotated[str, line(4, 60)]
    need: Annotated[str, prose(10, 2000)]
    kind: Kind = Kind.CONSULT
    dispute: bool = False
    proposal: Annotated[int, whole(1, 10**9)] | None = None
    key: Annotated[str, line(1, 43)]

    def topic(self) -> Topic:
        """As the services take it."""
        return Topic(self.place, self.title, self.need, self.kind, self.dispute, self.proposal)


class AcceptanceForm(Form):
    """What is talked over and who decides afterwards."""

    about: Annotated[str, prose(10, 2000)]
    decides: Annotated[str, line(2, 120)]
    open_question: Annotated[str, line(0, 120)] = ""


class DecliningForm(Form):
    """Why a topic is not taken up."""

    reason: Annotated[str, prose(4, 500)]


class StatementsForm(Form):
    """The question under which statements are made."""

    question: Annotated[str, prose(4, 600)]
    # one a line
    seeds: Annotated[str, prose(0, 5000)] = ""
    opens_at: Annotated[AwareDatetime, moment()]
    closes_at: Annotated[AwareDatetime, moment()]

    def plan(self, title: str) -> Plan:
        """As the rules of opinions read it."""
        return Plan(title, self.question, self.opens_at, self.closes_at, seeds_of(self.seeds))
