"""What the database refuses about rolls, whoever asks."""

from datetime import timedelta
from typing import Any

import pytest
from tortoise.exceptions import IntegrityError, OperationalError

from civic.kit import clock as house_clock
from civic.kit.db import execute
from tests.cast import Cast
from tests.conftest import Call
from tests.factories import votes as make
from tests.votes.rolls.sheets import line_of
from votes.models import Ballot
from votes.rolls import services
from votes.rolls.models import Challenge
from votes.rolls.rules.challenges import Matter
from votes.rolls.slips import services as slips
from votes.rolls.slips.rules import Which
from votes.rolls.sortition import services as sortition
from votes.rules import RollLine

DAY = timedelta(days=1)
ENTRY = (
    "INSERT INTO roll_entry (ballot_id, number, key, name, unit, area, stratum, late) "
    "VALUES (?, 900, ?, '', '', 0, '', ?)"
)
ACT = "INSERT INTO late_addition (ballot_id, key, basis, added_by_id, added_at) VALUES (?, ?, 'x', ?, ?)"


@pytest.fixture
def draft(call: Call, cast: Cast, clock: object) -> Ballot:
    ballot = call(make.draft_ballot, cast)
    call(services.build, cast.sun, ballot.id)
    return ballot


@pytest.fixture
def opened(call: Call, draft: Ballot) -> Ballot:
    return call(services.freeze, draft.id, {})


def refused(call: Call, guard: str, sql: str, *values: Any) -> None:
    with pytest.raises((IntegrityError, OperationalError), match=guard):
        call(execute, sql, *values)


def test_a_frozen_roll_takes_no_line_without_its_act(call: Call, cast: Cast, opened: Ballot):
    refused(call, "roll_frozen", ENTRY, opened.id, "person:999", False)
    refused(call, "roll_", ENTRY, opened.id, "person:999", True)
    call(execute, ACT, opened.id, "person:999", cast.sun.person_id, house_clock.now())
    refused(call, "roll_frozen", ENTRY, opened.id, "person:999", False)
    refused(call, "roll_", ENTRY, opened.id, "person:998", True)
    call(execute, ENTRY, opened.id, "person:999", True)


def test_an_act_allows_one_line(call: Call, cast: Cast, opened: Ballot):
    call(execute, ACT, opened.id, "person:999", cast.sun.person_id, house_clock.now())
    call(execute, ENTRY, opened.id, "person:999", True)
    with pytest.raises(IntegrityError):
        call(execute, ENTRY.replace("900", "901"), opened.id, "person:999", True)
    with pytest.raises(IntegrityError):
        call(execute, ACT, opened.id, "person:999", cast.sun.person_id, house_clock.now())


def test_before_opening_nothing_is_late(call: Call, cast: Cast, draft: Ballot):
    refused(call, "late_while_open", ACT, draft.id, "person:999", cast.sun.person_id, house_clock.now())
    refused(call, "roll_late_by_act", ENTRY, draft.id, "person:999", True)


def test_after_closing_nothing_is_added(call: Call, cast: Cast, opened: Ballot):
    call(execute, ACT, opened.id, "person:999", cast.sun.person_id, house_clock.now())
    call(execute, "UPDATE ballot SET state = 'closed' WHERE id = ?", opened.id)
    refused(call, "roll_frozen", ENTRY, opened.id, "person:999", True)
    refused(call, "late_while_open", ACT, opened.id, "person:998", cast.sun.person_id, house_clock.now())


def test_only_a_late_line_gets_a_voter(call: Call, cast: Cast, opened: Ballot):
    voter = "INSERT INTO roll_voter (ballot_id, entry_id, person_id) VALUES (?, ?, ?)"
    line = call(line_of, opened, cast.lin)
    refused(call, "roll_voters_frozen", voter, opened.id, line.id, cast.outsider.person_id)
    refused(call, "roll_voters_frozen", "DELETE FROM roll_voter WHERE ballot_id = ?", opened.id)


def test_a_late_line_is_not_taken_back_or_changed(call: Call, cast: Cast, opened: Ballot):
    call(
        services.add_late, cast.sun, opened.id, RollLine("", name="新来的", birth_year=1980), "会议记录第三项"
    )
    refused(call, "roll_frozen", "DELETE FROM roll_entry WHERE late AND ballot_id = ?", opened.id)
    refused(call, "roll_", "UPDATE roll_entry SET name = 'x' WHERE late AND ballot_id = ?", opened.id)
    refused(call, "late_addition_append_only", "UPDATE late_addition SET basis = 'y'")
    refused(call, "late_addition_append_only", "DELETE FROM late_addition")


def test_the_salt_stays(call: Call, opened: Ballot):
    refused(call, "ballot_salt", "UPDATE ballot SET roll_salt = 'x' WHERE id = ?", opened.id)


def test_a_line_has_one_live_slip(call: Call, cast: Cast, draft: Ballot):
    call(slips.print_slips, cast.sun, draft.id, Which.NEW)
    again = (
        "INSERT INTO roll_slip (ballot_id, entry_id, code_digest, made_by_id, made_on, ended) "
        "SELECT ballot_id, entry_id, 'other', made_by_id, made_on, ended FROM roll_slip LIMIT 1"
    )
    with pytest.raises(IntegrityError):
        call(execute, again)


def test_a_slip_belongs_to_a_line_of_its_ballot(call: Call, cast: Cast, draft: Ballot):
    other = call(make.draft_ballot, cast)
    call(slips.print_slips, cast.sun, draft.id, Which.NEW)
    refused(call, "slip_", "UPDATE roll_slip SET ballot_id = ?", other.id)


def test_a_slip_is_spent_while_papers_are_taken_and_then_stays(
    call: Call, cast: Cast, draft: Ballot, opened: Ballot
):
    call(slips.print_slips, cast.sun, opened.id, Which.NEW)
    spend = "UPDATE roll_slip SET spent_on = ? WHERE ballot_id = ?"
    call(execute, spend, house_clock.today(), opened.id)
    refused(call, "slip_spent", "UPDATE roll_slip SET spent_on = NULL WHERE ballot_id = ?", opened.id)
    refused(call, "slip_", "DELETE FROM roll_slip WHERE ballot_id = ?", opened.id)


def test_a_slip_is_not_spent_before_opening_or_revived(call: Call, cast: Cast, draft: Ballot):
    call(slips.print_slips, cast.sun, draft.id, Which.NEW)
    refused(call, "slip_spent_while_open", "UPDATE roll_slip SET spent_on = ?", house_clock.today())
    call(execute, "UPDATE roll_slip SET ended = ?", True)
    refused(call, "slip_revived", "UPDATE roll_slip SET ended = ?", False)
    refused(call, "slip_fixed", "UPDATE roll_slip SET code_digest = 'x'")


@pytest.fixture
def challenge(call: Call, cast: Cast, draft: Ballot) -> Challenge:
    call(services.challenge, cast.lin, draft.id, Matter.WRONG, "我家门牌写错了")
    return call(Challenge.get, ballot_id=draft.id)


def test_an_objection_is_kept_as_it_was_said(call: Call, challenge: Challenge):
    refused(call, "challenge_kept", "DELETE FROM roll_challenge")
    refused(call, "challenge_said", "UPDATE roll_challenge SET text = 'x'")
    refused(call, "challenge_whole", "UPDATE roll_challenge SET verdict = 'upheld'")


def test_an_objection_is_answered_once(call: Call, cast: Cast, challenge: Challenge):
    answer = "UPDATE roll_challenge SET verdict = 'upheld', answered_at = ?, answered_by_id = ?"
    call(execute, answer, house_clock.now(), cast.sun.person_id)
    refused(call, "challenge_answered", answer, house_clock.now(), cast.sun.person_id)


def test_after_opening_nothing_is_objected(call: Call, cast: Cast, opened: Ballot):
    insert = (
        "INSERT INTO roll_challenge (ballot_id, person_id, matter, text, code, filed_at, answer) "
        "VALUES (?, ?, 'wrong', 'x', 'x', ?, '')"
    )
    refused(call, "challenge_before_opening", insert, opened.id, cast.lin.person_id, house_clock.now())


def test_a_draw_is_written_once(call: Call, cast: Cast, draft: Ballot, clock: Any):
    wanted = sortition.Announcement("讨论小组", 2, 1, None, "双色球", clock.now() + DAY)
    made = call(sortition.announce, cast.sun, draft.id, wanted)
    enter = "INSERT INTO sortition_replacement (sortition_id, leaving, entering, made_by_id, made_at) VALUES (?, ?, ?, ?, ?)"
    refused(call, "replacement_after_draw", enter, made.id, 1, 2, cast.sun.person_id, house_clock.now())
    clock.travel(DAY)
    call(sortition.draw, cast.sun, made.id, "1 2 3")
    refused(call, "replacement_other", enter, made.id, 1, 1, cast.sun.person_id, house_clock.now())
    for table in ("sortition", "sortition_draw"):
        refused(call, f"{table}_append_only", f"DELETE FROM {table}")
    refused(call, "sortition_append_only", "UPDATE sortition SET title = 'x'")
    refused(call, "sortition_draw_append_only", "UPDATE sortition_draw SET value = 'x'")
    with pytest.raises(IntegrityError):
        call(
            execute,
            "INSERT INTO sortition_draw (sortition_id, value, panel, reserve, drawn_by_id, drawn_at) "
            "SELECT sortition_id, value, panel, reserve, drawn_by_id, drawn_at FROM sortition_draw",
        )


def test_a_value_that_is_known_is_no_seed(call: Call, cast: Cast, draft: Ballot, clock: Any):
    wanted = sortition.Announcement("讨论小组", 2, 1, None, "双色球", clock.now() + DAY)
    call(sortition.announce, cast.sun, draft.id, wanted)
    late = (
        "INSERT INTO sortition (ballot_id, title, document, commitment, source, value_at, announced_by_id, announced_at) "
        "SELECT ballot_id, title, document, commitment, source, announced_at, announced_by_id, value_at FROM sortition"
    )
    refused(call, "sortition_before_value", late)
