"""Every act during a session: its form, and what it says to the engine."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, Any

from civic.web.fields import line, money, prose, whole
from civic.web.forms import Form
from councils.sessions.forms.plan import Number
from councils.sessions.rules import Command
from councils.sessions.rules.agenda import CloseItem, PostponeItem, TakeItem
from councils.sessions.rules.floor import CallSpeaker, EndSpeech, NoteGist, RaiseHand, WithdrawHand
from councils.sessions.rules.motions import (
    CloseDebate,
    Lapsed,
    Move,
    OpenDebate,
    Second,
    StateMotion,
    Withdraw,
)
from councils.sessions.rules.presence import Adjourn, Leave, Open
from councils.sessions.rules.votes import Cast, CloseVote, OpenVote, VoidVote
from councils.sessions.rules.words import Choice, Method, Stance

Count = Annotated[int, whole(0, 100_000)]


class ActForm(Form):
    """Every act: a key drawn when the form was shown, the page to come back to (a name of BACKS), the form's place on it."""

    key: Annotated[str, line(0, 43)] = ""
    back: Annotated[str, line(0, 20)] = ""
    spot: Annotated[str, line(0, 40)] = ""


class DoorForm(ActForm):
    """Check in: oneself with the code on the wall, or somebody else at the table."""

    person: Number | None = None
    code: Annotated[str, line(0, 20)] = ""


class ConfirmForm(ActForm):
    """An act that may put items off."""

    confirmed: bool = False


class PersonForm(ActForm):
    """An act about a person."""

    person: Number


class ItemForm(ConfirmForm):
    """An act about an agenda item, by its number."""

    item: Number


class MotionForm(ActForm):
    """Move something; the rules know how long a text must be."""

    text: Annotated[str, prose(1, 2000)]
    amount: Annotated[int, money()] | None = None


class OnMotionForm(ActForm):
    """An act on the pending motion, by its number."""

    motion: Number


class HandForm(OnMotionForm):
    """Ask for the floor."""

    stance: Stance | None = None


class SpeechForm(ActForm):
    """An act about a speech, by its number."""

    speech: Number


class GistForm(SpeechForm):
    """What was said."""

    gist: Annotated[str, prose(1, 2000)]


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


@dataclass(frozen=True)
class Act:
    """A form and what it says to the engine."""

    form: type[ActForm]
    command: Callable[[Any], Command]


# By the noun under which each is posted: /sessions/4/seconds.
ACTS: dict[str, Act] = {
    "opening": Act(ActForm, lambda sent: Open()),
    "adjournment": Act(ConfirmForm, lambda sent: Adjourn(sent.confirmed)),
    "departures": Act(PersonForm, lambda sent: Leave(sent.person)),
    "items": Act(ItemForm, lambda sent: TakeItem(sent.item, sent.confirmed)),
    "postponements": Act(ItemForm, lambda sent: PostponeItem(sent.item)),
    "item-closings": Act(ItemForm, lambda sent: CloseItem(sent.item)),
    "motions": Act(MotionForm, lambda sent: Move(sent.text, sent.amount)),
    "seconds": Act(OnMotionForm, lambda sent: Second(sent.motion)),
    "statements": Act(OnMotionForm, lambda sent: StateMotion(sent.motion)),
    "lapses": Act(OnMotionForm, lambda sent: Lapsed(sent.motion)),
    "withdrawals": Act(OnMotionForm, lambda sent: Withdraw(sent.motion)),
    "debates": Act(OnMotionForm, lambda sent: OpenDebate(sent.motion)),
    "debate-closings": Act(OnMotionForm, lambda sent: CloseDebate(sent.motion)),
    "hands": Act(HandForm, lambda sent: RaiseHand(sent.motion, sent.stance)),
    "hand-withdrawals": Act(OnMotionForm, lambda sent: WithdrawHand(sent.motion)),
    "calls": Act(PersonForm, lambda sent: CallSpeaker(sent.person)),
    "speech-ends": Act(SpeechForm, lambda sent: EndSpeech(sent.speech)),
    "gists": Act(GistForm, lambda sent: NoteGist(sent.speech, sent.gist)),
    "votes": Act(VoteForm, lambda sent: OpenVote(sent.motion, sent.method)),
    "voices": Act(CastForm, lambda sent: Cast(sent.motion, sent.choice)),
    "results": Act(ResultForm, lambda sent: CloseVote(sent.motion, sent.yes, sent.no, sent.abstain)),
    "voidings": Act(VoidForm, lambda sent: VoidVote(sent.motion, sent.reason)),
}
