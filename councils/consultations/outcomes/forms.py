"""What is sent about outcomes, answers and disputes."""

from datetime import date
from typing import Annotated

from civic.web.fields import line, prose, whole
from civic.web.forms import Form
from councils.consultations.outcomes.rules import Addressee, MediationResult, PointKind, Verdict
from councils.consultations.outcomes.services.writing import Summary, Wanted
from councils.preparation.motions.forms import NewForm


class SummaryForm(Form):
    """How the outcome begins."""

    summary: Annotated[str, prose(10, 4000)]
    chosen: Annotated[int, whole(1, 10**9)] | None = None
    unheard_reason: Annotated[str, prose(0, 1000)] = ""

    def begin(self) -> Summary:
        """As the services take it."""
        return Summary(self.summary, self.chosen, self.unheard_reason)


class PointForm(Form):
    """One thing agreed on, or one opinion kept."""

    kind: PointKind
    text: Annotated[str, prose(4, 500)]
    reason: Annotated[str, prose(0, 500)] = ""
    group: Annotated[int, whole(1, 10**9)] | None = None


class PointPick(Form):
    """One point."""

    point: Annotated[int, whole(1, 10**9)]


class AskForm(Form):
    """Who must answer what by when."""

    text: Annotated[str, prose(4, 500)]
    addressee: Addressee
    organisation: Annotated[int, whole(1, 10**9)] | None = None
    name: Annotated[str, line(0, 60)] = ""
    due: date

    def wanted(self) -> Wanted:
        """As the services take it."""
        return Wanted(self.text, self.addressee, self.due, self.organisation, self.name)


class AskPick(Form):
    """One ask."""

    ask: Annotated[int, whole(1, 10**9)]


class ReplyForm(Form):
    """The answer to an ask."""

    verdict: Verdict
    reason: Annotated[str, prose(0, 1000)] = ""


class FeedbackForm(Form):
    """What was done."""

    text: Annotated[str, prose(4, 2000)]


class MediationForm(Form):
    """A mediation to be held."""

    mediator: Annotated[str, line(2, 60)]
    about: Annotated[str, prose(4, 1000)]
    on: date


class MediationResultForm(Form):
    """What a mediation led to."""

    result: MediationResult
    text: Annotated[str, prose(4, 1000)]


class EscalationForm(Form):
    """Why it goes before the place above."""

    reason: Annotated[str, prose(10, 1000)]


class EscalationAnswerForm(Form):
    """What the place above says."""

    answer: Annotated[str, prose(4, 2000)]


class HandoverForm(NewForm):
    """A motion handed in to a council."""

    council: Annotated[int, whole(1, 10**9)]
