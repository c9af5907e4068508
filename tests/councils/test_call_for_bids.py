"""Calling for bids: within the decision, with two keys, before anyone may bid."""

from datetime import timedelta

import pytest
from tortoise.exceptions import IntegrityError, OperationalError

from civic.audit.models import Entry
from civic.kit.db import execute
from civic.kit.errors import Forbidden, Refused, SignInNeeded, Stale
from civic.people.rules import ANONYMOUS
from councils.tenders import queries, services
from councils.tenders.models import Call
from councils.tenders.rules import Phase
from tests.factories import money, record

REFUSED = (IntegrityError, OperationalError)


def test_a_call_is_prepared_by_the_clerk(call, cast, clock):
    made = call(money.prepared, cast)
    assert call(queries.show, made.id).phase is Phase.PREPARING
    assert call(lambda: Entry.get(verb="call_created")).facts["ceiling_fen"] == 1_800_000


@pytest.mark.parametrize("other", ["lin", "chen", "gao", "hao", "zhou", "other_clerk", "admin"])
def test_nobody_else_prepares_one(call, cast, clock, other):
    decision = call(record.decision, cast)
    with pytest.raises(Forbidden):
        call(services.create_call, getattr(cast, other), decision.id, money.plan())


def test_nor_someone_who_is_not_signed_in(call, cast, clock):
    decision = call(record.decision, cast)
    with pytest.raises(SignInNeeded):
        call(services.create_call, ANONYMOUS, decision.id, money.plan())


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"ceiling_fen": 1_800_001}, "ceiling_above_decision"),
        ({"closes": timedelta(0)}, "call_closes_before_opening"),
        ({"opens": timedelta(days=-9), "closes": timedelta(days=-3)}, "call_closes_in_past"),
    ],
)
def test_a_call_that_makes_no_sense_is_refused(call, cast, clock, changes, code):
    decision = call(record.decision, cast)
    given = {}
    if "closes" in changes:
        given = {
            "closes_at": clock.now() + changes["closes"],
            "opens_at": clock.now() + changes.get("opens", timedelta(0)),
        }
    with pytest.raises(Refused, match=code):
        call(services.create_call, cast.sun, decision.id, money.plan(**(given or changes)))


def test_one_decision_has_one_call_at_a_time(call, cast, clock):
    made = call(money.prepared, cast)
    with pytest.raises(Refused, match="call_exists"):
        call(services.create_call, cast.sun, made.decision_id, money.plan())
    with pytest.raises(REFUSED):
        call(_copy_of, made)


async def _copy_of(made: Call) -> None:
    again = await Call.get(id=made.id)
    again.id, again._saved_in_db = None, False  # type: ignore[assignment]
    await again.save()


def test_the_database_refuses_a_ceiling_above_the_decision(call, cast, clock):
    made = call(money.prepared, cast)
    with pytest.raises(REFUSED):
        call(execute, "UPDATE call_for_bids SET ceiling_fen = 1800001 WHERE id = ?", made.id)


def test_it_is_published_only_with_both_keys(call, cast, clock):
    made = call(money.prepared, cast)
    call(services.take_key, cast.sun, made.id)
    with pytest.raises(Refused, match="keys_missing"):
        call(services.publish_call, cast.sun, made.id)
    call(services.take_key, cast.gao, made.id)
    call(services.publish_call, cast.sun, made.id)
    assert call(queries.show, made.id).phase is Phase.OPEN
    with pytest.raises(Stale):
        call(services.publish_call, cast.sun, made.id)


def test_a_key_is_held_by_one_clerk_and_one_supervisor(call, cast, clock):
    made = call(money.prepared, cast)
    call(services.take_key, cast.sun, made.id)
    with pytest.raises(Stale, match="key_taken"):
        call(services.take_key, cast.sun, made.id)
    for other in (cast.lin, cast.admin, cast.other_clerk, cast.hao):
        with pytest.raises(Forbidden, match="key_not_yours"):
            call(services.take_key, other, made.id)


def test_a_call_that_is_being_prepared_does_not_exist_for_the_public(call, cast, clock, client):
    made = call(money.prepared, cast)
    assert client.get(f"/calls/{made.id}").status_code == 404
    assert client.get("/calls").status_code == 200
