"""What a session is at one moment: everything the log says so far, and nothing else."""

from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from councils.rules import FloorRules
from councils.sessions.rules.events import Announced, Bench, Seat
from councils.sessions.rules.shapes import (
    Contribution,
    Hand,
    Handover,
    Item,
    Motion,
    Point,
    Poll,
    Recusal,
    Speech,
    Verdict,
    Vote,
)
from councils.sessions.rules.words import ItemState, Phase


@dataclass(frozen=True)
class State:
    """The session after ``seq`` events. motion: number of the one being dealt with; safe: who is next and stays next.

    presiding: who is in the chair now. excused, substitutes: of the roster, for this session. gallery: as counted.
    """

    seq: int = 0
    phase: Phase = Phase.DRAFT
    heading: Announced | None = None
    rules: FloorRules = field(default_factory=FloorRules)
    seats: int = 0
    roster: tuple[Seat, ...] = ()
    present: frozenset[int] = frozenset()
    items: tuple[Item, ...] = ()
    motions: tuple[Motion, ...] = ()
    hands: tuple[Hand, ...] = ()
    safe: int | None = None
    speaking: Speech | None = None
    speeches: tuple[Speech, ...] = ()
    vote: Vote | None = None
    verdicts: tuple[Verdict, ...] = ()
    opened_at: datetime | None = None
    adjourned_at: datetime | None = None
    handover: Handover | None = None
    observers: tuple[Seat, ...] = ()
    benches: tuple[Bench, ...] = ()
    excused: tuple[Seat, ...] = ()
    substitutes: tuple[tuple[Seat, Seat], ...] = ()
    remote: frozenset[int] = frozenset()
    gallery: int = 0
    recusals: tuple[Recusal, ...] = ()
    recessed_until: datetime | None = None
    points: tuple[Point, ...] = ()
    tellers: tuple[Seat, ...] = ()
    polls: tuple[Poll, ...] = ()
    contributions: tuple[Contribution, ...] = ()
    shown: int = 0

    @property
    def presiding(self) -> Seat | None:
        """Who is in the chair now."""
        if self.handover is not None:
            return self.handover.to
        return self.heading.chair if self.heading else None

    @property
    def stack(self) -> tuple[Motion, ...]:
        """All pending motions, the first moved first; the last one is the question before the meeting."""
        return tuple(motion for motion in self.motions if not motion.state.settled)

    @property
    def item(self) -> Item | None:
        """The current item."""
        return next((item for item in self.items if item.state is ItemState.CURRENT), None)

    @property
    def motion(self) -> Motion | None:
        """The immediately pending question: the top of the stack. One thing at a time, so at most one."""
        return next((motion for motion in reversed(self.motions) if not motion.state.settled), None)

    @property
    def quorum_needed(self) -> int:
        """Fewest members present with whom the session can decide."""
        return self.rules.quorum.needed(self.seats)

    @property
    def quorate(self) -> bool:
        """Whether enough members are present now."""
        return self.seats > 0 and self.rules.quorum.met(len(self.present), self.seats)

    def seat(self, person_id: int | None) -> Seat | None:
        """The person's seat on the roster."""
        return next((seat for seat in self.roster if seat.person_id == person_id), None)

    @property
    def just_decided(self) -> Verdict | None:
        """The verdict on the current item's last motion, until something new is moved."""
        last = self.motions[-1] if self.motions else None
        if last is None or not last.state.settled or self.item is None or last.item != self.item.number:
            return None
        return next((verdict for verdict in self.verdicts if verdict.numbers.motion == last.number), None)

    @property
    def turns(self) -> tuple[Speech, ...]:
        """All speeches in their order, the one going on included."""
        return (*self.speeches, self.speaking) if self.speaking else self.speeches

    def speeches_on(self, motion: int, person_id: int) -> tuple[Speech, ...]:
        """Turns the person had on a motion, the one going on included."""
        return tuple(
            turn for turn in self.turns if turn.motion == motion and turn.person.person_id == person_id
        )


def changed(state: State, /, **news: Any) -> State:
    """The state with some fields anew. As ``dataclasses.replace``, at a tenth of its price: a log has thousands of events."""
    made = object.__new__(State)
    made.__dict__.update(state.__dict__)
    made.__dict__.update(news)
    return made


def with_item(state: State, number: int, to: ItemState) -> State:
    """The state with one item moved on."""
    return changed(
        state, items=tuple(replace(item, state=to) if item.number == number else item for item in state.items)
    )


def with_motion(state: State, number: int, /, **news: Any) -> State:
    """The state with one motion changed: ``state=``, ``seconder=``, ``text=`` …"""
    return changed(
        state,
        motions=tuple(
            replace(motion, **news) if motion.number == number else motion for motion in state.motions
        ),
    )
