"""Calling a session."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import NamedTuple

from civic.kit import clock
from civic.kit.codes import receipt_code, token
from civic.kit.db import locked, transaction
from civic.kit.errors import N_, Forbidden, Refused
from civic.kit.refs import Ref
from civic.people.rules import Actor
from councils import queries as councils
from councils.models import Term
from councils.rules import FloorRules, may_convene
from councils.sessions import queries
from councils.sessions.models import AgendaItem, Session
from councils.sessions.rules.events import Announced, ItemLine
from councils.sessions.rules.presence import Announce
from councils.sessions.services.acting import decide_and_append
from councils.sessions.services.teams import usual_team
from proposals import services as proposals


class Line(NamedTuple):
    """An item as it is called. kind, presenter: where it comes from and who brings it in, where that is known."""

    title: str
    proposal_id: int | None = None
    minutes: int = 20
    kind: str = ""
    presenter: str = ""


@dataclass(frozen=True)
class Plan:
    """What is fixed when a session is called. items: lines, or (title, proposal id or None, planned minutes).

    remote: members may take part over the network.
    """

    title: str
    starts_at: datetime
    venue: str
    basis: str
    chair_id: int
    recorder_id: int
    items: Sequence[Line | tuple[str, int | None, int]]
    remote: bool = False

    @property
    def lines(self) -> tuple[Line, ...]:
        """The items, each whole."""
        return tuple(Line(*item) for item in self.items)


async def convene(actor: Actor, term_id: int, plan: Plan) -> Session:
    """Enter a session with its agenda and publish the notice: from here it is public.

    Raises Forbidden for those who may not convene; Refused when chair or recorder hold no seat in the term, for an
    empty agenda, and for a proposal that is not this place's to take up.
    """
    async with transaction():
        await locked(Term, id=term_id)
        term = await councils.term(term_id)
        if not may_convene(actor, *await councils.paths(term.council_id)):
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
        await usual_team(session)
        for position, line in enumerate(plan.lines, 1):
            await AgendaItem.create(
                session=session,
                position=position,
                title=line.title,
                proposal_id=line.proposal_id,
                minutes_planned=line.minutes,
                kind=line.kind,
                presenter=line.presenter,
            )
        head = await queries.head(session.id)
        # in the order of their ids, as everyone does who holds several
        for proposal_id in sorted({line.proposal_id for line in plan.lines if line.proposal_id is not None}):
            await proposals.note(actor, proposal_id, N_("列入议事会议程"), Ref("session", session.id))
        notice = _notice(head, plan, councils.floor_rules(term.council.rule_set), at)
        await decide_and_append(actor, head, Announce(notice), None)
        return session


async def _check_plan(term: Term, plan: Plan) -> None:
    seated = {seat.person_id for seat in await councils.seats(term.id, clock.today())}
    for field, person_id in (("chair", plan.chair_id), ("recorder", plan.recorder_id)):
        if person_id not in seated:
            raise Refused("session_no_seat", field)
    known = {proposal_id for proposal_id, _ in await queries.proposals_for(term.council.place_id)}
    if any(line.proposal_id is not None and line.proposal_id not in known for line in plan.lines):
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
        items=tuple(ItemLine(n, *line) for n, line in enumerate(plan.lines, 1)),
        rules=floor,
        remote=plan.remote,
        salt=token(),
    )
