"""Hanging the wall, writing and moving cards, sticking dots and taking them back."""

from dataclasses import dataclass

from civic.audit.services import record
from civic.kit import clock
from civic.kit.db import after_commit, execute, locked, transaction
from civic.kit.errors import NotFound, Refused, SignInNeeded
from civic.live import hub
from civic.people.rules import Actor, must
from councils.consultations import queries as consultations
from councils.consultations import rules as life
from councils.consultations.cards import rules
from councils.consultations.cards.models import Card, CardWall, Cluster, Dot
from councils.consultations.cards.rules import DotRules, Phase
from councils.consultations.models import Consultation
from councils.consultations.services import led, ref
from councils.consultations.stakeholders import queries as stakeholders


@dataclass(frozen=True)
class Written:
    """A card as it is written; with round and table it is what a small group brought in."""

    text: str
    round_number: int | None = None
    table_number: int | None = None


async def hang(actor: Actor, consultation_id: int, question: str, dots: DotRules) -> CardWall:
    """Hang the wall up, with the question its cards answer.

    Raises NotFound, SignInNeeded, Forbidden, Refused ``consultation_not_open``, ``wall_hangs``, ``dots_per_card``.
    """
    rules.check_dot_rules(dots)
    async with transaction():
        found = await led(actor, consultation_id)
        life.check_open(found.stage)
        if await CardWall.exists(consultation_id=found.id):
            raise Refused("wall_hangs")
        wall = await CardWall.create(
            consultation_id=found.id,
            question=question,
            dots=dots.dots,
            per_card=dots.per_card,
            hung_at=clock.now(),
        )
        await record(actor, "card_wall_hung", ref(found.id), dots=dots.dots, per_card=dots.per_card)
        return wall


async def _held(consultation_id: int) -> CardWall:
    """The wall under lock: whoever changes it waits for whoever is changing it."""
    try:
        return await locked(CardWall, consultation_id=consultation_id)
    except NotFound:
        raise Refused("cards_no_wall") from None


async def _turn(wall: CardWall) -> None:
    """One change more; those who watch are told after the commit."""
    await execute("UPDATE card_wall SET seq = seq + 1 WHERE id = ?", wall.id)
    after_commit(lambda: hub.announce(f"cards:{wall.consultation_id}"))


async def _part(actor: Actor, consultation_id: int) -> tuple[int, Consultation]:
    """Who takes part, in a consultation that is open."""
    if actor.person_id is None:
        raise SignInNeeded
    found = await consultations.one(consultation_id)
    may = life.may_run(actor, found.place.path) or await stakeholders.takes_part(actor, found)
    must(may, actor, "consultation_part_forbidden")
    life.check_open(found.stage)
    return actor.person_id, found


async def set_phase(actor: Actor, consultation_id: int, phase: Phase) -> None:
    """Go from writing to dots, and from dots to done; never back.

    Raises NotFound, SignInNeeded, Forbidden, Refused ``consultation_not_open``, ``cards_no_wall``, ``wall_phase_back``.
    """
    async with transaction():
        found = await led(actor, consultation_id)
        life.check_open(found.stage)
        wall = await _held(found.id)
        rules.check_phase(wall.phase, phase)
        wall.phase = phase
        await wall.save(update_fields=["phase"])
        await record(actor, "card_wall_phase", ref(found.id), phase=phase.value)
        await _turn(wall)


async def write(actor: Actor, consultation_id: int, card: Written, key: str) -> Card:
    """Write a card; the same form sent twice writes one.

    Raises SignInNeeded, NotFound, Forbidden, Refused ``consultation_not_open``, ``cards_no_wall``, ``cards_closed`` and
    ``cards_many``.
    """
    async with transaction():
        person_id, found = await _part(actor, consultation_id)
        wall = await _held(found.id)
        before = await Card.get_or_none(wall_id=wall.id, by_id=person_id, client_key=key)
        if before is not None:
            return before
        mine = await Card.filter(wall_id=wall.id, by_id=person_id, taken_down_at__isnull=True).count()
        rules.check_writing(wall.phase, 0 if life.may_run(actor, found.place.path) else mine)
        made = await Card.create(
            wall_id=wall.id,
            text=card.text,
            by_id=person_id,
            at=clock.now(),
            round_number=card.round_number,
            table_number=card.table_number,
            client_key=key,
        )
        await record(actor, "card_written", ref(found.id), card=made.id)
        await _turn(wall)
        return made


async def _card(wall: CardWall, card_id: int) -> Card:
    card = await Card.get_or_none(id=card_id, wall_id=wall.id)
    if card is None:
        raise NotFound
    if card.taken_down_at is not None:
        raise Refused("card_gone")
    return card


async def take_down(actor: Actor, consultation_id: int, card_id: int) -> None:
    """Take a card off the wall: the writer's own, or any by the desk; not one that carries dots.

    Raises SignInNeeded, NotFound, Forbidden, Refused ``consultation_not_open``, ``cards_closed``, ``card_gone``,
    ``card_dotted``.
    """
    async with transaction():
        person_id, found = await _part(actor, consultation_id)
        wall = await _held(found.id)
        rules.check_moving(wall.phase)
        card = await _card(wall, card_id)
        must(card.by_id == person_id or life.may_run(actor, found.place.path), actor, "card_not_yours")
        if await Dot.exists(card_id=card.id):
            raise Refused("card_dotted")
        card.taken_down_at = clock.now()
        await card.save(update_fields=["taken_down_at"])
        await record(actor, "card_taken_down", ref(found.id), card=card.id)
        await _turn(wall)


async def add_cluster(actor: Actor, consultation_id: int, heading: str) -> Cluster:
    """Give cards that belong together a heading.

    Raises NotFound, SignInNeeded, Forbidden, Refused ``consultation_not_open``, ``cards_no_wall``, ``cards_closed`` and
    ``cluster_taken``.
    """
    async with transaction():
        found = await led(actor, consultation_id)
        life.check_open(found.stage)
        wall = await _held(found.id)
        rules.check_moving(wall.phase)
        there = await Cluster.filter(wall_id=wall.id).order_by("-position")
        if any(cluster.heading == heading for cluster in there):
            raise Refused("cluster_taken", "heading")
        position = there[0].position + 1 if there else 1
        made = await Cluster.create(wall_id=wall.id, position=position, heading=heading)
        await record(actor, "card_cluster_added", ref(found.id), heading=heading)
        await _turn(wall)
        return made


async def move(actor: Actor, consultation_id: int, card_id: int, cluster_id: int | None) -> None:
    """Put a card into a cluster, or out of any.

    Raises NotFound, SignInNeeded, Forbidden, Refused ``consultation_not_open``, ``cards_closed`` and ``card_gone``.
    """
    async with transaction():
        found = await led(actor, consultation_id)
        life.check_open(found.stage)
        wall = await _held(found.id)
        rules.check_moving(wall.phase)
        card = await _card(wall, card_id)
        if cluster_id is not None and not await Cluster.exists(id=cluster_id, wall_id=wall.id):
            raise NotFound
        card.cluster_id = cluster_id
        await card.save(update_fields=["cluster_id"])
        await record(actor, "card_moved", ref(found.id), card=card.id, cluster=cluster_id)
        await _turn(wall)


async def stick(actor: Actor, consultation_id: int, card_id: int) -> None:
    """Stick one dot on a card.

    Raises SignInNeeded, NotFound, Forbidden, Refused ``consultation_not_open``, ``card_gone`` and as ``rules.stick`` does.
    """
    async with transaction():
        person_id, wall, card = await _dotting(actor, consultation_id, card_id)
        mine = {dot.card_id: dot for dot in await Dot.filter(wall_id=wall.id, person_id=person_id)}
        here, stuck = mine.get(card.id), sum(dot.number for dot in mine.values())
        limits = DotRules(wall.dots, wall.per_card)
        number = rules.stick(limits, wall.phase, here.number if here else 0, stuck)
        if here is None:
            await Dot.create(wall_id=wall.id, card_id=card.id, person_id=person_id, number=number)
        else:
            here.number = number
            await here.save(update_fields=["number"])
        await _turn(wall)


async def unstick(actor: Actor, consultation_id: int, card_id: int) -> None:
    """Take one's own dot back.

    Raises SignInNeeded, NotFound, Forbidden, Refused ``consultation_not_open``, ``card_gone`` and as ``rules.unstick``
    does.
    """
    async with transaction():
        person_id, wall, card = await _dotting(actor, consultation_id, card_id)
        here = await Dot.get_or_none(card_id=card.id, person_id=person_id)
        number = rules.unstick(wall.phase, here.number if here else 0)
        if here is not None and number:
            here.number = number
            await here.save(update_fields=["number"])
        elif here is not None:
            await here.delete()
        await _turn(wall)


async def _dotting(actor: Actor, consultation_id: int, card_id: int) -> tuple[int, CardWall, Card]:
    person_id, found = await _part(actor, consultation_id)
    wall = await _held(found.id)
    return person_id, wall, await _card(wall, card_id)
