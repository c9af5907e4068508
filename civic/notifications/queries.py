"""Reading a person's notifications."""

from civic.kit.db import rows
from civic.notifications.models import Notification


async def unread(person_id: int) -> int:
    """How many a person has not read."""
    found = await rows(
        "SELECT COUNT(*) AS waiting FROM notification WHERE person_id = ? AND read_at IS NULL", person_id
    )
    return int(found[0]["waiting"])


async def of(person_id: int, before: int | None, size: int) -> list[Notification]:
    """The latest first, those older than the one of id ``before``."""
    found = Notification.filter(person_id=person_id)
    if before is not None:
        found = found.filter(id__lt=before)
    return await found.order_by("-id").limit(size)
