"""Reading the audit log."""

from datetime import datetime

from civic.audit.models import Entry
from civic.kit import clock
from civic.kit.chain import GENESIS, digest
from civic.kit.refs import Ref


async def entries_about(ref: Ref) -> list[Entry]:
    """Everything that was done to one thing, in order."""
    return await Entry.filter(ref_kind=ref.kind, ref_id=ref.id).order_by("seq")


async def first_year() -> int:
    """The year in which the record of this site begins; this one while there is none."""
    first = await Entry.all().order_by("seq").first()
    return (clock.local(datetime.fromisoformat(first.at)) if first else clock.today()).year


async def first_broken(batch: int = 1000) -> tuple[int, int | None]:
    """Recompute the chain: how many entries were read, and the number of the first that does not fit (None: all do)."""
    previous, expected = GENESIS, 1
    while True:
        found = await Entry.filter(seq__gte=expected).order_by("seq").limit(batch)
        for entry in found:
            if (
                entry.seq != expected
                or entry.previous != previous
                or entry.digest != digest(previous, document(entry))
            ):
                return expected - 1, expected
            previous, expected = entry.digest, expected + 1
        if len(found) < batch:
            return expected - 1, None


def document(entry: Entry) -> dict[str, object]:
    """What an entry's digest is taken over."""
    names = ("seq", "at", "actor_id", "verb", "ref_kind", "ref_id", "facts")
    return {name: getattr(entry, name) for name in names}
