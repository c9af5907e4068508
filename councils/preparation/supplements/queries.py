"""Reading papers that came after the notice."""

from civic.kit.errors import NotFound
from councils.preparation.supplements.models import Supplement
from councils.preparation.supplements.rules import Late

_LISTED = (
    "id",
    "key",
    "session_id",
    "item_id",
    "name",
    "size",
    "digest",
    "note",
    "tabled",
    "added_by_id",
    "added_at",
)


async def of_session(session_id: int) -> list[Late]:
    """All of a session in the order they came, without their bytes; of those taken back the name and the reason."""
    columns = (*_LISTED, "struck_at", "struck_reason")
    found = Supplement.filter(session_id=session_id).order_by("id").only(*columns)
    return [_late(one) for one in await found.prefetch_related("item", "added_by")]


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


def _late(found: Supplement) -> Late:
    return Late(
        id=found.id,
        key="" if found.struck_at else found.key,
        item=found.item.position if found.item else None,
        name=found.name,
        size=found.size,
        digest=found.digest,
        note=found.note,
        added_by=found.added_by.display_name,
        added_at=found.added_at,
        tabled=found.tabled,
        struck_at=found.struck_at,
        struck_reason=found.struck_reason,
    )
