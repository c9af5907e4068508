"""Reading slips: whose turn it is to be printed, and what a code or a cookie stands for."""

from dataclasses import dataclass

from civic.kit import clock
from civic.kit.codes import token_digest
from civic.kit.db import rows
from votes.rolls.slips.rules import Permit, Which

_LIVE = "EXISTS (SELECT 1 FROM roll_slip s WHERE s.entry_id = e.id AND s.ended = ?)"
_SPENT = "EXISTS (SELECT 1 FROM roll_slip s WHERE s.entry_id = e.id AND s.spent_on IS NOT NULL)"
_NO_ACCOUNT = "NOT EXISTS (SELECT 1 FROM roll_voter v WHERE v.entry_id = e.id)"


@dataclass(frozen=True)
class Line:
    """A line of the roll, as its slip names it."""

    id: int
    number: int
    name: str
    unit: str
    stratum: str


@dataclass(frozen=True)
class Found:
    """A slip behind a code."""

    permit: Permit
    spent: bool


async def to_print(ballot_id: int, which: Which, first: int, size: int) -> list[Line]:
    """Lines whose slips are wanted, from a number on; lines whose slip was used are past printing."""
    wanted = {
        Which.NEW: f"NOT {_LIVE}",
        Which.NO_ACCOUNT: f"NOT {_LIVE} AND {_NO_ACCOUNT}",
        Which.AGAIN: "TRUE",
    }[which]
    values = [] if which is Which.AGAIN else [False]
    found = await rows(
        f"SELECT e.id, e.number, e.name, e.unit, e.stratum FROM roll_entry e WHERE e.ballot_id = ? AND e.number >= ? "
        f"AND NOT {_SPENT} AND {wanted} ORDER BY e.number LIMIT ?",
        ballot_id,
        first,
        *values,
        size,
    )
    return [Line(**row) for row in found]


async def counts(ballot_id: int) -> tuple[int, int]:
    """How many slips are out, and how many were used."""
    found = await rows(
        "SELECT COUNT(*) AS live, COALESCE(SUM(CASE WHEN spent_on IS NOT NULL THEN 1 ELSE 0 END), 0) AS spent "
        "FROM roll_slip WHERE ballot_id = ? AND ended = ?",
        ballot_id,
        False,
    )
    return int(found[0]["live"]), int(found[0]["spent"])


async def by_code(ballot_id: int, secret: str) -> Found | None:
    """The slip of a ballot with this secret, unless a newer one was printed."""
    found = await rows(
        "SELECT id, entry_id, spent_on FROM roll_slip WHERE code_digest = ? AND ballot_id = ? AND ended = ?",
        token_digest(secret),
        ballot_id,
        False,
    )
    if not found:
        return None
    row = found[0]
    return Found(Permit(ballot_id, row["entry_id"], row["id"]), row["spent_on"] is not None)


async def permit(token: str, ballot_id: int) -> Permit | None:
    """What a cookie allows at this ballot, if its time is not over."""
    found = await rows(
        "SELECT id, entry_id FROM roll_slip WHERE permit_digest = ? AND ballot_id = ? AND ended = ? "
        "AND spent_on IS NULL AND permit_until > ?",
        token_digest(token),
        ballot_id,
        False,
        clock.now(),
    )
    return Permit(ballot_id, found[0]["entry_id"], found[0]["id"]) if found else None
