"""Facts of votes, and of straw polls, which decide nothing."""

from dataclasses import dataclass

from councils.rules import Base
from councils.sessions.rules.events.presence import Heads, Seat
from councils.sessions.rules.words import Choice, Method, Source


@dataclass(frozen=True)
class VoteOpened:
    """``vote_opened`` · with the quorum verdict of this moment (present of seats, at least quorum).

    ballot: the votes.Ballot of a secret vote. recused: person ids outside roll and base. num, den, strict, base: the
    threshold that follows from the motion's kind; den 0 in logs from before thresholds were told at the opening. version,
    digest: the text voted on, by its number and its SHA-256. heads: the further quorums of this moment. paper: a secret
    vote takes papers of paper too. or_all: a majority of all members carries it as well.
    """

    motion: int
    method: Method
    present: int
    seats: int
    quorum: int
    ballot: int | None = None
    recused: tuple[int, ...] = ()
    num: int = 0
    den: int = 0
    strict: bool = True
    base: Base = Base.CAST
    version: int = 1
    digest: str = ""
    paper: bool = False
    heads: tuple[Heads, ...] = ()
    or_all: bool = False


@dataclass(frozen=True)
class CastingEnded:
    """``casting_ended`` · no more papers come in; those of paper are taken out of the box and read."""

    motion: int


@dataclass(frozen=True)
class VoteCast:
    """``vote_cast`` · one member's named vote by phone; once, and it stays.

    source: steward when entered for somebody without a phone (现场录入), or in a roll call by who calls it.
    """

    motion: int
    person: Seat
    choice: Choice
    source: Source = Source.SELF


@dataclass(frozen=True)
class VoteClosed:
    """``vote_closed`` · the verdict with every number it rests on.

    silent: present but not heard (未表态). total: the size of the base. needed: the fewest yes that carry.
    num, den, strict, base: the rule. adopted: yes reaches needed and exceeds no; a tie is lost; of consent: nobody objected.
    present = yes + no + abstain + silent + invalid + recused, where recused are those here without a vote in this. quorum_lost:
    it was there at the opening and no longer at the result.
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
    invalid: int = 0
    recused: int = 0
    quorum_lost: bool = False


@dataclass(frozen=True)
class VoteVoided:
    """``vote_voided`` · opened by mistake: what was cast stays in the log and counts for nothing; a new vote may open."""

    motion: int
    reason: str


@dataclass(frozen=True)
class RollCalled:
    """``roll_called`` · this member is asked for their vote aloud."""

    motion: int
    person: Seat


@dataclass(frozen=True)
class ConsentRefused:
    """``consent_refused`` · somebody objects to passing it without a vote; it is then put to the vote."""

    motion: int
    person: Seat
    reason: str


@dataclass(frozen=True)
class TellersNamed:
    """``tellers_named`` · who counts hands and papers (监票人)."""

    tellers: tuple[Seat, ...]


@dataclass(frozen=True)
class RecountDemanded:
    """``recount_demanded`` · a member doubts a show of hands (division of the assembly): it is counted again, by name."""

    motion: int
    person: Seat


@dataclass(frozen=True)
class PollOpened:
    """``poll_opened`` · a straw poll: it decides nothing. poll: its number within the session."""

    poll: int
    question: str
    options: tuple[str, ...]


@dataclass(frozen=True)
class PollAnswered:
    """``poll_answered`` · one person's answer to a straw poll; the latest one counts. option: from 0."""

    poll: int
    person: Seat
    option: int


@dataclass(frozen=True)
class PollClosed:
    """``poll_closed`` · counts by option. hands: shown by hand in the room and added, by option."""

    poll: int
    counts: tuple[int, ...]
    hands: tuple[int, ...] = ()
