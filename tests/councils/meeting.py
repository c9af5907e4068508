"""A meeting on paper: the pure engine with a roster of five, for tests that touch no database."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import pytest

from civic.kit.errors import Refused
from councils.rules import FloorRules, Strictness
from councils.sessions.rules import BLANK, Event, State, aloud, apply, decide, events_of
from councils.sessions.rules import Command as Command
from councils.sessions.rules.agenda import TakeItem
from councils.sessions.rules.door import CheckIn, OpenCheckin
from councils.sessions.rules.events import Announced, Fact, ItemLine
from councils.sessions.rules.events import Seat as Seat
from councils.sessions.rules.motions import CloseDebate, Move, OpenDebate, Second, StateMotion
from councils.sessions.rules.precedence import debatable
from councils.sessions.rules.presence import Announce, Open
from councils.sessions.rules.votes import CloseVote, OpenVote
from councils.sessions.rules.words import Method, MotionState
from councils.sessions.rules.words import Who as Who

CHEN, MA, LIN, LI, ZHAO = (
    Seat(1, "陈素芳"),
    Seat(2, "马丽"),
    Seat(3, "林秀英"),
    Seat(4, "李红梅"),
    Seat(5, "赵敏"),
)
ROSTER = (CHEN, MA, LIN, LI, ZHAO)
TEXT = "由居委会在 6 月 30 日前换好南门路灯"
START = datetime(2026, 11, 22, 11, 0, tzinfo=UTC)
OUTSIDER, STEWARD = Who(99, "外来"), Who(90, "郑怡", steward=True)


def who(seat: Seat) -> Who:
    """The member at the button."""
    return Who(seat.person_id, seat.name)


def notice(rules: FloorRules | None = None) -> Announced:
    """A notice with three items, the first about proposal 12."""
    items = (ItemLine(1, "南门路灯", 12), ItemLine(2, "垃圾分类亭"), ItemLine(3, "其他"))
    return Announced(
        council="槐树街社区居民议事会",
        term=3,
        number=7,
        title="第 7 次会议",
        starts_at=START.isoformat(),
        venue="社区活动室",
        chair=CHEN,
        recorder=MA,
        convener="孙敏",
        basis="按季度例会安排",
        notice_day="2026-11-18",
        items=items,
        rules=rules or FloorRules(),
    )


@dataclass
class Meeting:
    """A state and the log that led to it; the clock moves by hand."""

    state: State = BLANK
    log: list[Event] = field(default_factory=list)
    at: datetime = START

    def do(self, person: Seat | Who, command: Command) -> tuple[Fact, ...]:
        """Decide and apply, or raise as the engine does."""
        hat = who(person) if isinstance(person, Seat) else person
        facts = decide(self.state, command, hat, self.at)
        for event in events_of(self.state, facts, None, self.at):
            self.state = apply(self.state, event)
            self.log.append(event)
        return facts

    def wait(self, seconds: int) -> None:
        """Let time pass."""
        self.at += timedelta(seconds=seconds)


def announced(rules: FloorRules | None = None) -> Meeting:
    """The notice is out."""
    meeting = Meeting()
    meeting.do(CHEN, Announce(notice(rules)))
    return meeting


def opened(rules: FloorRules | None = None) -> Meeting:
    """All five are here and the session is open."""
    meeting = announced(rules)
    meeting.do(CHEN, OpenCheckin(5, ROSTER))
    for seat in ROSTER:
        meeting.do(seat, CheckIn(seat.person_id))
    meeting.do(CHEN, Open())
    return meeting


def moved(rules: FloorRules | None = None) -> Meeting:
    """Lin has moved on item 1."""
    meeting = opened(rules)
    meeting.do(CHEN, TakeItem(1))
    meeting.do(LIN, Move(TEXT, amount_fen=1_800_000))
    return meeting


def debating(rules: FloorRules | None = None) -> Meeting:
    """Li has seconded, Chen has stated, the debate is open."""
    meeting = moved(rules)
    meeting.do(LI, Second(1))
    meeting.do(CHEN, StateMotion(1))
    meeting.do(CHEN, OpenDebate(1))
    return meeting


def debated(rules: FloorRules | None = None) -> Meeting:
    """Nobody wanted to speak; ready for the vote."""
    meeting = debating(rules)
    meeting.do(CHEN, CloseDebate(1))
    return meeting


FULL = FloorRules(strictness=Strictness.FULL, degrees=2)


def refused(meeting: Meeting, who: Seat | Who, command: Command) -> Refused:
    """Why somebody may not do it. Fails when they may."""
    with pytest.raises(Refused) as refusal:
        meeting.do(who, command)
    return refusal.value


def said_aloud(meeting: Meeting) -> str | None:
    """The code of what whoever presides says now."""
    said = aloud(meeting.state, meeting.at)
    return said.code if said else None


def put(meeting: Meeting, mover: Seat, motion: Move, seconder: Seat = LI) -> int:
    """Moved, seconded where it needs that, and stated by the chair; its number."""
    meeting.do(mover, motion)
    number = meeting.state.motions[-1].number
    if meeting.state.motions[-1].state is MotionState.MOVED:
        meeting.do(seconder, Second(number))
    meeting.do(CHEN, StateMotion(number))
    return number


def settle(meeting: Meeting, number: int, yes: int, no: int = 0) -> tuple[Fact, ...]:
    """Debated as far as it is debated, and put to a show of hands; the facts of its result."""
    motion = meeting.state.motions[number - 1]
    if debatable(meeting.state, motion):
        if motion.state is MotionState.STATED:
            meeting.do(CHEN, OpenDebate(number))
        if meeting.state.motions[number - 1].state is MotionState.DEBATING:
            meeting.do(CHEN, CloseDebate(number))
    meeting.do(CHEN, OpenVote(number, Method.HANDS))
    return meeting.do(CHEN, CloseVote(number, yes, no))
