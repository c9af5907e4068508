"""The notice of a session: publishing it in time, mending its time or place, and taking it back."""

from collections.abc import Sequence
from datetime import date, datetime

from civic.audit import services as audit
from civic.kit import clock
from civic.kit.db import transaction
from civic.kit.errors import N_, Refused, SignInNeeded
from civic.kit.workdays import DayKind
from civic.notifications.services import tell
from civic.people.rules import Actor, must
from councils import queries as councils
from councils.models import Council
from councils.preparation.agendas.models import Agenda, AgendaEntry
from councils.preparation.agendas.rules import notice as rules
from councils.preparation.agendas.rules.entries import EntryKind, Road
from councils.preparation.agendas.services.drafting import open_agenda, ref
from councils.preparation.invitations import queries as invitations
from councils.preparation.invitations import services as inviting
from councils.preparation.invitations.rules import Invited
from councils.preparation.motions import services as motions
from councils.preparation.petitions import services as petitions
from councils.rules import SeatRole, may_convene
from councils.seating import queries as seating
from councils.sessions import queries as sessions
from councils.sessions import services
from councils.sessions.models import Session
from councils.sessions.rules.notice import CancelSession, CorrectNotice

_ELSEWHERE = N_("这件事涉及个人，不在公开会上议。由{name}处理，{due} 前答复您。")
_SEATS = {SeatRole.RECORDER: Invited.RECORDER}


async def publish(actor: Actor, agenda_id: int, urgency: str = "") -> Session:
    """Make the agenda public as the notice of a session, invite everybody, and freeze it.

    Raises NotFound, Refused: ``notice_days_short`` naming the last day, unless urgent; ``urgent_forbidden``;
    ``sensitive_on_floor``; ``agenda_empty``, ``agenda_past`` and what ``sessions.convene`` refuses.
    """
    async with transaction():
        agenda = await open_agenda(actor, agenda_id)
        _check_time(agenda, urgency, rules.may_hurry(actor, *await councils.paths(agenda.term.council_id)))
        entries = (
            await AgendaEntry.filter(agenda_id=agenda_id)
            .order_by("position")
            .select_related("handler", "proposal", "motion")
        )
        _check_roads(entries)
        floor = [entry for entry in entries if entry.sensitive is None]
        session = await services.convene(actor, agenda.term_id, _plan(agenda, floor, urgency))
        for item, entry in zip(await sessions.items(session.id), floor, strict=True):
            await AgendaEntry.filter(id=entry.id).update(item_id=item.id)
        published = {"session_id": session.id, "published_at": clock.now(), "urgency": urgency}
        await Agenda.filter(id=agenda_id).update(**published)
        await _take_up(actor, session.id, entries)
        await inviting.invite(actor, session.id, await _people(agenda, floor))
        await audit.record(
            actor, "agenda_published", ref(agenda_id), session=session.id, urgent=bool(urgency)
        )
    return session


def _check_time(agenda: Agenda, urgency: str, hurries: bool) -> None:
    if agenda.starts_at <= clock.now():
        raise Refused("agenda_past", "starts_at")
    council = agenda.term.council
    days = council.rule_set.session_notice_days
    rules.check_days(clock.today(), last_day(council, agenda.starts_at), days, urgency, hurries)


def last_day(council: Council, starts_at: datetime) -> date:
    """The last day to publish a session of this council that begins then; ``rule_set`` must be loaded."""
    rule_set = council.rule_set
    kind = DayKind.WORKING if rule_set.session_notice_working else DayKind.CALENDAR
    return rules.last_day(clock.local(starts_at).date(), rule_set.session_notice_days, kind)


def _check_roads(entries: Sequence[AgendaEntry]) -> None:
    for entry in entries:
        if entry.sensitive and Road(entry.sensitive, entry.handler_id, entry.due_on).open:
            raise Refused("sensitive_on_floor", title=entry.title)


def _plan(agenda: Agenda, floor: Sequence[AgendaEntry], urgency: str) -> services.Plan:
    return services.Plan(
        title=agenda.title,
        starts_at=agenda.starts_at,
        venue=agenda.venue,
        basis=rules.basis(agenda.basis, urgency),
        chair_id=agenda.chair_id,
        recorder_id=agenda.recorder_id,
        items=[
            services.Line(entry.title, entry.proposal_id, entry.minutes, entry.kind.value, entry.presenter)
            for entry in floor
        ],
        remote=True,  # people are asked whether they come or take part online
    )


async def _take_up(actor: Actor, session_id: int, entries: Sequence[AgendaEntry]) -> None:
    """Who handed a motion in or asked for the session learns that it has it, or who handles it; handlers what is theirs."""
    for entry in entries:
        if entry.sensitive is None:
            if entry.kind is EntryKind.PETITION and entry.ref_id is not None:
                await petitions.called(actor, entry.ref_id, (await sessions.head(session_id)).title)
            if entry.motion_id is not None:
                await motions.take_up(actor, entry.motion_id, session_id)
            continue
        if entry.handler is None or entry.due_on is None:
            continue
        due = entry.due_on.isoformat()
        await tell(
            [entry.handler.id], "sensitive_assigned", ref(entry.agenda_id), title=entry.title, due_on=due
        )
        if entry.motion_id is not None:
            answer = _ELSEWHERE.format(name=entry.handler.display_name, due=due)
            await motions.send_back(actor, entry.motion_id, answer)


async def _people(agenda: Agenda, floor: Sequence[AgendaEntry]) -> list[tuple[int, Invited]]:
    """Every seat of the term, substitutes, observers, and who speaks for a proposal or a motion handed in."""
    seats = await councils.seats(agenda.term_id, clock.today())
    people = [(seat.person_id, _SEATS.get(seat.role, Invited.MEMBER)) for seat in seats]
    people += [(one.person_id, Invited.SUBSTITUTE) for one in await seating.substitutes(agenda.term_id)]
    observing = await seating.observers(agenda.term_id, clock.today())
    people += [(one.person_id, Invited.OBSERVER) for one in observing if one.person_id is not None]
    people += [(entry.motion.author_id, Invited.PRESENTER) for entry in floor if entry.motion]
    people += [(entry.proposal.proposer_id, Invited.PRESENTER) for entry in floor if entry.proposal]
    return people


async def correct(actor: Actor, session_id: int, starts_at: datetime, venue: str, reason: str) -> None:
    """Meet at another time or place than announced, with a reason, and tell everybody.

    An earlier time must keep the days of notice. Raises SignInNeeded, NotFound, Forbidden, Refused.
    """
    async with transaction():
        await _must_prepare(actor, session_id)
        head = await sessions.head(session_id)
        if starts_at < head.starts_at:
            term = await councils.term(head.term_id)
            days = term.council.rule_set.session_notice_days
            rules.check_days(clock.today(), last_day(term.council, starts_at), days)
        await services.act(actor, session_id, CorrectNotice(starts_at, venue, reason))
        await _tell_all(actor, session_id, "session_corrected", reason)


async def cancel(actor: Actor, session_id: int, reason: str) -> None:
    """Call a session off, with a reason, and tell everybody. Raises SignInNeeded, NotFound, Forbidden, Refused."""
    async with transaction():
        await _must_prepare(actor, session_id)
        await services.act(actor, session_id, CancelSession(reason))
        await _tell_all(actor, session_id, "session_cancelled", reason)


async def _must_prepare(actor: Actor, session_id: int) -> None:
    if not actor.signed_in:
        raise SignInNeeded
    head = await sessions.head(session_id)
    must(may_convene(actor, *await councils.paths(head.council_id)), actor, "convene_forbidden")


async def _tell_all(actor: Actor, session_id: int, kind: str, reason: str) -> None:
    """Everybody with an account learns it; who changed the notice is told how many others to go and see."""
    facts = inviting.told(await sessions.head(session_id))
    everybody = await invitations.everybody(session_id)
    await tell(everybody, kind, inviting.ref(session_id), **facts, reason=reason)
    count = await invitations.on_paper(session_id)
    if count and actor.person_id is not None:
        told = {name: facts[name] for name in ("council", "session")}
        await tell([actor.person_id], "slips_to_carry", inviting.ref(session_id), **told, count=count)
