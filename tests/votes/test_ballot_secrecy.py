"""No table, order, index, log or audit entry joins a voter and a paper (architecture, section 13)."""

import asyncio
import logging
import random
from pathlib import Path
from typing import Any

import pytest
from tortoise.exceptions import IntegrityError

from civic.audit.models import Entry
from civic.kit import merkle
from civic.kit.db import execute, locked, rows, transaction
from civic.kit.errors import Refused
from civic.kit.settings import Settings
from civic.notifications.models import Notification
from tests.cast import Cast
from tests.conftest import Call
from tests.databases import ENGINE
from tests.factories import votes as make
from tests.factories.votes import ticks
from votes import services as ballots
from votes.casting import queries
from votes.casting.models import Paper, Turnout
from votes.casting.rules import key_of, leaf, new_nonce, receipt_of
from votes.casting.services import cast as put_in
from votes.casting.services import seal_box
from votes.models import Ballot

COUNT = 40


async def _vote(cast: Cast) -> tuple[Ballot, list[str]]:
    """Forty residents vote one after the other, in an order of their own; answers the receipts in that order."""
    people = await make.residents(cast, COUNT)
    ballot = await make.open_ballot(cast, people)
    random.Random(7).shuffle(people)
    return ballot, [
        await put_in(person, ballot.id, ticks(make.CODES[n % 4])) for n, person in enumerate(people)
    ]


async def _close(ballot: Ballot) -> None:
    async with transaction():
        shut = await locked(Ballot, id=ballot.id)
        await seal_box(shut)
        await ballots.close_ballot(shut)


async def _stored_order(ballot_id: int) -> list[str]:
    """Keys in the order in which the rows lie in the file."""
    place = "rowid" if ENGINE == "sqlite" else "ctid"
    return [
        row["key"]
        for row in await rows(f"SELECT key FROM paper WHERE ballot_id = ? ORDER BY {place}", ballot_id)
    ]


async def _transactions(table: str, ballot_id: int) -> set[str]:
    found = await rows(f"SELECT CAST(xmin AS text) AS x FROM {table} WHERE ballot_id = ?", ballot_id)
    return {row["x"] for row in found}


async def _columns(table: str) -> set[str]:
    found = await rows(f"SELECT * FROM (SELECT 1 AS here) h LEFT JOIN {table} ON TRUE LIMIT 1")
    return set(found[0]) - {"here"}


def test_neither_table_has_a_column_that_leads_to_the_other(call: Call):
    assert call(_columns, "paper") == {"key", "ballot_id", "choices", "reason", "entry_id"}
    assert call(_columns, "turnout") == {"id", "ballot_id", "entry_id", "person_id", "channel", "day"}


def test_after_closing_papers_lie_in_the_order_of_their_keys(call: Call, cast: Cast, clock: Any):
    ballot, receipts = call(_vote, cast)
    before = call(_stored_order, ballot.id)
    assert [receipt_of(key) for key in before] == receipts, (
        "the danger is real: they lie in the order of casting"
    )
    call(_close, ballot)
    after = call(_stored_order, ballot.id)
    assert after == sorted(before)
    assert after != before


@pytest.mark.skipif(ENGINE != "postgres", reason="only PostgreSQL keeps the transaction beside the row")
def test_after_closing_no_transaction_number_joins_them(call: Call, cast: Cast, clock: Any):
    ballot, _ = call(_vote, cast)
    assert call(_transactions, "paper", ballot.id) == call(_transactions, "turnout", ballot.id)
    call(_close, ballot)
    assert len(call(_transactions, "paper", ballot.id)) == 1
    assert not call(_transactions, "paper", ballot.id) & call(_transactions, "turnout", ballot.id)


@pytest.mark.skipif(ENGINE != "sqlite", reason="reads the embedded database's file")
def test_after_closing_the_file_keeps_no_older_copy_of_a_paper(
    call: Call, cast: Cast, clock: Any, settings: Settings
):
    ballot, _ = call(_vote, cast)
    call(_close, ballot)
    path = Path(settings.database_url.removeprefix("sqlite://"))
    bytes_ = path.read_bytes()
    keys = call(_stored_order, ballot.id)
    # once in the table and once in each of the two indexes
    assert {bytes_.count(key.encode()) for key in keys} == {3}
    assert not Path(f"{path}-wal").exists() or not any(
        key.encode() in Path(f"{path}-wal").read_bytes() for key in keys
    )


def test_closing_loses_no_paper_and_changes_none(call: Call, cast: Cast, clock: Any):
    ballot, receipts = call(_vote, cast)
    before = sorted(call(Paper.filter(ballot_id=ballot.id).values_list, "key", "choices"))
    call(_close, ballot)
    assert sorted(call(Paper.filter(ballot_id=ballot.id).values_list, "key", "choices")) == before
    assert call(queries.receipts, ballot.id) == sorted(receipts)
    assert sorted(call(queries.papers, ballot.id)) == sorted(text for _, text in before)


def test_nothing_is_read_from_the_box_while_it_is_open(call: Call, cast: Cast, clock: Any):
    ballot, _ = call(_vote, cast)
    for look in (queries.papers, queries.receipts):
        with pytest.raises(Refused) as refusal:
            call(look, ballot.id)
        assert refusal.value.code == "ballot_still_open"
    assert call(queries.turnout, ballot.id) == COUNT


def test_a_secret_paper_cannot_name_its_entry(call: Call, cast: Cast, clock: Any):
    call(_vote, cast)
    assert call(Paper.filter(entry_id__isnull=False).count) == 0
    naming = "INSERT INTO paper (key, ballot_id, choices, reason, entry_id) SELECT ?, ballot_id, 'a', '', id FROM roll_entry"
    with pytest.raises(IntegrityError, match="paper_secret"):
        call(execute, naming, "f" * 32)


def test_the_audit_log_says_nothing_of_a_cast(call: Call, cast: Cast, clock: Any):
    before = call(Entry.all().count)
    ballot, _ = call(_vote, cast)
    call(_close, ballot)
    assert call(Entry.all().count) == before


async def _change(cast: Cast) -> tuple[Ballot, list[str], list[str]]:
    """Ten vote, then every second of them changes the paper; the receipts that stand, and the keys that are gone."""
    people = await make.residents(cast, 10)
    ballot = await make.open_ballot(cast, people, changeable=True)
    entries = await rows("SELECT id FROM roll_entry WHERE ballot_id = ? ORDER BY id", ballot.id)
    first = [new_nonce() for _ in people]
    receipts = [
        await put_in(person, ballot.id, ticks("a"), nonce)
        for person, nonce in zip(people, first, strict=True)
    ]
    for n in range(0, 10, 2):
        receipts[n] = await put_in(people[n], ballot.id, ticks("b"), replaces=first[n])
    return ballot, receipts, [key_of(ballot.id, entries[n]["id"], first[n]) for n in range(0, 10, 2)]


def test_a_changed_paper_is_gone_and_the_new_one_is_told_apart_by_nothing(call: Call, cast: Cast, clock: Any):
    ballot, receipts, gone = call(_change, cast)
    call(_close, ballot)
    assert call(queries.receipts, ballot.id) == sorted(receipts)
    keys = call(_stored_order, ballot.id)
    assert keys == sorted(keys)
    assert not set(gone) & set(keys)
    if ENGINE == "postgres":
        assert len(call(_transactions, "paper", ballot.id)) == 1


@pytest.mark.skipif(ENGINE != "sqlite", reason="reads the embedded database's file")
def test_a_changed_paper_leaves_no_copy_in_the_file(call: Call, cast: Cast, clock: Any, settings: Settings):
    ballot, _, gone = call(_change, cast)
    call(_close, ballot)
    path = Path(settings.database_url.removeprefix("sqlite://"))
    left = path.read_bytes() + (Path(f"{path}-wal").read_bytes() if Path(f"{path}-wal").exists() else b"")
    assert not any(key.encode() in left for key in gone)


def test_the_sealed_box_is_fixed_by_a_root_that_anyone_can_compute(call: Call, cast: Cast, clock: Any):
    ballot, _ = call(_vote, cast)
    call(_close, ballot)
    papers = call(rows, "SELECT key, choices, reason FROM paper WHERE ballot_id = ? ORDER BY key", ballot.id)
    leaves = [leaf(paper["key"], paper["choices"], paper["reason"]) for paper in papers]
    sealed = call(Ballot.get, id=ballot.id)
    assert (sealed.bulletin_root, sealed.bulletin_size) == (merkle.root(leaves), COUNT)
    assert leaves[0].split(b"\t")[0].decode() == receipt_of(papers[0]["key"])


def test_people_who_vote_together_are_written_in_the_order_of_their_names_and_papers_in_that_of_their_keys(
    call: Call, cast: Cast, clock: Any
):
    async def at_once() -> Ballot:
        people = await make.residents(cast, COUNT)
        ballot = await make.open_ballot(cast, people)
        random.Random(3).shuffle(people)
        await asyncio.gather(*(put_in(person, ballot.id, ticks("a")) for person in people))
        return ballot

    ballot = call(at_once)
    order = call(_stored_order, ballot.id)
    assert order == sorted(order)
    entries = call(Turnout.filter(ballot_id=ballot.id).order_by("id").values_list, "entry_id", flat=True)
    assert entries == sorted(entries)


def test_no_log_line_and_no_notification_speaks_of_a_cast(
    call: Call, cast: Cast, clock: Any, caplog: pytest.LogCaptureFixture
):
    with caplog.at_level(logging.DEBUG, logger="civic"), caplog.at_level(logging.DEBUG, logger="votes"):
        _, receipts = call(_vote, cast)
    assert not any(receipt in caplog.text for receipt in receipts)
    assert call(Notification.all().count) == 0
