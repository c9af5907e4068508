"""Casting a paper, by whatever way it comes.

Who took part and what was cast are two rows in two tables, written in one transaction; no column, time, order, log or
audit entry joins them once the ballot is closed. Papers that arrive together share a commit.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from operator import itemgetter
from typing import Any

from civic.kit import clock
from civic.kit.db import execute, insert, locked, transaction
from civic.kit.errors import Forbidden, NotFound, Refused, SignInNeeded, Stale, TooMany
from civic.kit.together import Together
from civic.people.rules import Actor
from votes import queries as ballots
from votes.casting import queries
from votes.casting.rules import (
    Permit,
    Slip,
    as_nonce,
    boxed,
    key_of,
    nonces_in,
    receipt_of,
)
from votes.casting.services.box import PAPER
from votes.models import Ballot
from votes.rules import Channel, Filled, Question, Secrecy, check_voting, paper_reason, paper_text

# At most this many papers share a commit.
BATCH = 500
TURNOUT = ("ballot_id", "entry_id", "person_id", "channel", "day")

Outcome = str | Exception


@dataclass
class _Lot:
    """The papers for one ballot that are being put in together, and what is known about their voters."""

    question: Question
    day: date
    #: why no paper is taken now
    shut: Refused | None
    #: keys of earlier papers that are asked for again
    known: set[str] = field(default_factory=set)
    #: entry -> key of the paper that this lot puts in for it
    fresh: dict[int, str] = field(default_factory=dict)
    turnout: list[tuple[Any, ...]] = field(default_factory=list)
    papers: list[tuple[Any, ...]] = field(default_factory=list)


async def cast(
    actor: Actor,
    ballot_id: int,
    filled: Filled,
    nonce: str = "",
    *,
    channel: Channel = Channel.PHONE,
    permit: Permit | None = None,
    replaces: str = "",
) -> str:
    """Put a paper in the box and answer with its receipt once it is in the database.

    ``nonce`` comes from the page the paper was filled in on: the same page sent again gets the same receipt and no
    second paper. ``replaces`` is the code for changing a paper of a changeable ballot. With a ``permit`` it is cast for
    the permit's entry, else for that of the actor. Raises SignInNeeded, NotFound, Forbidden ``ballot_not_on_roll``,
    Stale ``ballot_already_cast`` or ``ballot_cast_elsewhere``, and Refused as ``check_voting`` and ``paper_text`` do.
    Never called inside a transaction: the answer promises a commit.
    """
    if permit is None and actor.person_id is None:
        raise SignInNeeded
    slip = Slip(
        ballot_id,
        filled,
        as_nonce(nonce),
        person_id=actor.person_id if permit is None else None,
        entry_id=permit.entry_id if permit else None,
        channel=channel,
        spend=permit.spend if permit else None,
        replaces=tuple(nonces_in(replaces)) if replaces else (),
    )
    return await _box.put(slip)


async def put(slip: Slip) -> str:
    """Put one paper in the box inside the caller's transaction, and answer with its receipt. Raises as ``cast`` does."""
    (outcome,) = await _put_in([slip])
    if isinstance(outcome, Exception):
        raise outcome
    return outcome


async def tick_off(ballot_id: int, entry_id: int, late: bool = False) -> None:
    """Note that an entry votes on paper: its paper goes into a ballot box of wood. Joins the caller's transaction.

    ``late``: the paper has been in the box all along and the desk forgot it, which is put right before the box is
    sealed. Raises NotFound, Forbidden ``ballot_not_on_roll``, Stale ``ballot_already_cast`` and Refused as ``check_voting`` does.
    """
    async with transaction():
        if not late:
            check_voting(await ballots.question(ballot_id), clock.now())
        voted = (await queries.entries_voted(ballot_id, [entry_id])).get(entry_id)
        if voted is None:
            raise Forbidden("ballot_not_on_roll")
        if voted:
            raise Stale("ballot_already_cast")
        await insert("turnout", TURNOUT, [(ballot_id, entry_id, None, Channel.PAPER.value, clock.today())])


async def _put_in(slips: Sequence[Slip]) -> list[Outcome]:
    """One transaction for all of them; a refused one is refused alone."""
    async with transaction():
        outcomes: dict[int, Outcome] = {}
        for ballot_id in sorted({slip.ballot_id for slip in slips}):
            mine = {place: slip for place, slip in enumerate(slips) if slip.ballot_id == ballot_id}
            outcomes |= await _put_into(ballot_id, mine)
        return [outcomes[place] for place in range(len(slips))]


async def _put_into(ballot_id: int, slips: dict[int, Slip]) -> dict[int, Outcome]:
    try:
        lot = _lot(await ballots.question(ballot_id))
    except NotFound as error:
        return dict.fromkeys(slips, error)
    places = await _places(ballot_id, slips.values())
    again = [slip for slip in slips.values() if places[slip.entry_id, slip.person_id][1]]
    if again:
        keys = [key_of(ballot_id, places[slip.entry_id, slip.person_id][0], slip.nonce) for slip in again]
        lot.known = await queries.known_keys(keys)
    outcomes: dict[int, Outcome] = {}
    for place, slip in slips.items():
        entry_id, voted = places[slip.entry_id, slip.person_id]
        try:
            key = key_of(ballot_id, entry_id, slip.nonce)
            if key not in lot.known and lot.fresh.get(entry_id) != key:
                text = _checked(lot, slip, entry_id, voted)
                if voted:
                    await _take_out(lot.question, slip, entry_id)
                elif slip.spend is not None:
                    await slip.spend()
                _note(lot, slip, entry_id, bool(voted), key, text)
            outcomes[place] = receipt_of(key)
        except (Refused, Forbidden, TooMany) as refusal:
            outcomes[place] = refusal
    await _write(lot)
    return outcomes


def _lot(question: Question) -> _Lot:
    now = clock.now()
    try:
        check_voting(question, now)
    except Refused as refusal:
        return _Lot(question, clock.local(now).date(), refusal)
    return _Lot(question, clock.local(now).date(), None)


async def _places(
    ballot_id: int, slips: Iterable[Slip]
) -> dict[tuple[int | None, int | None], tuple[int, bool | None]]:
    """For each pair of entry and person on a slip: the entry it is cast for, and whether that has voted.

    Entry 0 and None for who is not on the roll.
    """
    pairs = {(slip.entry_id, slip.person_id) for slip in slips}
    people = [person_id for entry_id, person_id in pairs if entry_id is None and person_id is not None]
    entries = [entry_id for entry_id, _ in pairs if entry_id is not None]
    by_person = await queries.people_voted(ballot_id, people) if people else {}
    by_entry = await queries.entries_voted(ballot_id, entries) if entries else {}
    found: dict[tuple[int | None, int | None], tuple[int, bool | None]] = {}
    for entry_id, person_id in pairs:
        if entry_id is not None:
            found[entry_id, person_id] = (entry_id, by_entry.get(entry_id))
        else:
            found[entry_id, person_id] = by_person.get(person_id or 0, (0, None))
    return found


def _checked(lot: _Lot, slip: Slip, entry_id: int, voted: bool | None) -> str:
    """What goes into the box. Raises the refusal of this one paper."""
    if voted is None:
        raise Forbidden("ballot_not_on_roll")
    if entry_id in lot.fresh or (voted and not lot.question.changeable):
        raise Stale("ballot_already_cast")
    if lot.shut is not None:
        raise lot.shut
    return paper_text(lot.question, slip.filled)


def _note(lot: _Lot, slip: Slip, entry_id: int, voted: bool, key: str, text: str) -> None:
    """Note the rows to write; an entry that has voted keeps its turnout."""
    question = lot.question
    named = entry_id if question.secrecy is Secrecy.NAMED else None
    lot.fresh[entry_id] = key
    lot.papers.append(
        (key, question.ballot_id, *boxed(question, text, paper_reason(question, slip.filled)), named)
    )
    if not voted:
        lot.turnout.append((question.ballot_id, entry_id, slip.person_id, slip.channel.value, lot.day))


async def _take_out(question: Question, slip: Slip, entry_id: int) -> None:
    """Take the earlier paper of an entry out of the box, which only its own device can name. Raises Stale.

    The ballot is locked first: a closing that has begun goes first, and the other way round.
    """
    await locked(Ballot, id=question.ballot_id)
    if question.secrecy is Secrecy.NAMED:
        taken = await execute(
            "DELETE FROM paper WHERE ballot_id = ? AND entry_id = ?", question.ballot_id, entry_id
        )
    else:
        taken = 0
        for nonce in slip.replaces:
            key = key_of(question.ballot_id, entry_id, nonce)
            taken += await execute(
                "DELETE FROM paper WHERE ballot_id = ? AND key = ?", question.ballot_id, key
            )
    if taken != 1:
        raise Stale("ballot_cast_elsewhere", "replaces")


async def _write(lot: _Lot) -> None:
    """Entries in the order of their ids, papers in the order of their keys: even inside a batch nothing matches.

    Turnout first: on PostgreSQL its foreign key holds the ballot against a closing that starts meanwhile, and if the
    closing was faster, the guard on the papers refuses and the whole batch is undone.
    """
    if lot.turnout:
        await insert("turnout", TURNOUT, sorted(lot.turnout, key=itemgetter(1)))
    if lot.papers:
        await insert("paper", PAPER, sorted(lot.papers, key=itemgetter(0)))


_box: Together[Slip, str] = Together(_put_in, BATCH)
