"""Reading minutes: one with its document and signatures, lists, and what the clock has to draft."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from civic.kit.db import moment_or_none, rows
from civic.kit.errors import NotFound
from civic.people.models import Person
from civic.people.rules import Actor
from civic.web.i18n import translate
from councils.minutes import rules
from councils.minutes.models import Minutes, MinutesObjection, Signature
from councils.sessions import queries as sessions
from councils.sessions.rules.naming import listed


@dataclass(frozen=True)
class Shown:
    """Minutes as a page shows them. log_grew: something was noted in the log after this text was composed.

    document: as this reader may read it. Those who were called read what was signed (whole), everybody else its public
    reading, in which people are called what ``names`` says. listed: who was on the lists of the door, as ``masked`` asks.
    """

    row: Minutes
    document: rules.MinutesDocument
    where: rules.Where
    signatures: Sequence[Signature]
    log_grew: bool
    whole: bool
    names: Mapping[int, str]
    listed: Mapping[int, str]

    def called(self, person: Person) -> str:
        """What somebody is called in this reading."""
        return self.names.get(person.id, person.display_name)


@dataclass(frozen=True)
class Line:
    """Minutes in a list. number: empty while not published. held: it was opened. adopted: motions carried."""

    id: int
    number: int | None
    council: str
    term: int
    session_number: int
    title: str
    held: bool
    held_at: datetime
    published_at: datetime | None
    adopted: int


_LINES = (
    "SELECT m.id, m.number, c.name AS council, t.number AS term, s.number AS session_number, s.title, "
    "s.starts_at, m.published_at, (SELECT e.at FROM session_event e WHERE e.session_id = s.id "
    "AND e.kind = 'opened') AS opened_at, "
    "(SELECT COUNT(*) FROM motion o WHERE o.session_id = s.id AND o.state = 'adopted') AS adopted "
    "FROM minutes m JOIN session s ON s.id = m.session_id JOIN term t ON t.id = s.term_id "
    "JOIN council c ON c.id = m.council_id JOIN place p ON p.id = c.place_id "
)


def where(head: sessions.Head, roster: frozenset[int] = frozenset()) -> rules.Where:
    """Whose minutes a session's are."""
    return rules.Where(head.place_path, head.recorder.person_id, head.chair.person_id, roster)


async def show(minutes_id: int, actor: Actor, lang: str = "zh") -> Shown:
    """Minutes for this reader in their language. Raises NotFound, also for a draft that is not theirs to read."""
    row = await Minutes.get_or_none(id=minutes_id)
    if row is None:
        raise NotFound
    document = rules.read(row.document)
    called = {one.person.id for one in document.present} | {one.person.id for one in document.recorders}
    # observers without an account have numbers below zero
    called |= {one.id for one in (*document.absent, *document.observers) if one.id > 0}
    place = where(await sessions.head(row.session_id), frozenset(called))
    if not rules.may_read(actor, row.state, place):
        raise NotFound
    seq, _ = await sessions.digest(row.session_id)
    grew = row.state is rules.State.DRAFTED and seq != row.log_seq
    door = await _listed(row.session_id)
    public = rules.masked(document, translate(rules.MEMBER, lang), door)
    whole = not public.names or rules.may_read(actor, rules.State.DRAFTED, place)
    reading = rules.Masked(document, {}) if whole else public
    signed = await signatures(minutes_id)
    return Shown(row, reading.document, place, signed, grew, whole, reading.names, door)


async def _listed(session_id: int) -> Mapping[int, str]:
    """Who was on the lists of the door. Of a log from before live pages hid names: nobody, its minutes count as they did."""
    state = await sessions.state(session_id)
    return listed(state) if state.heading and state.heading.salt else rules.NOBODY


async def signatures(minutes_id: int) -> Sequence[Signature]:
    """Who signed, in the order of signing."""
    return await Signature.filter(minutes_id=minutes_id).order_by("signed_at", "id").select_related("person")


async def review(minutes: Minutes) -> rules.Review:
    """Where the review of this version stands."""
    open_ = await MinutesObjection.filter(minutes_id=minutes.id, answered_at__isnull=True).count()
    return rules.Review(minutes.review_until, open_)


async def objections(minutes_id: int) -> Sequence[MinutesObjection]:
    """Objections to a version, in the order they were filed."""
    found = MinutesObjection.filter(minutes_id=minutes_id).order_by("id")
    return await found.select_related("person", "answered_by")


async def corrected(minutes: Minutes) -> rules.Corrected | None:
    """The version that this one corrects, as its document names it."""
    if minutes.corrects_id is None:
        return None
    return named(await Minutes.get(id=minutes.corrects_id))


def named(published: Minutes) -> rules.Corrected:
    """A published version as the one that corrects it names it."""
    return rules.Corrected(published.number or 0, published.digest or "")


async def corrected_by(minutes_id: int) -> Minutes | None:
    """The published version that took this one's place, if any."""
    return await Minutes.get_or_none(corrects_id=minutes_id, state=rules.State.PUBLISHED)


async def funded_motions(session_id: int) -> set[int]:
    """Numbers of the motions on which money was decided. Decisions stand above this room: read by name."""
    found = await rows(
        "SELECT o.number FROM funding_decision d JOIN resolution r ON r.id = d.resolution_id "
        "JOIN motion o ON o.id = r.motion_id WHERE o.session_id = ?",
        session_id,
    )
    return {row["number"] for row in found}


async def of_session(session_id: int) -> Minutes | None:
    """The newest version of a session's minutes, drafts included."""
    return await Minutes.filter(session_id=session_id).order_by("-version").first()


async def by_digest(digest: str) -> int | None:
    """The minutes whose signed text has this digest, drafts included; None when there are none."""
    row = await Minutes.filter(document_digest=digest).order_by("-version").first()
    return row.id if row else None


async def published(path: str = "/", after: int | None = None, limit: int = 30) -> list[Line]:
    """Published minutes of a place and below it, newest first, from before an id on."""
    found = await rows(
        _LINES + "WHERE m.state = 'published' AND p.path LIKE ? AND m.id < ? ORDER BY m.id DESC LIMIT ?",
        f"{path}%",
        after or 2**31 - 1,
        limit,
    )
    return [_line(row) for row in found]


async def waiting_for(person_id: int) -> list[Line]:
    """Minutes that wait for this person's signature."""
    found = await rows(
        _LINES + "WHERE (m.state = 'drafted' AND s.recorder_id = ?) "
        "OR (m.state = 'signed_recorder' AND s.chair_id = ?) ORDER BY m.id",
        person_id,
        person_id,
    )
    return [_line(row) for row in found]


def _line(row: dict[str, Any]) -> Line:
    opened, planned = moment_or_none(row.pop("opened_at")), moment_or_none(row.pop("starts_at"))
    when = {"held": opened is not None, "held_at": opened or planned}
    return Line(**row | when | {"published_at": moment_or_none(row["published_at"])})


@dataclass(frozen=True)
class Adopted:
    """A resolution that these minutes, or those they correct, carry, for the link."""

    id: int
    number: int


async def resolutions(minutes_id: int) -> dict[int, Adopted]:
    """Resolutions by the number of their motion. They stand above this room: read by name, nothing imported."""
    found = await rows(
        "SELECT r.id, r.number, o.number AS motion FROM resolution r JOIN motion o ON o.id = r.motion_id "
        "JOIN minutes m ON m.id = r.minutes_id "
        "WHERE m.session_id = (SELECT session_id FROM minutes WHERE id = ?)",
        minutes_id,
    )
    return {row["motion"]: Adopted(row["id"], row["number"]) for row in found}


async def last_published(council_id: int) -> Minutes | None:
    """The end of a council's chain of minutes."""
    return (
        await Minutes.filter(council_id=council_id, state=rules.State.PUBLISHED).order_by("-number").first()
    )


async def sessions_to_draft() -> list[int]:
    """Sessions that are over and have no minutes yet."""
    found = await rows(
        "SELECT e.session_id FROM session_event e WHERE e.kind = 'adjourned' "
        "AND NOT EXISTS (SELECT 1 FROM minutes m WHERE m.session_id = e.session_id) ORDER BY e.session_id"
    )
    return [row["session_id"] for row in found]


def signed(signature: Signature) -> dict[str, Any]:
    """A signature as it goes into the digest of published minutes."""
    return {
        "person": signature.person_id,
        "role": signature.role.value,
        "signed_at": signature.signed_at.astimezone(UTC).isoformat(timespec="microseconds"),
        "document_digest": signature.document_digest,
    }
