"""Casting a paper, and putting the papers in an order that tells nothing.

Who took part and what was cast are two rows in two tables, written in one transaction; no column, time, order, log or
audit entry joins them once the ballot is closed. Papers that arrive together share a commit.
"""

import re
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, replace

from civic.audit.services import record_day
from civic.kit import clock, merkle
from civic.kit.db import after_commit, execute, execute_many, rows, sweep, transaction
from civic.kit.errors import Forbidden, NotFound, Refused, SignInNeeded, Stale
from civic.kit.refs import Ref
from civic.kit.together import Together
from civic.people.rules import Actor
from votes import queries as ballots
from votes.casting import queries
from votes.casting.rules import key_of, leaf, new_nonce, receipt_of
from votes.models import Ballot
from votes.rules import Channel, Filled, Question, check_voting, paper_text

# At most this many papers share a commit.
BATCH = 200
_NONCE = re.compile(r"[0-9a-f]{32}")

Outcome = str | Exception


@dataclass(frozen=True)
class Slip:
    """One person's paper on its way to the box."""

    ballot_id: int
    person_id: int
    filled: Filled
    key: str


async def cast(actor: Actor, ballot_id: int, filled: Filled, nonce: str = "") -> str:
    """Put a paper in the box and answer with its receipt once it is in the database.

    ``nonce`` comes from the page the paper was filled in on: the same page sent again gets the same receipt and no
    second paper. Raises SignInNeeded, NotFound, Forbidden ``ballot_not_on_roll``, Stale ``ballot_already_cast``, and
    Refused as ``check_voting`` and ``paper_text`` do. Never called inside a transaction: the answer promises a commit.
    """
    if actor.person_id is None:
        raise SignInNeeded
    drawn = nonce if _NONCE.fullmatch(nonce) else new_nonce()
    return await _box.put(Slip(ballot_id, actor.person_id, filled, key_of(ballot_id, drawn)))


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
        question = await ballots.question(ballot_id)
    except NotFound as error:
        return dict.fromkeys(slips, error)
    people, keys = [slip.person_id for slip in slips.values()], [slip.key for slip in slips.values()]
    entries = await ballots.entries_of(ballot_id, people)
    voted = await queries.have_voted(ballot_id, list(entries.values())) if entries else set()
    known = await queries.known_keys(keys)
    outcomes: dict[int, Outcome] = {}
    accepted: list[tuple[Slip, str, int]] = []
    for place, slip in slips.items():
        entry_id = entries.get(slip.person_id)
        if entry_id in voted:
            outcomes[place] = receipt_of(slip.key) if slip.key in known else Stale("ballot_already_cast")
            continue
        try:
            text = _checked(question, slip, entry_id)
        except (Refused, Forbidden) as refusal:
            outcomes[place] = refusal
            continue
        # Two people with one key (a page that was passed on): the second gets a key of his own.
        fresh = slip if slip.key not in known else replace(slip, key=secrets.token_hex(16))
        voted.add(entries[slip.person_id])
        known.add(fresh.key)
        accepted.append((fresh, text, entries[slip.person_id]))
        outcomes[place] = receipt_of(fresh.key)
    if accepted:
        await _write(ballot_id, accepted)
    return outcomes


def _checked(question: Question, slip: Slip, entry_id: int | None) -> str:
    if entry_id is None:
        raise Forbidden("ballot_not_on_roll")
    check_voting(question, clock.now())
    return paper_text(question, slip.filled)


async def _write(ballot_id: int, accepted: list[tuple[Slip, str, int]]) -> None:
    """People in the order of their ids, papers in the order of their keys: even inside a batch nothing matches.

    People first: on PostgreSQL their foreign key holds the ballot against a closing that starts meanwhile, and if the
    closing was faster, the guard on the papers refuses and the whole batch is undone.
    """
    today = clock.today()
    people = sorted(slip.person_id for slip, _, _ in accepted)
    await execute_many(
        "INSERT INTO turnout (ballot_id, entry_id, person_id, channel, day) VALUES (?, ?, ?, ?, ?)",
        sorted(
            [ballot_id, entry_id, slip.person_id, Channel.PHONE.value, today]
            for slip, _, entry_id in accepted
        ),
    )
    await execute_many(
        "INSERT INTO paper (key, ballot_id, choices, reason) VALUES (?, ?, ?, ?)",
        sorted([slip.key, ballot_id, text, slip.filled.reason] for slip, text, _ in accepted),
    )
    await record_day(people, "paper_cast", Ref("ballot", ballot_id), today)


async def seal_box(ballot: Ballot) -> int:
    """Put the papers in key order and fix them by the root of a Merkle tree, written to the ballot; how many there are.

    Called inside the transaction that closes the ballot, under its lock.
    """
    leaves = [leaf(*paper) for paper in await put_in_key_order(ballot.id)]
    ballot.bulletin_root, ballot.bulletin_size = merkle.root(leaves), len(leaves)
    await ballot.save(update_fields=["bulletin_root", "bulletin_size"])
    return len(leaves)


async def put_in_key_order(ballot_id: int) -> list[tuple[str, str, str]]:
    """Take all papers out of the box and put them back by key: key, text and reason of each, in that order.

    The order in which rows were written (SQLite's rowid, PostgreSQL's place on the page and transaction number)
    would join papers with turnout. Called inside the transaction that closes the ballot, under its lock.
    """
    papers = await rows(
        "SELECT key, choices, reason, entry_id FROM paper WHERE ballot_id = ? ORDER BY key", ballot_id
    )
    await execute("DELETE FROM paper WHERE ballot_id = ?", ballot_id)
    if papers:
        await execute_many(
            "INSERT INTO paper (key, ballot_id, choices, reason, entry_id) VALUES (?, ?, ?, ?, ?)",
            [[row["key"], ballot_id, row["choices"], row["reason"], row["entry_id"]] for row in papers],
        )
    after_commit(sweep_papers)
    return [(row["key"], row["choices"], row["reason"]) for row in papers]


async def sweep_papers() -> None:
    """Once the papers lie in their new order, let the old order go from the files as well."""
    await sweep("paper")


_box: Together[Slip, str] = Together(_put_in, BATCH)
