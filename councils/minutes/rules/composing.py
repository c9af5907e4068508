"""From a session's log to its minutes: pure, so the same log always gives the same document."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from councils.minutes.rules.document import (
    AgendaItem,
    Attendance,
    MinutesDocument,
    Motion,
    NamedVote,
    Person,
    QuorumCheck,
    Rules,
    Speech,
    Stay,
    Tally,
    Vote,
)
from councils.sessions.rules import Event, replay
from councils.sessions.rules import State as Meeting
from councils.sessions.rules.events import (
    Adjourned,
    CheckedIn,
    Left,
    MotionLapsed,
    Opened,
    Seat,
    VoteCast,
    VoteClosed,
    VoteOpened,
    VoteVoided,
)
from councils.sessions.rules.shapes import Motion as Moved
from councils.sessions.rules.words import Source

FORM = 1


@dataclass(frozen=True)
class Heading:
    """What a log cannot say of itself: whose log it is, and the digest of its last event."""

    session: int
    log_digest: str


def compose(heading: Heading, events: Sequence[Event]) -> MinutesDocument:
    """The minutes of a session. Raises ValueError for a log that does not begin with a notice or has a gap.

    Only facts are read, never the names of who pressed the button: these are not part of the digested log.
    """
    meeting = replay(events)
    notice = meeting.heading
    if notice is None:
        raise ValueError("a log without a notice has no minutes")
    present = _attendances(events)
    here = {attendance.person.id for attendance in present}
    opened = next((text(event.at) for event in events if isinstance(event.fact, Opened)), "")
    closing = next((event for event in events if isinstance(event.fact, Adjourned)), None)
    return MinutesDocument(
        form=FORM,
        session=heading.session,
        council=notice.council,
        term=notice.term,
        number=notice.number,
        title=notice.title,
        planned_at=text(datetime.fromisoformat(notice.starts_at)),
        opened_at=opened,
        closed_at=text(closing.at) if closing else "",
        held=bool(opened),
        venue=notice.venue,
        convener=notice.convener,
        basis=notice.basis,
        notice_day=notice.notice_day,
        chair=_person(notice.chair),
        recorder=_person(notice.recorder),
        rules=_rules(meeting),
        seats=meeting.seats,
        present=present,
        absent=tuple(_person(seat) for seat in meeting.roster if seat.person_id not in here),
        present_at_close=len(meeting.present),
        quorum=_quorum(meeting, events),
        agenda=_agenda(meeting, events),
        log_seq=meeting.seq,
        log_digest=heading.log_digest,
    )


def text(at: datetime) -> str:
    """A moment as the document writes it."""
    return at.astimezone(UTC).isoformat(timespec="microseconds")


def _person(seat: Seat) -> Person:
    return Person(seat.person_id, seat.name)


def _rules(meeting: Meeting) -> Rules:
    quorum = meeting.rules.quorum
    return Rules(meeting.rules.name, meeting.rules.source, quorum.num, quorum.den, quorum.strict)


def _attendances(events: Iterable[Event]) -> tuple[Attendance, ...]:
    """Everyone who came, in the order they first did, with every coming and going."""
    people: dict[int, Seat] = {}
    stays: dict[int, list[Stay]] = {}
    by_steward: set[int] = set()
    for event in events:
        fact = event.fact
        if isinstance(fact, CheckedIn):
            person = fact.person.person_id
            if person not in people and fact.source is Source.STEWARD:
                by_steward.add(person)
            people.setdefault(person, fact.person)
            stays.setdefault(person, []).append(Stay(text(event.at), ""))
        elif isinstance(fact, Left):
            last = stays[fact.person.person_id]
            last[-1] = Stay(last[-1].since, text(event.at))
    return tuple(
        Attendance(_person(seat), tuple(stays[person]), person in by_steward)
        for person, seat in people.items()
    )


def _quorum(meeting: Meeting, events: Iterable[Event]) -> tuple[QuorumCheck, ...]:
    """Every time the quorum was found: at the opening, before each vote, and when the meeting could not be opened."""
    checks = []
    for event in events:
        fact, at = event.fact, text(event.at)
        if isinstance(fact, Opened):
            checks.append(QuorumCheck(at, 0, fact.present, fact.seats, fact.needed, True))
        elif isinstance(fact, VoteOpened):
            checks.append(QuorumCheck(at, fact.motion, fact.present, fact.seats, fact.quorum, True))
        elif isinstance(fact, Adjourned) and not meeting.opened_at:
            needed = meeting.quorum_needed
            checks.append(
                QuorumCheck(at, 0, fact.present, meeting.seats, needed, meeting.seats > 0 and meeting.quorate)
            )
    return tuple(checks)


def _agenda(meeting: Meeting, events: Sequence[Event]) -> tuple[AgendaItem, ...]:
    return tuple(
        AgendaItem(
            number=item.number,
            title=item.title,
            proposal=item.proposal,
            outcome=item.state.value,
            motions=tuple(
                _motion(meeting, events, motion) for motion in meeting.motions if motion.item == item.number
            ),
        )
        for item in meeting.items
    )


def _motion(meeting: Meeting, events: Sequence[Event], motion: Moved) -> Motion:
    lapses = {e.fact.motion: e.fact.reason.value for e in events if isinstance(e.fact, MotionLapsed)}
    return Motion(
        number=motion.number,
        text=motion.text,
        text_digest=hashlib.sha256(motion.text.encode()).hexdigest(),
        amount_fen=motion.amount_fen,
        proposal=motion.proposal,
        mover=_person(motion.mover),
        seconder=_person(motion.seconder) if motion.seconder else None,
        outcome=motion.state.value,
        lapse=lapses.get(motion.number, ""),
        speeches=_speeches(meeting, motion),
        votes=_votes(events, motion.number),
    )


def _speeches(meeting: Meeting, motion: Moved) -> tuple[Speech, ...]:
    return tuple(
        Speech(
            number=turn.number,
            person=_person(turn.person),
            stance=turn.stance.value,
            nth=turn.nth,
            at=text(turn.started_at),
            seconds=turn.took or 0,
            gist=turn.gist,
        )
        for turn in meeting.speeches
        if turn.motion == motion.number
    )


def _votes(events: Iterable[Event], motion: int) -> tuple[Vote, ...]:
    """The votes on one motion in order, those declared void included."""
    done: list[Vote] = []
    opened, named = ("", ""), list[NamedVote]()
    for event in events:
        fact = event.fact
        if not isinstance(fact, VoteOpened | VoteCast | VoteClosed | VoteVoided) or fact.motion != motion:
            continue
        if isinstance(fact, VoteOpened):
            opened, named = (fact.method.value, text(event.at)), []
        elif isinstance(fact, VoteCast):
            named.append(NamedVote(_person(fact.person), fact.choice.value))
        elif isinstance(fact, VoteClosed):
            done.append(Vote(*opened, text(event.at), _tally(fact), tuple(named), ""))
        else:
            # What was cast in a vote declared void counts for nothing and is not held against anyone.
            done.append(Vote(*opened, text(event.at), None, (), fact.reason))
    return tuple(done)


def _tally(fact: VoteClosed) -> Tally:
    return Tally(
        yes=fact.yes,
        no=fact.no,
        abstain=fact.abstain,
        silent=fact.silent,
        present=fact.present,
        seats=fact.seats,
        base=fact.base.value,
        total=fact.total,
        needed=fact.needed,
        num=fact.num,
        den=fact.den,
        strict=fact.strict,
        adopted=fact.adopted,
    )
