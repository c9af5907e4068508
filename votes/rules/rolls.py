"""A roll as a ballot keeps it: who has a paper, and the digests that fix it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from civic.kit import chain


@dataclass(frozen=True)
class RollLine:
    """One entry entitled to one paper."""

    #: what it is in the register, unique on the roll: ``person:12``, ``household:5``, ``import:…``
    key: str
    #: people who may cast for it with their account; nobody where a slip or paper is used
    voters: tuple[int, ...] = ()
    #: as on the roll; private
    name: str = ""
    #: building, entrance, room; private
    unit: str = ""
    #: exclusive area in hundredths of a square metre; owners only
    area: int = 0
    birth_year: int | None = None
    #: what a draw keeps in proportion
    stratum: str = ""


def of_people(person_ids: Sequence[int]) -> list[RollLine]:
    """A roll of persons: each has a paper and casts it with the own account."""
    return [RollLine(f"person:{person_id}", (person_id,)) for person_id in sorted(set(person_ids))]


def roll_digest(lines: Sequence[RollLine], salt: str) -> str:
    """SHA-256 over a secret salt and the sorted keys, areas and groups.

    Names and units are not in it, so they can be erased later and the digest still verifies; the keys of imported lines
    commit to them. Without the salt a guess at a short roll (who are the five on the youth ballot?) could be tested
    against the published digest; with it only who keeps the roll, or a court, can.
    """
    return chain.digest(salt or chain.GENESIS, sorted([line.key, line.area, line.stratum] for line in lines))


def ballot_digest(roll: str, document: dict[str, Any]) -> str:
    """SHA-256 over the roll's digest and all that is fixed at opening."""
    return chain.digest(roll, document)
