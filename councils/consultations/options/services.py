"""Putting options side by side, saying what they mean for whom, speaking for and against, taking a stand."""

from typing import Any

from tortoise.exceptions import IntegrityError

from civic.audit.services import record
from civic.kit import clock
from civic.kit.db import held, locked, transaction
from civic.kit.errors import Refused, SignInNeeded, Stale
from civic.people.rules import Actor, must
from councils.consultations import rules as life
from councils.consultations.models import Consultation
from councils.consultations.options import queries, rules
from councils.consultations.options.models import Alternative, Consideration, OptionEffect, OptionStand
from councils.consultations.options.rules import Effect, OptionPlan, Side, Stand
from councils.consultations.services import led, ref
from councils.consultations.stakeholders import queries as stakeholders


async def add_option(actor: Actor, consultation_id: int, plan: OptionPlan) -> Alternative:
    """Put an option beside the others.

    Raises NotFound, SignInNeeded, Forbidden, Refused ``consultation_not_working``, ``options_many``, ``option_taken``.
    """
    async with transaction():
        found = await led(actor, consultation_id)
        life.check_working(found.stage)
        there = await Alternative.filter(consultation_id=found.id).order_by("-position")
        rules.check_room(len(there))
        if any(option.title == plan.title for option in there):
            raise Refused("option_taken", "title")
        made = await Alternative.create(
            consultation_id=found.id,
            position=there[0].position + 1 if there else 1,
            title=plan.title,
            about=plan.about,
            cost_fen=plan.cost_fen,
            bearer=plan.bearer,
            duration=plan.duration,
            added_by_id=actor.person_id,
            added_at=clock.now(),
        )
        await record(actor, "option_added", ref(found.id), option=made.id, title=plan.title)
        return made


async def edit_option(actor: Actor, option_id: int, plan: OptionPlan) -> None:
    """Change an option's words or figures; once people have taken a stand it stays as it is.

    Raises NotFound, SignInNeeded, Forbidden, Refused ``consultation_not_working``, ``option_used``, ``option_taken``.
    """
    async with transaction():
        option = await _led(actor, option_id)
        taken = Alternative.filter(consultation_id=option.consultation_id, title=plan.title)
        if await taken.exclude(id=option.id).exists():
            raise Refused("option_taken", "title")
        option.title, option.about, option.cost_fen = plan.title, plan.about, plan.cost_fen
        option.bearer, option.duration = plan.bearer, plan.duration
        await option.save()
        await record(actor, "option_edited", ref(option.consultation_id), option=option.id, title=plan.title)


async def _led(actor: Actor, option_id: int) -> Alternative:
    """An option nobody has taken a stand on, for whoever leads its consultation."""
    option = await queries.one(option_id)
    found = await led(actor, option.consultation_id)
    life.check_working(found.stage)
    option = await locked(Alternative, id=option_id)
    if await OptionStand.exists(option_id=option.id):
        raise Refused("option_used")
    return option


async def drop_option(actor: Actor, consultation_id: int, option_id: int) -> None:
    """Take an option away as long as nobody has said anything about it.

    Raises NotFound, SignInNeeded, Forbidden, Stale when it is gone already, Refused ``consultation_not_working`` and
    ``option_used``.
    """
    async with transaction():
        found = await led(actor, consultation_id)
        life.check_working(found.stage)
        option = await Alternative.get_or_none(id=option_id, consultation_id=found.id)
        if option is None:
            raise Stale
        if await OptionStand.exists(option_id=option.id) or await Consideration.exists(option_id=option.id):
            raise Refused("option_used")
        await OptionEffect.filter(option_id=option.id).delete()
        await option.delete()
        await record(actor, "option_dropped", ref(found.id), title=option.title)


async def set_effect(actor: Actor, option_id: int, group_id: int, effect: Effect, note: str) -> None:
    """Say what an option means for a group; said again it replaces what was said.

    Raises NotFound, SignInNeeded, Forbidden, Refused ``consultation_not_working``.
    """
    async with transaction():
        option = await queries.one(option_id)
        found = await led(actor, option.consultation_id)
        life.check_working(found.stage)
        group = await stakeholders.group(found.id, group_id)
        await OptionEffect.update_or_create(
            {"effect": effect, "note": note}, option_id=option.id, group_id=group.id
        )
        facts = {"option": option.id, "group": group.name, "effect": effect.value}
        await record(actor, "option_effect_set", ref(found.id), **facts)


async def consider(actor: Actor, option_id: int, side: Side, text: str) -> Consideration:
    """Bring up what speaks for an option or against it.

    Raises SignInNeeded, NotFound, Forbidden, Refused ``consultation_not_open``.
    """
    async with transaction():
        option, found = await _part(actor, option_id)
        made = await Consideration.create(
            option_id=option.id, side=side, text=text, by_id=actor.person_id, at=clock.now()
        )
        await record(actor, "option_considered", ref(found.id), option=option.id, side=side.value)
        return made


async def _part(actor: Actor, option_id: int) -> tuple[Alternative, Consultation]:
    """An option of an open consultation, for whoever takes part."""
    if actor.person_id is None:
        raise SignInNeeded
    option = await queries.one(option_id)
    found = option.consultation
    must(await stakeholders.takes_part(actor, found), actor, "consultation_part_forbidden")
    life.check_open(found.stage)
    return option, found


async def hide(actor: Actor, consideration_id: int, reason: str) -> None:
    """Take a consideration off the page; the reason stands in its place.

    Raises NotFound, SignInNeeded, Forbidden, Refused ``consideration_hidden_already``.
    """
    async with transaction():
        said = await locked(Consideration, id=consideration_id)
        option = await queries.one(said.option_id)
        found = await led(actor, option.consultation_id)
        if said.hidden_at is not None:
            raise Refused("consideration_hidden_already")
        said.hidden_at, said.hidden_reason = clock.now(), reason
        await said.save(update_fields=["hidden_at", "hidden_reason"])
        facts = {"consideration": said.id, "reason": reason}
        await record(actor, "consideration_hidden", ref(found.id), **facts)


async def take_stand(actor: Actor, option_id: int, stand: Stand, reason: str = "") -> None:
    """Support an option, accept it, or say why one cannot live with it; changed as often as one likes while it is open.

    The audit log says that somebody took a stand, not which. Raises SignInNeeded, NotFound, Forbidden, Refused
    ``consultation_not_open`` and ``option_stand_reason``, Stale when two devices of one person met.
    """
    rules.check_stand(stand, reason)
    async with transaction():
        option, found = await _part(actor, option_id)
        values: dict[str, Any] = {
            "stand": stand,
            "reason": reason if stand is Stand.OBJECT else "",
            "at": clock.now(),
        }
        mine = await OptionStand.get_or_none(option_id=option.id, person_id=actor.person_id)
        if mine is not None:
            mine = await held(OptionStand, id=mine.id)
            await mine.update_from_dict(values).save()
        else:
            try:
                await OptionStand.create(option_id=option.id, person_id=actor.person_id, **values)
            except IntegrityError:
                raise Stale from None
        await record(actor, "option_stand_taken", ref(found.id), option=option.id)
