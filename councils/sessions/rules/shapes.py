"""What a session is made of: items, motions, hands, speeches, votes, points, polls."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from civic.kit.chain import text_digest
from councils.sessions.rules.events import LimitsChanged, RuleSuspended, Seat, VoteClosed
from councils.sessions.rules.words import (
    Choice,
    ContributionKind,
    ItemState,
    Method,
    MotionKind,
    MotionState,
    PointKind,
    Source,
    Stance,
    Suspendable,
)


@dataclass(frozen=True)
class Item:
    """An agenda item by its number."""

    number: int
    title: str
    proposal: int | None
    minutes: int
    state: ItemState = ItemState.PLANNED
    kind: str = ""
    presenter: str = ""


@dataclass(frozen=True)
class Motion:
    """A motion by its number in the session. text: as it stands now; versions: the texts before, the oldest first.

    amounts: money of each part, in fen. order: of the agenda's items, asked for. part_of: the motion it is a part of.
    resumes: where it goes on when a vote on it is void or it is taken up again. set_by: the motion that put it aside, until
    when or with whom. closed_by: the motion that ended its debate. barred: ways in which it is not voted on any more.
    reopened: it was reconsidered once. turns: speakers called in the session when it was settled. rule: the one it sets aside.
    noticed: the notice told of it. amended_by: the motion that gave it its present words; past: how it read before.
    """

    number: int
    item: int
    mover: Seat
    text: str
    amount_fen: int | None
    proposal: int | None
    seconder: Seat | None = None
    state: MotionState = MotionState.MOVED
    kind: MotionKind = MotionKind.MAIN
    target: int | None = None
    detail: str = ""
    seconds: int | None = None
    times: int | None = None
    parts: tuple[str, ...] = ()
    versions: tuple[str, ...] = ()
    list_closed: bool = False
    amounts: tuple[int, ...] = ()
    order: tuple[int, ...] = ()
    part_of: int | None = None
    resumes: MotionState | None = None
    set_by: int | None = None
    until: str = ""
    closed_by: int | None = None
    barred: frozenset[Method] = frozenset()
    reopened: bool = False
    turns: int = 0
    rule: Suspendable | None = None
    noticed: bool = False
    amended_by: int | None = None
    past: "Motion | None" = None

    @property
    def version(self) -> int:
        """1 for the text as moved."""
        return len(self.versions) + 1

    @property
    def digest(self) -> str:
        """SHA-256 of the text as it stands: what a vote on it is bound to."""
        return text_digest(self.text)


@dataclass(frozen=True)
class Hand:
    """Someone waiting to speak on a motion (0: the open floor). asked: the seq of raising, so the order of asking.

    missed: was called once and did not answer.
    """

    person: Seat
    stance: Stance
    asked: int
    motion: int = 0
    missed: bool = False


@dataclass(frozen=True)
class Speech:
    """A turn on the floor. seconds: allowed; took: used, None while it lasts.

    started_at: when the clock last began to run. used: seconds spoken before that. paused: the clock stands. confirmed: the
    speaker has said that the gist, as it stands, is right.
    """

    number: int
    motion: int
    person: Seat
    stance: Stance
    nth: int
    started_at: datetime
    seconds: int
    took: int | None = None
    gist: str = ""
    used: int = 0
    paused: bool = False
    override: str = ""
    item: int = 0
    missed: bool = False
    confirmed: bool = False

    def spent(self, at: datetime) -> int:
        """Seconds spoken until this moment. A clock that went back counts as no time."""
        running = 0 if self.paused else int((at - self.started_at).total_seconds())
        return self.used + max(0, running)

    @property
    def ends_at(self) -> datetime:
        """When the allowed time runs out, on the server's clock, if it runs."""
        return self.started_at + timedelta(seconds=self.seconds - self.used)


@dataclass(frozen=True)
class Said:
    """What was said on one motion, or on one item's open floor: how often by whom, and on which side last."""

    turns: Mapping[int, int] = field(default_factory=dict)
    last: Stance | None = None


@dataclass(frozen=True)
class Standing:
    """Whether a member body of a joint council has its own quorum."""

    name: str
    present: int
    seats: int
    needed: int
    met: bool


@dataclass(frozen=True)
class Named:
    """One member's named vote."""

    person: Seat
    choice: Choice
    source: Source = Source.SELF


@dataclass(frozen=True)
class Vote:
    """The vote that is open. ballot: of the votes floor, when secret. called: whom the roll call asks now; asked: everyone
    it asked so far. here: members present when it was opened. paper: papers of paper are taken too; ended: no more come in.
    """

    motion: int
    method: Method
    cast: tuple[Named, ...] = ()
    ballot: int | None = None
    recused: frozenset[int] = frozenset()
    called: Seat | None = None
    asked: frozenset[int] = frozenset()
    here: frozenset[int] = frozenset()
    paper: bool = False
    ended: bool = False


@dataclass(frozen=True)
class Verdict:
    """A vote that was closed, with its numbers and, when named, who said what."""

    numbers: VoteClosed
    named: tuple[Named, ...]


@dataclass(frozen=True)
class Point:
    """A point of order, of privilege, or an inquiry. well_taken: None until the chair has ruled.

    sustained: what the meeting said on appeal, None without one. steps: how far the meeting had got when it was ruled on.
    """

    number: int
    person: Seat
    kind: PointKind
    text: str
    well_taken: bool | None = None
    reason: str = ""
    sustained: bool | None = None
    steps: int = 0


@dataclass(frozen=True)
class Counted:
    """A show of hands that may still be doubted: what it decided, and how everything stood before its result.

    steps: how far the meeting had got.
    """

    motion: int
    motions: tuple[Motion, ...]
    items: tuple[Item, ...]
    points: tuple[Point, ...]
    limits: tuple[LimitsChanged, ...]
    steps: int
    suspended: tuple[RuleSuspended, ...] = ()


@dataclass(frozen=True)
class Recusal:
    """A member outside floor, roll and base of one item."""

    person: Seat
    item: int
    reason: str


@dataclass(frozen=True)
class Handover:
    """Somebody presides in the chair's place. motion: until it is settled; None: until handed back."""

    to: Seat
    reason: str
    motion: int | None


@dataclass(frozen=True)
class Poll:
    """A straw poll. answers: the latest of each person, by person id. counts: once closed."""

    number: int
    question: str
    options: tuple[str, ...]
    answers: tuple[tuple[int, int], ...] = ()
    counts: tuple[int, ...] | None = None
    hands: tuple[int, ...] = ()


@dataclass(frozen=True)
class Paper:
    """A paper handed out while the session ran. item: 0 for all of it. struck: why it was taken back, if it was."""

    number: int
    name: str
    digest: str
    item: int
    note: str
    at: datetime
    struck: str = ""


@dataclass(frozen=True)
class Contribution:
    """A written contribution, without its text. answer: how it was answered; carried: spoken to on the floor.

    seen: it was on the wall once.
    """

    number: int
    item: int
    person: Seat
    kind: ContributionKind
    digest: str
    remote: bool
    declined: str = ""
    answer: str = ""
    carried: bool = False
    seen: bool = False

    @property
    def settled(self) -> bool:
        """Nothing more has to be done about it."""
        return bool(self.declined or self.answer or self.carried)
