"""What minutes contain: one document, from which both the full record (会议记录) and the decisions (会议纪要) are read.

Moments are ISO text in UTC with microseconds, amounts are fen, durations are seconds; there are no floats, so the
document has one canonical JSON. People are written with id and name, as the log has them. ``form`` is the version of
this shape: when it grows, minutes already signed are still recomposed in the shape they were signed in.
"""

from dataclasses import asdict, dataclass, fields
from datetime import date, datetime
from types import UnionType
from typing import Any, get_args, get_origin, get_type_hints

from civic.kit import clock


def moment(text: str) -> datetime | None:
    """The moment a text stands for; None for an empty one."""
    return datetime.fromisoformat(text) if text else None


@dataclass(frozen=True)
class Person:
    """Someone by id and the name of that day."""

    id: int
    name: str


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
class QuorumCheck:
    """One finding of the quorum. motion: number of the motion put to the vote, 0 for opening or giving up."""

    at: str
    motion: int
    present: int
    seats: int
    needed: int
    met: bool

    @property
    def when(self) -> datetime | None:
        """When it was found."""
        return moment(self.at)


@dataclass(frozen=True)
class Speech:
    """A turn on the floor. stance: for | against; gist: the recorder's words, may be empty."""

    number: int
    person: Person
    stance: str
    nth: int
    at: str
    seconds: int
    gist: str


@dataclass(frozen=True)
class NamedVote:
    """One member's named vote: yes | no | abstain."""

    person: Person
    choice: str


@dataclass(frozen=True)
class Tally:
    """The numbers of a vote and the rule they were held against (councils.sessions.rules.events.VoteClosed)."""

    yes: int
    no: int
    abstain: int
    silent: int
    present: int
    seats: int
    base: str
    total: int
    needed: int
    num: int
    den: int
    strict: bool
    adopted: bool


@dataclass(frozen=True)
class Vote:
    """A vote, also one that was declared void: then there is a reason and no tally. method: hands | phones."""

    method: str
    opened_at: str
    closed_at: str
    tally: Tally | None
    named: tuple[NamedVote, ...]
    void_reason: str

    @property
    def by_choice(self) -> tuple[tuple[str, tuple[Person, ...]], ...]:
        """Who voted how, the choices that somebody made in their order."""
        groups = [
            (name, tuple(one.person for one in self.named if one.choice == name))
            for name in ("yes", "no", "abstain")
        ]
        return tuple(group for group in groups if group[1])

    @property
    def closed(self) -> datetime | None:
        """When the result was declared, or the vote was stopped."""
        return moment(self.closed_at)


@dataclass(frozen=True)
class Motion:
    """A motion in its final wording. outcome: adopted | lost | withdrawn | lapsed; lapse: why it fell without a vote."""

    number: int
    text: str
    text_digest: str
    amount_fen: int | None
    proposal: int | None
    mover: Person
    seconder: Person | None
    outcome: str
    lapse: str
    speeches: tuple[Speech, ...]
    votes: tuple[Vote, ...]

    @property
    def tally(self) -> Tally | None:
        """The numbers that count: those of the vote that was not declared void."""
        return next((vote.tally for vote in self.votes if vote.tally), None)

    @property
    def speakers_for(self) -> tuple[Speech, ...]:
        """Who spoke for it, in order."""
        return tuple(speech for speech in self.speeches if speech.stance == "for")

    @property
    def speakers_against(self) -> tuple[Speech, ...]:
        """Who spoke against it, in order."""
        return tuple(speech for speech in self.speeches if speech.stance == "against")


@dataclass(frozen=True)
class AgendaItem:
    """An item and what became of it: decided | discussed | postponed (planned: never reached)."""

    number: int
    title: str
    proposal: int | None
    outcome: str
    motions: tuple[Motion, ...]


@dataclass(frozen=True)
class Rules:
    """The rule set the session was run by, with where it comes from."""

    name: str
    source: str
    quorum_num: int
    quorum_den: int
    quorum_strict: bool


@dataclass(frozen=True)
class MinutesDocument:
    """The minutes of one session. held: it was opened (a session without a quorum has minutes too, and they say so)."""

    form: int
    session: int
    council: str
    term: int
    number: int
    title: str
    planned_at: str
    opened_at: str
    closed_at: str
    held: bool
    venue: str
    convener: str
    basis: str
    notice_day: str
    chair: Person
    recorder: Person
    rules: Rules
    seats: int
    present: tuple[Attendance, ...]
    absent: tuple[Person, ...]
    present_at_close: int
    quorum: tuple[QuorumCheck, ...]
    agenda: tuple[AgendaItem, ...]
    log_seq: int
    log_digest: str

    @property
    def planned(self) -> datetime | None:
        """When it was called for."""
        return moment(self.planned_at)

    @property
    def opened(self) -> datetime | None:
        """When the chair opened it."""
        return moment(self.opened_at)

    @property
    def closed(self) -> datetime | None:
        """When it was adjourned."""
        return moment(self.closed_at)

    @property
    def noticed(self) -> date | None:
        """The day the notice was published."""
        return date.fromisoformat(self.notice_day) if self.notice_day else None

    @property
    def motions(self) -> tuple[Motion, ...]:
        """All motions in the order they were moved."""
        found = [motion for item in self.agenda for motion in item.motions]
        return tuple(sorted(found, key=lambda motion: motion.number))

    @property
    def adopted(self) -> tuple[Motion, ...]:
        """What was resolved (议定事项)."""
        return tuple(motion for motion in self.motions if motion.outcome == "adopted")

    @property
    def gists_missing(self) -> int:
        """Speeches of which the recorder has written nothing yet."""
        return sum(not speech.gist for motion in self.motions for speech in motion.speeches)

    @property
    def held_on(self) -> date | None:
        """The day of the session where the residents live."""
        start = self.opened or self.planned
        return clock.local(start).date() if start else None


def plain(document: MinutesDocument) -> dict[str, Any]:
    """The document as texts, integers, booleans, lists and objects, ready for canonical JSON."""
    made: dict[str, Any] = _lists(asdict(document))
    return made


def _lists(value: Any) -> Any:
    """Tuples become lists, as they come back from a database."""
    if isinstance(value, dict):
        return {name: _lists(part) for name, part in value.items()}
    return [_lists(part) for part in value] if isinstance(value, tuple | list) else value


def read(stored: dict[str, Any]) -> MinutesDocument:
    """A stored document as values. Raises KeyError or TypeError when something is missing from it."""
    document: MinutesDocument = _read(MinutesDocument, stored)
    return document


def _read(hint: Any, value: Any) -> Any:
    if value is None or hint in (int, str, bool):
        return value
    if isinstance(hint, UnionType):
        return _read(next(part for part in get_args(hint) if part is not type(None)), value)
    if get_origin(hint) is tuple:
        return tuple(_read(get_args(hint)[0], part) for part in value)
    hints = get_type_hints(hint)
    return hint(**{part.name: _read(hints[part.name], value[part.name]) for part in fields(hint)})
