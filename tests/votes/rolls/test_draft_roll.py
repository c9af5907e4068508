"""A draft roll: built from the register, corrected, struck, frozen; by whom, once, with its trace."""

from typing import Any

import pytest

from civic.audit.models import Entry as AuditEntry
from civic.kit.db import execute, rows
from civic.kit.errors import Forbidden, NotFound, Refused, SignInNeeded, Stale
from civic.people.rules import ANONYMOUS, Actor
from tests.cast import Cast
from tests.conftest import Call
from tests.factories import votes as make
from tests.votes.rolls.sheets import line_of, on_roll
from votes.models import Ballot
from votes.rolls import queries, services
from votes.rules import Electorate, RollLine

STRANGER = RollLine("", name="新来的", unit="9-9-901", birth_year=1980)


async def trace(verb: str) -> dict[str, Any]:
    found = await AuditEntry.filter(verb=verb).order_by("-id").first()
    assert found is not None
    return dict(found.facts)


@pytest.fixture
def draft(call: Call, cast: Cast, clock: object) -> Ballot:
    return call(make.draft_ballot, cast)


def test_the_register_gives_every_grown_up_of_the_place(call: Call, cast: Cast, draft: Ballot):
    size = call(services.build, cast.sun, draft.id)
    lines = call(queries.lines, draft.id)
    assert size == len(lines) == 8
    assert {line.voters for line in lines} >= {(cast.lin.person_id,), (cast.wei.person_id,)}
    assert not any(cast.outsider.person_id in line.voters for line in lines)
    assert call(trace, "roll_built") == {"lines": 8}


def test_a_youth_roll_has_nobody_who_votes_otherwise(call: Call, cast: Cast, clock: object):
    ballot = call(make.draft_ballot, cast, least_age=14, most_age=17, advisory=True)
    with pytest.raises(Refused, match="roll_nobody"):
        call(services.build, cast.sun, ballot.id)
    call(execute, "UPDATE person SET birth_year = 2011 WHERE id = ?", cast.lin.person_id)
    assert call(services.build, cast.sun, ballot.id) == 1
    assert call(queries.mine, ballot.id, cast.lin.person_id) is not None


def test_a_household_has_one_line_and_any_of_it_may_cast(call: Call, cast: Cast, clock: object):
    ballot = call(make.draft_ballot, cast, electorate=Electorate.HOUSEHOLD)
    sql = "UPDATE person SET household_id = (SELECT household_id FROM person WHERE id = ?) WHERE id = ?"
    call(execute, sql, cast.lin.person_id, cast.chen.person_id)
    assert call(services.build, cast.sun, ballot.id) == 7
    mine, hers = (call(line_of, ballot, each) for each in (cast.lin, cast.chen))
    assert mine == hers
    assert mine.key.startswith("household:")
    assert call(queries.voters_of, mine.id) == ["林秀英", "陈素芳"]


def test_seats_are_those_who_hold_one_here(call: Call, cast: Cast, clock: object):
    ballot = call(make.draft_ballot, cast, electorate=Electorate.SEAT)
    assert call(services.build, cast.sun, ballot.id) == 4
    names = {line.name for line in call(queries.lines, ballot.id)}
    assert names == {"陈素芳", "唐敏", "徐建", "邓兰"}


def test_organisations_act_by_their_representatives(call: Call, cast: Cast, clock: object):
    ballot = call(make.draft_ballot, cast, electorate=Electorate.ORGANISATION)
    assert call(services.build, cast.sun, ballot.id) == 2
    mine = call(line_of, ballot, cast.hao)
    assert mine.key == f"organisation:{cast.organisations['hao'].id}"


def test_owners_are_in_no_register(call: Call, cast: Cast, clock: object):
    ballot = call(make.draft_ballot, cast, electorate=Electorate.OWNER)
    with pytest.raises(Refused, match="roll_owner_import"):
        call(services.build, cast.sun, ballot.id)
    with pytest.raises(Refused, match="roll_owner_import"):
        call(services.freeze, ballot.id, {})


@pytest.mark.parametrize("who", ["lin", "chen", "gao", "other_clerk", "admin", "zhou"])
def test_only_who_sets_the_ballot_up_tends_its_roll(call: Call, cast: Cast, draft: Ballot, who: str):
    actor: Actor = getattr(cast, who)
    with pytest.raises(Forbidden):
        call(services.build, actor, draft.id)
    with pytest.raises(Forbidden):
        call(services.add, actor, draft.id, STRANGER)
    call(services.build, cast.sun, draft.id)
    line = call(line_of, draft, cast.lin)
    with pytest.raises(Forbidden):
        call(services.correct, actor, draft.id, line.id, STRANGER)
    with pytest.raises(Forbidden):
        call(services.strike, actor, draft.id, line.id)


def test_nobody_and_nothing(call: Call, cast: Cast, draft: Ballot):
    with pytest.raises(SignInNeeded):
        call(services.build, ANONYMOUS, draft.id)
    with pytest.raises(NotFound):
        call(services.build, cast.sun, 999_999)


def test_building_twice_is_the_roll_of_the_second_time(call: Call, cast: Cast, draft: Ballot):
    call(services.build, cast.sun, draft.id)
    before = call(queries.lines, draft.id)
    assert call(services.build, cast.sun, draft.id) == 8
    assert call(queries.lines, draft.id) == before


def test_a_line_is_added_with_the_account_behind_it(call: Call, cast: Cast, draft: Ballot):
    call(on_roll, draft, [STRANGER])
    number = call(services.add, cast.sun, draft.id, RollLine("", name="林秀英", birth_year=1954))
    found = call(line_of, draft, cast.lin)
    assert (found.number, found.key) == (2, f"person:{cast.lin.person_id}") == (number, found.key)
    assert call(trace, "roll_line_added") == {"number": 2}


@pytest.mark.parametrize("name", ["林秀英", "林 秀英", "林　秀英"])
def test_nobody_stands_on_a_roll_twice(call: Call, cast: Cast, draft: Ballot, name: str):
    call(services.build, cast.sun, draft.id)
    mine = call(line_of, draft, cast.lin)
    with pytest.raises(Refused) as refusal:
        call(services.add, cast.sun, draft.id, RollLine("", name=name, birth_year=1954))
    assert (refusal.value.code, refusal.value.facts) == ("roll_twin", {"number": mine.number})


@pytest.mark.parametrize(
    ("line", "code"),
    [
        (RollLine("", name="小明", birth_year=2012), "line_under_age"),
        (RollLine("", name="小明"), "line_without_birth"),
        (RollLine("", birth_year=1980), "line_without_name"),
    ],
)
def test_a_line_that_cannot_stand_is_not_written(
    call: Call, cast: Cast, draft: Ballot, line: RollLine, code: str
):
    with pytest.raises(Refused, match=code):
        call(services.add, cast.sun, draft.id, line)
    assert call(queries.size, draft.id) == 0


def test_an_owner_without_an_area_is_refused(call: Call, cast: Cast, clock: object):
    ballot = call(make.draft_ballot, cast, electorate=Electorate.OWNER)
    with pytest.raises(Refused, match="area_zero"):
        call(services.add, cast.sun, ballot.id, RollLine("", name="张三", unit="1-101"))


def test_a_correction_keeps_the_number_and_says_which_fields(call: Call, cast: Cast, draft: Ballot):
    call(on_roll, draft, [STRANGER])
    (line,) = call(queries.entries, draft.id, 0, 10)
    call(services.correct, cast.sun, draft.id, line.id, RollLine("", name="林秀英", unit="", birth_year=1954))
    found = call(line_of, draft, cast.lin)
    assert (found.id, found.number, found.unit) == (line.id, 1, "")
    facts = call(trace, "roll_line_corrected")
    assert facts == {"number": 1, "fields": ["name", "unit", "birth_year"]}


def test_a_struck_number_is_not_given_again_in_the_middle(call: Call, cast: Cast, draft: Ballot):
    call(services.build, cast.sun, draft.id)
    mine = call(line_of, draft, cast.lin)
    call(services.strike, cast.sun, draft.id, mine.id)
    assert call(queries.mine, draft.id, cast.lin.person_id) is None
    assert mine.number not in [each.number for each in call(queries.entries, draft.id, 0, 20)]
    assert call(trace, "roll_line_struck") == {"number": mine.number}
    with pytest.raises(Stale, match="roll_line_gone"):
        call(services.strike, cast.sun, draft.id, mine.id)


def test_a_line_of_another_ballot_is_not_there(call: Call, cast: Cast, draft: Ballot):
    other = call(make.draft_ballot, cast)
    call(services.build, cast.sun, other.id)
    line = call(line_of, other, cast.lin)
    with pytest.raises(Stale, match="roll_line_gone"):
        call(services.strike, cast.sun, draft.id, line.id)


def test_freezing_opens_with_the_roll_as_it_was_drawn_up(call: Call, cast: Cast, draft: Ballot):
    call(services.build, cast.sun, draft.id)
    mine = call(line_of, draft, cast.lin)
    call(services.strike, cast.sun, draft.id, mine.id)
    before = call(queries.entries, draft.id, 0, 20)
    opened = call(services.freeze, draft.id, {})
    assert call(queries.entries, draft.id, 0, 20) == before
    assert (opened.roll_size, len(opened.roll_digest), len(opened.roll_salt)) == (7, 64, 32)


def test_a_roll_nobody_drew_up_is_built_at_opening(call: Call, cast: Cast, draft: Ballot):
    assert call(services.freeze, draft.id, {}).roll_size == 8


def test_an_empty_roll_opens_nothing(call: Call, cast: Cast, clock: object):
    ballot = call(make.draft_ballot, cast, least_age=14, most_age=17, advisory=True)
    with pytest.raises(Refused, match="ballot_empty_roll"):
        call(services.freeze, ballot.id, {})


def test_a_frozen_roll_is_not_changed_and_not_frozen_twice(call: Call, cast: Cast, draft: Ballot):
    call(services.freeze, draft.id, {})
    line = call(line_of, draft, cast.lin)
    for act in (
        lambda: services.build(cast.sun, draft.id),
        lambda: services.add(cast.sun, draft.id, STRANGER),
        lambda: services.correct(cast.sun, draft.id, line.id, STRANGER),
        lambda: services.strike(cast.sun, draft.id, line.id),
    ):
        with pytest.raises(Refused, match="roll_is_frozen"):
            call(act)
    with pytest.raises(Refused, match="ballot_not_draft"):
        call(services.freeze, draft.id, {})


def test_two_ballots_with_the_same_people_have_different_digests(call: Call, cast: Cast, clock: object):
    ballots = [call(make.draft_ballot, cast) for _ in range(2)]
    first, second = (call(services.freeze, each.id, {}) for each in ballots)
    assert first.roll_digest != second.roll_digest


def test_no_name_or_address_is_in_the_log(call: Call, cast: Cast, draft: Ballot):
    call(on_roll, draft, [STRANGER])
    (line,) = call(queries.entries, draft.id, 0, 10)
    call(
        services.correct,
        cast.sun,
        draft.id,
        line.id,
        RollLine("", name="别的名字", unit="7-7", birth_year=1970),
    )
    said = str(call(rows, "SELECT facts FROM audit_entry"))
    assert not any(private in said for private in ("新来的", "9-9-901", "别的名字", "7-7"))


def test_a_correction_against_the_register_takes_nobody_the_account(call: Call, cast: Cast, draft: Ballot):
    call(services.build, cast.sun, draft.id)
    line = call(line_of, draft, cast.lin)
    right = RollLine("", name="林秀英", unit=line.unit, birth_year=1955, stratum=line.stratum)
    call(services.correct, cast.sun, draft.id, line.id, right)
    after = call(line_of, draft, cast.lin)
    assert (after.id, after.key, after.birth_year) == (line.id, line.key, 1955)
    call(services.correct, cast.sun, draft.id, line.id, RollLine("", name="别人", birth_year=1955))
    assert call(queries.voter_ids, line.id) == []
