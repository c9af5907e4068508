"""Facts of the room: the notice, the door, who presides, quorum, pauses, the end."""

from dataclasses import dataclass, field

from civic.kit.thresholds import Threshold
from councils.rules import FloorRules, Of
from councils.sessions.rules.words import Source


@dataclass(frozen=True)
class Seat:
    """A member on the roster."""

    person_id: int
    name: str


@dataclass(frozen=True)
class Bench:
    """A member body within a joint council. seats: its own base of the quorum. members: person ids on the roster.

    quorum: its own share of these seats; None: the same as that of the whole.
    """

    name: str
    seats: int
    members: tuple[int, ...]
    quorum: Threshold | None = None


@dataclass(frozen=True)
class Reserve(Seat):
    """Somebody of the reserve (候补). bench: may sit only for members of this body; empty: for any."""

    bench: str = ""


@dataclass(frozen=True)
class Heads:
    """How many of a kind are here, and whether that is enough. whole: of how many, 0 where a number of heads is asked for.

    least: they must be there beside the quorum; otherwise they are another way of being enough.
    """

    of: Of
    present: int
    whole: int
    needed: int
    met: bool
    least: bool


@dataclass(frozen=True)
class ItemLine:
    """An agenda item as announced. minutes: planned time. proposal: the proposal's row id, when it is about one.

    kind: where it comes from (a word of the agenda builder). presenter: who brings it in, as a name.
    """

    item: int
    title: str
    proposal: int | None = None
    minutes: int = 20
    kind: str = ""
    presenter: str = ""


@dataclass(frozen=True)
class Announced:
    """``announced`` · the notice: which body meets when, where, under which rules, on what. Always seq 1.

    starts_at: ISO moment in UTC. notice_day: ISO date the notice was published. convener, basis: who called, and why.
    term: number of the council's term (届次); number: of the session within it. remote: members may take part over the
    network. salt: drawn for the fingerprints of what is published of this log, never published itself where names are
    hidden; empty in logs from before them.
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
    remote: bool = False
    salt: str = ""


@dataclass(frozen=True)
class CheckinOpened:
    """``checkin_opened`` · the door is open; the roster is frozen. seats: 应到, the base of the quorum.

    observers: those invited without a vote (列席); one without an account has the negative of the number in the register
    as person_id. benches: the member bodies of a joint council, each with its quorum. reserves: who may sit for an absent
    member, in their order.
    """

    seats: int
    roster: tuple[Seat, ...]
    observers: tuple[Seat, ...] = ()
    benches: tuple[Bench, ...] = ()
    reserves: tuple[Reserve, ...] = ()


@dataclass(frozen=True)
class CountedAs:
    """``counted_as`` · as what somebody in the room counts, beside a member's own seat; one side only. None: as nothing."""

    person: Seat
    of: Of | None


@dataclass(frozen=True)
class HeadsCounted:
    """``heads_counted`` · how many of a kind are here beside those named as such, as the steward counted (现场录入).

    whole: of how many, where a share of them is asked for. Our own register is no base: not everybody has an account.
    """

    of: Of
    heads: int
    whole: int = 0


@dataclass(frozen=True)
class CheckedIn:
    """``checked_in`` · a member or observer is here (also on coming back). remote: over the network."""

    person: Seat
    source: Source
    remote: bool = False


@dataclass(frozen=True)
class Left:
    """``left`` · somebody has gone; a raised hand goes with them."""

    person: Seat
    source: Source


@dataclass(frozen=True)
class Opened:
    """``opened`` · the chair opens the session. The quorum verdict: present of seats, at least needed; heads: the further ones.

    talk: without a quorum, as a conversation that decides nothing (座谈). It may be opened in earnest once enough are here.
    """

    present: int
    seats: int
    needed: int
    heads: tuple[Heads, ...] = ()
    talk: bool = False


@dataclass(frozen=True)
class Excused:
    """``excused`` · a member who asked for leave (请假), with the reason."""

    person: Seat
    reason: str


@dataclass(frozen=True)
class SubstituteSeated:
    """``substitute_seated`` · a substitute sits for an absent member, with that member's vote, for this session."""

    member: Seat
    substitute: Seat


@dataclass(frozen=True)
class GalleryCounted:
    """``gallery_counted`` · how many listen from the gallery, as the steward counted."""

    count: int


@dataclass(frozen=True)
class QuorumChecked:
    """``quorum_checked`` · the quorum was asked for and counted again in the middle of the session."""

    present: int
    seats: int
    needed: int
    met: bool
    heads: tuple[Heads, ...] = ()


@dataclass(frozen=True)
class Recused:
    """``recused`` · a member with an interest takes no part in an item: out of floor, roll and base."""

    person: Seat
    item: int
    reason: str


@dataclass(frozen=True)
class HandedOver:
    """``handed_over`` · another member presides. motion: until it is disposed of (principle 2), None: until handed back."""

    before: Seat
    to: Seat
    reason: str
    motion: int | None = None


@dataclass(frozen=True)
class RecorderNamed:
    """``recorder_named`` · another member keeps the record from now on, and signs the minutes."""

    before: Seat
    to: Seat
    reason: str


@dataclass(frozen=True)
class ChairReturned:
    """``chair_returned`` · the chair presides again."""

    chair: Seat


@dataclass(frozen=True)
class Recessed:
    """``recessed`` · a pause. until: ISO moment in UTC at which the session goes on."""

    until: str
    present: int


@dataclass(frozen=True)
class Resumed:
    """``resumed`` · the session goes on, with the quorum verdict of this moment."""

    present: int
    seats: int
    needed: int
    heads: tuple[Heads, ...] = ()


@dataclass(frozen=True)
class Adjourned:
    """``adjourned`` · the session is over; the log ends here, gists apart."""

    present: int
