"""Reading funds and decisions: what is in a pool, what is promised, what was paid."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from civic.kit.db import moment, rows
from civic.kit.errors import NotFound
from councils.funding.models import Decision
from councils.funding.rules import Ground, Pool, Won


@dataclass(frozen=True)
class Purse:
    """A fund in a list, in fen. committed: decided; paid: gone out on accepted milestones."""

    id: int
    name: str
    year: int
    place: str
    place_path: str
    source: str
    amount_fen: int
    committed_fen: int
    paid_fen: int

    @property
    def left_fen(self) -> int:
        """What can still be decided on."""
        return self.amount_fen - self.committed_fen


@dataclass(frozen=True)
class Line:
    """A decision in the register."""

    id: int
    resolution_id: int
    proposal_id: int
    title: str
    fund: str
    year: int
    amount_fen: int
    paid_fen: int
    decided_at: datetime


# Payments stand above this room: their tables are read by name for the sums, nothing of them is imported.
_PAID = (
    "(SELECT COALESCE(SUM(x.amount_fen), 0) FROM disbursement x JOIN milestone y ON y.id = x.milestone_id "
    "JOIN contract k ON k.id = y.contract_id JOIN bid b ON b.id = k.bid_id JOIN call_for_bids a ON a.id = b.call_id "
    "{} WHERE {})"
)
_PURSES = (
    "SELECT f.id, f.name, f.year, p.name AS place, p.path AS place_path, f.source, f.amount_fen, "
    "(SELECT COALESCE(SUM(d.amount_fen), 0) FROM funding_decision d WHERE d.fund_id = f.id) AS committed_fen, "
    + _PAID.format("JOIN funding_decision d ON d.id = a.decision_id", "d.fund_id = f.id")
    + " AS paid_fen FROM fund f JOIN place p ON p.id = f.place_id "
)
_LINES = (
    "SELECT d.id, d.resolution_id, d.proposal_id, q.title, f.name AS fund, f.year, d.amount_fen, d.decided_at, "
    + _PAID.format("", "a.decision_id = d.id")
    + " AS paid_fen FROM funding_decision d JOIN proposal q ON q.id = d.proposal_id "
    "JOIN fund f ON f.id = d.fund_id JOIN place p ON p.id = q.place_id "
)


async def purses(path: str = "/") -> list[Purse]:
    """Funds of a place and below it, newest year first."""
    found = await rows(_PURSES + "WHERE p.path LIKE ? ORDER BY f.year DESC, p.path, f.name", f"{path}%")
    return [_purse(row) for row in found]


async def purses_for(path: str) -> list[Purse]:
    """Funds that may be used at a place: its own and those of the places it lies in."""
    found = await rows(_PURSES + "WHERE ? LIKE p.path || '%' ORDER BY f.year DESC, p.path, f.name", path)
    return [_purse(row) for row in found]


async def purse(fund_id: int) -> Purse:
    """One fund. Raises NotFound."""
    found = await rows(_PURSES + "WHERE f.id = ?", fund_id)
    if not found:
        raise NotFound
    return _purse(found[0])


def _purse(row: dict[str, Any]) -> Purse:
    sums = {name: int(row[name]) for name in ("amount_fen", "committed_fen", "paid_fen")}
    return Purse(**row | sums)


def pool(found: Purse) -> Pool:
    """A fund as the rules see it."""
    return Pool(found.place_path, found.amount_fen, found.committed_fen)


async def show(decision_id: int) -> Decision:
    """One decision with everything it rests on. Raises NotFound."""
    found = await Decision.get_or_none(id=decision_id).select_related(
        "resolution__term__council__place", "proposal", "fund__place", "round", "decided_by"
    )
    if found is None:
        raise NotFound
    return found


async def line(decision_id: int) -> Line:
    """One decision as in the register. Raises NotFound."""
    found = await rows(_LINES + "WHERE d.id = ?", decision_id)
    if not found:
        raise NotFound
    return _line(found[0])


async def register(path: str = "/", after: int | None = None, limit: int = 30) -> Sequence[Line]:
    """Decisions of a place and below it, newest first, from before an id on."""
    found = await rows(
        _LINES + "WHERE p.path LIKE ? AND d.id < ? ORDER BY d.id DESC LIMIT ?",
        f"{path}%",
        after or 2**31 - 1,
        limit,
    )
    return [_line(row) for row in found]


def _line(row: dict[str, Any]) -> Line:
    return Line(**row | {"decided_at": moment(row["decided_at"]), "paid_fen": int(row["paid_fen"])})


async def of_resolution(resolution_id: int) -> int | None:
    """The decision that rests on a resolution, if there is one."""
    found = await Decision.get_or_none(resolution_id=resolution_id)
    return found.id if found else None


async def ground(resolution_id: int) -> Ground:
    """What a decision on this resolution would rest on. Raises NotFound."""
    found = await rows(
        "SELECT p.path, o.proposal_id, o.amount_fen, (SELECT COUNT(*) FROM funding_decision d "
        "WHERE d.resolution_id = r.id OR d.proposal_id = o.proposal_id) AS taken "
        "FROM resolution r JOIN motion o ON o.id = r.motion_id JOIN term t ON t.id = r.term_id "
        "JOIN council c ON c.id = t.council_id JOIN place p ON p.id = c.place_id WHERE r.id = ?",
        resolution_id,
    )
    if not found:
        raise NotFound
    row = found[0]
    return Ground(row["path"], row["proposal_id"], row["amount_fen"], row["taken"] > 0)


async def won(proposal_id: int) -> Won | None:
    """The newest round that put the proposal to the vote and was counted; None when none did.

    Consultations and void rounds apart. While a count is contested it does not stand, whoever has signed it.
    """
    found = await rows(
        "SELECT f.id, f.budget_fen, r.certified_at, l.selected, "
        "(SELECT COUNT(*) FROM contest c WHERE c.ballot_id = f.ballot_id AND c.outcome IS NULL) AS contested, "
        "(SELECT COALESCE(SUM(d.amount_fen), 0) FROM funding_decision d WHERE d.round_id = f.id) AS committed "
        "FROM funding_round f JOIN ballot b ON b.id = f.ballot_id AND b.state <> 'void' JOIN result r ON r.ballot_id = f.ballot_id AND r.official "
        "AND r.run = (SELECT MAX(x.run) FROM result x WHERE x.ballot_id = f.ballot_id) "
        "JOIN result_line l ON l.result_id = r.id JOIN ballot_option o ON o.id = l.option_id "
        "WHERE o.proposal_id = ? AND f.beside_id IS NULL ORDER BY f.id DESC LIMIT 1",
        proposal_id,
    )
    if not found:
        return None
    row = found[0]
    return Won(
        row["id"],
        row["budget_fen"],
        int(row["committed"]),
        row["certified_at"] is not None and not row["contested"],
        bool(row["selected"]),
    )


@dataclass(frozen=True)
class Said:
    """What councils said about one proposal: its motion, the resolution and the decision, as far as they exist."""

    session_id: int
    council: str
    text: str
    amount_fen: int | None
    state: str
    minutes_id: int | None
    resolution_id: int | None
    resolution_number: int | None
    decision_id: int | None
    decided_fen: int | None


async def said_about(proposal_id: int) -> list[Said]:
    """Motions on a proposal with what became of them, newest first. Minutes count once they are published."""
    found = await rows(
        "SELECT o.session_id, c.name AS council, o.text, o.amount_fen, o.state, m.id AS minutes_id, "
        "r.id AS resolution_id, r.number AS resolution_number, d.id AS decision_id, d.amount_fen AS decided_fen "
        "FROM motion o JOIN session s ON s.id = o.session_id JOIN term t ON t.id = s.term_id "
        "JOIN council c ON c.id = t.council_id LEFT JOIN resolution r ON r.motion_id = o.id "
        "LEFT JOIN minutes m ON m.session_id = s.id AND m.state = 'published' "
        "LEFT JOIN funding_decision d ON d.resolution_id = r.id WHERE o.proposal_id = ? ORDER BY o.id DESC",
        proposal_id,
    )
    return [Said(**row) for row in found]
