"""Telling people, and their having read it."""

from collections.abc import Iterable
from typing import Any, Protocol

from civic.kit import clock
from civic.kit.db import transaction
from civic.kit.errors import SignInNeeded
from civic.kit.refs import Ref
from civic.notifications import rules
from civic.notifications.models import Notification


class Reader(Protocol):
    """Whoever reads."""

    @property
    def person_id(self) -> int | None:
        """The person."""


async def tell(person_ids: Iterable[int], kind: str, ref: Ref, **facts: Any) -> None:
    """Leave a message for each person, once, inside the act it speaks of.

    Raises KeyError for an unknown kind and for a sentence that lacks a fact.
    """
    rules.said(rules.sentence_of(kind), facts)
    columns: dict[str, Any] = {"kind": kind, "ref_kind": ref.kind, "ref_id": ref.id, "facts": facts}
    async with transaction():
        await Notification.bulk_create(
            (
                Notification(person_id=one, created_at=clock.now(), **columns)
                for one in sorted(set(person_ids))
            ),
            batch_size=500,
        )


async def mark_read(reader: Reader, up_to: int) -> None:
    """Everything up to the newest one that was shown is read. Raises SignInNeeded."""
    if reader.person_id is None:
        raise SignInNeeded
    async with transaction():
        waiting = Notification.filter(person_id=reader.person_id, read_at=None, id__lte=up_to)
        await waiting.update(read_at=clock.now())
