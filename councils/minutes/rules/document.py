"""What minutes contain: one document, from which both the full record (会议记录) and the decisions (会议纪要) are read.

Moments are ISO text in UTC with microseconds, amounts are fen, durations are seconds; there are no floats, so the
document has one canonical JSON. People are written with id and name, as the log has them. ``form`` is the version of
this shape: when it grows, minutes already signed are still recomposed in the shape they were signed in.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from civic.kit import clock
from councils.minutes.rules.codec import decoded, encoded
from councils.minutes.rules.notes import Corrected, Remark
from councils.minutes.rules.parts import AgendaItem, Motion, Person, Rules, later, moment
from councils.minutes.rules.room import (
    AgendaChange,
    Attendance,
    Leave,
    Pause,
    Presided,
    QuorumCheck,
    StrawPoll,
    Substitution,
    Tabled,
)


def binds(kind: str, target: int | None) -> bool:
    """Whether adopting such a motion is a resolution: a main one, or one to rescind or change a decision of an earlier session.

    The others act within the session, as one about a decision of this session (target) does.
    """
    return kind == "main" or (kind == "rescind" and target is None)


@dataclass(frozen=True)
class MinutesDocument:
    """The minutes of one session. held: it was opened (a session without a quorum has minutes too, and they say so).

    talk: it was opened without a quorum, as a conversation that decides nothing, and never in earnest.

    chairs: who presided when, in order. gallery: how many listened. procedure: motions between the items, such as one to
    adjourn. preface: the recorder's words before the items. corrects: the version before, when this one puts something right
    (remarks).
    recorders: who kept the record when, where it was not one person all along.
    """

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
    chairs: tuple[Presided, ...] = later(())
    pauses: tuple[Pause, ...] = later(())
    excused: tuple[Leave, ...] = later(())
    substitutes: tuple[Substitution, ...] = later(())
    observers: tuple[Person, ...] = later(())
    gallery: int = later(0)
    agenda_changes: tuple[AgendaChange, ...] = later(())
    tellers: tuple[Person, ...] = later(())
    polls: tuple[StrawPoll, ...] = later(())
    procedure: tuple[Motion, ...] = later(())
    preface: str = later("")
    version: int = later(1)
    corrects: Corrected | None = later(None)
    remarks: tuple[Remark, ...] = later(())
    recorders: tuple[Presided, ...] = later((), form=3)
    talk: bool = later(False, form=3)
    papers: tuple[Tabled, ...] = later((), form=3)

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
    def presided(self) -> Person:
        """Who presided when it ended, and signs for the chair."""
        return self.chairs[-1].person if self.chairs else self.chair

    @property
    def motions(self) -> tuple[Motion, ...]:
        """All motions in the order they were moved."""
        found = [*self.procedure, *(motion for item in self.agenda for motion in item.motions)]
        return tuple(sorted(found, key=lambda motion: motion.number))

    @property
    def adopted(self) -> tuple[Motion, ...]:
        """What was resolved (议定事项). What was moved about other motions has done its work in the session."""
        return tuple(
            motion
            for motion in self.motions
            if motion.outcome == "adopted" and binds(motion.kind, motion.target)
        )

    @property
    def gists_missing(self) -> int:
        """Speeches of which the recorder has written nothing yet."""
        on_motions = [speech for motion in self.motions for speech in motion.speeches]
        on_items = [speech for item in self.agenda for speech in item.speeches]
        return sum(not speech.gist for speech in on_motions + on_items)

    @property
    def held_on(self) -> date | None:
        """The day of the session where the residents live."""
        start = self.opened or self.planned
        return clock.local(start).date() if start else None


def plain(document: MinutesDocument) -> dict[str, Any]:
    """The document as texts, integers, booleans, lists and objects, ready for canonical JSON, in the shape of its form."""
    made: dict[str, Any] = encoded(document, document.form)
    return made


def read(stored: dict[str, Any]) -> MinutesDocument:
    """A stored document as values. Raises KeyError or TypeError when something is missing from it."""
    document: MinutesDocument = decoded(MinutesDocument, stored)
    return document
