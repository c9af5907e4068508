"""Authorisations of a ballot, with the names that are published to its roll."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from civic.kit.db import rows
from civic.people.rules import Actor
from votes.models import RollVoter
from votes.stations.proxies.models import Proxy
from votes.stations.proxies.rules import Relation


@dataclass(frozen=True)
class Given:
    """An authorisation as it is published: who asks whom, and whether it still holds."""

    id: int
    entry_id: int
    entry_number: int
    entry_name: str
    holder_id: int
    holder_number: int
    holder_name: str
    relation: Relation
    document: str
    recorded_on: date
    revoked_on: date | None
    used_on: date | None

    @property
    def holds(self) -> bool:
        """Whether it can still be used."""
        return self.revoked_on is None and self.used_on is None


def _given(proxy: Proxy) -> Given:
    return Given(
        proxy.id,
        proxy.entry_id,
        proxy.entry.number,
        proxy.entry.name,
        proxy.holder_id,
        proxy.holder.number,
        proxy.holder.name,
        proxy.relation,
        proxy.document,
        proxy.recorded_on,
        proxy.revoked_on,
        proxy.used_on,
    )


async def of_ballot(ballot_id: int) -> Sequence[Given]:
    """All of a ballot, also those revoked, in the order of the roll."""
    found = await Proxy.filter(ballot_id=ballot_id).prefetch_related("entry", "holder")
    return sorted(map(_given, found), key=lambda one: (one.entry_number, one.id))


async def of_entry(entry_id: int) -> Given | None:
    """The one that stands for an absent entry, used or not."""
    found = await Proxy.filter(entry_id=entry_id, revoked_on__isnull=True).prefetch_related("entry", "holder")
    return _given(found[0]) if found else None


async def held(entry_id: int) -> Sequence[Given]:
    """For whom an entry may decide."""
    found = await Proxy.filter(holder_id=entry_id, revoked_on__isnull=True).prefetch_related(
        "entry", "holder"
    )
    return sorted(map(_given, found), key=lambda one: one.entry_number)


async def entries_of(actor: Actor, ballot_id: int) -> set[int]:
    """The entries of the ballot this person may cast for; nobody has none."""
    if actor.person_id is None:
        return set()
    found = await RollVoter.filter(ballot_id=ballot_id, person_id=actor.person_id)
    return {one.entry_id for one in found}


async def is_holder(actor: Actor, proxy: Proxy) -> bool:
    """Whether this person decides for the absent one."""
    if actor.person_id is None:
        return False
    return await RollVoter.exists(entry_id=proxy.holder_id, person_id=actor.person_id)


async def standing_for(ballot_id: int) -> int:
    """How many hold."""
    found = await rows(
        "SELECT COUNT(*) AS n FROM proxy WHERE ballot_id = ? AND revoked_on IS NULL AND used_on IS NULL",
        ballot_id,
    )
    return int(found[0]["n"])
