"""What a log says of the room: who came and went, who presided, how many were enough, what was paused and changed."""

from collections.abc import Iterable

from councils.minutes.rules.parts import Person
from councils.minutes.rules.people import person, text
from councils.minutes.rules.room import (
    AgendaChange,
    Attendance,
    HeadCheck,
    Leave,
    Pause,
    Presided,
    QuorumCheck,
    Stay,
    Substitution,
)
from councils.sessions.rules import Event
from councils.sessions.rules import State as Meeting
from councils.sessions.rules.events import (
    Adjourned,
    ChairReturned,
    CheckedIn,
    CheckinOpened,
    Excused,
    HandedOver,
    ItemAdded,
    ItemsReordered,
    Left,
    Opened,
    QuorumChecked,
    Recessed,
    RecorderNamed,
    Resumed,
    Seat,
    SubstituteSeated,
    VoteOpened,
)
from councils.sessions.rules.words import Source


def roster(events: Iterable[Event]) -> tuple[Seat, ...]:
    """The members as the door found them, before substitutes sat down."""
    return next((e.fact.roster for e in events if isinstance(e.fact, CheckinOpened)), ())


def _invited(events: Iterable[Event]) -> dict[int, Seat]:
    return {
        seat.person_id: seat for e in events if isinstance(e.fact, CheckinOpened) for seat in e.fact.observers
    }


def attendances(events: Iterable[Event]) -> tuple[Attendance, ...]:
    """Every member who came, in the order they first did, with every coming and going."""
    events = tuple(events)
    invited = _invited(events)
    people: dict[int, Seat] = {}
    stays: dict[int, list[Stay]] = {}
    by_steward: set[int] = set()
    for event in events:
        fact = event.fact
        if not isinstance(fact, CheckedIn | Left) or fact.person.person_id in invited:
            continue
        key = fact.person.person_id
        if isinstance(fact, CheckedIn):
            if key not in people and fact.source is Source.STEWARD:
                by_steward.add(key)
            people.setdefault(key, fact.person)
            stays.setdefault(key, []).append(Stay(text(event.at), ""))
        else:
            last = stays[key]
            last[-1] = Stay(last[-1].since, text(event.at))
    return tuple(
        Attendance(person(seat), tuple(stays[key]), key in by_steward) for key, seat in people.items()
    )


def quorum(meeting: Meeting, events: Iterable[Event]) -> tuple[QuorumCheck, ...]:
    """Every time the quorum was found: at the opening, before each vote, when somebody asked, and when the meeting could
    not be opened."""
    checks = []
    for event in events:
        fact, at = event.fact, text(event.at)
        if isinstance(fact, Opened):
            numbers = (fact.present, fact.seats, fact.needed)
            checks.append(QuorumCheck(at, 0, *numbers, not fact.talk, heads=_heads(fact)))
        elif isinstance(fact, VoteOpened):
            numbers = (fact.present, fact.seats, fact.quorum)
            checks.append(QuorumCheck(at, fact.motion, *numbers, True, heads=_heads(fact)))
        elif isinstance(fact, QuorumChecked):
            numbers = (fact.present, fact.seats, fact.needed)
            checks.append(QuorumCheck(at, 0, *numbers, fact.met, True, _heads(fact)))
        elif isinstance(fact, Resumed):
            numbers = (fact.present, fact.seats, fact.needed)
            checks.append(QuorumCheck(at, 0, *numbers, _enough(fact), True, _heads(fact)))
        elif isinstance(fact, Adjourned) and not meeting.opened_at:
            needed = meeting.quorum_needed
            checks.append(
                QuorumCheck(at, 0, fact.present, meeting.seats, needed, meeting.seats > 0 and meeting.quorate)
            )
    return tuple(checks)


def _heads(found: Opened | VoteOpened | QuorumChecked | Resumed) -> tuple[HeadCheck, ...]:
    return tuple(
        HeadCheck(one.of.value, one.present, one.whole, one.needed, one.met, one.least) for one in found.heads
    )


def _enough(found: Resumed) -> bool:
    """Whether it was: the seats or another way, and every kind that has to be there."""
    seated = found.present >= found.needed or any(one.met for one in found.heads if not one.least)
    return seated and all(one.met for one in found.heads if one.least)


def observers(events: Iterable[Event]) -> tuple[Person, ...]:
    """Those invited without a vote (列席) who came."""
    events = tuple(events)
    came = {e.fact.person.person_id for e in events if isinstance(e.fact, CheckedIn)}
    return tuple(person(seat) for key, seat in _invited(events).items() if key in came)


def chairs(first: Person, events: Iterable[Event]) -> tuple[Presided, ...]:
    """Who presided from when to when. Empty when it never opened."""
    turns: list[Presided] = []
    for event in events:
        fact, at = event.fact, text(event.at)
        if isinstance(fact, Opened) and not turns:
            turns.append(Presided(first, at, "", ""))
        elif isinstance(fact, HandedOver | ChairReturned):
            last = turns.pop() if turns else Presided(first, at, "", "")
            seat, reason = (fact.to, fact.reason) if isinstance(fact, HandedOver) else (fact.chair, "")
            turns += [
                Presided(last.person, last.since, at, last.reason),
                Presided(person(seat), at, "", reason),
            ]
    return tuple(turns)


def recorders(events: Iterable[Event]) -> tuple[Presided, ...]:
    """Who kept the record from when to when. Empty where it was one person all along."""
    turns: list[Presided] = []
    for event in events:
        fact, at = event.fact, text(event.at)
        if isinstance(fact, RecorderNamed):
            last = turns.pop() if turns else Presided(person(fact.before), "", "", "")
            turns += [
                Presided(last.person, last.since, at, last.reason),
                Presided(person(fact.to), at, "", fact.reason),
            ]
    return tuple(turns)


def pauses(events: Iterable[Event]) -> tuple[Pause, ...]:
    """Every recess; one that ended with the session ends there."""
    found, since = list[Pause](), ""
    for event in events:
        if isinstance(event.fact, Recessed):
            since = text(event.at)
        elif since and isinstance(event.fact, Resumed | Adjourned):
            found.append(Pause(since, text(event.at)))
            since = ""
    return tuple(found)


def excused(events: Iterable[Event]) -> tuple[Leave, ...]:
    """Who had asked for leave, with the reason given last."""
    asked = {e.fact.person.person_id: e.fact for e in events if isinstance(e.fact, Excused)}
    return tuple(Leave(person(fact.person), fact.reason) for fact in asked.values())


def substitutes(events: Iterable[Event]) -> tuple[Substitution, ...]:
    """Who sat for whom."""
    return tuple(
        Substitution(person(e.fact.member), person(e.fact.substitute))
        for e in events
        if isinstance(e.fact, SubstituteSeated)
    )


def agenda_changes(events: Iterable[Event]) -> tuple[AgendaChange, ...]:
    """The agenda changes by vote only; each names the motion that did it."""
    return tuple(
        AgendaChange(text(e.at), e.fact.by, e.fact.line.title if isinstance(e.fact, ItemAdded) else "")
        for e in events
        if isinstance(e.fact, ItemAdded | ItemsReordered)
    )
