"""No table, order, index, log or audit entry joins a voter and a paper (architecture, section 13)."""

import asyncio
import logging
import random
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from civic.audit.models import Entry
from civic.kit.db import rows, transaction
from civic.kit.errors import Refused
from civic.kit.settings import Settings
from civic.notifications.models import Notification
from tests.cast import Cast
from tests.conftest import Call
from tests.databases import ENGINE
from tests.factories import votes as make
from votes import services as ballots
from votes.casting import queries
from votes.casting.models import Paper, Turnout
from votes.casting.rules import receipt_of
from votes.casting.services import cast as put_in
from votes.casting.services import put_in_key_order
from votes.models import Ballot

COUNT = 40


async def _vote(cast: Cast) -> tuple[Ballot, list[str]]:
    """Forty residents vote one after the other, in an order of their own; answers the receipts in that order."""
    people = await make.residents(cast, COUNT)
    ballot = await make.open_ballot(cast, people)
    random.Random(7).shuffle(people)
    return ballot, [await put_in(person, ballot.id, [make.CODES[n % 4]]) for n, person in enumerate(people)]


async def _close(ballot: Ballot) -> None:
    async with transaction():
        await put_in_key_order(ballot.id)
        await ballots.close_ballot(await Ballot.get(id=ballot.id))


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
    assert call(_columns, "paper") == {"key", "ballot_id", "choices"}
    assert call(_columns, "turnout") == {"id", "ballot_id", "person_id", "day"}


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


def test_the_audit_log_knows_neither_key_nor_receipt_nor_hour(call: Call, cast: Cast, clock: Any):
    ballot, receipts = call(_vote, cast)
    call(_close, ballot)
    entries = call(_entries)
    keys = call(_stored_order, ballot.id)
    written = repr([(entry.at, entry.verb, entry.facts) for entry in entries])
    assert len(entries) == COUNT
    assert not any(secret in written for secret in [*keys, *receipts])
    assert {entry.at for entry in entries} == {"2026-11-22"}
    assert {str(entry.facts) for entry in entries} == {"{}"}


async def _entries() -> Sequence[Entry]:
    return await Entry.filter(verb="paper_cast").order_by("seq")


def test_people_who_vote_together_are_written_in_the_order_of_their_names_and_papers_in_that_of_their_keys(
    call: Call, cast: Cast, clock: Any
):
    async def at_once() -> Ballot:
        people = await make.residents(cast, COUNT)
        ballot = await make.open_ballot(cast, people)
        random.Random(3).shuffle(people)
        await asyncio.gather(*(put_in(person, ballot.id, ["a"]) for person in people))
        return ballot

    ballot = call(at_once)
    order = call(_stored_order, ballot.id)
    assert order == sorted(order)
    people = call(Turnout.filter(ballot_id=ballot.id).order_by("id").values_list, "person_id", flat=True)
    assert people == sorted(people)


def test_no_log_line_and_no_notification_speaks_of_a_cast(
    call: Call, cast: Cast, clock: Any, caplog: pytest.LogCaptureFixture
):
    with caplog.at_level(logging.DEBUG, logger="civic"), caplog.at_level(logging.DEBUG, logger="votes"):
        _, receipts = call(_vote, cast)
    assert not any(receipt in caplog.text for receipt in receipts)
    assert call(Notification.all().count) == 0
