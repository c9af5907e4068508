"""Turning a device into a kiosk, letting one voter at a time in to it, and forgetting them."""

from datetime import datetime
from functools import partial

from civic.audit.services import record, record_day
from civic.kit import clock
from civic.kit.codes import token, token_digest
from civic.kit.db import execute, held, locked, transaction
from civic.kit.errors import NotFound, Refused, Stale
from civic.people.rules import ANONYMOUS, Actor
from civic.web import throttle
from votes.casting import services as casting
from votes.casting.rules import Permit
from votes.models import RollEntry
from votes.rolls.slips import services as slips
from votes.rules import Channel, Filled, check_voting
from votes.stations import queries as stations
from votes.stations.kiosks import queries, rules
from votes.stations.kiosks.models import Kiosk, KioskCode, KioskVisit
from votes.stations.kiosks.rules import Shown
from votes.stations.rules import check_has_not_voted
from votes.stations.services import ref, staff_id


async def open_kiosk(actor: Actor, ballot_id: int, label: str, hours: int) -> tuple[Kiosk, str]:
    """Make a device a kiosk of this ballot: the kiosk, and the cookie that only the device keeps.

    Raises SignInNeeded, NotFound, Forbidden, and Refused as ``check_voting`` does.
    """
    async with transaction():
        post = await stations.attended(actor, ballot_id)
        check_voting(post.question, clock.now())
        cookie = token()
        kiosk = await Kiosk.create(
            ballot_id=ballot_id,
            label=label,
            token_digest=token_digest(cookie),
            opened_by_id=actor.person_id,
            opened_at=clock.now(),
            until=rules.ends_at(post.question.closes_at, clock.now(), hours),
        )
        await record(actor, "kiosk_opened", ref(ballot_id), kiosk=kiosk.id, label=label)
        return kiosk, cookie


async def end_kiosk(actor: Actor, kiosk_id: int) -> Kiosk:
    """The device is an ordinary one again. Ending it twice is once. Raises SignInNeeded, NotFound, Forbidden."""
    async with transaction():
        kiosk = await locked(Kiosk, id=kiosk_id)
        await stations.attended(actor, kiosk.ballot_id)
        if kiosk.ended_at is None:
            kiosk.ended_at, kiosk.ended_by_id = clock.now(), actor.person_id
            await kiosk.save(update_fields=["ended_at", "ended_by_id"])
            await KioskVisit.filter(kiosk_id=kiosk_id).delete()
            await record(actor, "kiosk_ended", ref(kiosk.ballot_id), kiosk=kiosk_id)
        return kiosk


async def draw_code(actor: Actor, ballot_id: int, entry_id: int) -> str:
    """Six figures for somebody who was checked in at the desk; an earlier code of the entry is worth nothing.

    Raises SignInNeeded, NotFound, Forbidden, Stale ``station_has_voted``, and Refused as ``check_voting`` does.
    """
    async with transaction():
        post = await stations.attended(actor, ballot_id)
        check_voting(post.question, clock.now())
        await held(RollEntry, id=entry_id, ballot_id=ballot_id)
        check_has_not_voted((await stations.entry(ballot_id, entry_id)).standing)
        code = await _fresh(ballot_id)
        await KioskCode.filter(entry_id=entry_id).delete()
        await KioskCode.create(
            entry_id=entry_id,
            code_digest=queries.code_digest(ballot_id, code),
            until=clock.now() + rules.CODE_VALID,
        )
        await record_day([staff_id(actor)], "kiosk_code_drawn", ref(ballot_id), clock.today())
        return code


async def _fresh(ballot_id: int) -> str:
    """Figures that nobody else holds. What has run out is swept away first."""
    await KioskCode.filter(until__lte=clock.now()).delete()
    while True:
        code = rules.new_code()
        if await queries.code(ballot_id, code) is None:
            return code


async def let_in(kiosk: Kiosk, typed: str, address: str) -> int:
    """Whoever shows a code stands at the kiosk now. The code is not used up before a paper is in the box. Answers the
    number of the visit, which the device keeps until it is back at the start.

    Raises Refused ``kiosk_ended``, ``kiosk_code_unknown``, what the slips refuse with, and TooMany.
    """
    check_runs(kiosk)
    await throttle.hit("kiosk", str(kiosk.id), rules.TRIES)
    entry_id = await _entry_of(kiosk.ballot_id, typed, address)
    async with transaction():
        post = await stations.post(kiosk.ballot_id)
        check_voting(post.question, clock.now())
        check_has_not_voted((await stations.entry(kiosk.ballot_id, entry_id)).standing)
        await KioskVisit.filter(kiosk_id=kiosk.id).delete()
        visit = await KioskVisit.create(kiosk_id=kiosk.id, entry_id=entry_id, until=clock.now() + rules.VISIT)
        return visit.id


async def _entry_of(ballot_id: int, typed: str, address: str) -> int:
    if rules.kind_of(typed) is Shown.SLIP:
        return (await slips.entry_of_code(ballot_id, typed, address)).entry_id
    found = await queries.code(ballot_id, typed)
    if found is None:
        raise Refused("kiosk_code_unknown", "code")
    return found.entry_id


async def cast_at(kiosk: Kiosk, visit_id: int, filled: Filled, nonce: str) -> str:
    """Put the paper of whoever stands there in the box; the receipt. Then the kiosk forgets.

    Raises Refused ``kiosk_ended`` and ``kiosk_visit_over``, and what ``casting.services.cast`` raises.
    """
    check_runs(kiosk)
    visit = await queries.visit(kiosk.id, visit_id)
    if visit is None:
        raise Refused("kiosk_visit_over")
    permit = Permit(visit.entry_id, spend=partial(_see_off, visit.id, visit.entry_id))
    return await casting.cast(ANONYMOUS, kiosk.ballot_id, filled, nonce, channel=Channel.KIOSK, permit=permit)


async def _see_off(visit_id: int, entry_id: int) -> None:
    """In the transaction of the paper. For a moment the kiosk still knows the visit, so that a page sent twice gets its
    receipt twice; of two pages that come from one kiosk only one is cast.
    """
    until = clock.now() + rules.AGAIN
    if not await execute("UPDATE kiosk_visit SET until = ? WHERE id = ?", until, visit_id):
        raise Stale("kiosk_visit_over")
    await KioskCode.filter(entry_id=entry_id).delete()


async def sweep(now: datetime) -> None:
    """Visits and codes whose time is over leave no trace."""
    async with transaction():
        await KioskVisit.filter(until__lte=now).delete()
        await KioskCode.filter(until__lte=now).delete()


def check_runs(kiosk: Kiosk) -> None:
    """The kiosk takes voters. Raises Refused ``kiosk_ended``."""
    if not rules.runs(kiosk.ended_at, kiosk.until, clock.now()):
        raise Refused("kiosk_ended")


async def at_kiosk(cookie: str) -> Kiosk:
    """The kiosk of this device. Raises NotFound."""
    kiosk = await queries.of_token(cookie)
    if kiosk is None:
        raise NotFound
    return kiosk
