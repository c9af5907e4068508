"""Kiosks: which device is one, who stands at it, and which run."""

from collections.abc import Sequence
from datetime import datetime
from hashlib import sha256

from civic.kit import clock
from civic.kit.codes import token_digest
from votes.stations.kiosks.models import Kiosk, KioskCode, KioskVisit
from votes.stations.kiosks.rules import plain, runs


def code_digest(ballot_id: int, typed: str) -> str:
    """What is kept of a code: the same figures on two ballots are two codes."""
    return sha256(f"civic kiosk {ballot_id} {plain(typed)}".encode()).hexdigest()


async def of_token(token: str) -> Kiosk | None:
    """The kiosk of a device's cookie, ended or not; None when there is none."""
    return await Kiosk.get_or_none(token_digest=token_digest(token)) if token else None


async def visit(kiosk_id: int, visit_id: int) -> KioskVisit | None:
    """Who stands at a kiosk, if the time is not over and it is still the visit the device knows of."""
    return await KioskVisit.get_or_none(id=visit_id, kiosk_id=kiosk_id, until__gt=clock.now())


async def code(ballot_id: int, typed: str) -> KioskCode | None:
    """A code of the desk that still holds."""
    return await KioskCode.get_or_none(code_digest=code_digest(ballot_id, typed), until__gt=clock.now())


async def running(ballot_id: int) -> Sequence[Kiosk]:
    """Kiosks that take voters for a ballot."""
    found = await Kiosk.filter(ballot_id=ballot_id, ended_at__isnull=True).order_by("id")
    return [kiosk for kiosk in found if runs(kiosk.ended_at, kiosk.until, clock.now())]


async def anything_over(now: datetime) -> bool:
    """Whether a visit or a code has run out and still lies there."""
    return await KioskVisit.filter(until__lte=now).exists() or await KioskCode.filter(until__lte=now).exists()
