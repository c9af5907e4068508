"""The words of a meeting: its phases, and the states of items, motions and votes."""

from dataclasses import dataclass
from enum import StrEnum


class Phase(StrEnum):
    """Where the session stands (meetings.md 4.4)."""

    DRAFT = "draft"
    ANNOUNCED = "announced"
    CHECKING_IN = "checking_in"
    IN_SESSION = "in_session"
    ADJOURNED = "adjourned"


class ItemState(StrEnum):
    """Where an agenda item stands; exactly one may be current."""

    PLANNED = "planned"
    CURRENT = "current"
    DECIDED = "decided"
    DISCUSSED = "discussed"  # closed without a decision
    POSTPONED = "postponed"


class MotionState(StrEnum):
    """Where a motion stands (meetings.md 4.4, without amendments)."""

    MOVED = "moved"
    SECONDED = "seconded"
    STATED = "stated"
    DEBATING = "debating"
    DEBATED = "debated"  # debate closed, waiting for the vote
    VOTING = "voting"
    ADOPTED = "adopted"
    LOST = "lost"
    WITHDRAWN = "withdrawn"
    LAPSED = "lapsed"  # no second, or the session ended first

    @property
    def settled(self) -> bool:
        """Nothing more happens to it in this session."""
        return self in SETTLED


SETTLED = frozenset({MotionState.ADOPTED, MotionState.LOST, MotionState.WITHDRAWN, MotionState.LAPSED})


class Stance(StrEnum):
    """On which side a person will speak, said before speaking (twelve principles, no. 4)."""

    FOR = "for"
    AGAINST = "against"


class Choice(StrEnum):
    """What a member says in a vote."""

    YES = "yes"
    NO = "no"
    ABSTAIN = "abstain"


class Method(StrEnum):
    """How a vote is taken: hands counted by the chair, or named, on each member's phone."""

    HANDS = "hands"
    PHONES = "phones"


class Source(StrEnum):
    """Who entered it: the person, or a steward at the table (现场录入)."""

    SELF = "self"
    STEWARD = "steward"


class Lapse(StrEnum):
    """Why a motion fell without a vote."""

    NO_SECOND = "no_second"
    ADJOURNED = "adjourned"


@dataclass(frozen=True)
class Who:
    """The person at the button, as the meeting sees them. Steward: may check others in at the door."""

    person_id: int | None
    name: str = ""
    steward: bool = False
