"""Reading an uploaded list, and putting it on the roll once somebody has looked at it."""

import asyncio
from dataclasses import asdict
from datetime import datetime
from typing import Any

from civic.audit.services import record
from civic.kit import clock
from civic.kit.db import transaction
from civic.people.rules import Actor, must
from civic.web import throttle
from votes.models import Ballot
from votes.rolls import queries as rolls
from votes.rolls import services
from votes.rolls.imports import queries
from votes.rolls.imports.models import RollImport
from votes.rolls.imports.rules.lines import Controls, Reading, read_lines
from votes.rolls.imports.rules.preview import KEPT, MOST_FINDINGS, UPLOADS, check_taking_over
from votes.rolls.imports.rules.tables import read
from votes.rolls.rules import Ages, check_draft
from votes.rolls.services.building import ref
from votes.rules import Electorate, RollLine, may_set_up


async def upload(actor: Actor, ballot_id: int, data: bytes, controls: Controls) -> RollImport:
    """Read a list and keep what was read for an hour, to be looked at; nothing is put on the roll.

    Raises SignInNeeded, NotFound, Forbidden, TooMany, Refused ``roll_is_frozen`` and as ``read`` and ``columns`` do.
    """
    ballot = await _tended(actor, ballot_id)
    await throttle.hit("roll-upload", str(actor.person_id), UPLOADS)
    # Seconds of work for a long list: in a thread, and not inside a transaction.
    found = await asyncio.to_thread(
        _reading, data, ballot.electorate, rolls.ages(ballot), clock.today().year, controls
    )
    async with transaction():
        await RollImport.filter(ballot_id=ballot_id, made_by_id=actor.person_id).delete()
        made = await RollImport.create(
            ballot_id=ballot_id,
            made_by_id=actor.person_id,
            made_at=clock.now(),
            lines=found.lines,
            area=found.area,
            entries=[_kept(each) for each in found.entries],
            defects=[asdict(each) for each in found.defects[:MOST_FINDINGS]],
            notices=[asdict(each) for each in found.notices[:MOST_FINDINGS]],
            left_out=list(found.left),
        )
        await record(actor, "roll_read", ref(ballot_id), lines=found.lines, defects=len(found.defects))
        return made


async def _tended(actor: Actor, ballot_id: int) -> Ballot:
    ballot = await rolls.ballot(ballot_id)
    must(may_set_up(actor, ballot.place.path), actor)
    check_draft(ballot.state)
    return ballot


def _reading(data: bytes, electorate: Electorate, ages: Ages, year: int, controls: Controls) -> Reading:
    return read_lines(electorate, read(data), ages, year, controls)


def _kept(line: RollLine) -> dict[str, Any]:
    return {name: value for name, value in asdict(line).items() if name not in ("key", "voters")}


async def take_over(actor: Actor, ballot_id: int, import_id: int, looked: bool) -> None:
    """Put the list on the roll and forget the upload.

    Raises SignInNeeded, NotFound, Forbidden, Refused ``import_gone`` (also after an hour), ``import_defects``, ``import_notices``,
    ``roll_is_frozen``, ``roll_twin``.
    """
    await _tended(actor, ballot_id)
    async with transaction():
        found = await queries.waiting(ballot_id, import_id)
        check_taking_over(found.defects, found.notices, looked)
        await services.put_on(actor, ballot_id, queries.entries(found))
        await found.delete()


async def withdraw(actor: Actor, ballot_id: int, import_id: int) -> None:
    """Forget an upload. Twice is as good as once. Raises SignInNeeded, NotFound, Forbidden, Refused ``roll_is_frozen``."""
    await _tended(actor, ballot_id)
    async with transaction():
        await RollImport.filter(ballot_id=ballot_id, id=import_id).delete()


async def sweep(now: datetime) -> None:
    """Forget uploads that nobody took over."""
    async with transaction():
        await RollImport.filter(made_at__lte=now - KEPT).delete()
