"""Every act during a session: its form, and what it says to the engine."""

from typing import Annotated

from civic.web.fields import line, money, prose
from councils.sessions.forms.base import Act, ActForm, Count, OnMotionForm
from councils.sessions.forms.procedure import PROCEDURE
from councils.sessions.rules.motions import (
    CloseDebate,
    Lapsed,
    Move,
    OpenDebate,
    Second,
    StateMotion,
    Withdraw,
)
from councils.sessions.rules.votes import Cast, CloseVote, OpenVote, VoidVote
from councils.sessions.rules.words import Choice, Method, Stance


class MotionForm(ActForm):
    """Move something; the rules know how long a text must be."""

    text: Annotated[str, prose(1, 2000)]
    amount: Annotated[int, money()] | None = None


class VoteForm(OnMotionForm):
    """Put it to the vote."""

    method: Method


class CastForm(OnMotionForm):
    """One's own vote."""

    choice: Choice | None = None


class ResultForm(OnMotionForm):
    """Declare the result; counts for a show of hands only."""

    yes: Count | None = None
    no: Count | None = None
    abstain: Count | None = None


class VoidForm(OnMotionForm):
    """Stop a vote opened by mistake."""

    reason: Annotated[str, line(1, 400)]


# By the noun under which each is posted: /sessions/4/seconds.
ACTS: dict[str, Act] = PROCEDURE | {
    "motions": Act(MotionForm, lambda sent: Move(sent.text, sent.amount)),
    "seconds": Act(OnMotionForm, lambda sent: Second(sent.motion)),
    "statements": Act(OnMotionForm, lambda sent: StateMotion(sent.motion)),
    "lapses": Act(OnMotionForm, lambda sent: Lapsed(sent.motion)),
    "withdrawals": Act(OnMotionForm, lambda sent: Withdraw(sent.motion)),
    "debates": Act(OnMotionForm, lambda sent: OpenDebate(sent.motion)),
    "debate-closings": Act(OnMotionForm, lambda sent: CloseDebate(sent.motion)),
    "votes": Act(VoteForm, lambda sent: OpenVote(sent.motion, sent.method)),
    "voices": Act(CastForm, lambda sent: Cast(sent.motion, sent.choice)),
    "results": Act(ResultForm, lambda sent: CloseVote(sent.motion, sent.yes, sent.no, sent.abstain)),
    "voidings": Act(VoidForm, lambda sent: VoidVote(sent.motion, sent.reason)),
}
