"""Reading papers that came after the notice."""

from typing import Any

from civic.kit.db import moment, moment_or_none, rows
from civic.kit.errors import NotFound
from councils.preparation.supplements.models import Supplement
from councils.preparation.supplements.rules import Late

# without their bytes: at every change of a session that runs, this is asked once for each language
_LATE = (
    "SELECT s.id, s.key, i.position AS item, s.name, s.size, s.digest, s.note, p.display_name AS added_by, s.added_at, "
    "s.tabled, s.struck_at, s.struck_reason FROM supplement s JOIN person p ON p.id = s.added_by_id "
    "LEFT JOIN agenda_item i ON i.id = s.item_id WHERE s.session_id = ? ORDER BY s.id"
)


async def of_session(session_id: int) -> list[Late]:
    """All of a session in the order they came; of those taken back the name and the reason."""
    return [_late(row) for row in await rows(_LATE, session_id)]


def _late(row: dict[str, Any]) -> Late:
    struck_at = moment_or_none(row["struck_at"])
    return Late(
        **row
        | {
            "key": "" if struck_at else row["key"],
            "added_at": moment(row["added_at"]),
            "tabled": bool(row["tabled"]),
            "struck_at": struck_at,
        }
    )


async def one(session_id: int, supplement_id: int) -> Supplement:
    """One of a session. Raises NotFound."""
    found = await Supplement.get_or_none(id=supplement_id, session_id=session_id)
    if found is None:
        raise NotFound
    return found


async def by_key(key: str) -> Supplement:
    """One with its bytes. Raises NotFound, also for one that was taken back."""
    found = await Supplement.get_or_none(key=key, struck_at=None).select_related("picture")
    if found is None:
        raise NotFound
    return found
