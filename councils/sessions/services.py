"""Writing sessions: convening one, and doing one thing in it."""

import hashlib
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import Any

from tortoise.exceptions import IntegrityError

from civic.audit import services as audit
from civic.kit import clock
from civic.kit.chain import GENESIS
from civic.kit.chain import digest as chained
from civic.kit.codes import plain_code, receipt_code
from civic.kit.db import after_commit, locked, transaction
from civic.kit.errors import N_, Forbidden, Refused, SignInNeeded
from civic.kit.refs import Ref
from civic.live import hub
from civic.people.rules import Actor, Role
from councils import queries as councils
from councils.models import Term
from councils.rules import FloorRules, may_convene
from councils.sessions import queries, rules
from councils.sessions.models import AgendaItem, Motion, Session, SessionEvent
from councils.sessions.rules.events import Announced, Fact, ItemLine, Seat, VoteClosed
from councils.sessions.rules.presence import Announce, CheckIn, OpenCheckin
from councils.sessions.rules.words import Who
from proposals import services as proposals


@dataclass(frozen=True)
class Plan:
    """What is fixed when a session is called. items: (title, proposal id or None, planned minutes)."""

    title: str
    starts_at: datetime
    venue: str
    basis: str
    chair_id: int
    recorder_id: int
    items: Sequence[tuple[str, int | None, int]]


def topic(session_id: int) -> str:
    """The name under which a session's changes are announced."""
    return f"session:{session_id}"


async def convene(actor: Actor, term_id: int, plan: Plan) -> Session:
    """Enter a session with its agenda and publish the notice: from here it is public.

    Raises Forbidden for those who may not convene; Refused when chair or recorder hold no seat in the term, for an
    empty agenda, and for a proposal that is not this place's to take up.
    """
    async with transaction():
        await locked(Term, id=term_id)
        term = await councils.term(term_id)
        if not may_convene(actor, term.council.place.path):
            raise Forbidden("convene_forbidden")
        await _check_plan(term, plan)
        at = clock.now()
        session = await Session.create(
            term=term,
            number=await Session.filter(term_id=term_id).count() + 1,
            title=plan.title,
            starts_at=plan.starts_at,
            venue=plan.venue,
            basis=plan.basis,
            convener_id=actor.person_id,
            chair_id=plan.chair_id,
            recorder_id=plan.recorder_id,
            announced_at=at,
            checkin_code=receipt_code(),
        )
        for position, (title, proposal_id, minutes) in enumerate(plan.items, 1):
            await AgendaItem.create(
                session=session,
                position=position,
                title=title,
                proposal_id=proposal_id,
                minutes_planned=minutes,
            )
        head = await queries.head(session.id)
        # in the order of their ids, as everyone does who holds several
        for proposal_id in sorted({item[1] for item in plan.items if item[1] is not None}):
            await proposals.note(actor, proposal_id, N_("列入议事会议程"), Ref("session", session.id))
        notice = _notice(head, plan, councils.floor_rules(term.council.rule_set), at)
        await _decide_and_append(actor, head, Announce(notice), None)
        return session


async def _check_plan(term: Term, plan: Plan) -> None:
    seated = {seat.person_id for seat in await councils.seats(term.id, clock.today())}
    for field, person_id in (("chair", plan.chair_id), ("recorder", plan.recorder_id)):
        if person_id not in seated:
            raise Refused("session_no_seat", field)
    known = {proposal_id for proposal_id, _ in await queries.proposals_for(term.council.place_id)}
    if any(proposal_id is not None and proposal_id not in known for _, proposal_id, _ in plan.items):
        raise Refused("item_proposal_unknown", "item_title")


def _notice(head: queries.Head, plan: Plan, floor: FloorRules, at: datetime) -> Announced:
    return Announced(
        council=head.council,
        term=head.term,
        number=head.number,
        title=head.title,
        starts_at=plan.starts_at.astimezone(UTC).isoformat(),
        venue=head.venue,
        chair=head.chair,
        recorder=head.recorder,
        convener=head.convener.name,
        basis=head.basis,
        notice_day=clock.local(at).date().isoformat(),
        items=tuple(ItemLine(n, *line) for n, line in enumerate(plan.items, 1)),
        rules=floor,
    )


async def act(actor: Actor, session_id: int, command: rules.Command, key: str | None = None) -> None:
    """Do one thing in the session, or refuse it.

    key: drawn by the client; a command that comes twice with it is done once. Two writers at the same number: one
    wins, the other reads anew and decides again, once. Raises SignInNeeded, NotFound, Forbidden, Refused.
    """
    if not actor.signed_in:
        raise SignInNeeded
    try:
        await _act(actor, session_id, command, key)
    except IntegrityError:
        await _act(actor, session_id, command, key)


async def open_checkin(actor: Actor, session_id: int, key: str | None = None) -> None:
    """Open the door with the members of today on the roster."""
    head = await queries.head(session_id)
    seats = await councils.voting_seats(head.term_id, clock.today())
    roster = tuple(Seat(seat.person_id, seat.person.display_name) for seat in seats)
    await act(actor, session_id, OpenCheckin(len(roster), roster), key)


async def check_in(
    actor: Actor, session_id: int, person_id: int | None, code: str, key: str | None = None
) -> None:
    """Check in oneself (person_id None) with the code on the wall, or somebody else as steward.

    Raises Refused for a wrong code: it shows that the person is in the room.
    """
    if actor.person_id is None:
        raise SignInNeeded
    person = person_id or actor.person_id
    if person == actor.person_id:
        head = await queries.head(session_id)
        if plain_code(code) != plain_code(head.checkin_code):
            raise Refused("checkin_code", "code")
    await act(actor, session_id, CheckIn(person), key)


async def _act(actor: Actor, session_id: int, command: rules.Command, key: str | None) -> None:
    async with transaction():
        await locked(Session, id=session_id)
        if key and await queries.done_before(session_id, key):
            return
        await _decide_and_append(actor, await queries.head(session_id), command, key)


async def _decide_and_append(
    actor: Actor, head: queries.Head, command: rules.Command, key: str | None
) -> None:
    """Inside a transaction: the facts, their rows, the motions they change, one audit entry, news after the commit."""
    at = clock.now()
    before = await queries.state(head.id)
    facts = rules.decide(before, command, hat(actor, head), at)
    by = None if actor.person_id is None else Seat(actor.person_id, actor.name)
    events = rules.events_of(before, facts, by, at)
    await _append(head.id, events, key)
    await _keep_motions(head.id, before, rules.replay(events, before))
    await _tell_proposals(actor, head.id, before, facts)
    last = events[-1]
    await audit.record(actor, last.kind, Ref("session", head.id), seq=last.seq)
    after_commit(lambda: hub.announce(topic(head.id)))


def hat(actor: Actor, head: queries.Head) -> Who:
    """The actor as the meeting sees them; social workers and the residents' committee of the place may steward."""
    steward = actor.holds_any((Role.FACILITATOR, Role.CLERK), head.place_path)
    return Who(actor.person_id, actor.name, steward)


async def _append(session_id: int, events: tuple[rules.Event, ...], key: str | None) -> None:
    _, previous = await queries.digest(session_id)
    previous = previous or GENESIS
    for position, event in enumerate(events):
        row: dict[str, Any] = {
            "seq": event.seq,
            "kind": event.kind,
            "payload": rules.payload(event.fact),
            "actor_id": event.actor.person_id if event.actor else None,
            "at": event.at.astimezone(UTC).isoformat(timespec="microseconds"),
        }
        digest = chained(previous, {"session": session_id, **row})
        await SessionEvent.create(
            session_id=session_id,
            **row,
            previous=previous,
            digest=digest,
            client_key=(key or None) if position == 0 else None,
        )
        previous = digest


async def _tell_proposals(
    actor: Actor, session_id: int, before: rules.State, facts: tuple[Fact, ...]
) -> None:
    """A motion about a proposal that was voted on is a line in the proposal's life."""
    for fact in facts:
        if isinstance(fact, VoteClosed):
            proposal = before.motions[fact.motion - 1].proposal
            if proposal is not None:
                what = N_("议事会表决通过动议") if fact.adopted else N_("议事会表决没有通过动议")
                await proposals.note(
                    actor, proposal, what, Ref("session", session_id), yes=fact.yes, no=fact.no
                )


async def _keep_motions(session_id: int, before: rules.State, after: rules.State) -> None:
    """Motion rows follow the log: ballots and resolutions point at them."""
    known = {motion.number: motion for motion in before.motions}
    verdicts = {verdict.numbers.motion: asdict(verdict.numbers) for verdict in after.verdicts}
    for motion in after.motions:
        if known.get(motion.number) == motion:
            continue
        if motion.number not in known:
            item = await AgendaItem.get(session_id=session_id, position=motion.item)
            await Motion.create(
                session_id=session_id,
                item_id=item.id,
                number=motion.number,
                text=motion.text,
                text_digest=hashlib.sha256(motion.text.encode()).hexdigest(),
                mover_id=motion.mover.person_id,
                proposal_id=motion.proposal,
                amount_fen=motion.amount_fen,
                state=motion.state.value,
            )
            continue
        await Motion.filter(session_id=session_id, number=motion.number).update(
            state=motion.state.value,
            seconder_id=motion.seconder.person_id if motion.seconder else None,
            verdict=verdicts.get(motion.number),
        )
