"""Reading agendas with their entries, their papers and their times."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from civic.kit.db import rows
from civic.kit.errors import NotFound
from civic.kit.money import as_typed
from civic.people.rules import Actor
from councils import queries as councils
from councils.preparation.agendas.models import Agenda, AgendaEntry, Enclosure
from councils.preparation.agendas.rules.entries import Elsewhere, timetable
from councils.preparation.motions.queries import text_of
from councils.rules import may_convene
from councils.sessions.models import Session
from councils.sessions.rules import fact_of
from councils.sessions.rules.events import NoticeCorrected, SessionCancelled
from councils.sessions.rules.log import KIND_OF


@dataclass(frozen=True)
class Written:
    """A line of an agenda with its papers and its planned time; a sensitive one takes no time of the session."""

    entry: AgendaEntry
    enclosures: list[Enclosure]
    starts_at: datetime | None
    number: int | None


@dataclass(frozen=True)
class Draft:
    """An agenda for its page. minutes: planned, in all."""

    agenda: Agenda
    lines: list[Written]
    minutes: int
    ends_at: datetime


@dataclass(frozen=True)
class HandedIn:
    """A motion handed in for an item of a session, as it can be moved."""

    item: int
    motion_id: int
    author: str
    text: str
    amount_fen: int | None
    proposal_id: int | None

    @property
    def typed_amount(self) -> str:
        """The money as a form's field holds it."""
        return as_typed(self.amount_fen)


@dataclass(frozen=True)
class Mended:
    """One row of the log by which a notice was mended or taken back. starts_at, venue: empty for taken back."""

    reason: str
    at: datetime
    name: str
    starts_at: datetime | None = None
    venue: str = ""


async def changes_of(session_id: int) -> list[Mended]:
    """How the notice of a session was changed after it was published, the oldest first."""
    found = await rows(
        "SELECT e.kind, e.payload, e.at, p.display_name AS name FROM session_event e "
        "LEFT JOIN person p ON p.id = e.actor_id WHERE e.session_id = ? AND e.kind IN (?, ?) ORDER BY e.seq",
        session_id,
        KIND_OF[NoticeCorrected],
        KIND_OF[SessionCancelled],
    )
    return [_mended(row) for row in found]


def _mended(row: dict[str, Any]) -> Mended:
    stored = row["payload"]
    fact = fact_of(row["kind"], json.loads(stored) if isinstance(stored, str) else stored)
    at, by = datetime.fromisoformat(row["at"]), row["name"] or ""
    if isinstance(fact, NoticeCorrected):
        return Mended(fact.reason, at, by, datetime.fromisoformat(fact.starts_at), fact.venue)
    return Mended(getattr(fact, "reason", ""), at, by)


async def one(agenda_id: int, actor: Actor) -> Agenda:
    """An agenda with council, place and rule set. Raises NotFound, also for those who do not prepare there."""
    loaded = ("term__council__place", "term__council__rule_set", "chair", "recorder", "session")
    found = await Agenda.get_or_none(id=agenda_id).select_related(*loaded)
    if found is None or not may_convene(actor, *await councils.paths(found.term.council_id)):
        raise NotFound
    return found


async def one_entry(entry_id: int, actor: Actor) -> AgendaEntry:
    """A line of an agenda. Raises NotFound, also for those who do not prepare there."""
    found = await AgendaEntry.get_or_none(id=entry_id)
    if found is None:
        raise NotFound
    await one(found.agenda_id, actor)
    return found


async def title(agenda_id: int) -> str:
    """What the session will be called. Raises NotFound."""
    found = await Agenda.get_or_none(id=agenda_id)
    if found is None:
        raise NotFound
    return found.title


async def draft(agenda_id: int, actor: Actor) -> Draft:
    """An agenda for who prepares it. Raises NotFound."""
    return await _draft(await one(agenda_id, actor))


async def published(session_id: int) -> Draft | None:
    """The agenda of a session that was prepared here; None for one that was called without."""
    agenda = await Agenda.get_or_none(session_id=session_id).select_related("session")
    return await _draft(agenda) if agenda else None


async def _draft(agenda: Agenda) -> Draft:
    loaded = ("proposal", "motion", "handler")
    entries = await AgendaEntry.filter(agenda_id=agenda.id).order_by("position").select_related(*loaded)
    begins = agenda.session.starts_at if agenda.session else agenda.starts_at
    papers = await enclosures_of([entry.id for entry in entries])
    spent = [0 if entry.sensitive else entry.minutes for entry in entries]
    slots, lines, number = timetable(begins, spent), [], 0
    for entry, slot in zip(entries, slots, strict=True):
        number += entry.sensitive is None
        place = (None, None) if entry.sensitive else (slot.starts_at, number)
        lines.append(Written(entry, papers.get(entry.id, []), *place))
    return Draft(agenda, lines, sum(spent), slots[-1].ends_at if slots else begins)


async def last_venue(term_id: int) -> str:
    """Where the last session of a term met, or an empty text."""
    last = await Session.filter(term_id=term_id).order_by("-starts_at").first()
    return last.venue if last else ""


async def drafts(term_id: int) -> list[Agenda]:
    """Agendas of a term that are being made, the next session first."""
    waiting = Agenda.filter(term_id=term_id, session_id=None, discarded_at=None)
    return await waiting.order_by("starts_at", "id")


async def enclosures_of(entry_ids: list[int]) -> dict[int, list[Enclosure]]:
    """Papers by entry, without their bytes."""
    columns = ("id", "key", "entry_id", "name", "kind", "size", "digest", "picture_id")
    found: dict[int, list[Enclosure]] = {}
    papers = Enclosure.filter(entry_id__in=entry_ids or [0]).order_by("id").only(*columns)
    for paper in await papers.prefetch_related("picture"):
        found.setdefault(paper.entry_id, []).append(paper)
    return found


async def enclosure(key: str, actor: Actor) -> Enclosure:
    """A paper with its bytes. Raises NotFound, also for whoever may not read it yet.

    Public once the notice is out and its matter is on the open floor; before, and for sensitive matters, for those who
    prepare.
    """
    found = await Enclosure.get_or_none(key=key).select_related("entry", "picture")
    if found is None:
        raise NotFound
    if found.entry.item_id is None:
        await one(found.entry.agenda_id, actor)
    return found


async def sensitive_of(session_id: int) -> list[Elsewhere]:
    """The matters of a session that take another road, as far as the public may know."""
    found = AgendaEntry.filter(agenda__session_id=session_id, sensitive__isnull=False).order_by("position")
    return [
        Elsewhere(entry.sensitive, entry.handler.display_name, entry.due_on)
        for entry in await found.select_related("handler")
        if entry.sensitive and entry.handler and entry.due_on
    ]


async def handed_in(session_id: int) -> list[HandedIn]:
    """Motions handed in that a session has before it, as they can be moved on the floor."""
    loaded = ("motion__author", "item")
    found = AgendaEntry.filter(item__session_id=session_id, motion_id__isnull=False).order_by("position")
    return [
        HandedIn(
            item.position,
            motion.id,
            motion.author.display_name,
            text_of(motion),
            motion.amount_fen,
            motion.proposal_id,
        )
        for entry in await found.select_related(*loaded)
        if (motion := entry.motion) and (item := entry.item)
    ]
