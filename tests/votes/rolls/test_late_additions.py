"""After the freezing a line is added by a minuted act only, beside the digest that was published."""

from typing import Any

import pytest

from civic.audit.models import Entry as AuditEntry
from civic.kit.errors import Forbidden, Refused
from tests.cast import Cast
from tests.conftest import Call
from tests.factories import votes as make
from tests.votes.rolls.sheets import line_of
from votes.casting import services as casting
from votes.models import Ballot
from votes.rolls import queries, services
from votes.rolls.models import LateAddition
from votes.rules import RollLine

BASIS = "2026年11月22日居委会会议记录第3项"
LIN = RollLine("", name="林秀英", birth_year=1954)


@pytest.fixture
def opened(call: Call, cast: Cast, clock: object) -> Ballot:
    """Lin was forgotten."""
    ballot = call(make.draft_ballot, cast)
    call(services.build, cast.sun, ballot.id)
    call(services.strike, cast.sun, ballot.id, call(line_of, ballot, cast.lin).id)
    return call(services.freeze, ballot.id, {})


@pytest.mark.parametrize("who", ["sun", "gao"])
def test_who_was_forgotten_is_added_and_votes(call: Call, cast: Cast, opened: Ballot, who: str):
    with pytest.raises(Forbidden, match="ballot_not_on_roll"):
        call(casting.cast, cast.lin, opened.id, make.ticks("a"))
    number = call(services.add_late, getattr(cast, who), opened.id, LIN, BASIS)
    assert call(casting.cast, cast.lin, opened.id, make.ticks("a"))
    after = call(Ballot.get, id=opened.id)
    assert (after.roll_digest, after.roll_size) == (opened.roll_digest, 7)
    totals = call(queries.totals, opened.id)
    assert (totals.lines, totals.late) == (8, 1)
    act = call(LateAddition.get, ballot_id=opened.id)
    assert (act.basis, act.added_by_id) == (BASIS, getattr(cast, who).person_id)
    assert call(AuditEntry.get, verb="roll_line_added_late").facts == {"number": number, "addition": act.id}


def test_nobody_is_added_twice(call: Call, cast: Cast, opened: Ballot):
    call(services.add_late, cast.sun, opened.id, LIN, BASIS)
    with pytest.raises(Refused, match="roll_twin"):
        call(services.add_late, cast.gao, opened.id, LIN, BASIS)
    with pytest.raises(Refused, match="roll_twin"):
        call(services.add_late, cast.sun, opened.id, RollLine("", name="魏国强", birth_year=1980), BASIS)


def test_a_child_is_not_added_late_either(call: Call, cast: Cast, opened: Ballot):
    with pytest.raises(Refused, match="line_under_age"):
        call(services.add_late, cast.sun, opened.id, RollLine("", name="小明", birth_year=2012), BASIS)
    assert call(LateAddition.all().count) == 0


@pytest.mark.parametrize("who", ["lin", "zheng", "chen", "other_clerk", "admin"])
def test_others_add_nobody(call: Call, cast: Cast, opened: Ballot, who: str):
    with pytest.raises(Forbidden):
        call(services.add_late, getattr(cast, who), opened.id, LIN, BASIS)


def test_not_before_opening_and_not_after_the_end(call: Call, cast: Cast, opened: Ballot, clock: Any):
    draft = call(make.draft_ballot, cast)
    with pytest.raises(Refused, match="late_not_open"):
        call(services.add_late, cast.sun, draft.id, LIN, BASIS)
    clock.travel(opened.closes_at - clock.now())
    with pytest.raises(Refused, match="late_not_open"):
        call(services.add_late, cast.sun, opened.id, LIN, BASIS)
