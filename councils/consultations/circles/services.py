"""Drawing the seats of the small groups, and letting a round begin."""

from datetime import timedelta

from civic.audit.services import record
from civic.kit import clock, codes
from civic.kit.db import after_commit, insert, locked, transaction
from civic.kit.errors import NotFound, Refused
from civic.live import hub
from civic.people.rules import Actor
from councils.consultations import rules as life
from councils.consultations.circles import rules
from councils.consultations.circles.models import Circle, CircleRound, CircleSeat
from councils.consultations.circles.rules import Plan
from councils.consultations.services import led, ref
from councils.consultations.stakeholders import queries as stakeholders


async def draw_seats(actor: Actor, consultation_id: int, question: str, plan: Plan) -> Circle:
    """Draw who sits where among those present; drawn again it replaces the last drawing until the first round begins.

    Raises NotFound, SignInNeeded, Forbidden, Refused ``consultation_not_open``, ``circle_people``, ``circle_begun``.
    """
    async with transaction():
        found = await led(actor, consultation_id)
        life.check_open(found.stage)
        people = [str(invitee.id) for invitee in await stakeholders.present(found.id)]
        seed = codes.token_digest(codes.token())
        chairs = rules.seats(seed, people, plan)
        before = await Circle.get_or_none(consultation_id=found.id)
        if before is not None:
            if await CircleRound.exists(circle_id=before.id):
                raise Refused("circle_begun")
            await CircleSeat.filter(circle_id=before.id).delete()
            await before.delete()
        circle = await Circle.create(
            consultation_id=found.id,
            question=question,
            size=plan.size,
            rounds=plan.rounds,
            minutes=plan.minutes,
            seed=seed,
            drawn_by_id=actor.person_id,
            drawn_at=clock.now(),
        )
        await insert(
            "circle_seat",
            ("circle_id", "number", "table_number", "invitee_id", "host"),
            [(circle.id, chair.round, chair.table, int(chair.person), chair.host) for chair in chairs],
        )
        await record(actor, "circle_drawn", ref(found.id), seed=seed, people=len(people), rounds=plan.rounds)
        after_commit(lambda: hub.announce(f"circle:{found.id}"))
        return circle


async def begin_round(actor: Actor, consultation_id: int, early: bool = False) -> None:
    """Let the next round begin: everybody sees their table and the time on the server's clock.

    Raises NotFound, SignInNeeded, Forbidden, Refused ``consultation_not_open``, ``circle_not_drawn``, ``circle_over`` and,
    unless ``early``, ``circle_running``.
    """
    async with transaction():
        found = await led(actor, consultation_id)
        life.check_open(found.stage)
        try:
            circle = await locked(Circle, consultation_id=found.id)
        except NotFound:
            raise Refused("circle_not_drawn") from None
        begun = await CircleRound.filter(circle_id=circle.id).order_by("-number").first()
        number, now = (begun.number + 1 if begun else 1), clock.now()
        if number > circle.rounds:
            raise Refused("circle_over")
        if begun is not None and now < begun.ends_at and not early:
            raise Refused("circle_running", "early")
        ends = now + timedelta(minutes=circle.minutes)
        await CircleRound.create(circle_id=circle.id, number=number, started_at=now, ends_at=ends)
        await record(actor, "circle_round_begun", ref(found.id), number=number)
        after_commit(lambda: hub.announce(f"circle:{found.id}"))
