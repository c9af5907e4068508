"""What minutes are made of: people, speeches, votes, motions, items.

A field that came with a later form of the document is made by ``later``: documents of an earlier form are written and read
without it.
"""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

LATER = "later"


def later(default: Any, form: int = 2) -> Any:
    """A field that documents have from this form on."""
    return field(default=default, metadata={LATER: form})


def moment(text: str) -> datetime | None:
    """The moment a text stands for; None for an empty one."""
    return datetime.fromisoformat(text) if text else None


@dataclass(frozen=True)
class Person:
    """Someone by id and the name of that day."""

    id: int
    name: str


@dataclass(frozen=True)
class Speech:
    """A turn on the floor. stance: for | against | neutral; gist: the recorder's words, may be empty.

    override: why the chair called them before others who waited; empty in their turn. confirmed: the speaker found the gist
    right (本人已确认).
    """

    number: int
    person: Person
    stance: str
    nth: int
    at: str
    seconds: int
    gist: str
    override: str = later("")
    confirmed: bool = later(False)


@dataclass(frozen=True)
class NamedVote:
    """One member's named vote: yes | no | abstain. steward: entered for them in the room (现场录入)."""

    person: Person
    choice: str
    steward: bool = later(False)


@dataclass(frozen=True)
class Objection:
    """Why somebody would not let it pass without a vote."""

    person: Person
    reason: str


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
    invalid: int = later(0)
    recused: int = later(0)


@dataclass(frozen=True)
class Vote:
    """A vote, also one that was declared void: then there is a reason and no tally.

    method: hands | phones | roll_call | secret | consent. objections: to passing it by consent. doubted: who asked that
    hands be counted again.
    """

    method: str
    opened_at: str
    closed_at: str
    tally: Tally | None
    named: tuple[NamedVote, ...]
    void_reason: str
    objections: tuple[Objection, ...] = later(())
    doubted: Person | None = later(None)

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
class Task:
    """What somebody has to do after a motion was carried (议定事项).

    owner: a unit or a person by name. due: ISO date. source: where the money comes from, empty when none is needed.
    """

    motion: int
    content: str
    owner: str
    due: str
    source: str = later("")


@dataclass(frozen=True)
class Motion:
    """A motion in its final wording. outcome: the state it ended in; lapse: why it fell without a vote.

    kind: main, or what was moved about another (words.MotionKind). target: that other motion, or the point a ruling is
    appealed on. detail: until when, to whom, and the like. earlier: its wordings before it was amended, the first one first.
    seconds, times: limits asked for, or the length of a recess. parts: what it was to be divided into. rule: the one it set
    aside for an item (words.Suspendable). noticed: the notice told that it would change an earlier decision.
    """

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
    kind: str = later("main")
    target: int | None = later(None)
    detail: str = later("")
    earlier: tuple[str, ...] = later(())
    seconds: int | None = later(None)
    times: int | None = later(None)
    parts: tuple[str, ...] = later(())
    tasks: tuple[Task, ...] = later(())
    rule: str = later("", form=3)
    noticed: bool = later(False, form=3)

    @property
    def tally(self) -> Tally | None:
        """The numbers that count: those of the last vote that was not declared void."""
        return next((vote.tally for vote in reversed(self.votes) if vote.tally), None)

    @property
    def speakers_for(self) -> tuple[Speech, ...]:
        """Who spoke for it, in order."""
        return tuple(speech for speech in self.speeches if speech.stance == "for")

    @property
    def speakers_against(self) -> tuple[Speech, ...]:
        """Who spoke against it, in order."""
        return tuple(speech for speech in self.speeches if speech.stance == "against")


@dataclass(frozen=True)
class Point:
    """A point of order, of privilege, or an inquiry, with the chair's answer and its reason.

    well_taken: None when it was never ruled on. sustained: what the meeting said on appeal, None without one.
    """

    number: int
    at: str
    person: Person
    kind: str
    text: str
    well_taken: bool | None
    reason: str
    sustained: bool | None


@dataclass(frozen=True)
class Recusal:
    """A member who took no part in an item, and why."""

    person: Person
    reason: str


@dataclass(frozen=True)
class Written:
    """Written contributions on an item: how many for, against, and questions; how many were answered or spoken to."""

    pro: int
    con: int
    questions: int
    answered: int


@dataclass(frozen=True)
class AgendaItem:
    """An item and what became of it: decided | discussed | postponed (planned: never reached).

    speeches: on the item itself, where the floor is open without a motion.
    """

    number: int
    title: str
    proposal: int | None
    outcome: str
    motions: tuple[Motion, ...]
    presenter: str = later("")
    speeches: tuple[Speech, ...] = later(())
    points: tuple[Point, ...] = later(())
    recusals: tuple[Recusal, ...] = later(())
    written: Written | None = later(None)
    prose: str = later("")


@dataclass(frozen=True)
class Rules:
    """The rule set the session was run by, with where it comes from. masking: how names stand in the public reading."""

    name: str
    source: str
    quorum_num: int
    quorum_den: int
    quorum_strict: bool
    masking: str = later("full")
