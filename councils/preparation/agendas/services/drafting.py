"""An agenda while it is made: every act is kept at once, so that nothing is lost when the browser closes."""

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from tortoise.exceptions import IntegrityError

from civic.audit import services as audit
from civic.kit import clock
from civic.kit.db import locked, transaction
from civic.kit.errors import NotFound, Refused, SignInNeeded, Stale
from civic.kit.refs import Ref
from civic.people.queries import holders
from civic.people.rules import Actor, Role, must
from councils import queries as councils
from councils.preparation.agendas import queries
from councils.preparation.agendas.models import Agenda, AgendaEntry, Enclosure
from councils.preparation.agendas.queries import Source
from councils.preparation.agendas.rules import entries as rules
from councils.preparation.agendas.rules.entries import EntryKind, Road
from councils.rules import may_convene


@dataclass(frozen=True)
class Heading:
    """When and where, why, and who runs it."""

    title: str
    starts_at: datetime
    venue: str
    basis: str
    chair_id: int
    recorder_id: int
    gallery_seats: int = 0


@dataclass(frozen=True)
class Changes:
    """What may be changed about a line. road: for a sensitive matter."""

    title: str
    minutes: int
    presenter: str = ""
    note: str = ""
    road: Road | None = None


def ref(agenda_id: int) -> Ref:
    """An agenda, as the tables name it that speak of anything."""
    return Ref("agenda", agenda_id)


async def draft(actor: Actor, term_id: int, heading: Heading, key: str, first: str = "") -> Agenda:
    """Begin to prepare a session; the same key again gives the same agenda. Nothing about it is public.

    first: the key of the source it begins with, if it is still on offer.

    Raises SignInNeeded, NotFound, Forbidden, Refused (``session_no_seat``, ``agenda_past``).
    """
    term = await councils.term(term_id)
    must(may_convene(actor, *await councils.paths(term.council_id)), actor, "convene_forbidden")
    if before := await Agenda.get_or_none(drafted_by_id=actor.person_id, client_key=key):
        return before
    await _check_heading(term_id, heading)
    async with transaction():
        agenda = await Agenda.create(
            **asdict(heading),
            term_id=term_id,
            drafted_by_id=actor.person_id,
            drafted_at=clock.now(),
            client_key=key,
        )
        await audit.record(actor, "agenda_drafted", ref(agenda.id), term=term_id)
        if first:
            offered = await queries.sources(await queries.one(agenda.id, actor))
            for source in (each for each in offered if each.key == first):
                await _append(actor, agenda.id, source)
    return agenda


async def amend(actor: Actor, agenda_id: int, heading: Heading, version: int) -> None:
    """Change when, where, why or who. Raises NotFound, Refused, Stale when somebody else was faster."""
    async with transaction():
        agenda = await open_agenda(actor, agenda_id)
        if agenda.version != version:
            raise Stale("agenda_stale", "version")
        await _check_heading(agenda.term_id, heading)
        await Agenda.filter(id=agenda_id).update(**asdict(heading), version=version + 1)
        await audit.record(actor, "agenda_amended", ref(agenda_id))


async def _check_heading(term_id: int, heading: Heading) -> None:
    seated = {seat.person_id for seat in await councils.seats(term_id, clock.today())}
    for field, person_id in (("chair", heading.chair_id), ("recorder", heading.recorder_id)):
        if person_id not in seated:
            raise Refused("session_no_seat", field)
    if heading.starts_at <= clock.now():
        raise Refused("agenda_past", "starts_at")


async def add(actor: Actor, agenda_id: int, key: str) -> AgendaEntry:
    """Put something that is offered onto the agenda. Raises NotFound, Refused ``entry_unknown``, ``entries_many``."""
    async with transaction():
        agenda = await open_agenda(actor, agenda_id)
        source = next((each for each in await queries.sources(agenda) if each.key == key), None)
        if source is None:
            raise Refused("entry_unknown", "source")
        return await _append(actor, agenda_id, source)


async def add_free(actor: Actor, agenda_id: int, title: str, minutes: int) -> AgendaEntry:
    """Put a matter of one's own wording onto the agenda. Raises NotFound, Refused ``entries_many``."""
    async with transaction():
        await open_agenda(actor, agenda_id)
        return await _append(actor, agenda_id, Source(EntryKind.FREE, 0, title, minutes=minutes))


async def _append(actor: Actor, agenda_id: int, source: Source) -> AgendaEntry:
    last = await AgendaEntry.filter(agenda_id=agenda_id).order_by("-position").first()
    if await AgendaEntry.filter(agenda_id=agenda_id).count() >= rules.MOST_ENTRIES:
        raise Refused("entries_many", "source", most=rules.MOST_ENTRIES)
    columns: dict[str, Any] = {
        name: getattr(source, name)
        for name in ("kind", "title", "minutes", "presenter", "proposal_id", "motion_id", "carried_id")
    }
    try:
        entry = await AgendaEntry.create(
            **columns,
            agenda_id=agenda_id,
            position=last.position + 1 if last else 1,
            ref_kind=source.ref_kind,
            ref_id=source.ref_id,
        )
    except IntegrityError as twice:
        raise Refused("entry_taken", "source") from twice
    await audit.record(actor, "agenda_entry_added", ref(agenda_id), kind=source.kind.value)
    return entry


async def change(actor: Actor, entry_id: int, changes: Changes) -> None:
    """Change a line: its words, its time, who presents it, and which road it takes.

    Raises NotFound, Refused (``sensitive_due``, ``sensitive_handler``).
    """
    async with transaction():
        entry = await _open_entry(actor, entry_id)
        agenda = await queries.one(entry.agenda_id, actor)
        road = changes.road
        rules.check_road(road, clock.today())
        if road and road.handler_id is not None:
            able = {number for number, _ in await handlers(agenda)}
            if road.handler_id not in able:
                raise Refused("sensitive_handler", "handler")
        await AgendaEntry.filter(id=entry_id).update(
            title=changes.title,
            minutes=changes.minutes,
            presenter=changes.presenter,
            note=changes.note,
            sensitive=road.sensitive if road else None,
            handler_id=road.handler_id if road else None,
            due_on=road.due_on if road else None,
        )
        await audit.record(actor, "agenda_entry_changed", ref(entry.agenda_id), entry=entry_id)


async def handlers(agenda: Agenda) -> list[tuple[int, str]]:
    """Who may be given a sensitive matter: social workers and the residents' committee of the place."""
    path = agenda.term.council.place.path
    found = [*await holders(Role.CLERK, path), *await holders(Role.FACILITATOR, path)]
    return list({one.person_id: (one.person_id, one.name) for one in found}.values())


async def move(actor: Actor, entry_id: int, up: bool) -> None:
    """One place up or down; at the end of the list nothing happens. Raises NotFound, Refused."""
    async with transaction():
        entry = await _open_entry(actor, entry_id)
        lines = await AgendaEntry.filter(agenda_id=entry.agenda_id).order_by("position")
        pair = rules.moved([line.id for line in lines], entry_id, up)
        if pair is None:
            return
        here, there = (next(line for line in lines if line.id == number) for number in pair)
        # two lines of one agenda never stand at one position, so one steps aside first
        for number, position in ((here.id, -1), (there.id, here.position), (here.id, there.position)):
            await AgendaEntry.filter(id=number).update(position=position)
        await audit.record(actor, "agenda_entry_moved", ref(entry.agenda_id), entry=entry_id, up=up)


async def remove(actor: Actor, agenda_id: int, entry_id: int) -> None:
    """Take a line off, with its papers; a second time changes nothing. Raises NotFound, Refused ``agenda_published``."""
    async with transaction():
        await open_agenda(actor, agenda_id)
        entry = await AgendaEntry.get_or_none(id=entry_id, agenda_id=agenda_id)
        if entry is None:
            return
        await Enclosure.filter(entry_id=entry_id).delete()
        await AgendaEntry.filter(id=entry_id).delete()
        await audit.record(actor, "agenda_entry_removed", ref(agenda_id), entry=entry_id)


async def discard(actor: Actor, agenda_id: int) -> None:
    """Give a draft up: what stood on it can go onto another. Raises NotFound, Refused."""
    async with transaction():
        await open_agenda(actor, agenda_id)
        await Agenda.filter(id=agenda_id).update(discarded_at=clock.now())
        await audit.record(actor, "agenda_discarded", ref(agenda_id))


async def open_agenda(actor: Actor, agenda_id: int) -> Agenda:
    """The agenda, locked, while it may still be changed. Raises SignInNeeded, NotFound, Refused."""
    if not actor.signed_in:
        raise SignInNeeded
    await locked(Agenda, id=agenda_id)
    agenda = await queries.one(agenda_id, actor)
    if agenda.session_id is not None:
        raise Refused("agenda_published")
    if agenda.discarded_at is not None:
        raise Refused("agenda_gone")
    return agenda


async def _open_entry(actor: Actor, entry_id: int) -> AgendaEntry:
    found = await AgendaEntry.get_or_none(id=entry_id)
    if found is None:
        raise NotFound
    await open_agenda(actor, found.agenda_id)
    return found
