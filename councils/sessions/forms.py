"""What a person may send about a session: the plan of one, and during it each act as a form and the command it stands for."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Any

from civic.kit.errors import N_, Refused, sentences
from civic.web.fields import clean, line, moment, money, prose, whole
from civic.web.forms import Form
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
from councils.sessions.services import Plan

Number = Annotated[int, whole(1, 10**9)]
Count = Annotated[int, whole(0, 100_000)]
MOST_ITEMS = 12
ITEM_MINUTES = 20


class PlanForm(Form):
    """Call a session. The lists run in parallel: one line of the agenda each; lines without a title are left out."""

    title: Annotated[str, line(2, 80)]
    starts_at: Annotated[datetime, moment()]
    venue: Annotated[str, line(2, 80)]
    basis: Annotated[str, line(2, 120)]
    chair: Number
    recorder: Number
    item_title: tuple[str, ...] = ()
    item_proposal: tuple[str, ...] = ()

    def plan(self) -> Plan:
        """The plan. Raises Refused for an agenda line that cannot be read."""
        return Plan(
            self.title, self.starts_at, self.venue, self.basis, self.chair, self.recorder, self._items()
        )

    def _items(self) -> list[tuple[str, int | None, int]]:
        items = []
        for position, typed in enumerate(self.item_title[:MOST_ITEMS]):
            title = clean(typed, lines=False)
            if not title:
                continue
            if len(title) > 80:
                raise Refused("item_title_long", "item_title")
            chosen = self.item_proposal[position] if position < len(self.item_proposal) else ""
            proposal = int(chosen) if chosen.isascii() and chosen.isdigit() and len(chosen) < 10 else None
            items.append((title, proposal, ITEM_MINUTES))
        return items


class ActForm(Form):
    """Every act: a key drawn when the form was shown, and the page to come back to (console or the session)."""

    key: Annotated[str, line(0, 43)] = ""
    back: Annotated[str, line(0, 20)] = ""


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

sentences(item_title_long=N_("每项议程的题目最多 80 个字。"))
