"""Facts of motions and points of order."""

from dataclasses import dataclass

from councils.sessions.rules.events.presence import Seat
from councils.sessions.rules.words import Lapse, MotionKind, PointKind, Source, Suspendable


@dataclass(frozen=True)
class MotionMoved:
    """``motion_moved`` · text: who does what, by when. amount_fen: money asked, in fen. proposal: its row id.

    kind: main, or what else is moved (words.MotionKind). target: the motion or point it applies to. detail: postponed to
    when, referred to whom, and the like. seconds, times: limits asked for, or the length of a recess or item. parts: the
    texts a question is to be divided into; amounts: their money in fen, 0 for none. order: the agenda's items anew.
    part_of: the motion that was divided into this and others. source: steward when entered for somebody without a phone.
    rule: which one is to be set aside; None in logs from when that was only noted. noticed: the mover says that the notice told
    of it, so that the ordinary share will do.
    """

    motion: int
    item: int
    mover: Seat
    text: str
    amount_fen: int | None = None
    proposal: int | None = None
    kind: MotionKind = MotionKind.MAIN
    target: int | None = None
    detail: str = ""
    seconds: int | None = None
    times: int | None = None
    parts: tuple[str, ...] = ()
    amounts: tuple[int, ...] = ()
    order: tuple[int, ...] = ()
    part_of: int | None = None
    source: Source = Source.SELF
    rule: Suspendable | None = None
    noticed: bool = False


@dataclass(frozen=True)
class MotionSeconded:
    """``motion_seconded`` · another member wants it discussed."""

    motion: int
    person: Seat
    source: Source = Source.SELF


@dataclass(frozen=True)
class MotionStated:
    """``motion_stated`` · the chair has read it out; from here it belongs to the meeting."""

    motion: int


@dataclass(frozen=True)
class MotionWithdrawn:
    """``motion_withdrawn`` · by its mover, before it was stated; after that by vote. by: the motion that let it go."""

    motion: int
    by: int | None = None


@dataclass(frozen=True)
class MotionGranted:
    """``motion_granted`` · done on one member's demand, without a vote, because the chair finds it due."""

    motion: int


@dataclass(frozen=True)
class MotionLapsed:
    """``motion_lapsed`` · fell without a vote. reason: no_second | adjourned | overtaken."""

    motion: int
    reason: Lapse


@dataclass(frozen=True)
class MotionAmended:
    """``motion_amended`` · an adopted amendment gives its target a new text. version: 2, 3 … of that text."""

    motion: int
    by: int
    version: int
    text: str
    amount_fen: int | None = None
    detail: str = ""
    seconds: int | None = None
    times: int | None = None
    parts: tuple[str, ...] = ()
    amounts: tuple[int, ...] = ()


@dataclass(frozen=True)
class MotionDivided:
    """``motion_divided`` · the question is dealt with in parts. into: the numbers of the motions that take its place."""

    motion: int
    into: tuple[int, ...]


@dataclass(frozen=True)
class MotionPostponed:
    """``motion_postponed`` · put off by vote. to: until when or which session; empty: indefinitely."""

    motion: int
    by: int
    to: str


@dataclass(frozen=True)
class MotionReferred:
    """``motion_referred`` · given by vote to a person or group to work on. to: to whom, and until when."""

    motion: int
    by: int
    to: str


@dataclass(frozen=True)
class MotionLaidAside:
    """``motion_laid_aside`` · laid on the table by vote; it can be taken up again in this session."""

    motion: int
    by: int


@dataclass(frozen=True)
class MotionTakenUp:
    """``motion_taken_up`` · taken from the table by vote, as it stood."""

    motion: int
    by: int


@dataclass(frozen=True)
class MotionReopened:
    """``motion_reopened`` · a decision is reconsidered: the motion is debated and voted on again."""

    motion: int
    by: int


@dataclass(frozen=True)
class MotionRescinded:
    """``motion_rescinded`` · what was adopted earlier in this session no longer stands."""

    motion: int
    by: int


@dataclass(frozen=True)
class LimitsChanged:
    """``limits_changed`` · seconds for a speech and times each may speak, by vote. motion: for this one; None: for all."""

    by: int
    motion: int | None
    seconds: int
    times: int


@dataclass(frozen=True)
class RuleSuspended:
    """``rule_suspended`` · set aside by vote for one item, and again in force when the next is taken. item 0: between items."""

    by: int
    rule: Suspendable
    item: int


@dataclass(frozen=True)
class PointRaised:
    """``point_raised`` · a point of order, of privilege, or an inquiry: the chair answers it at once. point: its number."""

    point: int
    person: Seat
    kind: PointKind
    text: str


@dataclass(frozen=True)
class PointRuled:
    """``point_ruled`` · the chair's ruling with its reason. well_taken: the point stands."""

    point: int
    well_taken: bool
    reason: str


@dataclass(frozen=True)
class RulingDecided:
    """``ruling_decided`` · the meeting decided an appeal. sustained: the chair's ruling stands (a tie sustains)."""

    point: int
    by: int
    sustained: bool
