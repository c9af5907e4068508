"""Putting a closing off: works, refuses, wrong person, twice, leaves its trace; and the database's own word."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from tortoise.exceptions import IntegrityError, OperationalError

from civic.audit import queries as audit
from civic.kit.db import execute
from civic.kit.errors import Forbidden, Refused, SignInNeeded
from civic.people.models import Person
from civic.people.rules import ANONYMOUS
from tests.cast import Cast
from tests.conftest import Call
from tests.factories import votes as make
from votes.casting.services import cast as put_in
from votes.models import Ballot, BallotExtension
from votes.rounds import commands, queries, services
from votes.rounds.models import Round
from votes.rounds.rules import Youth
from votes.rules import Filled, Phase, State

DAY = timedelta(days=1)
WHY = "周末下大雨，投票站关了两天。"


def closing(call: Call, round_: Round) -> datetime:
    ballot = call(Ballot.get, id=round_.ballot_id)
    assert ballot.closes_at is not None
    return ballot.closes_at


def refused(call: Call, guard: str, sql: str, *values: Any) -> None:
    with pytest.raises((IntegrityError, OperationalError)) as error:
        call(execute, sql, *values)
    assert guard in str(error.value)


def test_papers_are_taken_up_to_the_new_hour_and_the_digest_stays(call: Call, cast: Cast, clock: Any):
    made = call(make.open_round, cast)
    before, was = call(Ballot.get, id=made.ballot_id), closing(call, made)
    call(services.extend, cast.sun, made.id, was + 2 * DAY, WHY)
    after = call(Ballot.get, id=made.ballot_id)
    assert (after.digest, after.closes_at) == (before.digest, was + 2 * DAY)
    clock.travel(8 * DAY)
    call(commands.tick, clock.now())
    assert call(queries.card, made.id).phase is Phase.VOTING
    call(
        put_in,
        cast.lin,
        made.ballot_id,
        Filled((str(call(queries.plan, call(queries.one, made.id)).proposals[0]),)),
    )
    clock.travel(2 * DAY)
    call(commands.tick, clock.now())
    assert call(Ballot.get, id=made.ballot_id).state is State.CLOSED


def test_each_time_is_listed_with_who_and_why(call: Call, cast: Cast, clock: Any):
    made = call(make.open_round, cast)
    was = closing(call, made)
    call(services.extend, cast.sun, made.id, was + DAY, WHY)
    call(services.extend, cast.zheng, made.id, was + 2 * DAY, "还有人没领到票。")
    first, second = call(queries.extensions, made.ballot_id)
    assert (first.was, first.closes_at, first.reason, first.by) == (was, was + DAY, WHY, cast.sun.name)
    assert (second.was, second.closes_at) == (was + DAY, was + 2 * DAY)
    entry = call(audit.entries_about, services.ref(made.id))[-1]
    assert (entry.verb, entry.facts["closes_at"]) == ("round_extended", (was + 2 * DAY).isoformat())


def test_the_same_extension_twice_is_one(call: Call, cast: Cast, clock: Any):
    made = call(make.open_round, cast)
    later = closing(call, made) + DAY
    call(services.extend, cast.sun, made.id, later, WHY)
    with pytest.raises(Refused) as refusal:
        call(services.extend, cast.sun, made.id, later, WHY)
    assert refusal.value.code == "extension_not_later"
    assert call(BallotExtension.all().count) == 1


def test_not_earlier_not_after_closing_and_not_a_draft(call: Call, cast: Cast, clock: Any):
    draft, made = call(make.round_, cast), call(make.open_round, cast)
    was = closing(call, made)
    for round_, wanted, code in (
        (draft, was + 9 * DAY, "ballot_not_open"),
        (made, was - DAY, "extension_not_later"),
        (made, was + 99 * DAY, "round_too_long"),
    ):
        with pytest.raises(Refused) as refusal:
            call(services.extend, cast.sun, round_.id, wanted, WHY)
        assert refusal.value.code == code
    clock.travel(7 * DAY)
    with pytest.raises(Refused) as refusal:
        call(services.extend, cast.sun, made.id, was + 9 * DAY, WHY)
    assert refusal.value.code == "extension_too_late"
    assert closing(call, made) == was


@pytest.mark.parametrize("who", ["lin", "chen", "gao", "hao", "zhou", "other_clerk", "other_facilitator"])
def test_nobody_else_puts_a_closing_off(call: Call, cast: Cast, clock: Any, who: str):
    made = call(make.open_round, cast)
    with pytest.raises(Forbidden):
        call(services.extend, getattr(cast, who), made.id, closing(call, made) + DAY, WHY)
    with pytest.raises(SignInNeeded):
        call(services.extend, ANONYMOUS, made.id, closing(call, made) + DAY, WHY)
    assert call(BallotExtension.all().count) == 0


def test_the_ballot_beside_it_goes_with_it_and_not_alone(call: Call, cast: Cast, clock: Any):
    call(Person.filter(id=cast.wei.person_id).update, birth_year=2010)
    made = call(make.open_round, cast, youth=Youth(14, 17))
    beside = call(Round.get, beside_id=made.id)
    later = closing(call, made) + DAY
    with pytest.raises(Refused) as refusal:
        call(services.extend, cast.sun, beside.id, later, WHY)
    assert refusal.value.code == "extension_beside"
    call(services.extend, cast.sun, made.id, later, WHY)
    assert closing(call, beside) == later


def test_the_database_moves_a_closing_only_with_an_extension(call: Call, cast: Cast, clock: Any):
    made = call(make.open_round, cast)
    was = closing(call, made)
    move = "UPDATE ballot SET closes_at = ? WHERE id = ?"
    refused(call, "ballot_closing", move, was + DAY, made.ballot_id)
    call(services.extend, cast.sun, made.id, was + DAY, WHY)
    refused(call, "ballot_closing", move, was + 2 * DAY, made.ballot_id)
    refused(call, "ballot_closing", move, was, made.ballot_id)
    refused(call, "ballot_closing", "UPDATE ballot SET closes_at = NULL WHERE id = ?", made.ballot_id)


def test_an_extension_is_written_once_and_only_for_the_closing_of_an_open_ballot(
    call: Call, cast: Cast, clock: Any
):
    draft, made = call(make.round_, cast), call(make.open_round, cast)
    was = closing(call, made)
    insert = "INSERT INTO ballot_extension (ballot_id, was, closes_at, reason, person_id, at) VALUES (?, ?, ?, ?, ?, ?)"
    who, now = cast.sun.person_id, clock.now()
    refused(
        call, "extension_of_open", insert, draft.ballot_id, closing(call, draft), was + DAY, WHY, who, now
    )
    refused(call, "extension_of_open", insert, made.ballot_id, was - DAY, was + DAY, WHY, who, now)
    refused(call, "extension_later", insert, made.ballot_id, was, was - DAY, WHY, who, now)
    refused(call, "extension_reason", insert, made.ballot_id, was, was + DAY, " ", who, now)
    call(services.extend, cast.sun, made.id, was + DAY, WHY)
    refused(call, "ballot_extension_append_only", "UPDATE ballot_extension SET reason = 'x'")
    refused(call, "ballot_extension_append_only", "DELETE FROM ballot_extension")
