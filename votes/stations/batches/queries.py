"""Batches as they stand, the box against the roll, and whether a ballot may be sealed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from civic.kit.db import marks, rows
from civic.kit.errors import NotFound, Refused
from votes.boxes.queries import is_shut
from votes.models import Ballot
from votes.rules import Channel, Secrecy
from votes.stations.batches.models import (
    BatchClosing,
    BatchLook,
    BatchReading,
    BatchReversal,
    BatchSheet,
    BoxStatement,
    PaperBatch,
)
from votes.stations.batches.rules.boxes import Box, Matter, check_box, is_paper
from votes.stations.batches.rules.sheets import Batch, Expected, Reading, Sheet, Stage


@dataclass(frozen=True)
class BatchView:
    """A batch with everything written about it; people are named by id."""

    id: int
    ballot_id: int
    number: int
    made_by: int
    made_at: datetime
    batch: Batch
    #: by sheet
    looked_by: Mapping[int, int]
    closed_by: int | None
    reversed_by: int | None
    reversal: str

    @property
    def stage(self) -> Stage:
        """Where it stands."""
        return self.batch.stage


def _sheet(row: BatchSheet | BatchLook) -> Sheet:
    return Sheet(row.text, row.invalid, row.reason, row.roll_number)


async def of_ballot(ballot_id: int) -> Sequence[BatchView]:
    """All batches of a ballot, reversed ones too, in order: eight statements however many there are."""
    return await _views(await PaperBatch.filter(ballot_id=ballot_id).order_by("number"))


async def one(batch_id: int) -> BatchView:
    """One batch. Raises NotFound."""
    found = await _views(await PaperBatch.filter(id=batch_id))
    if not found:
        raise NotFound
    return found[0]


async def _views(batches: Sequence[PaperBatch]) -> list[BatchView]:
    ids = [batch.id for batch in batches]
    readings = await BatchReading.filter(batch_id__in=ids)
    sheets: dict[int, dict[int, Sheet]] = {reading.id: {} for reading in readings}
    for sheet in await BatchSheet.filter(reading_id__in=list(sheets)).order_by("number"):
        sheets[sheet.reading_id][sheet.number] = _sheet(sheet)
    looks = await BatchLook.filter(batch_id__in=ids)
    closings = {one.batch_id: one for one in await BatchClosing.filter(batch_id__in=ids)}
    reversals = {one.batch_id: one for one in await BatchReversal.filter(batch_id__in=ids)}
    views = []
    for batch in batches:
        read = {
            each.number: Reading(each.person_id, sheets[each.id], each.finished_at is not None)
            for each in readings
            if each.batch_id == batch.id
        }
        mine = [look for look in looks if look.batch_id == batch.id]
        closing, reversal = closings.get(batch.id), reversals.get(batch.id)
        views.append(
            BatchView(
                batch.id,
                batch.ballot_id,
                batch.number,
                batch.made_by_id,
                batch.made_at,
                Batch(
                    batch.control_total,
                    read,
                    {look.number: _sheet(look) for look in mine},
                    closed=closing is not None,
                    reversed=reversal is not None,
                ),
                {look.number: look.person_id for look in mine},
                closing.person_id if closing else None,
                reversal.person_id if reversal else None,
                reversal.reason if reversal else "",
            )
        )
    return views


async def reading_id(batch_id: int, number: int) -> int | None:
    """The row of a reading, or None while nobody has begun it."""
    found = await BatchReading.get_or_none(batch_id=batch_id, number=number)
    return found.id if found else None


async def returned(ballot_id: int) -> dict[int, int]:
    """Entries ticked off as having put a paper in the box: number on the roll to id."""
    found = await rows(
        "SELECT r.number, r.id FROM turnout t JOIN roll_entry r ON r.id = t.entry_id "
        "WHERE t.ballot_id = ? AND t.channel = ?",
        ballot_id,
        Channel.PAPER.value,
    )
    return {row["number"]: row["id"] for row in found}


async def missing(ballot_id: int) -> int:
    """How many papers two people have explained as missing: what was confirmed last holds."""
    found = (
        await BoxStatement.filter(ballot_id=ballot_id, matter=Matter.MISSING, confirmed_at__isnull=False)
        .order_by("-id")
        .first()
    )
    return found.missing if found else 0


async def box(ballot_id: int, views: Sequence[BatchView] | None = None) -> Box:
    """The figures of the paper box."""
    standing = [view for view in views or await of_ballot(ballot_id) if view.stage is not Stage.REVERSED]
    closed = [view.batch for view in standing if view.stage is Stage.CLOSED]
    return Box(
        returned=len(await returned(ballot_id)),
        counted=sum(is_paper(sheet) for batch in closed for sheet in batch.sheets),
        missing=await missing(ballot_id),
        unfinished=len(standing) - len(closed),
    )


async def expected(ballot: Ballot) -> Expected:
    """What is known of the box before a bundle is made."""
    views = await of_ballot(ballot.id)
    return Expected(
        papers=len(await returned(ballot.id)) - await missing(ballot.id),
        bundled=sum(view.batch.control_total for view in views if view.stage is not Stage.REVERSED),
        named=ballot.secrecy is Secrecy.NAMED,
    )


async def statements(ballot_id: int) -> Sequence[BoxStatement]:
    """What two people, or the first of them, wrote about the box."""
    return await BoxStatement.filter(ballot_id=ballot_id).prefetch_related("entry").order_by("id")


async def people(views: Sequence[BatchView], written: Sequence[BoxStatement]) -> dict[int, str]:
    """Names of everyone who did something with these batches."""
    ids: set[int | None] = set()
    for view in views:
        ids |= {view.made_by, view.closed_by, view.reversed_by, *view.looked_by.values()}
        ids |= {reading.person_id for reading in view.batch.readings.values()}
    for one in written:
        ids |= {one.written_by_id, one.confirmed_by_id}
    known = sorted(id for id in ids if id is not None)
    if not known:
        return {}
    found = await rows(f"SELECT id, display_name FROM person WHERE id IN ({marks(known)})", *known)
    return {row["id"]: row["display_name"] for row in found}


async def check_settled(ballot_id: int) -> None:
    """The paper box agrees with the roll, or Refused ``batches_open``, ``box_too_many``, ``box_too_few``.

    Called before a ballot is sealed. One that takes no papers of paper has nothing to settle.
    """
    ballot = await Ballot.get_or_none(id=ballot_id)
    if ballot is None:
        raise NotFound
    if ballot.paper_ballots:
        check_box(await box(ballot_id))


async def is_settled(ballot_id: int) -> bool:
    """The same as an answer."""
    try:
        await check_settled(ballot_id)
    except Refused:
        return False
    return True


async def is_ready(ballot_id: int) -> bool:
    """Whether the clock may close a ballot: what people have to settle or to open first, it leaves alone."""
    return await is_settled(ballot_id) and not await is_shut(ballot_id)
