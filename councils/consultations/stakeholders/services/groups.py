"""Naming the groups, and what they say in writing."""

from tortoise.exceptions import IntegrityError

from civic.audit.services import record
from civic.kit import clock
from civic.kit.db import transaction
from civic.kit.errors import Refused, Stale
from civic.people.rules import Actor
from councils.consultations import rules as life
from councils.consultations.services import led, ref
from councils.consultations.stakeholders import queries
from councils.consultations.stakeholders.models import Invitee, StakeholderGroup, WrittenView
from councils.consultations.stakeholders.rules import GroupPlan


async def name_group(actor: Actor, consultation_id: int, plan: GroupPlan) -> StakeholderGroup:
    """Put a group on the map.

    Raises NotFound, SignInNeeded, Forbidden, Refused ``consultation_not_working`` and ``stakeholder_taken``.
    """
    async with transaction():
        found = await led(actor, consultation_id)
        life.check_working(found.stage)
        if await StakeholderGroup.exists(consultation_id=found.id, name=plan.name):
            raise Refused("stakeholder_taken", "name")
        group = await StakeholderGroup.create(
            consultation_id=found.id,
            kind=plan.kind,
            name=plan.name,
            interest=plan.interest,
            minority=plan.minority,
            size=plan.size,
            named_by_id=actor.person_id,
            named_at=clock.now(),
        )
        await record(actor, "stakeholder_named", ref(found.id), group=plan.name, minority=plan.minority)
        return group


async def drop_group(actor: Actor, consultation_id: int, group_id: int) -> None:
    """Take a group off the map as long as nothing hangs on it.

    Raises NotFound, SignInNeeded, Forbidden, Stale when it is gone already, Refused ``consultation_not_working`` and
    ``stakeholder_used``.
    """
    async with transaction():
        found = await led(actor, consultation_id)
        life.check_working(found.stage)
        group = await StakeholderGroup.get_or_none(id=group_id, consultation_id=found.id)
        if group is None:
            raise Stale
        if await Invitee.exists(group_id=group.id) or await WrittenView.exists(group_id=group.id):
            raise Refused("stakeholder_used")
        await record(actor, "stakeholder_dropped", ref(found.id), group=group.name)
        try:
            await group.delete()
        except IntegrityError:
            raise Refused("stakeholder_used") from None


async def flag(actor: Actor, consultation_id: int, group_id: int, minority: bool) -> None:
    """Say that a group is hit harder than the others, or that it is not; until there is an outcome.

    Raises NotFound, SignInNeeded, Forbidden, Refused ``consultation_not_working``.
    """
    async with transaction():
        found = await led(actor, consultation_id)
        life.check_working(found.stage)
        group = await queries.group(found.id, group_id)
        group.minority = minority
        await group.save(update_fields=["minority"])
        await record(actor, "stakeholder_flagged", ref(found.id), group=group.name, minority=minority)


async def write_view(actor: Actor, consultation_id: int, group_id: int, text: str, source: str) -> None:
    """Enter what a group said in writing or at a visit: with it the group has been heard.

    Raises NotFound, SignInNeeded, Forbidden, Refused ``consultation_not_open``.
    """
    async with transaction():
        found = await led(actor, consultation_id)
        life.check_open(found.stage)
        group = await queries.group(found.id, group_id)
        await WrittenView.create(
            group_id=group.id, text=text, source=source, entered_by_id=actor.person_id, at=clock.now()
        )
        await record(actor, "stakeholder_wrote", ref(found.id), group=group.name, source=source)
