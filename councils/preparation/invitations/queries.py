"""Reading invitations with their latest answers, and the gallery list."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from civic.kit.db import moment, moment_or_none, rows
from councils.preparation.invitations.models import PaperInvitation, SessionInvitation
from councils.preparation.invitations.rules import Answer, Invited, Place, places

_INVITED = (
    "SELECT i.id, i.session_id, i.person_id, p.display_name AS name, i.role, r.answer, COALESCE(r.reason, '') AS reason, "
    "r.at FROM session_invitation i JOIN person p ON p.id = i.person_id "
    "LEFT JOIN invitation_reply r ON r.id = (SELECT MAX(x.id) FROM invitation_reply x WHERE x.invitation_id = i.id) "
)
_MINE = (
    "SELECT i.role, r.answer, s.id AS session_id, s.title, s.starts_at, s.venue, s.cancelled_at, c.name AS council "
    "FROM session_invitation i JOIN session s ON s.id = i.session_id JOIN term t ON t.id = s.term_id "
    "JOIN council c ON c.id = t.council_id "
    "LEFT JOIN invitation_reply r ON r.id = (SELECT MAX(x.id) FROM invitation_reply x WHERE x.invitation_id = i.id) "
    "WHERE i.person_id = ? ORDER BY s.starts_at DESC, s.id DESC LIMIT 50"
)
_LISTENING = (
    "SELECT g.person_id, p.display_name AS name FROM gallery_seat g JOIN person p ON p.id = g.person_id "
    "WHERE g.session_id = ? AND g.given_up_at IS NULL ORDER BY g.id"
)


@dataclass(frozen=True)
class Line:
    """An invited person and the last answer; answer None while there is none."""

    id: int
    session_id: int
    person_id: int
    name: str
    role: Invited
    answer: Answer | None
    reason: str
    at: datetime | None


@dataclass(frozen=True)
class Mine:
    """One of a person's own invitations."""

    session_id: int
    council: str
    title: str
    starts_at: datetime
    venue: str
    cancelled: bool
    role: Invited
    answer: Answer | None


@dataclass(frozen=True)
class Gallery:
    """The gallery of a session: who signed up in which order, and how many seats there are. Names are for the desk."""

    seats: int
    places: list[Place]
    names: dict[int, str]

    @property
    def taken(self) -> int:
        """Seats given."""
        return sum(place.seated for place in self.places)

    @property
    def waiting(self) -> int:
        """How many wait for one."""
        return len(self.places) - self.taken

    def of(self, person_id: int | None) -> Place | None:
        """This person's place."""
        return next((place for place in self.places if place.person_id == person_id), None)


def _line(row: dict[str, Any]) -> Line:
    answer = Answer(row["answer"]) if row["answer"] else None
    return Line(**row | {"role": Invited(row["role"]), "answer": answer, "at": moment_or_none(row["at"])})


async def invited(session_id: int) -> list[Line]:
    """Everyone asked to come, members first, each with the last answer."""
    found = [_line(row) for row in await rows(f"{_INVITED} WHERE i.session_id = ? ORDER BY i.id", session_id)]
    order = list(Invited)
    return sorted(found, key=lambda line: order.index(line.role))


async def invitation(session_id: int, person_id: int | None) -> Line | None:
    """A person's own."""
    found = await rows(f"{_INVITED} WHERE i.session_id = ? AND i.person_id = ?", session_id, person_id or 0)
    return _line(found[0]) if found else None


async def of_person(person_id: int) -> list[Mine]:
    """A person's invitations, the latest session first."""
    return [
        Mine(
            row["session_id"],
            row["council"],
            row["title"],
            moment(row["starts_at"]),
            row["venue"],
            row["cancelled_at"] is not None,
            Invited(row["role"]),
            Answer(row["answer"]) if row["answer"] else None,
        )
        for row in await rows(_MINE, person_id)
    ]


async def gallery(session_id: int) -> Gallery:
    """Who has a seat in the gallery and who waits."""
    limit = await rows("SELECT gallery_seats FROM agenda WHERE session_id = ?", session_id)
    seats = limit[0]["gallery_seats"] if limit else 0
    listening = await rows(_LISTENING, session_id)
    order = [row["person_id"] for row in listening]
    return Gallery(seats, places(order, seats), {row["person_id"]: row["name"] for row in listening})


async def everybody(session_id: int) -> list[int]:
    """All who should hear of a change: those invited, and those who signed up to listen."""
    found = await rows(
        "SELECT person_id FROM session_invitation WHERE session_id = ? "
        "UNION SELECT person_id FROM gallery_seat WHERE session_id = ? AND given_up_at IS NULL",
        session_id,
        session_id,
    )
    return [row["person_id"] for row in found]


async def to_remind(after: datetime, before: datetime) -> list[int]:
    """Sessions that begin within a span, are not called off, and of which nobody was reminded for that moment."""
    found = await rows(
        "SELECT s.id FROM session s WHERE s.starts_at > ? AND s.starts_at <= ? AND s.cancelled_at IS NULL "
        "AND s.announced_at IS NOT NULL AND EXISTS (SELECT 1 FROM session_invitation i WHERE i.session_id = s.id) "
        "AND NOT EXISTS (SELECT 1 FROM session_reminder r WHERE r.session_id = s.id AND r.starts_at = s.starts_at) "
        "ORDER BY s.id",
        after,
        before,
    )
    return [row["id"] for row in found]


async def to_tell_missed(after: datetime, before: datetime) -> list[int]:
    """Sessions whose hour came within a span, that nobody opened or called off, and of which nobody was told yet."""
    found = await rows(
        "SELECT s.id FROM session s WHERE s.starts_at > ? AND s.starts_at <= ? AND s.cancelled_at IS NULL "
        "AND s.announced_at IS NOT NULL "
        "AND NOT EXISTS (SELECT 1 FROM session_event e WHERE e.session_id = s.id AND e.kind = 'checkin_opened') "
        "AND NOT EXISTS (SELECT 1 FROM missed_session m WHERE m.session_id = s.id AND m.starts_at = s.starts_at) "
        "ORDER BY s.id",
        after,
        before,
    )
    return [row["id"] for row in found]


async def on_paper(session_id: int) -> int:
    """How many were asked to come by a printed slip: no message reaches them."""
    return await PaperInvitation.filter(session_id=session_id, struck_at=None).count()


async def invited_ids(session_id: int) -> set[int]:
    """Who is invited already."""
    found = await SessionInvitation.filter(session_id=session_id).values_list("person_id", flat=True)
    return {int(str(each)) for each in found}
