"""From a bundle of papers to a batch that counts: two readings, a third look, closing, and reversal."""

from dataclasses import dataclass

from civic.audit.services import record
from civic.kit import clock
from civic.kit.db import locked, transaction
from civic.kit.errors import NotFound, Refused
from civic.people.rules import Actor
from votes.models import Ballot
from votes.rules import Filled, Phase, Question, Secrecy, paper_text
from votes.stations import queries as stations
from votes.stations.batches import queries
from votes.stations.batches.models import (
    BatchClosing,
    BatchLook,
    BatchReading,
    BatchReversal,
    BatchSheet,
    PaperBatch,
)
from votes.stations.batches.queries import BatchView
from votes.stations.batches.rules import sheets as rules
from votes.stations.batches.rules.sheets import Invalid, Sheet, Stage
from votes.stations.queries import Post
from votes.stations.services import ref, staff_id


@dataclass(frozen=True)
class Seen:
    """What a reader says stands on a sheet."""

    filled: Filled
    #: nothing is chosen on it
    blank: bool = False
    invalid: Invalid | None = None
    #: named ballots: the number on the roll
    number: int | None = None


def check_counting(post: Post) -> None:
    """The box is opened when voting is over, and until the ballot is sealed. Raises Refused ``batch_too_early``."""
    if post.phase is not Phase.OVER:
        raise Refused("batch_too_early")


def sheet_of(question: Question, seen: Seen) -> Sheet:
    """A sheet as it is kept: the canonical text of the paper, or why it chooses nothing."""
    named = question.secrecy is Secrecy.NAMED
    if named and seen.number is None and seen.invalid is None:
        raise Refused("sheet_number_missing", "number")
    number = seen.number if named else None
    if seen.invalid is not None:
        return Sheet("", seen.invalid, number=number)
    if seen.blank:
        return Sheet("", number=number)
    if not seen.filled.codes and not seen.filled.none:
        raise Refused("sheet_which", "choices")
    return Sheet(paper_text(question, seen.filled), reason=seen.filled.reason, number=number)


async def create(actor: Actor, ballot_id: int, control_total: int) -> int:
    """Make a batch of so many papers, counted by hand. Answers its id.

    Raises SignInNeeded, NotFound, Forbidden, Refused ``batch_too_early``, and as ``check_new`` does.
    """
    async with transaction():
        ballot = await locked(Ballot, id=ballot_id)
        check_counting(await stations.attended(actor, ballot_id))
        rules.check_new(control_total, await queries.expected(ballot))
        number = await PaperBatch.filter(ballot_id=ballot_id).count() + 1
        made = await PaperBatch.create(
            ballot_id=ballot_id,
            number=number,
            control_total=control_total,
            made_by_id=staff_id(actor),
            made_at=clock.now(),
        )
        await record(actor, "batch_made", ref(ballot_id), batch=number, papers=control_total)
        return made.id


async def _held(actor: Actor, batch_id: int, watching: bool = False) -> tuple[Post, BatchView]:
    """The batch, of a ballot whose box is open, for who may work on it.

    The ballot is locked: whoever seals it meanwhile waits, or has gone first and is then found here.
    """
    batch = await PaperBatch.get_or_none(id=batch_id)
    if batch is None:
        raise NotFound
    await locked(Ballot, id=batch.ballot_id)
    find = stations.watched if watching else stations.attended
    post = await find(actor, batch.ballot_id)
    check_counting(post)
    return post, await queries.one(batch_id)


async def read(actor: Actor, batch_id: int, number: int, seen: Seen) -> None:
    """Write down what one sheet says, in the reading that is this person's; written again, the later word holds.

    Raises SignInNeeded, NotFound, Forbidden, Refused as ``next_reading``, ``sheet_of`` and ``paper_text`` do.
    """
    async with transaction():
        post, view = await _held(actor, batch_id)
        which = rules.next_reading(view.batch, staff_id(actor))
        rules.check_number(number, view.batch.control_total)
        sheet = sheet_of(post.question, seen)
        reading = await queries.reading_id(batch_id, which)
        if reading is None:
            reading = (
                await BatchReading.create(
                    batch_id=batch_id, number=which, person_id=staff_id(actor), begun_at=clock.now()
                )
            ).id
        await BatchSheet.update_or_create(
            {
                "text": sheet.text,
                "invalid": sheet.invalid,
                "reason": sheet.reason,
                "roll_number": sheet.number,
            },
            reading_id=reading,
            number=number,
        )


async def finish_reading(actor: Actor, batch_id: int) -> None:
    """This person has read all sheets. Raises Refused ``batch_total_differs`` and as ``next_reading`` does."""
    async with transaction():
        post, view = await _held(actor, batch_id)
        which = rules.next_reading(view.batch, staff_id(actor))
        begun = view.batch.readings.get(which, rules.Reading(staff_id(actor)))
        rules.check_finish(begun, view.batch.control_total)
        reading = await BatchReading.get(batch_id=batch_id, number=which)
        reading.finished_at = clock.now()
        await reading.save(update_fields=["finished_at"])
        await record(actor, "batch_read", ref(post.ballot.id), batch=view.number, reading=which)


async def look(actor: Actor, batch_id: int, number: int, seen: Seen) -> None:
    """The third look at a sheet that was read in two ways: what is said now counts.

    Raises SignInNeeded, NotFound, Forbidden, Refused as ``check_look`` and ``sheet_of`` do.
    """
    async with transaction():
        post, view = await _held(actor, batch_id, watching=True)
        rules.check_look(view.batch, number, staff_id(actor))
        sheet = sheet_of(post.question, seen)
        await BatchLook.create(
            batch_id=batch_id,
            number=number,
            text=sheet.text,
            invalid=sheet.invalid,
            reason=sheet.reason,
            roll_number=sheet.number,
            person_id=staff_id(actor),
            at=clock.now(),
        )
        await record(actor, "batch_sheet_settled", ref(post.ballot.id), batch=view.number, sheet=number)


async def close(actor: Actor, batch_id: int) -> None:
    """Both readings agree with each other and with the count by hand: the batch counts.

    Raises SignInNeeded, NotFound, Forbidden, Refused ``batch_not_agreed``, ``batch_number_not_ticked`` and ``…_twice``.
    """
    async with transaction():
        post, view = await _held(actor, batch_id)
        rules.check_close(view.batch)
        if post.question.secrecy is Secrecy.NAMED:
            await _check_numbers(post, view)
        await BatchClosing.create(batch_id=batch_id, person_id=staff_id(actor), at=clock.now())
        await record(actor, "batch_closed", ref(post.ballot.id), batch=view.number)


async def _check_numbers(post: Post, view: BatchView) -> None:
    others = [one for one in await queries.of_ballot(post.ballot.id) if one.stage is Stage.CLOSED]
    elsewhere = {sheet.number for one in others for sheet in one.batch.sheets if sheet.number is not None}
    ticked = await queries.returned(post.ballot.id)
    rules.check_numbers(view.batch.sheets, frozenset(ticked), frozenset(elsewhere))


async def reverse(actor: Actor, batch_id: int, reason: str) -> None:
    """The batch counts no longer. It stays to be seen with the reason; its papers are bundled and read anew.

    Raises SignInNeeded, NotFound, Forbidden, Refused ``batch_reversed`` and ``batch_too_early``.
    """
    async with transaction():
        post, view = await _held(actor, batch_id)
        rules.check_reversal(view.batch)
        await BatchReversal.create(
            batch_id=batch_id, reason=reason, person_id=staff_id(actor), at=clock.now()
        )
        await record(actor, "batch_reversed", ref(post.ballot.id), batch=view.number, reason=reason)


async def batch_of(actor: Actor, batch_id: int) -> tuple[Post, BatchView]:
    """A batch for who may look at it. Raises SignInNeeded, NotFound, Forbidden."""
    view = await queries.one(batch_id)
    return await stations.watched(actor, view.ballot_id), view
