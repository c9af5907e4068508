"""What the database itself refuses about matters."""

from typing import Any

import pytest
from tortoise.exceptions import IntegrityError, OperationalError

from civic.kit.db import execute
from tests.cast import Cast
from tests.conftest import Call
from tests.factories import matters as make
from tests.factories import votes
from votes.rules import Filled

NEW = "INSERT INTO matter (ballot_id, version, undelivered_heads, undelivered_area, created_at) VALUES (?, 1, ?, ?, ?)"
THEN = "2026-11-22 10:00:00+00:00"


def refused(call: Call, guard: str, sql: str, *values: Any) -> None:
    with pytest.raises((IntegrityError, OperationalError)) as error:
        call(execute, sql, *values)
    assert guard in str(error.value)


def test_a_ballot_is_one_matter_and_never_a_rounds(call: Call, cast: Cast, clock: Any):
    made = call(make.matter, cast)
    with pytest.raises((IntegrityError, OperationalError)):
        call(execute, NEW, made.ballot_id, 0, 0, clock.now())
    round_ = call(votes.round_, cast)
    refused(call, "matter_not_of_a_round", NEW, round_.ballot_id, 0, 0, clock.now())


def test_nobody_is_missed_less_than_nobody(call: Call, cast: Cast, clock: Any):
    made = call(make.matter, cast)
    refused(
        call, "matter_undelivered_heads", "UPDATE matter SET undelivered_heads = -1 WHERE id = ?", made.id
    )
    refused(call, "matter_undelivered_area", "UPDATE matter SET undelivered_area = -1 WHERE id = ?", made.id)


def test_deliveries_stand_once_the_box_is_sealed(call: Call, cast: Cast, clock: Any):
    made = call(make.closed, cast, [Filled(("yes",))])
    refused(call, "matter_delivery_frozen", "UPDATE matter SET undelivered_heads = 1 WHERE id = ?", made.id)


def test_a_matter_stays_with_its_ballot_and_is_not_deleted(call: Call, cast: Cast, clock: Any):
    made, other = call(make.matter, cast), call(votes.draft_ballot, cast)
    refused(call, "matter_of_its_ballot", "UPDATE matter SET ballot_id = ? WHERE id = ?", other.id, made.id)
    refused(call, "matter_kept", "DELETE FROM matter WHERE id = ?", made.id)
