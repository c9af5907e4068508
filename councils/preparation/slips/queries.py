"""Reading printed invitations with the last answer entered for each."""

from typing import Any

from civic.kit.db import moment_or_none, rows
from civic.kit.errors import NotFound
from councils.preparation.invitations.rules import Answer, Invited
from councils.preparation.slips.rules import Slip

_SLIPS = (
    "SELECT i.id, i.session_id, i.name, i.note, i.role, r.answer, COALESCE(r.reason, '') AS reason, "
    "COALESCE(p.display_name, '') AS entered_by, r.at FROM paper_invitation i "
    "LEFT JOIN paper_reply r ON r.id = (SELECT MAX(x.id) FROM paper_reply x WHERE x.invitation_id = i.id) "
    "LEFT JOIN person p ON p.id = r.entered_by_id WHERE i.struck_at IS NULL AND "
)


async def of_session(session_id: int) -> list[Slip]:
    """Those of a session that stand, in the order they were made."""
    return [_slip(row) for row in await rows(f"{_SLIPS} i.session_id = ? ORDER BY i.id", session_id)]


async def one(slip_id: int) -> Slip:
    """One that stands. Raises NotFound."""
    found = await rows(f"{_SLIPS} i.id = ?", slip_id)
    if not found:
        raise NotFound
    return _slip(found[0])


def _slip(row: dict[str, Any]) -> Slip:
    answer = Answer(row["answer"]) if row["answer"] else None
    return Slip(**row | {"role": Invited(row["role"]), "answer": answer, "at": moment_or_none(row["at"])})
