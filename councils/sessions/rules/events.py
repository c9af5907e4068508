"""Every kind of fact a session's log can hold. The log is the meeting; minutes are a reading of it.

An Event (log.py) is one row: seq (1, 2, 3 … without a gap), at (aware UTC), who did it, and one fact. The fact's class
is the kind, its fields are the payload (``log.payload(fact)`` gives the JSON object stored and digested). People are
written with id and name, so that the log can be read without any other table. Items and motions are numbered from 1
within the session: ``item`` and ``motion`` below are these numbers, not row ids.
"""

from dataclasses import dataclass, field

from councils.rules import Base, FloorRules
from councils.sessions.rules.words import Choice, Lapse, Method, Source, Stance


@dataclass(frozen=True)
class Seat:
    """A member on the roster."""

    person_id: int
    name: str


@dataclass(frozen=True)
class ItemLine:
    """An agenda item as announced. minutes: planned time. proposal: the proposal's row id, when it is about one."""

    item: int
    title: str
    proposal: int | None = None
    minutes: int = 20


@dataclass(frozen=True)
class Announced:
    """``announced`` · the notice: which body meets when, where, under which rules, on what. Always seq 1.

    starts_at: ISO moment in UTC. notice_day: ISO date the notice was published. convener, basis: who called, and why.
    term: number of the council's term (届次); number: of the session within it.
    """

    council: str
    term: int
    number: int
    title: str
    starts_at: str
    venue: str
    chair: Seat
    recorder: Seat
    convener: str
    basis: str
    notice_day: str
    items: tuple[ItemLine, ...]
    rules: FloorRules = field(default_factory=FloorRules)


@dataclass(frozen=True)
class CheckinOpened:
    """``checkin_opened`` · the door is open; the roster is frozen. seats: 应到, the base of the quorum."""

    seats: int
    roster: tuple[Seat, ...]


@dataclass(frozen=True)
class CheckedIn:
    """``checked_in`` · a member is here (also on coming back)."""

    person: Seat
    source: Source


@dataclass(frozen=True)
class Left:
    """``left`` · a member has gone; a raised hand goes with them."""

    person: Seat
    source: Source


@dataclass(frozen=True)
class Opened:
    """``opened`` · the chair opens the session. The quorum verdict: present of seats, at least needed."""

    present: int
    seats: int
    needed: int


@dataclass(frozen=True)
class ItemTaken:
    """``item_taken`` · this item is now the one being dealt with."""

    item: int


@dataclass(frozen=True)
class ItemPostponed:
    """``item_postponed`` · the item goes to a later session, by confirmation of the chair."""

    item: int


@dataclass(frozen=True)
class ItemClosed:
    """``item_closed`` · done with. decided: at least one motion on it was put to the vote."""

    item: int
    decided: bool


@dataclass(frozen=True)
class MotionMoved:
    """``motion_moved`` · text: who does what, by when. amount_fen: money asked, in fen. proposal: its row id."""

    motion: int
    item: int
    mover: Seat
    text: str
    amount_fen: int | None = None
    proposal: int | None = None


@dataclass(frozen=True)
class MotionSeconded:
    """``motion_seconded`` · another member wants it discussed."""

    motion: int
    person: Seat


@dataclass(frozen=True)
class MotionStated:
    """``motion_stated`` · the chair has read it out; from here it belongs to the meeting."""

    motion: int


@dataclass(frozen=True)
class MotionWithdrawn:
    """``motion_withdrawn`` · by its mover, before it was stated."""

    motion: int


@dataclass(frozen=True)
class MotionLapsed:
    """``motion_lapsed`` · fell without a vote. reason: no_second | adjourned."""

    motion: int
    reason: Lapse


@dataclass(frozen=True)
class DebateOpened:
    """``debate_opened`` · hands may be raised."""

    motion: int


@dataclass(frozen=True)
class HandRaised:
    """``hand_raised`` · asks for the floor, saying for which side."""

    motion: int
    person: Seat
    stance: Stance


@dataclass(frozen=True)
class HandWithdrawn:
    """``hand_withdrawn`` · no longer asks."""

    motion: int
    person: Seat


@dataclass(frozen=True)
class SpeakerCalled:
    """``speaker_called`` · has the floor from the event's time for ``seconds``. speech: number within the session."""

    speech: int
    motion: int
    person: Seat
    stance: Stance
    nth: int  # first or second … speech of this person on this motion
    seconds: int


@dataclass(frozen=True)
class SpeechEnded:
    """``speech_ended`` · seconds: how long it really took."""

    speech: int
    person: Seat
    seconds: int


@dataclass(frozen=True)
class GistNoted:
    """``gist_noted`` · the recorder's gist of a speech; the latest one counts."""

    speech: int
    gist: str


@dataclass(frozen=True)
class DebateClosed:
    """``debate_closed`` · nobody waits to speak any more."""

    motion: int


@dataclass(frozen=True)
class VoteOpened:
    """``vote_opened`` · with the quorum verdict of this moment (present of seats, at least quorum)."""

    motion: int
    method: Method
    present: int
    seats: int
    quorum: int


@dataclass(frozen=True)
class VoteCast:
    """``vote_cast`` · one member's named vote by phone; once, and it stays."""

    motion: int
    person: Seat
    choice: Choice


@dataclass(frozen=True)
class VoteClosed:
    """``vote_closed`` · the verdict with every number it rests on.

    silent: present but not heard (未表态). total: the size of the base. needed: the fewest yes that carry.
    num, den, strict, base: the rule. adopted: yes reaches needed and exceeds no; a tie is lost.
    """

    motion: int
    method: Method
    yes: int
    no: int
    abstain: int
    silent: int
    present: int
    seats: int
    base: Base
    total: int
    needed: int
    num: int
    den: int
    strict: bool
    adopted: bool


@dataclass(frozen=True)
class VoteVoided:
    """``vote_voided`` · opened by mistake: what was cast stays in the log and counts for nothing; a new vote may open."""

    motion: int
    reason: str


@dataclass(frozen=True)
class Adjourned:
    """``adjourned`` · the session is over; the log ends here, gists apart."""

    present: int


Fact = (
    Announced
    | CheckinOpened
    | CheckedIn
    | Left
    | Opened
    | ItemTaken
    | ItemPostponed
    | ItemClosed
    | MotionMoved
    | MotionSeconded
    | MotionStated
    | MotionWithdrawn
    | MotionLapsed
    | DebateOpened
    | HandRaised
    | HandWithdrawn
    | SpeakerCalled
    | SpeechEnded
    | GistNoted
    | DebateClosed
    | VoteOpened
    | VoteCast
    | VoteClosed
    | VoteVoided
    | Adjourned
)
