"""Every kind of fact a session's log can hold. The log is the meeting; minutes are a reading of it.

An Event (log.py) is one row: seq (1, 2, 3 … without a gap), at (aware UTC), who did it, and one fact. The fact's class
is the kind, its fields are the payload (``log.payload(fact)`` gives the JSON object stored and digested). People are
written with id and name, so that the log can be read without any other table. Items, motions, points, speeches and polls
are numbered from 1 within the session: ``item`` and ``motion`` below are these numbers, not row ids. A field added later
has a default, so that every log ever signed is still read.
"""

from councils.sessions.rules.events.agenda import (
    ItemAdded,
    ItemClosed,
    ItemPostponed,
    ItemsReordered,
    ItemTaken,
    PaperStruck,
    PaperTabled,
)
from councils.sessions.rules.events.discussion import (
    ContributionAnswered,
    ContributionCarried,
    ContributionDeclined,
    ContributionPosted,
    ContributionShown,
)
from councils.sessions.rules.events.floor import (
    BreachNoted,
    DebateClosed,
    DebateOpened,
    GistConfirmed,
    GistNoted,
    HandRaised,
    HandWithdrawn,
    ListClosed,
    ListOpened,
    SpeakerCalled,
    SpeakerMissed,
    SpeechEnded,
    SpeechPaused,
    SpeechResumed,
)
from councils.sessions.rules.events.motions import (
    LimitsChanged,
    MotionAmended,
    MotionDivided,
    MotionGranted,
    MotionLaidAside,
    MotionLapsed,
    MotionMoved,
    MotionPostponed,
    MotionReferred,
    MotionReopened,
    MotionRescinded,
    MotionSeconded,
    MotionStated,
    MotionTakenUp,
    MotionWithdrawn,
    PointRaised,
    PointRuled,
    RuleSuspended,
    RulingDecided,
)
from councils.sessions.rules.events.notice import NoticeCorrected, SessionCancelled
from councils.sessions.rules.events.presence import (
    Adjourned,
    Announced,
    Bench,
    ChairReturned,
    CheckedIn,
    CheckinOpened,
    CountedAs,
    Excused,
    GalleryCounted,
    HandedOver,
    Heads,
    HeadsCounted,
    ItemLine,
    Left,
    Opened,
    QuorumChecked,
    Recessed,
    RecorderNamed,
    Recused,
    Reserve,
    Resumed,
    Seat,
    SubstituteSeated,
)
from councils.sessions.rules.events.votes import (
    CastingEnded,
    ConsentRefused,
    PollAnswered,
    PollClosed,
    PollOpened,
    RecountDemanded,
    RollCalled,
    TellersNamed,
    VoteCast,
    VoteClosed,
    VoteOpened,
    VoteVoided,
)

Fact = (
    Announced
    | NoticeCorrected
    | SessionCancelled
    | CheckinOpened
    | CheckedIn
    | Left
    | Opened
    | Excused
    | SubstituteSeated
    | GalleryCounted
    | CountedAs
    | HeadsCounted
    | QuorumChecked
    | Recused
    | HandedOver
    | ChairReturned
    | RecorderNamed
    | Recessed
    | Resumed
    | Adjourned
    | ItemTaken
    | ItemPostponed
    | ItemClosed
    | ItemAdded
    | ItemsReordered
    | PaperTabled
    | PaperStruck
    | MotionMoved
    | MotionSeconded
    | MotionStated
    | MotionWithdrawn
    | MotionLapsed
    | MotionGranted
    | MotionAmended
    | MotionDivided
    | MotionPostponed
    | MotionReferred
    | MotionLaidAside
    | MotionTakenUp
    | MotionReopened
    | MotionRescinded
    | LimitsChanged
    | RuleSuspended
    | PointRaised
    | PointRuled
    | RulingDecided
    | DebateOpened
    | HandRaised
    | HandWithdrawn
    | SpeakerCalled
    | SpeakerMissed
    | SpeechEnded
    | GistNoted
    | GistConfirmed
    | DebateClosed
    | SpeechPaused
    | SpeechResumed
    | ListClosed
    | ListOpened
    | BreachNoted
    | VoteOpened
    | CastingEnded
    | VoteCast
    | VoteClosed
    | VoteVoided
    | RollCalled
    | ConsentRefused
    | TellersNamed
    | RecountDemanded
    | PollOpened
    | PollAnswered
    | PollClosed
    | ContributionPosted
    | ContributionShown
    | ContributionDeclined
    | ContributionAnswered
    | ContributionCarried
)

__all__ = [
    "Adjourned",
    "Announced",
    "Bench",
    "BreachNoted",
    "CastingEnded",
    "ChairReturned",
    "CheckedIn",
    "CheckinOpened",
    "ConsentRefused",
    "ContributionAnswered",
    "ContributionCarried",
    "ContributionDeclined",
    "ContributionPosted",
    "ContributionShown",
    "CountedAs",
    "DebateClosed",
    "DebateOpened",
    "Excused",
    "Fact",
    "GalleryCounted",
    "GistConfirmed",
    "GistNoted",
    "HandRaised",
    "HandWithdrawn",
    "HandedOver",
    "Heads",
    "HeadsCounted",
    "ItemAdded",
    "ItemClosed",
    "ItemLine",
    "ItemPostponed",
    "ItemTaken",
    "ItemsReordered",
    "Left",
    "LimitsChanged",
    "ListClosed",
    "ListOpened",
    "MotionAmended",
    "MotionDivided",
    "MotionGranted",
    "MotionLaidAside",
    "MotionLapsed",
    "MotionMoved",
    "MotionPostponed",
    "MotionReferred",
    "MotionReopened",
    "MotionRescinded",
    "MotionSeconded",
    "MotionStated",
    "MotionTakenUp",
    "MotionWithdrawn",
    "NoticeCorrected",
    "Opened",
    "PaperStruck",
    "PaperTabled",
    "PointRaised",
    "PointRuled",
    "PollAnswered",
    "PollClosed",
    "PollOpened",
    "QuorumChecked",
    "Recessed",
    "RecorderNamed",
    "RecountDemanded",
    "Recused",
    "Reserve",
    "Resumed",
    "RollCalled",
    "RuleSuspended",
    "RulingDecided",
    "Seat",
    "SessionCancelled",
    "SpeakerCalled",
    "SpeakerMissed",
    "SpeechEnded",
    "SpeechPaused",
    "SpeechResumed",
    "SubstituteSeated",
    "TellersNamed",
    "VoteCast",
    "VoteClosed",
    "VoteOpened",
    "VoteVoided",
]
