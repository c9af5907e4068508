"""Writing the audit log: called inside the transaction of the act itself."""

from collections.abc import Sequence
from datetime import UTC, date
from typing import Any, Protocol

from civic.audit.models import Entry
from civic.kit import clock
from civic.kit.chain import GENESIS, digest
from civic.kit.db import before_commit, dialect, execute, rows, transaction
from civic.kit.refs import Ref

# one number for all of Civic's writers of the log; any constant serves
_LOCK = 0x0C1F1C


# moment or day, person, verb, thing, facts
Act = tuple[str, int | None, str, Ref, dict[str, Any]]


class Who(Protocol):
    """Whoever acts; None for the clock."""

    @property
    def person_id(self) -> int | None:
        """The person."""


async def record(actor: Who, verb: str, ref: Ref, **facts: Any) -> None:
    """Append one entry: gap-free, chained to the one before. Facts are plain values without floats (TypeError).

    Never put into the facts what must stay secret: no choice of a voter, no phone, no address.
    """
    at = clock.now().astimezone(UTC).isoformat(timespec="microseconds")
    await _at_the_end([(at, actor.person_id, verb, ref, facts)])


async def record_day(people: Sequence[int], verb: str, ref: Ref, day: date) -> None:
    """Append one entry for each of these people with the day in place of the moment.

    For acts whose exact time would lead to something secret: who voted when, beside what was voted.
    """
    await _at_the_end([(day.isoformat(), person_id, verb, ref, {}) for person_id in people])


async def _at_the_end(acts: list[Act]) -> None:
    """Entries are appended last of all in a transaction: the lock on the end of the log, which every act needs, is then
    never held while waiting for a row that another act has locked before it came to the log.
    """
    async with transaction():
        before_commit(lambda: _append(acts))


async def _append(acts: list[Act]) -> None:
    if dialect() == "postgres":
        await execute("SELECT pg_advisory_xact_lock(?)", _LOCK)
    last = await rows("SELECT seq, digest FROM audit_entry ORDER BY seq DESC LIMIT 1")
    seq, previous = (last[0]["seq"], last[0]["digest"]) if last else (0, GENESIS)
    entries = []
    for at, person_id, verb, ref, facts in acts:
        seq += 1
        entry = {"seq": seq, "at": at, "actor_id": person_id, "verb": verb}
        entry |= {"ref_kind": ref.kind, "ref_id": ref.id, "facts": facts}
        entries.append(Entry(**entry, previous=previous, digest=digest(previous, entry)))
        previous = entries[-1].digest
    if len(entries) == 1:
        await entries[0].save(force_create=True)
    else:
        await Entry.bulk_create(entries)
