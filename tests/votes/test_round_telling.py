"""What people are told about a round by the clock: who, when, once; and nothing about any paper."""

from datetime import timedelta
from typing import Any

import pytest
from tortoise.exceptions import IntegrityError, OperationalError

from civic.kit.db import execute
from civic.notifications.models import Notification
from civic.people.rules import Actor
from tests.cast import Cast
from tests.conftest import Call
from tests.factories import votes as make
from votes.casting.services import cast as put_in
from votes.results import services as results
from votes.rounds import commands, queries, services
from votes.rounds.models import Reminder, Round
from votes.rules import Filled

DAY = timedelta(days=1)
HOUR = timedelta(hours=1)


def told(call: Call, who: Actor) -> list[str]:
    found = call(Notification.filter(person_id=who.person_id, ref_kind="round").order_by("id").all)
    return [each.kind for each in found]


def tick(call: Call, clock: Any) -> None:
    """The clock looks twice, as it does when two of them run."""
    for _ in range(2):
        call(commands.tick, clock.now())


def vote(call: Call, who: Actor, round_: Round) -> None:
    first = call(queries.plan, call(queries.one, round_.id)).proposals[0]
    call(put_in, who, round_.ballot_id, Filled((str(first),)))


def test_everybody_on_the_roll_is_told_of_the_beginning_once(call: Call, cast: Cast, clock: Any):
    call(make.open_round, cast)
    tick(call, clock)
    assert told(call, cast.lin) == told(call, cast.wei) == ["round_opened"]
    assert told(call, cast.outsider) == told(call, cast.hao) == []


def test_nobody_is_told_of_a_beginning_that_has_not_come(call: Call, cast: Cast, clock: Any):
    made = call(make.round_, cast)
    call(services.open_round, cast.sun, made.id)
    tick(call, clock)
    assert told(call, cast.lin) == []
    clock.travel(2 * HOUR)
    tick(call, clock)
    assert told(call, cast.lin) == ["round_opened"]


def test_only_who_has_not_voted_is_reminded(call: Call, cast: Cast, clock: Any):
    made = call(make.open_round, cast, reminders=(72, 24))
    tick(call, clock)
    vote(call, cast.lin, made)
    clock.travel(7 * DAY - 72 * HOUR)
    tick(call, clock)
    assert told(call, cast.lin) == ["round_opened"]
    assert told(call, cast.wei) == ["round_opened", "round_closing"]
    vote(call, cast.wei, made)
    clock.travel(2 * DAY)
    tick(call, clock)
    assert told(call, cast.wei) == ["round_opened", "round_closing"]
    assert told(call, cast.chen)[-1] == "round_closing"


def test_reminders_say_nothing_of_papers_or_turnout(call: Call, cast: Cast, clock: Any):
    made = call(make.open_round, cast, reminders=(24,))
    vote(call, cast.lin, made)
    clock.travel(6 * DAY)
    tick(call, clock)
    reminder = call(Notification.get, person_id=cast.wei.person_id, kind="round_closing")
    assert set(reminder.facts) == {"title", "closes_at"}


def test_the_closing_and_the_result_are_told_to_everybody(call: Call, cast: Cast, clock: Any):
    made = call(make.open_round, cast)
    tick(call, clock)
    clock.travel(7 * DAY)
    tick(call, clock)
    assert told(call, cast.lin) == ["round_opened", "round_closed"]
    call(results.count, made.ballot_id)
    call(services.mark_certified, cast.gao, made.id, set())
    tick(call, clock)
    assert told(call, cast.lin) == ["round_opened", "round_closed", "round_result"]


def test_nobody_is_told_of_what_ended_long_ago(call: Call, cast: Cast, clock: Any):
    made = call(make.open_round, cast)
    clock.travel(7 * DAY)
    call(services.close_round, cast.sun, made.id)
    clock.travel(15 * DAY)
    tick(call, clock)
    assert told(call, cast.lin) == []


def test_what_was_told_is_kept_and_not_whom(call: Call, cast: Cast, clock: Any):
    made = call(make.open_round, cast)
    tick(call, clock)
    [row] = call(Reminder.filter(ballot_id=made.ballot_id).all)
    assert (row.occasion, row.told) == ("opened", len(call(queries.voters, made.ballot_id, False)))
    for sql in ("UPDATE ballot_reminder SET told = 0", "DELETE FROM ballot_reminder"):
        with pytest.raises((IntegrityError, OperationalError)) as error:
            call(execute, sql)
        assert "ballot_reminder_append_only" in str(error.value)
    columns = "ballot_id, occasion, due_at, told, sent_at"
    with pytest.raises(IntegrityError):
        call(execute, f"INSERT INTO ballot_reminder ({columns}) SELECT {columns} FROM ballot_reminder")
