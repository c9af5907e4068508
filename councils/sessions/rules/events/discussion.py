"""Facts of written contributions beside the floor."""

from dataclasses import dataclass

from councils.sessions.rules.events.presence import Seat
from councils.sessions.rules.words import ContributionKind


@dataclass(frozen=True)
class ContributionPosted:
    """``contribution_posted`` · a written contribution on an item. digest: SHA-256 of its text, which is kept beside the log.

    contribution: its number within the session. The text itself is not in the log, so that what breaks the law or shows
    somebody's private data can be taken away.
    """

    contribution: int
    item: int
    person: Seat
    kind: ContributionKind
    digest: str
    remote: bool = False


@dataclass(frozen=True)
class ContributionShown:
    """``contribution_shown`` · this one is on the wall now; 0: none."""

    contribution: int


@dataclass(frozen=True)
class ContributionDeclined:
    """``contribution_declined`` · not shown, with the reason told to its author."""

    contribution: int
    reason: str


@dataclass(frozen=True)
class ContributionAnswered:
    """``contribution_answered`` · what was answered, in a sentence."""

    contribution: int
    answer: str


@dataclass(frozen=True)
class ContributionCarried:
    """``contribution_carried`` · its author speaks to it: carried into the queue."""

    contribution: int
