"""Writing the audit log: called inside the transaction of the act itself."""

from datetime import UTC
from typing import Any, Protocol

from civic.audit.models import Entry
from civic.kit import clock
from civic.kit.chain import GENESIS, digest
from civic.kit.db import dialect, execute, rows
from civic.kit.refs import Ref

# one number for all of Civic's writers of the log; any constant serves
_LOCK = 0x0C1F1C


class Who(Protocol):
    """Whoever acts; None for the clock."""

    @property
    def person_id(self) -> int | None:
        """The person."""


async def record(actor: Who, verb: str, ref: Ref, **facts: Any) -> None:
    """Append one entry: gap-free, chained to the one before. Facts are plain values without floats (TypeError).

    Never put into the facts what must stay secret: no choice of a voter, no phone, no address.
    """
    if dialect() == "postgres":
        await execute("SELECT pg_advisory_xact_lock(?)", _LOCK)
    last = await rows("SELECT seq, digest FROM audit_entry ORDER BY seq DESC LIMIT 1")
    seq, previous = (last[0]["seq"] + 1, last[0]["digest"]) if last else (1, GENESIS)
    entry: dict[str, Any] = {
        "seq": seq,
        "at": clock.now().astimezone(UTC).isoformat(timespec="microseconds"),
        "actor_id": actor.person_id,
        "verb": verb,
        "ref_kind": ref.kind,
        "ref_id": ref.id,
        "facts": facts,
    }
    await Entry.create(**entry, previous=previous, digest=digest(previous, entry))
