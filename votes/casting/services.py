"""Casting a paper, and putting the papers in an order that tells nothing.

Who took part and what was cast are two rows in two tables, written in one transaction; no column, time, order, log or
audit entry joins them once the ballot is closed. Papers that arrive together share a commit.
"""

import re
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, replace

from civic.audit.services import record_day
from civic.kit import clock
from civic.kit.db import after_commit, execute, execute_many, rows, sweep, transaction
from civic.kit.errors import Forbidden, NotFound, Refused, SignInNeeded, Stale
from civic.kit.refs import Ref
from civic.kit.together import Together
from civic.people.rules import Actor
from votes import queries as ballots
from votes.casting import queries
from votes.casting.rules import key_of, new_nonce, receipt_of
from votes.rules import Question, check_voting, paper_text

# At most this many papers share a commit.
BATCH = 200
_NONCE = re.compile(r"[0-9a-f]{32}")

Outcome = str | Exception


@dataclass(frozen=True)
class Slip:
    """One person's paper on its way to the box."""

    ballot_id: int
    person_id: int
    codes: tuple[str, ...]
    key: str


async def cast(actor: Actor, ballot_id: int, codes: Sequence[str], nonce: str = "") -> str:
    """Put a paper in the box and answer with its receipt once it is in the database.

    ``nonce`` comes from the page the paper was filled in on: the same page sent again gets the same receipt and no
    second paper. Raises SignInNeeded, NotFound, Forbidden ``ballot_not_on_roll``, Stale ``ballot_already_cast``, and
    Refused as ``check_voting`` and ``paper_text`` do. Never called inside a transaction: the answer promises a commit.
    """
    if actor.person_id is None:
        raise SignInNeeded
    drawn = nonce if _NONCE.fullmatch(nonce) else new_nonce()
    return await _box.put(Slip(ballot_id, actor.person_id, tuple(codes), key_of(ballot_id, drawn)))


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
    entitled = await ballots.on_roll(ballot_id, people)
    voted, known = await queries.have_voted(ballot_id, people), await queries.known_keys(keys)
    outcomes: dict[int, Outcome] = {}
    accepted: list[tuple[Slip, str]] = []
    for place, slip in slips.items():
        if slip.person_id in voted:
            outcomes[place] = receipt_of(slip.key) if slip.key in known else Stale("ballot_already_cast")
            continue
        try:
            text = _checked(question, slip, slip.person_id in entitled)
        except (Refused, Forbidden) as refusal:
            outcomes[place] = refusal
            continue
        # Two people with one key (a page that was passed on): the second gets a key of his own.
        fresh = slip if slip.key not in known else replace(slip, key=secrets.token_hex(16))
        voted.add(fresh.person_id)
        known.add(fresh.key)
        accepted.append((fresh, text))
        outcomes[place] = receipt_of(fresh.key)
    if accepted:
        await _write(ballot_id, accepted)
    return outcomes


def _checked(question: Question, slip: Slip, entitled: bool) -> str:
    if not entitled:
        raise Forbidden("ballot_not_on_roll")
    check_voting(question, clock.now())
    return paper_text(question, slip.codes)


async def _write(ballot_id: int, accepted: list[tuple[Slip, str]]) -> None:
    """People in the order of their ids, papers in the order of their keys: even inside a batch nothing matches.

    People first: on PostgreSQL their foreign key holds the ballot against a closing that starts meanwhile, and if the
    closing was faster, the guard on the papers refuses and the whole batch is undone.
    """
    today = clock.today()
    people = sorted(slip.person_id for slip, _ in accepted)
    await execute_many(
        "INSERT INTO turnout (ballot_id, person_id, day) VALUES (?, ?, ?)",
        [[ballot_id, person_id, today] for person_id in people],
    )
    await execute_many(
        "INSERT INTO paper (key, ballot_id, choices) VALUES (?, ?, ?)",
        sorted([slip.key, ballot_id, text] for slip, text in accepted),
    )
    await record_day(people, "paper_cast", Ref("ballot", ballot_id), today)


async def put_in_key_order(ballot_id: int) -> list[tuple[str, str]]:
    """Take all papers out of the box and put them back by key: key and text of each, in that order.

    The order in which rows were written (SQLite's rowid, PostgreSQL's place on the page and transaction number)
    would join papers with turnout. Called inside the transaction that closes the ballot, under its lock.
    """
    found = sorted(
        (row["key"], row["choices"])
        for row in await rows("SELECT key, choices FROM paper WHERE ballot_id = ?", ballot_id)
    )
    await execute("DELETE FROM paper WHERE ballot_id = ?", ballot_id)
    if found:
        await execute_many(
            "INSERT INTO paper (key, ballot_id, choices) VALUES (?, ?, ?)",
            [[key, ballot_id, text] for key, text in found],
        )
    after_commit(sweep_papers)
    return found


async def sweep_papers() -> None:
    """Once the papers lie in their new order, let the old order go from the files as well."""
    await sweep("paper")


_box: Together[Slip, str] = Together(_put_in, BATCH)
