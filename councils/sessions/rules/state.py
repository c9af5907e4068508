"""What a session is at one moment: everything the log says so far, and nothing else."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, TypeVar

from civic.kit.thresholds import Threshold
from councils.rules import FloorRules, Of, Strictness
from councils.sessions.rules.events import (
    Announced,
    Bench,
    BreachNoted,
    Heads,
    LimitsChanged,
    Reserve,
    RuleSuspended,
    Seat,
)
from councils.sessions.rules.shapes import (
    Contribution,
    Counted,
    Hand,
    Handover,
    Item,
    Motion,
    Paper,
    Point,
    Poll,
    Recusal,
    Said,
    Speech,
    Standing,
    Verdict,
    Vote,
)
from councils.sessions.rules.words import SETTLED, ItemState, MotionState, Phase, Suspendable

Thing = TypeVar("Thing")


@dataclass(frozen=True)
class State:
    """The session after ``seq`` events. motion: number of the one being dealt with; safe: who is next and stays next.

    presiding: who is in the chair now. excused, substitutes (absent member, who sits for them): for this session; reserves:
    who may be seated so. observing: observers who are here. gallery: as counted. held: speeches that wait while something
    that interrupted them is dealt with. called: how many speakers were called so far. said: turns taken, by (motion, item on
    whose open floor); spent: seconds spoken by each person. list_closed: of the open floor. counted: members present when
    the quorum was last found. doubtful: the show of hands just taken.
    steps: how often the meeting has gone on to something else. sides: as what somebody counts, where that was told at the
    door; unnamed: heads of a kind counted without names; wholes: of how many. talk: opened without a quorum, to decide nothing.
    suspended: rules set aside for the item before the meeting. recorded: who kept the record before whoever keeps it now.
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
    papers: tuple[Paper, ...] = ()
    shown: int = 0
    reserves: tuple[Reserve, ...] = ()
    observing: frozenset[int] = frozenset()
    held: tuple[Speech, ...] = ()
    called: int = 0
    said: Mapping[tuple[int, int], Said] = field(default_factory=dict)
    spent: Mapping[int, int] = field(default_factory=dict)
    limits: tuple[LimitsChanged, ...] = ()
    list_closed: bool = False
    breaches: tuple[BreachNoted, ...] = ()
    counted: tuple[int, ...] = ()
    doubtful: Counted | None = None
    steps: int = 0
    sides: Mapping[int, Of] = field(default_factory=dict)
    unnamed: Mapping[Of, int] = field(default_factory=dict)
    wholes: Mapping[Of, int] = field(default_factory=dict)
    talk: bool = False
    suspended: tuple[RuleSuspended, ...] = ()
    recorded: tuple[Seat, ...] = ()

    @property
    def presiding(self) -> Seat | None:
        """Who is in the chair now."""
        if self.handover is not None:
            return self.handover.to
        return self.heading.chair if self.heading else None

    @property
    def stack(self) -> tuple[Motion, ...]:
        """All pending motions; the last one is the question before the meeting, those that wait their turn lie at the bottom."""
        pending = [motion for motion in self.motions if motion.state not in SETTLED]
        waiting = [motion for motion in pending if motion.state is MotionState.WAITING]
        now = [motion for motion in pending if motion.state is not MotionState.WAITING]
        return (*reversed(waiting), *now)

    @property
    def item(self) -> Item | None:
        """The current item."""
        return next((item for item in self.items if item.state is ItemState.CURRENT), None)

    @property
    def motion(self) -> Motion | None:
        """The immediately pending question: the top of the stack. One thing at a time, so at most one."""
        waits: Motion | None = None
        for motion in reversed(self.motions):
            if motion.state is MotionState.WAITING:
                waits = motion
            elif motion.state not in SETTLED:
                return motion
        return waits

    @property
    def floor(self) -> int | None:
        """The motion that is debated now, 0 while the floor is open on the item itself (open consultation), else None."""
        if self.phase is not Phase.IN_SESSION:
            return None
        motion = self.motion
        if motion is not None:
            return motion.number if motion.state is MotionState.DEBATING else None
        return 0 if self.rules.strictness is Strictness.CONSULTATION and self.item is not None else None

    @property
    def quorum_needed(self) -> int:
        """Fewest members present with whom the session can decide."""
        return self.rules.quorum.needed(self.seats)

    @property
    def quorate(self) -> bool:
        """Whether enough members are present now, of the whole or by another way, of each member body and each kind."""
        heads = self.heads
        seated = self.seats > 0 and (self.seats_met or any(one.met for one in heads if not one.least))
        return (
            seated and all(one.met for one in heads if one.least) and all(b.met for b in self.bench_verdicts)
        )

    @property
    def seats_met(self) -> bool:
        """Whether enough seats are filled, whatever else is asked for."""
        return self.rules.quorum.met(len(self.present), self.seats)

    @property
    def heads(self) -> tuple[Heads, ...]:
        """The further quorums of the rules, counted now: other ways of being enough, and heads that must be there."""
        if not (self.rules.also or self.rules.least):
            return ()
        shares = (self._share_of(part.of, part.share) for part in self.rules.also)
        least = (
            Heads(part.of, self.came(part.of), 0, part.heads, self.came(part.of) >= part.heads, True)
            for part in self.rules.least
        )
        return (*shares, *least)

    @property
    def here(self) -> tuple[int, ...]:
        """How many members are here, and how many of each kind that is counted: has anybody come or gone?"""
        return (len(self.present), *(one.present for one in self.heads))

    def _share_of(self, of: Of, share: Threshold) -> Heads:
        present, whole = self.came(of), self.seats if of is Of.MEMBERS else self.wholes.get(of, 0)
        met = whole > 0 and share.met(present, whole)
        return Heads(of, present, whole, share.needed(whole) if whole else 0, met, False)

    def came(self, of: Of) -> int:
        """How many of a kind are here: told as such at the door, or counted without a name.

        A member of whom nothing is told counts among the representatives: that is what the seat is.
        """
        if of is Of.MEMBERS:
            return len(self.present)
        told = (self.sides.get(person) for person in self.present | self.observing)
        seats = sum(person not in self.sides for person in self.present) if of is Of.REPRESENTATIVES else 0
        return sum(side is of for side in told) + seats + self.unnamed.get(of, 0)

    @property
    def bench_verdicts(self) -> tuple[Standing, ...]:
        """The quorum of each member body of a joint council, counted now; a substitute counts for the member's body."""
        if not self.benches:
            return ()
        sits_for = {substitute.person_id: member.person_id for member, substitute in self.substitutes}
        here = {sits_for.get(person, person) for person in self.present}
        return tuple(self._standing(bench, len(here.intersection(bench.members))) for bench in self.benches)

    def _standing(self, bench: Bench, present: int) -> Standing:
        share = bench.quorum or self.rules.quorum
        needed, met = share.needed(bench.seats), share.met(present, bench.seats)
        return Standing(bench.name, present, bench.seats, needed, met)

    def suspends(self, rule: Suspendable) -> bool:
        """Whether a rule is set aside just now."""
        return any(each.rule is rule for each in self.suspended)

    def seat(self, person_id: int | None) -> Seat | None:
        """The person's seat with a vote: on the roster, or as a substitute seated for this session."""
        own = next((seat for seat in self.roster if seat.person_id == person_id), None)
        return own or next((sits for _, sits in self.substitutes if sits.person_id == person_id), None)

    def observer(self, person_id: int | None) -> Seat | None:
        """The person among those invited without a vote."""
        return next((seat for seat in self.observers if seat.person_id == person_id), None)

    @property
    def recused(self) -> frozenset[int]:
        """Persons outside floor, roll and base of the current item."""
        item = self.item
        if not self.recusals or item is None:
            return frozenset()
        return frozenset(each.person.person_id for each in self.recusals if each.item == item.number)

    @property
    def just_decided(self) -> Verdict | None:
        """The verdict on the current item's last motion, until something new is moved."""
        last = self.motions[-1] if self.motions else None
        if last is None or not last.state.settled or self.item is None or last.item != self.item.number:
            return None
        found = (verdict for verdict in reversed(self.verdicts) if verdict.numbers.motion == last.number)
        return next(found, None)

    @property
    def turns(self) -> tuple[Speech, ...]:
        """All speeches, those going on or held included."""
        going = (*self.held, self.speaking) if self.speaking else self.held
        return (*self.speeches, *going)

    def speeches_on(self, motion: int, person_id: int) -> tuple[Speech, ...]:
        """Turns the person had on a motion, the one going on included."""
        return tuple(
            turn for turn in self.turns if turn.motion == motion and turn.person.person_id == person_id
        )


def changed(thing: Thing, /, **news: Any) -> Thing:
    """The state, or a part of it, with some fields anew. As ``dataclasses.replace``, at a tenth of its price: a log has
    thousands of events."""
    made = object.__new__(type(thing))
    made.__dict__.update(thing.__dict__)
    made.__dict__.update(news)
    return made


def with_item(state: State, number: int, to: ItemState) -> State:
    """The state with one item moved on."""
    return changed(
        state, items=tuple(replace(item, state=to) if item.number == number else item for item in state.items)
    )


def with_motion(state: State, number: int, /, **news: Any) -> State:
    """The state with one motion changed: ``state=``, ``seconder=``, ``text=`` …"""
    made = changed(state.motions[number - 1], **news)
    return changed(state, motions=(*state.motions[: number - 1], made, *state.motions[number:]))
