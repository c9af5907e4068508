"""One row of the log, and how its fact is written down and read back."""

from collections.abc import Callable
from dataclasses import asdict, dataclass, fields
from datetime import datetime
from enum import StrEnum
from functools import cache
from types import UnionType
from typing import Any, get_args, get_origin, get_type_hints

from councils.sessions.rules import events
from councils.sessions.rules.events import Fact, Seat
from councils.sessions.rules.words import Lapse


@dataclass(frozen=True)
class Event:
    """One row of the log. actor: None when the clock did it."""

    seq: int
    at: datetime
    actor: Seat | None
    fact: Fact

    @property
    def kind(self) -> str:
        """The stored name of the fact's kind."""
        return KIND_OF[type(self.fact)]


# Written out, not derived from the class names: these words are in signed logs and must never change by a rename.
KINDS: dict[str, type[Fact]] = {
    "announced": events.Announced,
    "checkin_opened": events.CheckinOpened,
    "checked_in": events.CheckedIn,
    "left": events.Left,
    "opened": events.Opened,
    "item_taken": events.ItemTaken,
    "item_postponed": events.ItemPostponed,
    "item_closed": events.ItemClosed,
    "motion_moved": events.MotionMoved,
    "motion_seconded": events.MotionSeconded,
    "motion_stated": events.MotionStated,
    "motion_withdrawn": events.MotionWithdrawn,
    "motion_lapsed": events.MotionLapsed,
    "debate_opened": events.DebateOpened,
    "hand_raised": events.HandRaised,
    "hand_withdrawn": events.HandWithdrawn,
    "speaker_called": events.SpeakerCalled,
    "speaker_missed": events.SpeakerMissed,
    "speech_ended": events.SpeechEnded,
    "gist_noted": events.GistNoted,
    "debate_closed": events.DebateClosed,
    "vote_opened": events.VoteOpened,
    "casting_ended": events.CastingEnded,
    "vote_cast": events.VoteCast,
    "vote_closed": events.VoteClosed,
    "vote_voided": events.VoteVoided,
    "adjourned": events.Adjourned,
    "notice_corrected": events.NoticeCorrected,
    "session_cancelled": events.SessionCancelled,
    "excused": events.Excused,
    "substitute_seated": events.SubstituteSeated,
    "gallery_counted": events.GalleryCounted,
    "quorum_checked": events.QuorumChecked,
    "recused": events.Recused,
    "handed_over": events.HandedOver,
    "chair_returned": events.ChairReturned,
    "recorder_named": events.RecorderNamed,
    "recessed": events.Recessed,
    "resumed": events.Resumed,
    "item_added": events.ItemAdded,
    "items_reordered": events.ItemsReordered,
    "paper_tabled": events.PaperTabled,
    "paper_struck": events.PaperStruck,
    "motion_amended": events.MotionAmended,
    "motion_divided": events.MotionDivided,
    "motion_granted": events.MotionGranted,
    "motion_postponed": events.MotionPostponed,
    "motion_referred": events.MotionReferred,
    "motion_laid_aside": events.MotionLaidAside,
    "motion_taken_up": events.MotionTakenUp,
    "motion_reopened": events.MotionReopened,
    "motion_rescinded": events.MotionRescinded,
    "limits_changed": events.LimitsChanged,
    "point_raised": events.PointRaised,
    "point_ruled": events.PointRuled,
    "ruling_decided": events.RulingDecided,
    "speech_paused": events.SpeechPaused,
    "speech_resumed": events.SpeechResumed,
    "list_closed": events.ListClosed,
    "list_opened": events.ListOpened,
    "breach_noted": events.BreachNoted,
    "roll_called": events.RollCalled,
    "consent_refused": events.ConsentRefused,
    "tellers_named": events.TellersNamed,
    "recount_demanded": events.RecountDemanded,
    "poll_opened": events.PollOpened,
    "poll_answered": events.PollAnswered,
    "poll_closed": events.PollClosed,
    "contribution_posted": events.ContributionPosted,
    "contribution_shown": events.ContributionShown,
    "contribution_declined": events.ContributionDeclined,
    "contribution_answered": events.ContributionAnswered,
    "contribution_carried": events.ContributionCarried,
    "gist_confirmed": events.GistConfirmed,
    "counted_as": events.CountedAs,
    "heads_counted": events.HeadsCounted,
    "rule_suspended": events.RuleSuspended,
}
KIND_OF: dict[type[Fact], str] = {shape: kind for kind, shape in KINDS.items()}


# With these the meeting goes on to something else: a ruling can no longer be appealed from, a show of hands no longer be
# doubted. What only follows from a vote, and who comes and goes or raises a hand meanwhile, leaves things as they are.
_ONWARD: dict[type[Fact], Callable[[Any], bool]] = {
    events.MotionMoved: lambda fact: fact.part_of is None,
    events.MotionSeconded: lambda fact: True,
    events.MotionStated: lambda fact: True,
    events.MotionGranted: lambda fact: True,
    events.MotionWithdrawn: lambda fact: fact.by is None,
    events.MotionLapsed: lambda fact: fact.reason is Lapse.NO_SECOND,
    events.DebateOpened: lambda fact: True,
    events.DebateClosed: lambda fact: fact.by is None,
    events.SpeakerCalled: lambda fact: True,
    events.VoteOpened: lambda fact: True,
    events.RecountDemanded: lambda fact: True,
    events.ItemTaken: lambda fact: True,
    events.ItemClosed: lambda fact: True,
    events.ItemPostponed: lambda fact: True,
}


def goes_on(fact: Fact) -> bool:
    """Whether the meeting goes on with this to something else."""
    onward = _ONWARD.get(type(fact))
    return onward is not None and onward(fact)


def payload(fact: Fact) -> dict[str, Any]:
    """The fact as the JSON object that is stored and digested: texts, integers, booleans, lists, objects."""
    return asdict(fact)


def fact_of(kind: str, stored: dict[str, Any]) -> Fact:
    """The fact a row holds. Raises KeyError for a kind this house does not know."""
    fact: Fact = _read(KINDS[kind], stored)
    return fact


@cache
def _shape(kind: type[Any]) -> tuple[tuple[str, Any], ...]:
    hints = get_type_hints(kind)
    return tuple((part.name, hints[part.name]) for part in fields(kind))


def _read(hint: Any, value: Any) -> Any:
    """A stored value as the type its field asks for. Fields added later fall back to their defaults."""
    if value is None or hint in (int, str, bool):
        return value
    if isinstance(hint, UnionType):
        return _read(next(part for part in get_args(hint) if part is not type(None)), value)
    if get_origin(hint) is tuple:
        return tuple(_read(get_args(hint)[0], part) for part in value)
    if issubclass(hint, StrEnum):
        return hint(value)
    return hint(**{name: _read(part, value[name]) for name, part in _shape(hint) if name in value})
