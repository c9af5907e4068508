"""What a session is at one moment: everything the log says so far, and nothing else."""

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from civic.kit.errors import N_, Forbidden, Refused, sentences
from councils.rules import FloorRules
from councils.sessions.rules.events import Announced, Seat, VoteClosed
from councils.sessions.rules.words import Choice, ItemState, Method, MotionState, Phase, Stance, Who


@dataclass(frozen=True)
class Item:
    """An agenda item by its number."""

    number: int
    title: str
    proposal: int | None
    minutes: int
    state: ItemState = ItemState.PLANNED


@dataclass(frozen=True)
class Motion:
    """A motion by its number in the session."""

    number: int
    item: int
    mover: Seat
    text: str
    amount_fen: int | None
    proposal: int | None
    seconder: Seat | None = None
    state: MotionState = MotionState.MOVED


@dataclass(frozen=True)
class Hand:
    """Someone waiting to speak. asked: the seq of raising, so the order of asking."""

    person: Seat
    stance: Stance
    asked: int


@dataclass(frozen=True)
class Speech:
    """A turn on the floor. seconds: allowed; took: used, None while it lasts."""

    number: int
    motion: int
    person: Seat
    stance: Stance
    nth: int
    started_at: datetime
    seconds: int
    took: int | None = None
    gist: str = ""

    @property
    def ends_at(self) -> datetime:
        """When the allowed time runs out, on the server's clock."""
        return self.started_at + timedelta(seconds=self.seconds)


@dataclass(frozen=True)
class Named:
    """One member's named vote."""

    person: Seat
    choice: Choice


@dataclass(frozen=True)
class Vote:
    """The vote that is open."""

    motion: int
    method: Method
    cast: tuple[Named, ...] = ()


@dataclass(frozen=True)
class Verdict:
    """A vote that was closed, with its numbers and, when named, who said what."""

    numbers: VoteClosed
    named: tuple[Named, ...]


@dataclass(frozen=True)
class State:
    """The session after ``seq`` events. motion: number of the one being dealt with; safe: who is next and stays next."""

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

    @property
    def item(self) -> Item | None:
        """The current item."""
        return next((item for item in self.items if item.state is ItemState.CURRENT), None)

    @property
    def motion(self) -> Motion | None:
        """The motion being dealt with: one thing at a time, so at most one."""
        return next((motion for motion in self.motions if not motion.state.settled), None)

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


def with_item(state: State, number: int, to: ItemState) -> State:
    """The state with one item moved on."""
    return replace(
        state, items=tuple(replace(item, state=to) if item.number == number else item for item in state.items)
    )


def with_motion(state: State, number: int, to: MotionState, seconder: Seat | None = None) -> State:
    """The state with one motion moved on."""
    return replace(
        state,
        motions=tuple(
            replace(motion, state=to, seconder=seconder or motion.seconder)
            if motion.number == number
            else motion
            for motion in state.motions
        ),
    )


def is_chair(state: State, who: Who) -> bool:
    """Whether this person presides."""
    return state.heading is not None and who.person_id == state.heading.chair.person_id


def may_run(state: State, who: Who) -> bool:
    """Chair and recorder run the session; the recorder so that a dead battery does not end it."""
    heading = state.heading
    return heading is not None and who.person_id in (heading.chair.person_id, heading.recorder.person_id)


def need_runner(state: State, who: Who) -> None:
    """Raises Forbidden unless the person runs this session."""
    if not may_run(state, who):
        raise Forbidden("runner_only")


def need_in_session(state: State) -> None:
    """Raises Refused outside the open session."""
    if state.phase is Phase.ADJOURNED:
        raise Refused("session_over")
    if state.phase is not Phase.IN_SESSION:
        raise Refused("session_not_open")


def need_member(state: State, who: Who) -> Seat:
    """The person's seat. Raises Forbidden when they have none, Refused when they are not checked in."""
    need_in_session(state)
    seat = state.seat(who.person_id)
    if seat is None:
        raise Forbidden("members_only")
    if seat.person_id not in state.present:
        raise Refused("not_checked_in")
    return seat


def need_debater(state: State, who: Who) -> Seat:
    """A member who is not presiding. Raises Forbidden for the chair: who rules on others takes no side (principle 2)."""
    seat = need_member(state, who)
    if is_chair(state, who):
        raise Forbidden("chair_neutral")
    return seat


def need_motion(state: State, number: int, *states: MotionState) -> Motion:
    """The motion being dealt with, in one of these states. Raises Refused otherwise."""
    need_in_session(state)
    motion = state.motion
    if motion is None or motion.number != number:
        raise Refused("motion_not_pending")
    if motion.state not in states:
        raise Refused("motion_" + motion.state.value)
    return motion


sentences(
    runner_only=N_("这一步由主持人或记录人来做。"),
    members_only=N_("这一步由本届议事会成员来做。您可以旁听全程。"),
    not_checked_in=N_("您还没有签到。签到以后就可以参加。"),
    chair_neutral=N_("主持人保持中立：主持期间不提动议、不附议、不参加辩论，可以投票。"),
    session_over=N_("会议已经结束。"),
    session_not_open=N_("会议还没有宣布开始。"),
    motion_not_pending=N_("现在议的不是这个动议。请看一下最新情况。"),
    motion_moved=N_("这个动议还在等附议。"),
    motion_seconded=N_("动议已有人附议，等主持人复述。"),
    motion_stated=N_("主持人已经复述这个动议，等宣布开始辩论。"),
    motion_debating=N_("这个动议正在辩论。"),
    motion_debated=N_("辩论已经结束，等主持人提请表决。"),
    motion_voting=N_("这个动议正在表决。"),
)
