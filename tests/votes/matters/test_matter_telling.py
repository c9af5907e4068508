"""A matter is put off, and people are told about it: each thing once, and those who voted are not reminded."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from civic.kit.errors import Forbidden, Refused
from civic.notifications.models import Notification
from tests.cast import Cast
from tests.conftest import Call
from tests.factories import matters as make
from votes.casting.services import cast as put_in
from votes.matters import services
from votes.matters.commands import tick
from votes.matters.models import Matter
from votes.models import Ballot
from votes.rounds import queries as rounds
from votes.rules import Filled, State

DAY = timedelta(days=1)
WHY = "周末下大雨，投票站关了两天。"


async def told(person_id: int | None) -> list[str]:
    return [each.kind for each in await Notification.filter(person_id=person_id).order_by("id")]


async def closing(matter: Matter) -> datetime:
    ballot = await Ballot.get(id=matter.ballot_id)
    assert ballot.closes_at is not None
    return ballot.closes_at


def test_papers_are_taken_up_to_the_new_hour_and_the_digest_stays(call: Call, cast: Cast, clock: Any):
    made = call(make.open_matter, cast)
    before = call(Ballot.get, id=made.ballot_id)
    call(services.extend, cast.sun, made.id, call(closing, made) + 2 * DAY, WHY)
    clock.travel(8 * DAY)
    call(tick, clock.now())
    call(put_in, cast.lin, made.ballot_id, Filled(("yes",)))
    after = call(Ballot.get, id=made.ballot_id)
    assert (after.state, after.digest) == (State.OPEN, before.digest)
    assert [each.reason for each in call(rounds.extensions, made.ballot_id)] == [WHY]


def test_it_is_not_put_off_by_residents_nor_brought_forward_nor_after_closing(
    call: Call, cast: Cast, clock: Any
):
    made = call(make.open_matter, cast)
    closes = call(closing, made)
    with pytest.raises(Forbidden):
        call(services.extend, cast.lin, made.id, closes + DAY, WHY)
    with pytest.raises(Refused, match="extension_not_later"):
        call(services.extend, cast.sun, made.id, closes - DAY, WHY)
    clock.travel(8 * DAY)
    with pytest.raises(Refused, match="extension_too_late"):
        call(services.extend, cast.sun, made.id, closes + DAY, WHY)


def test_people_are_told_once_of_each_occasion_and_not_reminded_once_they_voted(
    call: Call, cast: Cast, clock: Any
):
    made = call(make.open_matter, cast)
    call(tick, clock.now())
    call(tick, clock.now())
    assert call(told, cast.wei.person_id) == ["round_opened"]
    call(put_in, cast.lin, made.ballot_id, Filled(("yes",)))
    clock.travel(6 * DAY + DAY / 2)
    call(tick, clock.now())
    assert call(told, cast.lin.person_id) == ["round_opened"]
    assert call(told, cast.wei.person_id) == ["round_opened", "round_closing"]
    clock.travel(DAY)
    call(tick, clock.now())
    assert call(told, cast.lin.person_id)[-1] == "round_closed"


def test_a_box_under_two_keys_is_not_opened_for_papers_before_both_keys_are_there(
    call: Call, cast: Cast, clock: Any
):
    made = call(make.matter, cast, make.plan(sealed_box=True))
    with pytest.raises(Refused, match="box_"):
        call(services.open_matter, cast.sun, made.id)
