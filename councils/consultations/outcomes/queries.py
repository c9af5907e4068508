"""Reading outcomes: the whole of one, what waits for an answer, what is overdue."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from civic.kit import clock
from civic.kit.db import rows
from civic.kit.errors import NotFound
from civic.organisations import queries as organisations
from civic.people.rules import Actor
from councils.consultations.models import Consultation
from councils.consultations.outcomes import rules
from councils.consultations.outcomes.models import (
    Ask,
    Escalation,
    Feedback,
    Handover,
    Mediation,
    Outcome,
    OutcomePoint,
    OutcomeReply,
)
from councils.consultations.outcomes.rules import PointKind, Seat


@dataclass(frozen=True)
class Asked:
    """An ask with its answer. mine: this reader may answer it."""

    ask: Ask
    reply: OutcomeReply | None
    mine: bool

    @property
    def overdue(self) -> bool:
        """Whether the answer is late."""
        return rules.overdue(self.ask.due_on, self.reply is not None, clock.today())


@dataclass(frozen=True)
class Result:
    """An outcome as its page shows it."""

    outcome: Outcome
    points: Sequence[OutcomePoint]
    asks: Sequence[Asked]

    @property
    def consensus(self) -> list[OutcomePoint]:
        """What they agreed on."""
        return [point for point in self.points if point.kind is PointKind.CONSENSUS]

    @property
    def dissent(self) -> list[OutcomePoint]:
        """What some keep to, with their reasons."""
        return [point for point in self.points if point.kind is PointKind.DISSENT]

    @property
    def published(self) -> bool:
        """Whether everybody may read it."""
        return self.outcome.published_at is not None


async def of(consultation: Consultation, actor: Actor) -> Result | None:
    """The outcome of a consultation, published or not; None before anything was written."""
    outcome = await Outcome.get_or_none(consultation_id=consultation.id).select_related("chosen")
    if outcome is None:
        return None
    points = await OutcomePoint.filter(outcome_id=outcome.id).order_by("id").select_related("group")
    asks = await Ask.filter(outcome_id=outcome.id).order_by("id")
    replies = {
        reply.ask_id: reply
        for reply in await OutcomeReply.filter(ask__outcome_id=outcome.id).select_related("by")
    }
    seat = await seat_of(actor, consultation.place.path)
    return Result(
        outcome,
        points,
        [
            Asked(ask, replies.get(ask.id), rules.may_answer(seat, ask.addressee, ask.organisation_id))
            for ask in asks
        ],
    )


async def seat_of(actor: Actor, place_path: str) -> Seat:
    """For whom this person may answer there."""
    if actor.person_id is None:
        return Seat(actor, place_path)
    acting = await organisations.represented([actor.person_id])
    return Seat(actor, place_path, frozenset(number for number, _, _ in acting))


async def ask(ask_id: int) -> Ask:
    """One ask with its consultation. Raises NotFound."""
    found = await Ask.get_or_none(id=ask_id).select_related("outcome__consultation__place")
    if found is None:
        raise NotFound
    return found


async def may_answer(actor: Actor, ask: Ask) -> bool:
    """Whether this person answers for the addressee of an ask."""
    seat = await seat_of(actor, ask.outcome.consultation.place.path)
    return rules.may_answer(seat, ask.addressee, ask.organisation_id)


async def organisations_known() -> list[tuple[str, str]]:
    """Bodies that have an account here, for a select."""
    return [(str(one.id), one.name) for one in await organisations.listed(0, 500)]


async def councils_for(place_path: str) -> list[tuple[str, str]]:
    """The councils of a place and of those above it, for a select."""
    found = await rows(
        "SELECT c.id, c.name FROM council c JOIN place p ON p.id = c.place_id "
        "WHERE ? LIKE p.path || '%' ORDER BY p.path DESC, c.id",
        place_path,
    )
    return [(str(row["id"]), row["name"]) for row in found]


async def mediations(consultation_id: int) -> Sequence[Mediation]:
    """Mediations, the oldest first."""
    return await Mediation.filter(consultation_id=consultation_id).order_by("id")


async def escalations(consultation_id: int) -> Sequence[Escalation]:
    """What was put before the place above."""
    return await Escalation.filter(consultation_id=consultation_id).order_by("id").select_related("to_place")


async def escalation(escalation_id: int) -> Escalation:
    """One escalation with the place it went to. Raises NotFound."""
    found = await Escalation.get_or_none(id=escalation_id).select_related("to_place")
    if found is None:
        raise NotFound
    return found


async def feedback(consultation_id: int) -> Sequence[Feedback]:
    """What was done, the oldest first."""
    return await Feedback.filter(consultation_id=consultation_id).order_by("id").select_related("by")


async def handovers(consultation_id: int) -> Sequence[Handover]:
    """Motions the outcome became."""
    found = Handover.filter(outcome__consultation_id=consultation_id)
    return await found.order_by("id").select_related("motion__council")


async def waiting(outcome_id: int) -> int:
    """Asks without an answer."""
    found = await rows(
        "SELECT COUNT(*) AS n FROM outcome_ask a WHERE a.outcome_id = ? "
        "AND NOT EXISTS (SELECT 1 FROM outcome_reply r WHERE r.ask_id = a.id)",
        outcome_id,
    )
    return int(found[0]["n"])


async def open_disputes(consultation_id: int) -> int:
    """Mediations without a result and escalations without an answer."""
    return (
        await Mediation.filter(consultation_id=consultation_id, result_at__isnull=True).count()
        + await Escalation.filter(consultation_id=consultation_id, answered_at__isnull=True).count()
    )


async def late(today: date) -> list[Ask]:
    """Asks whose day has passed unanswered and of which nobody was told yet."""
    return (
        await Ask.filter(
            due_on__lt=today,
            reminded_at__isnull=True,
            reply__id__isnull=True,
            outcome__published_at__isnull=False,
        )
        .order_by("id")
        .select_related("outcome__consultation__place")
    )
