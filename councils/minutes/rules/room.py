"""Who was in the room, who presided, how many were enough: what minutes say beside the agenda."""

from dataclasses import dataclass
from datetime import datetime

from councils.minutes.rules.parts import Person, later, moment


@dataclass(frozen=True)
class Stay:
    """From coming in to going out; until is empty for those who stayed to the end."""

    since: str
    until: str


@dataclass(frozen=True)
class Attendance:
    """A member who was here. steward: somebody at the door entered it (现场录入)."""

    person: Person
    stays: tuple[Stay, ...]
    steward: bool

    @property
    def came(self) -> datetime | None:
        """When they first came in."""
        return moment(self.stays[0].since)

    @property
    def gone(self) -> datetime | None:
        """When they left for good; None for those who stayed."""
        return moment(self.stays[-1].until)


@dataclass(frozen=True)
class HeadCheck:
    """How many of a kind were here, where the rules count more than seats (councils.sessions.rules.events.Heads).

    of: a word of councils.rules.Of. whole: of how many, 0 where a number of heads was asked for. least: they had to be there
    beside the quorum; otherwise they were another way of being enough.
    """

    of: str
    present: int
    whole: int
    needed: int
    met: bool
    least: bool


@dataclass(frozen=True)
class QuorumCheck:
    """One finding of the quorum. motion: number of the motion put to the vote, 0 for opening or giving up.

    between: counted again in the middle, because somebody asked or after a recess. heads: the further quorums.
    """

    at: str
    motion: int
    present: int
    seats: int
    needed: int
    met: bool
    between: bool = later(False)
    heads: tuple[HeadCheck, ...] = later((), form=3)

    @property
    def when(self) -> datetime | None:
        """When it was found."""
        return moment(self.at)


@dataclass(frozen=True)
class Presided:
    """Who was in the chair from when to when, and why somebody else took over. until is empty for the last one."""

    person: Person
    since: str
    until: str
    reason: str


@dataclass(frozen=True)
class Pause:
    """A recess."""

    since: str
    until: str


@dataclass(frozen=True)
class Leave:
    """A member who had asked for leave (请假)."""

    person: Person
    reason: str


@dataclass(frozen=True)
class Substitution:
    """Who sat for whom."""

    member: Person
    substitute: Person


@dataclass(frozen=True)
class AgendaChange:
    """The agenda was changed by vote. motion: the one that did it; added: the title of a new item, empty for a new order."""

    at: str
    motion: int
    added: str


@dataclass(frozen=True)
class Tabled:
    """A paper handed out while the session ran. item: 0 for all of it; struck: why it was taken back, if it was."""

    at: str
    item: int
    name: str
    note: str
    digest: str
    struck: str


@dataclass(frozen=True)
class StrawPoll:
    """A straw poll, which decided nothing: options and how many for each."""

    number: int
    question: str
    options: tuple[str, ...]
    counts: tuple[int, ...]
