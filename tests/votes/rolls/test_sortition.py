"""Panels: announced first, drawn once, repeated from the published data, replaced in order."""

import hashlib
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from civic.audit.models import Entry as AuditEntry
from civic.kit.errors import Forbidden, NotFound, Refused, SignInNeeded, Stale
from civic.people.rules import ANONYMOUS
from tests.cast import Cast
from tests.conftest import Call
from tests.factories import votes as make
from tests.tampering import tamper
from tests.votes.rolls.sheets import on_roll
from votes.models import Ballot
from votes.rolls import queries, services
from votes.rolls.sortition import queries as draws
from votes.rolls.sortition import services as sortition
from votes.rolls.sortition.models import Sortition
from votes.rolls.sortition.services import Announcement
from votes.rules import RollLine

VALUE = "03 07 12 18 25 30 + 09"
PEOPLE = [
    RollLine("", name=f"居民{n}", unit=f"1-{n}", birth_year=1960, stratum="一号院" if n < 30 else "二号院")
    for n in range(50)
]


@pytest.fixture
def draft(call: Call, cast: Cast, clock: object) -> Ballot:
    ballot = call(make.draft_ballot, cast)
    call(on_roll, ballot, PEOPLE)
    return ballot


@pytest.fixture
def wanted(clock: Any) -> Announcement:
    return Announcement("公园讨论小组", 10, 5, None, "双色球第 2026135 期", clock.now() + timedelta(days=1))


@pytest.fixture
def announced(call: Call, cast: Cast, draft: Ballot, wanted: Announcement) -> Sortition:
    return call(sortition.announce, cast.sun, draft.id, wanted)


@pytest.fixture
def drawn(call: Call, cast: Cast, announced: Sortition, clock: Any) -> Sortition:
    clock.travel(timedelta(days=1))
    call(sortition.draw, cast.sun, announced.id, f"  {VALUE} ")
    return announced


def test_the_announcement_fixes_everything_but_the_value(call: Call, announced: Sortition):
    found = call(draws.draw, announced.id)
    assert found.plan.seats == {"一号院": 6, "二号院": 4}
    assert found.plan.reserve == {"一号院": 3, "二号院": 2}
    assert (found.drawn, len(found.pool), found.sizes) == (None, 50, {"一号院": 30, "二号院": 20})
    assert "居民" not in str(found.document())
    assert call(AuditEntry.get, verb="sortition_announced").facts["commitment"] == announced.commitment


def test_anyone_draws_the_same_panel_from_the_published_data(call: Call, drawn: Sortition):
    data = call(draws.draw, drawn.id).document()
    seed = f"{data['commitment']}:{data['value']}"
    order = sorted(
        data["announced"]["pool"], key=lambda line: hashlib.sha256(f"{seed}\n{line[0]}".encode()).digest()
    )
    panel: list[int] = []
    taken: dict[str, int] = {}
    for number, group in order:
        if taken.get(group, 0) < data["announced"]["seats"].get(group, 0):
            panel.append(number)
        taken[group] = taken.get(group, 0) + 1
    assert (panel, data["value"]) == (data["panel"], VALUE)
    assert len(panel) == 10


def test_it_is_drawn_once(call: Call, cast: Cast, drawn: Sortition):
    with pytest.raises(Stale, match="sortition_drawn"):
        call(sortition.draw, cast.sun, drawn.id, "another value")
    assert call(draws.draw, drawn.id).value == VALUE


def test_not_before_the_value_can_be_known(call: Call, cast: Cast, announced: Sortition):
    with pytest.raises(Refused, match="sortition_too_early"):
        call(sortition.draw, cast.sun, announced.id, VALUE)


def test_a_value_that_is_known_already_is_no_seed(
    call: Call, cast: Cast, draft: Ballot, wanted: Announcement, clock: Any
):
    with pytest.raises(Refused, match="sortition_value_past"):
        call(sortition.announce, cast.sun, draft.id, replace(wanted, value_at=clock.now()))


def test_a_roll_that_changed_is_not_drawn_from(
    call: Call, cast: Cast, draft: Ballot, announced: Sortition, clock: Any
):
    line = call(queries.entries, draft.id, 0, 1)[0]
    call(services.strike, cast.sun, draft.id, line.id)
    clock.travel(timedelta(days=1))
    with pytest.raises(Refused, match="sortition_roll_changed"):
        call(sortition.draw, cast.sun, announced.id, VALUE)


def test_freezing_the_roll_changes_nothing(call: Call, cast: Cast, draft: Ballot, drawn: Sortition):
    opened = call(services.freeze, draft.id, {})
    assert opened.roll_digest == drawn.document["roll_digest"]


def test_who_cannot_serve_is_replaced_in_order(call: Call, cast: Cast, drawn: Sortition):
    before = call(draws.draw, drawn.id)
    leaving = before.panel[3]
    entering = call(sortition.replace, cast.sun, drawn.id, leaving)
    after = call(draws.draw, drawn.id)
    assert after.panel[3] == entering in before.waiting
    assert entering not in after.waiting
    assert after.document()["panel"] == before.panel
    assert call(AuditEntry.get, verb="sortition_replaced").facts == {"leaving": leaving, "entering": entering}
    with pytest.raises(Refused, match="sortition_not_member"):
        call(sortition.replace, cast.sun, drawn.id, leaving)
    # who entered may leave as well, until the reserve is used up
    for _ in range(4):
        entering = call(sortition.replace, cast.sun, drawn.id, entering)
    with pytest.raises(Refused, match="sortition_reserve_used"):
        call(sortition.replace, cast.sun, drawn.id, entering)


def test_nobody_is_replaced_before_the_draw(call: Call, cast: Cast, announced: Sortition):
    with pytest.raises(Refused, match="sortition_not_member"):
        call(sortition.replace, cast.sun, announced.id, 1)


@pytest.mark.parametrize("who", ["lin", "gao", "other_clerk", "admin"])
def test_only_who_tends_the_roll_draws(
    call: Call, cast: Cast, draft: Ballot, wanted: Announcement, drawn: Sortition, who: str
):
    actor = getattr(cast, who)
    again = replace(wanted, value_at=wanted.value_at + timedelta(days=2))
    with pytest.raises(Forbidden):
        call(sortition.announce, actor, draft.id, again)
    with pytest.raises(Forbidden):
        call(sortition.draw, actor, drawn.id, VALUE)
    with pytest.raises(Forbidden):
        call(sortition.replace, actor, drawn.id, 1)
    with pytest.raises(SignInNeeded):
        call(sortition.announce, ANONYMOUS, draft.id, again)
    with pytest.raises(NotFound):
        call(sortition.draw, cast.sun, 999_999, VALUE)


def test_whoever_changes_a_draw_afterwards_is_found_out(call: Call, drawn: Sortition):
    assert call(draws.first_fault) is None
    call(tamper, "sortition_draw", "UPDATE sortition_draw SET value = '03 07 12 18 25 30 + 10'")
    assert call(draws.first_fault) == drawn.ballot_id


def test_whoever_changes_an_announcement_afterwards_is_found_out(call: Call, announced: Sortition):
    call(tamper, "sortition", "UPDATE sortition SET commitment = ?", "0" * 64)
    assert call(draws.first_fault) == announced.ballot_id
