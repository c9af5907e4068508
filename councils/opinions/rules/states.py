"""The words of a conversation: its state and phase, what became of a statement, what a person thinks of one."""

from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum, StrEnum

from civic.kit.errors import N_


class State(StrEnum):
    """Whether a conversation takes statements and votes at all."""

    OPEN = "open"
    CLOSED = "closed"


class Phase(StrEnum):
    """What a conversation looks like at a moment."""

    COMING = "coming"
    OPEN = "open"
    OVER = "over"  # its time has passed, and the clock has not closed it yet
    CLOSED = "closed"


class Review(StrEnum):
    """What the facilitator made of a statement."""

    WAITING = "waiting"
    ACCEPTED = "accepted"
    DECLINED = "declined"


class Stance(IntEnum):
    """What a person thinks of a statement. The numbers are those of the matrix the groups are computed from."""

    AGREE = 1
    PASS = 0
    DISAGREE = -1

    @property
    def words(self) -> str:
        """The Chinese label, marked for the catalogue."""
        return _STANCES[self]


_STANCES = {Stance.AGREE: N_("同意"), Stance.PASS: N_("不好说"), Stance.DISAGREE: N_("不同意")}


@dataclass(frozen=True)
class Counts:
    """How many agreed, disagreed and passed on one statement."""

    agrees: int = 0
    disagrees: int = 0
    passes: int = 0

    @property
    def seen(self) -> int:
        """Everyone who said anything, "pass" included."""
        return self.agrees + self.disagrees + self.passes


def phase(state: State, opens_at: datetime, closes_at: datetime, now: datetime) -> Phase:
    """A conversation at a moment: it takes votes from ``opens_at`` up to, not including, ``closes_at``."""
    if state is State.CLOSED:
        return Phase.CLOSED
    if now < opens_at:
        return Phase.COMING
    return Phase.OPEN if now < closes_at else Phase.OVER
