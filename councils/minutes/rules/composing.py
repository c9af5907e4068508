"""From a session's log to its minutes: pure, so the same log always gives the same document."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from civic.kit.chain import text_digest
from councils.minutes.rules import gathering as room
from councils.minutes.rules.beside import beside_items, papers, points, polls, recusals, written
from councils.minutes.rules.document import MinutesDocument
from councils.minutes.rules.notes import Corrected, Notes
from councils.minutes.rules.parts import AgendaItem, Motion, Rules, Speech, Vote
from councils.minutes.rules.people import person, text
from councils.minutes.rules.voting import votes
from councils.sessions.rules import Event, replay
from councils.sessions.rules import State as Meeting
from councils.sessions.rules.events import (
    Adjourned,
    MotionLapsed,
    Opened,
    SpeakerCalled,
)
from councils.sessions.rules.shapes import Motion as Moved
from councils.sessions.rules.shapes import Speech as Turn

FORM = 3
NO_NOTES = Notes()


@dataclass(frozen=True)
class Heading:
    """What a log cannot say of itself: whose log it is, the digest of its last event, which version this is of its minutes."""

    session: int
    log_digest: str
    version: int = 1
    corrects: Corrected | None = None


def compose(
    heading: Heading, events: Sequence[Event], form: int = FORM, notes: Notes = NO_NOTES
) -> MinutesDocument:
    """The minutes of a session. Raises ValueError for a log that does not begin with a notice or has a gap.

    form: of the document; minutes signed in an earlier one are composed in that one again. notes: what the recorder wrote
    beside the log.

    Only facts are read, never the names of who pressed the button: these are not part of the digested log.
    """
    meeting = replay(events)
    notice = meeting.heading
    if notice is None:
        raise ValueError("a log without a notice has no minutes")
    present = room.attendances(events)
    here = {attendance.person.id for attendance in present}
    log = _read(meeting, events)
    opened = next((text(event.at) for event in events if isinstance(event.fact, Opened)), "")
    closing = next((event for event in events if isinstance(event.fact, Adjourned)), None)
    document = MinutesDocument(
        form=form,
        session=heading.session,
        council=notice.council,
        term=notice.term,
        number=notice.number,
        title=notice.title,
        planned_at=text(datetime.fromisoformat(notice.starts_at)),
        opened_at=opened,
        closed_at=text(closing.at) if closing else "",
        held=any(isinstance(event.fact, Opened) and not event.fact.talk for event in events),
        venue=notice.venue,
        convener=notice.convener,
        basis=notice.basis,
        notice_day=notice.notice_day,
        chair=person(notice.chair),
        recorder=person(notice.recorder),
        rules=_rules(meeting),
        seats=meeting.seats,
        present=present,
        absent=tuple(person(seat) for seat in room.roster(events) if seat.person_id not in here),
        present_at_close=len(meeting.present),
        quorum=room.quorum(meeting, events),
        agenda=_agenda(meeting, events, log, notes),
        log_seq=meeting.seq,
        log_digest=heading.log_digest,
    )
    procedure = tuple(_motion(log, motion, notes) for motion in meeting.motions if motion.item == 0)
    return _completed(replace(document, procedure=procedure), meeting, events, heading, notes)


@dataclass(frozen=True)
class _Log:
    """What the motions and the items ask of a log, each worked out once: why motions fell, their votes, what was said.

    speeches: by motion (0: on the open floor); who was called and did not answer has not spoken.
    """

    lapses: Mapping[int, str]
    votes: Mapping[int, tuple[Vote, ...]]
    speeches: Mapping[int, tuple[Speech, ...]]


def _read(meeting: Meeting, events: Sequence[Event]) -> _Log:
    called = {event.fact.speech: event.at for event in events if isinstance(event.fact, SpeakerCalled)}
    said = defaultdict[int, list[Speech]](list)
    for turn in meeting.speeches:
        if not turn.missed:
            said[turn.motion].append(_speech(turn, called[turn.number]))
    return _Log(
        {e.fact.motion: e.fact.reason.value for e in events if isinstance(e.fact, MotionLapsed)},
        votes(events),
        {motion: tuple(speeches) for motion, speeches in said.items()},
    )


def _speech(turn: Turn, at: datetime) -> Speech:
    return Speech(
        number=turn.number,
        person=person(turn.person),
        stance=turn.stance.value,
        nth=turn.nth,
        at=text(at),
        seconds=turn.took or 0,
        gist=turn.gist,
        override=turn.override,
        confirmed=turn.confirmed,
    )


def _completed(
    document: MinutesDocument, meeting: Meeting, events: Sequence[Event], heading: Heading, notes: Notes
) -> MinutesDocument:
    """With what came with the second form: who presided, what was paused and changed, the recorder's notes."""
    return replace(
        document,
        chairs=room.chairs(document.chair, events),
        pauses=room.pauses(events),
        recorders=room.recorders(events),
        excused=room.excused(events),
        substitutes=room.substitutes(events),
        observers=room.observers(events),
        gallery=meeting.gallery,
        agenda_changes=room.agenda_changes(events),
        tellers=tuple(person(teller) for teller in meeting.tellers),
        polls=polls(meeting),
        papers=papers(meeting),
        preface=notes.on("facts"),
        version=heading.version,
        corrects=heading.corrects,
        remarks=notes.remarks,
        talk=bool(document.opened_at) and not document.held,
    )


def _rules(meeting: Meeting) -> Rules:
    rules, quorum = meeting.rules, meeting.rules.quorum
    return Rules(rules.name, rules.source, quorum.num, quorum.den, quorum.strict, rules.masking.value)


def _agenda(meeting: Meeting, events: Sequence[Event], log: _Log, notes: Notes) -> tuple[AgendaItem, ...]:
    beside = beside_items(events)
    return tuple(
        AgendaItem(
            number=item.number,
            title=item.title,
            proposal=item.proposal,
            outcome=item.state.value,
            motions=tuple(
                _motion(log, motion, notes) for motion in meeting.motions if motion.item == item.number
            ),
            presenter=item.presenter,
            speeches=tuple(
                one for one in log.speeches.get(0, ()) if one.number in beside[item.number].speeches
            ),
            points=points(meeting, beside[item.number].points),
            recusals=recusals(meeting, item.number),
            written=written(meeting, item.number),
            prose=notes.on(f"item-{item.number}"),
        )
        for item in meeting.items
    )


def _motion(log: _Log, motion: Moved, notes: Notes) -> Motion:
    return Motion(
        number=motion.number,
        text=motion.text,
        text_digest=text_digest(motion.text),
        amount_fen=motion.amount_fen,
        proposal=motion.proposal,
        mover=person(motion.mover),
        seconder=person(motion.seconder) if motion.seconder else None,
        outcome=motion.state.value,
        lapse=log.lapses.get(motion.number, ""),
        speeches=log.speeches.get(motion.number, ()),
        votes=log.votes.get(motion.number, ()),
        kind=motion.kind.value,
        rule=motion.rule.value if motion.rule else "",
        noticed=motion.noticed,
        target=motion.target,
        detail=motion.detail,
        earlier=motion.versions,
        seconds=motion.seconds,
        times=motion.times,
        parts=motion.parts,
        tasks=notes.of(motion.number),
    )
