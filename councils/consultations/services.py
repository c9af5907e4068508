"""Raising a topic, accepting or declining it; the step that every later act leaves."""

from dataclasses import dataclass

from civic.audit.services import record
from civic.kit import clock, codes
from civic.kit.db import locked, transaction
from civic.kit.errors import NotFound, Refused, SignInNeeded
from civic.kit.refs import Ref
from civic.notifications.services import tell
from civic.people.rules import Actor, must
from civic.places.models import Place
from civic.places.rules import Level
from councils.consultations import queries, rules
from councils.consultations.models import Consultation, ConsultationStep
from councils.consultations.rules import Act, Kind, Origin, Stage
from councils.opinions import services as opinions
from councils.opinions.rules.acts import Plan
from proposals.models import Proposal


@dataclass(frozen=True)
class Topic:
    """A matter as it is raised."""

    place_id: int
    title: str
    need: str
    kind: Kind = Kind.CONSULT
    dispute: bool = False
    proposal_id: int | None = None

    @property
    def origin(self) -> Origin:
        """Where it comes from."""
        if self.proposal_id is not None:
            return Origin.PROPOSAL
        return Origin.DISPUTE if self.dispute else Origin.RESIDENT


def ref(consultation_id: int) -> Ref:
    """A consultation's name in the tables that speak of anything."""
    return Ref("consultation", consultation_id)


async def step(actor: Actor, consultation: Consultation, act: Act, note: str = "") -> None:
    """Leave the step of an act, and its entry in the audit log. Inside the transaction of the act."""
    await ConsultationStep.create(
        consultation_id=consultation.id, act=act, by_id=actor.person_id, at=clock.now(), note=note
    )
    await record(actor, f"consultation_{act.value}", ref(consultation.id))


async def move(actor: Actor, consultation: Consultation, act: Act, stage: Stage, note: str = "") -> None:
    """Bring it to another stage by an act that is in order. Raises Refused ``consultation_not_now``."""
    rules.check_stage(consultation.stage, act)
    consultation.stage = stage
    await consultation.save()
    await step(actor, consultation, act, note)


async def led(actor: Actor, consultation_id: int) -> Consultation:
    """The consultation under lock, for whoever leads it. Raises NotFound, SignInNeeded, Forbidden."""
    found = await locked(Consultation, id=consultation_id)
    found.place = await Place.get(id=found.place_id)
    must(rules.may_run(actor, found.place.path), actor, "consultation_run_forbidden")
    return found


async def raise_topic(actor: Actor, raised: Topic, key: str) -> Consultation:
    """Bring a topic; the same form sent twice brings it once.

    Raises SignInNeeded, NotFound, Forbidden, Refused ``consultation_proposal_unknown``.
    """
    if actor.person_id is None:
        raise SignInNeeded
    async with transaction():
        place = await Place.get_or_none(id=raised.place_id, level=Level.COMMUNITY)
        if place is None:
            raise NotFound
        must(rules.may_raise(actor, place.path), actor, "consultation_raise_forbidden")
        if (before := await queries.by_key(actor.person_id, key)) is not None:
            return before
        if raised.proposal_id is not None and not await Proposal.exists(
            id=raised.proposal_id, place_id=place.id
        ):
            raise Refused("consultation_proposal_unknown", "proposal")
        made = await Consultation.create(
            code=codes.receipt_code(),
            place_id=place.id,
            kind=raised.kind,
            origin=raised.origin,
            proposal_id=raised.proposal_id,
            title=raised.title,
            need=raised.need,
            raised_by_id=actor.person_id,
            raised_at=clock.now(),
            client_key=key,
        )
        await step(actor, made, Act.RAISED)
        return made


async def accept(
    actor: Actor, consultation_id: int, about: str, decides: str, open_question: str = ""
) -> None:
    """Take a topic up: what is talked over and what is not, and who decides afterwards.

    Raises NotFound, SignInNeeded, Forbidden, Refused ``consultation_not_now``.
    """
    async with transaction():
        found = await led(actor, consultation_id)
        found.about, found.decides, found.open_question = about, decides, open_question
        await move(actor, found, Act.ACCEPTED, Stage.PREPARING)
        await tell([found.raised_by_id], "consultation_accepted", ref(found.id), title=found.title)


async def decline(actor: Actor, consultation_id: int, reason: str) -> None:
    """Not take it up, and say why.

    Raises NotFound, SignInNeeded, Forbidden, Refused ``consultation_not_now``.
    """
    async with transaction():
        found = await led(actor, consultation_id)
        await move(actor, found, Act.DECLINED, Stage.DECLINED, reason)
        facts = {"title": found.title, "reason": reason}
        await tell([found.raised_by_id], "consultation_declined", ref(found.id), **facts)


async def ask_statements(actor: Actor, consultation_id: int, plan: Plan) -> None:
    """Open the conversation in which its statements are made and voted on.

    Raises NotFound, SignInNeeded, Forbidden, Refused ``consultation_not_open``, ``consultation_has_statements`` and as
    ``open_conversation`` does.
    """
    async with transaction():
        found = await led(actor, consultation_id)
        rules.check_open(found.stage)
        if found.conversation_id is not None:
            raise Refused("consultation_has_statements")
        conversation = await opinions.open_conversation(actor, found.place_id, plan)
        found.conversation_id = conversation.id
        await found.save(update_fields=["conversation_id"])
        await record(actor, "consultation_statements_asked", ref(found.id), conversation=conversation.id)
