"""Working out again what is published about every vote: roots, digests, signatures. Writes nothing."""

from collections.abc import Sequence

from civic.kit import merkle
from civic.kit.db import rows, tuples
from votes.casting.rules import leaf
from votes.models import Ballot
from votes.publication.queries.record import source_of
from votes.publication.rules import TELLERS
from votes.rules import RollLine, ballot_digest, roll_digest


async def first_faults() -> list[tuple[int, str]]:
    """For each thing that can be wrong, the first ballot with which it is: its number and ``root``, ``fixed``, ``tellers``."""
    opened = await Ballot.filter(opened_at__isnull=False).order_by("id")
    found = [
        await _first([each.id for each in opened if not await _is_sealed(each)], "root"),
        await _first([each.id for each in opened if not await _is_fixed(each)], "fixed"),
        await _first(await _unsigned(), "tellers"),
    ]
    return [fault for fault in found if fault is not None]


async def _first(ballots: Sequence[int], why: str) -> tuple[int, str] | None:
    return (min(ballots), why) if ballots else None


async def _is_sealed(ballot: Ballot) -> bool:
    """The papers in the box still have the root that was published when it was closed."""
    if not ballot.bulletin_root:
        # a ballot without words beside its digest was opened by an earlier landing, which took no root
        return ballot.closed_at is None or not ballot.document or bool((await source_of(ballot.id)).digest)
    papers = await tuples(
        "SELECT key, choices, reason FROM paper WHERE ballot_id = ? ORDER BY key", ballot.id
    )
    leaves = [leaf(*paper) for paper in papers]
    return (merkle.root(leaves), len(leaves)) == (ballot.bulletin_root, ballot.bulletin_size)


async def _is_fixed(ballot: Ballot) -> bool:
    """Question, options, rule and roll still have the digests that were published when it was opened."""
    if not ballot.document:
        return True  # opened before its words were kept beside the digest
    source = await source_of(ballot.id)
    if source.digest:
        return ballot.digest == ballot_digest(source.digest, ballot.document)
    entries = await rows(
        "SELECT key, area, stratum FROM roll_entry WHERE ballot_id = ? AND late = ?", ballot.id, False
    )
    roll = roll_digest([RollLine(**entry) for entry in entries], ballot.roll_salt)
    return (ballot.roll_digest, ballot.digest) == (roll, ballot_digest(roll, ballot.document))


async def _unsigned() -> list[int]:
    """Ballots whose certified count lacks the signatures of two people under its own digest; imported ones have none."""
    found = await rows(
        "SELECT r.ballot_id FROM result r JOIN ballot b ON b.id = r.ballot_id "
        "WHERE r.certified_at IS NOT NULL AND CAST(b.document AS TEXT) <> '{}' AND (SELECT COUNT(DISTINCT s.person_id) "
        "FROM teller_signature s WHERE s.result_id = r.id AND s.digest = r.digest) < ? ORDER BY r.ballot_id",
        TELLERS,
    )
    return [row["ballot_id"] for row in found]
