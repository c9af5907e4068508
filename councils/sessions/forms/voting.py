"""Acts of deciding: the vote, the roll, consent, tellers and a count that is doubted."""

from typing import Annotated

from civic.web.fields import line
from councils.sessions.forms.base import Act, ActForm, Count, OnMotionForm, Person
from councils.sessions.rules.box import EndCasting
from councils.sessions.rules.roll import CallRoll, DemandRecount, NameTellers, ObjectConsent
from councils.sessions.rules.votes import Cast, CloseVote, OpenVote, VoidVote
from councils.sessions.rules.words import Choice, Method

_Reason = Annotated[str, line(0, 400)]


class VoteForm(OnMotionForm):
    """Put it to the vote; by secret ballot with papers of paper too, or on phones only."""

    method: Method
    paper: bool = False


class CastForm(OnMotionForm):
    """One's own vote, or at the table that of a member without a phone."""

    choice: Choice | None = None
    person: Person | None = None


class ResultForm(OnMotionForm):
    """Declare the result; counts for a show of hands only."""

    yes: Count | None = None
    no: Count | None = None
    abstain: Count | None = None


class OnMotionReasonForm(OnMotionForm):
    """An act on the motion that says why."""

    reason: _Reason = ""


class RollForm(OnMotionForm):
    """Whom to call; empty: the next."""

    person: Person | None = None


class TellersForm(ActForm):
    """Who counts."""

    persons: tuple[Person, ...] = ()


# By the noun under which each is posted: /sessions/4/votes.
VOTING: dict[str, Act] = {
    "votes": Act(VoteForm, lambda sent: OpenVote(sent.motion, sent.method, paper=sent.paper)),
    "voices": Act(CastForm, lambda sent: Cast(sent.motion, sent.choice, sent.person)),
    "casting-ends": Act(OnMotionForm, lambda sent: EndCasting(sent.motion)),
    "results": Act(ResultForm, lambda sent: CloseVote(sent.motion, sent.yes, sent.no, sent.abstain)),
    "voidings": Act(OnMotionReasonForm, lambda sent: VoidVote(sent.motion, sent.reason)),
    "roll-calls": Act(RollForm, lambda sent: CallRoll(sent.motion, sent.person)),
    "objections": Act(OnMotionReasonForm, lambda sent: ObjectConsent(sent.motion, sent.reason)),
    "tellers": Act(TellersForm, lambda sent: NameTellers(sent.persons)),
    "recounts": Act(OnMotionForm, lambda sent: DemandRecount(sent.motion)),
}
