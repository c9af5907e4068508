"""Entering organisations."""

from datetime import date
from typing import NamedTuple

from tortoise.exceptions import IntegrityError

from civic.audit.services import record
from civic.kit import clock
from civic.kit.db import transaction
from civic.kit.errors import Refused, SignInNeeded
from civic.kit.refs import Ref
from civic.organisations import rules
from civic.organisations.models import Organisation, Representative
from civic.organisations.rules import Kind
from civic.people import services as people
from civic.people.rules import SYSTEM, Actor, Role
from civic.places import queries as places


class NewOrganisation(NamedTuple):
    """What an organisation says of itself."""

    name: str
    kind: Kind
    credit_code: str
    registered_on: date
    about: str = ""


async def register(actor: Actor, new: NewOrganisation) -> Organisation:
    """Enter an organisation; who does so acts for it, everywhere.

    Raises SignInNeeded, Refused ``credit_code``, ``organisation_kind``, ``organisation_day``, ``organisation_taken``.
    """
    if actor.person_id is None:
        raise SignInNeeded
    code = rules.credit_code(new.credit_code)
    rules.check_registration(new.kind, new.registered_on, clock.today())
    try:
        async with transaction():
            entered = await Organisation.create(
                **{**new._asdict(), "credit_code": code}, created_at=clock.now()
            )
            await Representative.create(organisation=entered, person_id=actor.person_id, since=clock.today())
            await record(actor, "organisation_registered", Ref("organisation", entered.id), name=new.name)
            # An organisation of the city may answer calls of all its communities.
            for root in await places.children(None):
                await people.grant(SYSTEM, actor.person_id, Role.ORGANISATION, root.id)
            return entered
    except IntegrityError as taken:
        raise Refused("organisation_taken", "name") from taken
