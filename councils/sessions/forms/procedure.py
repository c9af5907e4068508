"""Acts of procedure: the door, the chair, the agenda, the floor, straw polls, written contributions."""

from typing import Annotated

from civic.kit.errors import N_
from civic.web.fields import line, prose, whole
from councils.forms import Number
from councils.rules import Of
from councils.sessions.forms.base import Act, ActForm, ConfirmForm, Count, Person
from councils.sessions.rules.agenda import CloseItem, PostponeItem, TakeItem
from councils.sessions.rules.calls import CallSpeaker, MissSpeaker
from councils.sessions.rules.chair import HandOver, ReturnChair
from councils.sessions.rules.discussion import Answer, Carry, Decline, Show
from councils.sessions.rules.door import Leave
from councils.sessions.rules.floor import CloseList, OpenList, RaiseHand, WithdrawHand
from councils.sessions.rules.gists import ConfirmGist
from councils.sessions.rules.heads import CountAs, CountHeads
from councils.sessions.rules.pauses import CheckQuorum, Recess, Resume
from councils.sessions.rules.polls import AnswerPoll, ClosePoll, OpenPoll
from councils.sessions.rules.presence import Adjourn, Open
from councils.sessions.rules.recording import NameRecorder
from councils.sessions.rules.recusals import Recuse
from councils.sessions.rules.speeches import EndSpeech, NoteBreach, NoteGist, PauseSpeech, ResumeSpeech
from councils.sessions.rules.standins import CountGallery, Excuse, SeatSubstitute
from councils.sessions.rules.words import Breach, Stance

Floor = Annotated[int, whole(0, 10**9)]
Reason = Annotated[str, line(0, 400)]
Option = Annotated[int, whole(0, 100)]

# Questions that need no wording of their own.
PRESETS = {
    "temperature": (N_("很支持"), N_("可以接受"), N_("有顾虑"), N_("不赞成")),
    "consent": (N_("同意"), N_("有保留，但不拦着"), N_("不同意，要再商量")),
    "yes_no": (N_("赞成"), N_("不赞成"), N_("说不好")),
}


class DoorForm(ActForm):
    """Check in: oneself with the code on the wall or over the network, or somebody else at the table."""

    person: Person | None = None
    code: Annotated[str, line(0, 20)] = ""
    remote: bool = False
    side: Of | None = None


class OpeningForm(ActForm):
    """Begin: in earnest, or as a conversation that decides nothing."""

    talk: bool = False


class PersonForm(ActForm):
    """An act about a person."""

    person: Person


class ReasonForm(PersonForm):
    """An act about a person, with its reason; the rules know whether one is needed."""

    reason: Reason = ""


class SubstituteForm(ActForm):
    """Who sits for whom."""

    member: Number
    substitute: Number


class SideForm(PersonForm):
    """As what somebody counts; empty: as nothing but the seat."""

    of: Of | None = None


class HeadsForm(ActForm):
    """How many of a kind are here beside those named, and of how many where a share is asked for."""

    of: Of
    heads: Count
    whole: Count | None = None


class CountForm(ActForm):
    """How many."""

    count: Count


class MinutesForm(ActForm):
    """How long."""

    minutes: Count


class RecusalForm(ReasonForm):
    """Who takes no part in what."""

    item: Number


class ItemForm(ConfirmForm):
    """An act about an agenda item, by its number."""

    item: Number


class FloorForm(ActForm):
    """An act about the floor of a motion, by its number; 0: the open floor of the item."""

    motion: Floor
    person: Person | None = None


class HandForm(FloorForm):
    """Ask for the floor."""

    stance: Stance | None = None


class SpeechForm(ActForm):
    """An act about a speech, by its number."""

    speech: Number


class GistForm(SpeechForm):
    """What was said."""

    gist: Annotated[str, prose(1, 2000)]


class GistConfirmationForm(SpeechForm):
    """The gist one has read is right."""

    digest: Annotated[str, line(0, 64)] = ""


class BreachForm(PersonForm):
    """Call somebody to order."""

    breach: Breach
    note: Reason = ""


class PollForm(ActForm):
    """Ask everybody here: with options of one's own, one a line, or those of a name in PRESETS."""

    question: Annotated[str, line(1, 400)]
    options: Annotated[str, prose(0, 1000)] = ""
    preset: Annotated[str, line(0, 20)] = ""

    def offered(self) -> tuple[str, ...]:
        """The options."""
        return PRESETS.get(self.preset) or tuple(self.options.splitlines())


class OnPollForm(ActForm):
    """An act about a straw poll, by its number."""

    poll: Number


class PollAnswerForm(OnPollForm):
    """One's own answer."""

    option: Option


class PollClosingForm(OnPollForm):
    """Show the answers, with the hands counted in the room, one number for each option."""

    hands: tuple[Count, ...] = ()


class ContributionForm(ActForm):
    """An act about a written contribution, by its number; 0: none."""

    contribution: Floor


class RefusalForm(ContributionForm):
    """Why it is not shown."""

    reason: Reason = ""


class AnswerForm(ContributionForm):
    """What was answered."""

    answer: Annotated[str, prose(0, 1000)] = ""


PROCEDURE: dict[str, Act] = {
    "departures": Act(PersonForm, lambda sent: Leave(sent.person)),
    "excuses": Act(ReasonForm, lambda sent: Excuse(sent.person, sent.reason)),
    "substitutes": Act(SubstituteForm, lambda sent: SeatSubstitute(sent.member, sent.substitute)),
    "gallery": Act(CountForm, lambda sent: CountGallery(sent.count)),
    "sides": Act(SideForm, lambda sent: CountAs(sent.person, sent.of)),
    "head-counts": Act(HeadsForm, lambda sent: CountHeads(sent.of, sent.heads, sent.whole or 0)),
    "opening": Act(OpeningForm, lambda sent: Open(sent.talk)),
    "quorum-checks": Act(ActForm, lambda sent: CheckQuorum()),
    "recesses": Act(MinutesForm, lambda sent: Recess(sent.minutes)),
    "resumptions": Act(ConfirmForm, lambda sent: Resume(sent.confirmed)),
    "adjournment": Act(ConfirmForm, lambda sent: Adjourn(sent.confirmed)),
    "handovers": Act(ReasonForm, lambda sent: HandOver(sent.person, sent.reason)),
    "recorders": Act(ReasonForm, lambda sent: NameRecorder(sent.person, sent.reason)),
    "chair-returns": Act(ActForm, lambda sent: ReturnChair()),
    "recusals": Act(RecusalForm, lambda sent: Recuse(sent.person, sent.item, sent.reason)),
    "items": Act(ItemForm, lambda sent: TakeItem(sent.item, sent.confirmed)),
    "postponements": Act(ItemForm, lambda sent: PostponeItem(sent.item)),
    "item-closings": Act(ItemForm, lambda sent: CloseItem(sent.item)),
    "hands": Act(HandForm, lambda sent: RaiseHand(sent.motion, sent.stance, sent.person)),
    "hand-withdrawals": Act(FloorForm, lambda sent: WithdrawHand(sent.motion, sent.person)),
    "list-closings": Act(FloorForm, lambda sent: CloseList(sent.motion)),
    "list-openings": Act(FloorForm, lambda sent: OpenList(sent.motion)),
    "calls": Act(ReasonForm, lambda sent: CallSpeaker(sent.person, sent.reason)),
    "no-answers": Act(SpeechForm, lambda sent: MissSpeaker(sent.speech)),
    "speech-ends": Act(SpeechForm, lambda sent: EndSpeech(sent.speech)),
    "pauses": Act(SpeechForm, lambda sent: PauseSpeech(sent.speech)),
    "continuations": Act(SpeechForm, lambda sent: ResumeSpeech(sent.speech)),
    "gists": Act(GistForm, lambda sent: NoteGist(sent.speech, sent.gist)),
    "gist-confirmations": Act(GistConfirmationForm, lambda sent: ConfirmGist(sent.speech, sent.digest)),
    "breaches": Act(BreachForm, lambda sent: NoteBreach(sent.person, sent.breach, sent.note)),
    "polls": Act(PollForm, lambda sent: OpenPoll(sent.question, sent.offered())),
    "poll-answers": Act(PollAnswerForm, lambda sent: AnswerPoll(sent.poll, sent.option)),
    "poll-closings": Act(PollClosingForm, lambda sent: ClosePoll(sent.poll, sent.hands)),
    "contribution-showings": Act(ContributionForm, lambda sent: Show(sent.contribution)),
    "contribution-refusals": Act(RefusalForm, lambda sent: Decline(sent.contribution, sent.reason)),
    "contribution-answers": Act(AnswerForm, lambda sent: Answer(sent.contribution, sent.answer)),
    "contribution-turns": Act(ContributionForm, lambda sent: Carry(sent.contribution)),
}
