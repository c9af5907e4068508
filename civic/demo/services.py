"""Moving the demo's clock and stepping into a part."""

from datetime import timedelta

from civic.audit import services as audit
from civic.demo import queries
from civic.demo.models import DemoCast, DemoClock
from civic.demo.rules import SECONDS, Leap
from civic.kit import clock
from civic.kit.db import transaction
from civic.kit.errors import NotFound
from civic.kit.refs import Ref
from civic.people.rules import Actor
from civic.people.signins.services.signing import Browser, open_sign_in


async def set_clock() -> None:
    """At the start: the clock stands where the demo left it."""
    clock.travel(timedelta(seconds=await queries.shifted()) - clock.shift())


async def leap(actor: Actor, by: Leap) -> None:
    """Move the demo's clock forward, so that periods run out without waiting."""
    async with transaction():
        found = await DemoClock.first() or await DemoClock.create(seconds=0)
        found.seconds += SECONDS[by]
        await found.save(update_fields=["seconds"])
        await audit.record(actor, "demo_leapt", Ref("demo", found.id), seconds=SECONDS[by])
    clock.travel(timedelta(seconds=SECONDS[by]))


async def step_into(person_id: int, browser: Browser) -> str:
    """Be one of the cast without typing a password; answers the cookie's value. Raises NotFound for anyone else."""
    if not await DemoCast.exists(person_id=person_id):
        raise NotFound
    return await open_sign_in(person_id, browser)
