"""What the database itself refuses about ballots, whatever the code above it does."""

from datetime import timedelta
from typing import Any

import pytest
from tortoise.exceptions import IntegrityError

from civic.kit import clock as house_clock
from civic.kit.db import execute, transaction
from civic.people.rules import Actor
from tests.cast import Cast
from tests.conftest import Call
from tests.factories import votes as make
from votes import services as ballots
from votes.casting.services import cast as put_in
from votes.models import Ballot, Option, RollEntry, RollVoter
from votes.publication.models import TellerSignature
from votes.results.models import Result, ResultLine
from votes.rounds.models import Round
from votes.rules import Rule, Secrecy, of_people

KEY = "f" * 32
UNIQUE = "(?i)unique constraint"
PER_RUN = r"result_official_once|UNIQUE .*: result\.ballot_id, result\.run$"
TURNOUT = "INSERT INTO turnout (ballot_id, entry_id, person_id, channel, day) VALUES (?, ?, ?, 'phone', ?)"
PAPER = "INSERT INTO paper (key, ballot_id, choices, reason, entry_id) VALUES (?, ?, 'a', '', ?)"
ENTRY = (
    "INSERT INTO roll_entry (ballot_id, number, key, name, unit, area, stratum, late) "
    "VALUES (?, ?, ?, '', '', ?, '', FALSE)"
)
VOTER = "INSERT INTO roll_voter (ballot_id, entry_id, person_id) VALUES (?, ?, ?)"
VOID = "UPDATE ballot SET state = 'void', voided_at = ? WHERE id = ?"


@pytest.fixture
def draft(call: Call, cast: Cast, clock: Any) -> Ballot:
    """A ballot in preparation, with Lin and the outsider on its roll."""

    async def prepare() -> Ballot:
        ballot = await make.draft_ballot(cast)
        async with transaction():
            await ballots.write_roll(ballot.id, of_people([_id(cast.lin), _id(cast.outsider)]))
        return ballot

    return call(prepare)


@pytest.fixture
def opened(call: Call, cast: Cast, clock: Any) -> Ballot:
    """An open ballot of Lin, Wei and Chen with Lin's paper in the box."""
    ballot = call(make.open_ballot, cast)
    call(put_in, cast.lin, ballot.id, make.ticks("a"))
    return ballot


@pytest.fixture
def closed(call: Call, opened: Ballot) -> Ballot:
    return call(make.sealed, opened.id)


def refused(call: Call, guard: str, sql: str, *values: Any) -> None:
    with pytest.raises(IntegrityError, match=guard):
        call(execute, sql, *values)


def line_of(call: Call, ballot: Ballot, who: Actor) -> RollEntry:
    return call(RollEntry.get, ballot_id=ballot.id, voters__person_id=who.person_id)


def _id(who: Actor) -> int:
    assert who.person_id is not None
    return who.person_id


def test_nobody_takes_part_twice(call: Call, cast: Cast, opened: Ballot):
    line = line_of(call, opened, cast.lin)
    for person_id in (cast.lin.person_id, None):
        refused(call, UNIQUE, TURNOUT, opened.id, line.id, person_id, house_clock.today())


def test_nobody_takes_part_who_is_not_on_the_roll(call: Call, cast: Cast, draft: Ballot, opened: Ballot):
    today, wei = house_clock.today(), line_of(call, opened, cast.wei)
    elsewhere = line_of(call, draft, cast.outsider)
    refused(call, "turnout_on_roll", TURNOUT, opened.id, elsewhere.id, None, today)
    refused(call, "turnout_on_roll", TURNOUT, opened.id, elsewhere.id, cast.outsider.person_id, today)
    # for a line of this roll, but not one's own
    refused(call, "turnout_on_roll", TURNOUT, opened.id, wei.id, cast.outsider.person_id, today)
    refused(call, "turnout_on_roll", TURNOUT, opened.id, wei.id, cast.chen.person_id, today)
    call(execute, TURNOUT, opened.id, wei.id, cast.wei.person_id, today)
    call(execute, TURNOUT, opened.id, line_of(call, opened, cast.chen).id, None, today)


def test_nobody_takes_part_before_opening(call: Call, cast: Cast, draft: Ballot):
    line, today = line_of(call, draft, cast.lin), house_clock.today()
    refused(call, "turnout_while_open", TURNOUT, draft.id, line.id, cast.lin.person_id, today)


def test_nobody_takes_part_after_closing_or_in_a_void_ballot(call: Call, cast: Cast, closed: Ballot):
    line, today = line_of(call, closed, cast.wei), house_clock.today()
    refused(call, "turnout_while_open", TURNOUT, closed.id, line.id, cast.wei.person_id, today)
    call(execute, VOID, house_clock.now(), closed.id)
    refused(call, "turnout_while_open", TURNOUT, closed.id, line.id, cast.wei.person_id, today)


def test_turnout_is_not_taken_back(call: Call, opened: Ballot):
    guard = "turnout_append_only"
    refused(call, guard, "DELETE FROM turnout WHERE ballot_id = ?", opened.id)
    refused(call, guard, "UPDATE turnout SET person_id = NULL WHERE ballot_id = ?", opened.id)


def test_a_paper_has_its_own_key_and_is_never_rewritten(call: Call, draft: Ballot, opened: Ballot):
    call(execute, PAPER, "e" * 32, opened.id, None)
    refused(call, UNIQUE, PAPER, "e" * 32, opened.id, None)
    for change in ("choices = 'b'", "reason = 'x'", f"key = '{KEY}'", f"ballot_id = {draft.id}"):
        refused(call, "paper_unchanged", f"UPDATE paper SET {change} WHERE ballot_id = ?", opened.id)


@pytest.mark.parametrize("state", ["closed", "certified", "void"])
def test_after_closing_no_paper_is_added_or_removed(call: Call, opened: Ballot, state: str):
    if state == "void":
        call(execute, VOID, house_clock.now(), opened.id)
    else:
        call(make.sealed, opened.id)
        call(execute, "UPDATE ballot SET state = ? WHERE id = ?", state, opened.id)
    refused(call, "papers_frozen", PAPER, KEY, opened.id, None)
    refused(call, "papers_frozen", "DELETE FROM paper WHERE ballot_id = ?", opened.id)


def test_a_secret_paper_names_no_line_and_a_line_has_one_paper(call: Call, cast: Cast, opened: Ballot):
    refused(call, "paper_secret", PAPER, KEY, opened.id, line_of(call, opened, cast.wei).id)
    named = call(make.open_ballot, cast, secrecy=Secrecy.NAMED)
    line = line_of(call, named, cast.wei)
    call(execute, PAPER, KEY, named.id, line.id)
    refused(call, r"paper_of_entry|UNIQUE .*: paper\.entry_id", PAPER, "e" * 32, named.id, line.id)


def test_options_are_fixed_at_opening(call: Call, draft: Ballot, opened: Ballot):
    insert = (
        "INSERT INTO ballot_option (ballot_id, position, code, label, about, cost_fen, category, quota_place) "
        "VALUES (?, 9, 'z', 'z', '', 1, '', '')"
    )
    refused(call, "options_frozen", insert, opened.id)
    refused(call, "options_", "UPDATE ballot_option SET cost_fen = 1 WHERE ballot_id = ?", opened.id)
    refused(call, "options_frozen", "DELETE FROM ballot_option WHERE ballot_id = ?", opened.id)
    move = "UPDATE ballot_option SET ballot_id = ?, position = 50, code = 'y' WHERE ballot_id = ? AND position = 1"
    refused(call, "options_stay", move, draft.id, opened.id)
    refused(call, "options_frozen", move, opened.id, draft.id)
    call(execute, insert, draft.id)


def test_the_roll_is_fixed_at_opening(call: Call, draft: Ballot, opened: Ballot):
    refused(call, "roll_frozen", ENTRY, opened.id, 9, "person:999", 0)
    refused(call, "roll_frozen", "DELETE FROM roll_entry WHERE ballot_id = ?", opened.id)
    refused(call, "roll_", "UPDATE roll_entry SET name = 'x' WHERE ballot_id = ?", opened.id)
    move = "UPDATE roll_entry SET ballot_id = ?, number = 50, key = 'y' WHERE ballot_id = ? AND number = 1"
    refused(call, "roll_stays", move, draft.id, opened.id)
    refused(call, "roll_frozen", move, opened.id, draft.id)
    call(execute, ENTRY, draft.id, 9, "person:999", 0)


def test_a_roll_has_each_number_and_each_key_once(call: Call, draft: Ballot):
    call(execute, ENTRY, draft.id, 9, "person:999", 0)
    refused(call, UNIQUE, ENTRY, draft.id, 9, "person:998", 0)
    refused(call, UNIQUE, ENTRY, draft.id, 8, "person:999", 0)


def test_who_may_cast_is_fixed_at_opening(call: Call, cast: Cast, draft: Ballot, opened: Ballot):
    there, here = line_of(call, opened, cast.lin), line_of(call, draft, cast.outsider)
    refused(call, "roll_voters_frozen", VOTER, opened.id, there.id, cast.outsider.person_id)
    refused(call, "roll_voters_frozen", "DELETE FROM roll_voter WHERE entry_id = ?", there.id)
    move = "UPDATE roll_voter SET ballot_id = ?, entry_id = ? WHERE entry_id = ?"
    refused(call, "roll_voters_stay", move, draft.id, here.id, there.id)
    refused(call, "roll_voters_frozen", move, opened.id, there.id, here.id)


def test_a_voter_has_one_line_of_the_same_ballot(call: Call, cast: Cast, draft: Ballot, opened: Ballot):
    there, here = line_of(call, opened, cast.lin), line_of(call, draft, cast.outsider)
    refused(call, "roll_voter_of_ballot", VOTER, draft.id, there.id, cast.wei.person_id)
    stray = "UPDATE roll_voter SET entry_id = ? WHERE entry_id = ?"
    refused(call, "roll_voter_of_ballot", stray, there.id, here.id)
    refused(call, UNIQUE, VOTER, draft.id, here.id, cast.lin.person_id)
    call(execute, VOTER, draft.id, here.id, cast.wei.person_id)
    assert call(RollVoter.filter(entry_id=here.id).count) == 2


FIXED = """
place_id = place_id + 1; title = 'x'; about = 'x'; method = 'x'; rule = 'x'; parameters = '{"x": 1}'; seats = 2
min_choices = 0; max_choices = 9; points = 9; max_cost_fen = 9; none_of_these = NOT none_of_these
shuffled = NOT shuffled; secrecy = 'named'; changeable = NOT changeable; electorate = 'x'; least_age = 1
most_age = 99; advisory = NOT advisory; paper_ballots = NOT paper_ballots; opens_at = NULL; opened_at = NULL
rerun_of_id = id; digest = ''; roll_digest = ''; roll_size = roll_size + 1
"""


@pytest.mark.parametrize("change", FIXED.strip().replace("\n", "; ").split("; "))
def test_what_was_published_at_opening_stays(call: Call, opened: Ballot, change: str):
    refused(call, "ballot_frozen", f"UPDATE ballot SET {change} WHERE id = ?", opened.id)


def test_the_ballot_its_document_and_its_closing_stay(call: Call, opened: Ballot):
    refused(call, "ballot_kept", "DELETE FROM ballot WHERE id = ?", opened.id)
    assert opened.closes_at is not None
    refused(call, "ballot_document", "UPDATE ballot SET document = '{}' WHERE id = ?", opened.id)
    for closes_at in (opened.closes_at + timedelta(days=1), None):
        refused(call, "ballot_closing", "UPDATE ballot SET closes_at = ? WHERE id = ?", closes_at, opened.id)


def test_a_sealed_box_stays_as_it_was_published(call: Call, closed: Ballot):
    assert closed.bulletin_size == 1
    for change in ("bulletin_root = 'x'", "bulletin_root = ''", "bulletin_size = 9"):
        refused(call, "ballot_sealed", f"UPDATE ballot SET {change} WHERE id = ?", closed.id)


def test_a_ballot_never_goes_back(call: Call, opened: Ballot):
    move = "UPDATE ballot SET state = ?, voided_at = NULL WHERE id = ?"
    refused(call, "ballot_forward", move, "draft", opened.id)
    call(make.sealed, opened.id)
    for earlier in ("draft", "open"):
        refused(call, "ballot_forward", move, earlier, opened.id)
    call(execute, move, "certified", opened.id)
    for earlier in ("draft", "open", "closed"):
        refused(call, "ballot_forward", move, earlier, opened.id)
    call(execute, VOID, house_clock.now(), opened.id)
    for earlier in ("draft", "open", "closed", "certified"):
        refused(call, "ballot_forward", move, earlier, opened.id)


def test_a_void_ballot_has_its_date_and_no_other_has(call: Call, opened: Ballot):
    refused(call, "ballot_void_dated", VOID, None, opened.id)
    dated = "UPDATE ballot SET voided_at = ? WHERE id = ?"
    refused(call, "ballot_void_dated", dated, house_clock.now(), opened.id)
    call(execute, VOID, house_clock.now(), opened.id)
    refused(call, "ballot_void_dated", dated, None, opened.id)


def test_numbers_are_of_a_kind_that_can_be(call: Call, draft: Ballot):
    refused(call, "ballot_seats", "UPDATE ballot SET seats = 0 WHERE id = ?", draft.id)
    refused(call, "ballot_points", "UPDATE ballot SET points = -1 WHERE id = ?", draft.id)
    refused(call, "ballot_max_cost", "UPDATE ballot SET max_cost_fen = -1 WHERE id = ?", draft.id)
    refused(call, "option_cost", "UPDATE ballot_option SET cost_fen = -1 WHERE ballot_id = ?", draft.id)
    refused(call, "roll_area", "UPDATE roll_entry SET area = -1 WHERE ballot_id = ?", draft.id)
    refused(call, "roll_area", ENTRY, draft.id, 9, "person:999", -1)


async def _round(cast: Cast, ballot: Ballot) -> Round:
    plan: dict[str, Any] = {"place": cast.community, "title": "一轮", "budget_fen": 10_000}
    return await Round.create(**plan, ballot_id=ballot.id, created_at=house_clock.now())


def test_the_round_of_an_opened_ballot_stays(call: Call, cast: Cast, opened: Ballot):
    call(_round, cast, opened)
    for change in ("budget_fen = 1", "title = 'x'", "youth_to = 9"):
        refused(call, "round_frozen", f"UPDATE funding_round SET {change} WHERE ballot_id = ?", opened.id)
    refused(call, "round_frozen", "DELETE FROM funding_round WHERE ballot_id = ?", opened.id)


def test_a_round_has_a_budget_a_version_and_possible_ages(call: Call, cast: Cast, draft: Ballot):
    call(_round, cast, draft)
    change = "UPDATE funding_round SET %s WHERE ballot_id = ?"
    refused(call, "round_budget", change % "budget_fen = 0", draft.id)
    refused(call, "round_version", change % "version = 0", draft.id)
    refused(call, "round_youth", change % "youth_from = -1", draft.id)
    refused(call, "round_youth", change % "youth_from = 17, youth_to = 14", draft.id)


async def _count(ballot: Ballot, rule: Rule = Rule.GREEDY, run: int = 1, official: bool = True) -> Result:
    found: dict[str, Any] = {"papers": 1, "spent_fen": 0, "parameters": {}, "working": {}, "digest": "d"}
    at = house_clock.now()
    return await Result.create(ballot=ballot, rule=rule, run=run, official=official, counted_at=at, **found)


def test_each_run_has_one_official_count(call: Call, closed: Ballot):
    call(_count, closed)
    with pytest.raises(IntegrityError, match=PER_RUN):
        call(_count, closed, Rule.MES_COST)
    with pytest.raises(IntegrityError, match=UNIQUE):
        call(_count, closed, official=False)
    with pytest.raises(IntegrityError, match=r"\bresult_run"):
        call(_count, closed, run=0)
    call(_count, closed, Rule.MES_COST, official=False)
    call(_count, closed, run=2)


def test_a_certified_count_and_the_lines_of_all_stay(call: Call, cast: Cast, closed: Ballot):
    counted = call(_count, closed)
    option = call(Option.get, ballot_id=closed.id, position=1)
    call(ResultLine.create, result=counted, option=option, rank=1, votes=1, selected=True, why={})
    refused(call, "result_line_append_only", "UPDATE result_line SET votes = 2")
    refused(call, "result_line_append_only", "DELETE FROM result_line")
    certify = "UPDATE result SET certified_at = ? WHERE id = ?"
    refused(call, "result_by_two", certify, house_clock.now(), counted.id)
    for teller in (cast.gao, cast.sun):
        signed = {"person_id": teller.person_id, "role": "x", "digest": counted.digest}
        call(TellerSignature.create, result=counted, signed_at=house_clock.now(), **signed)
    call(execute, certify, house_clock.now(), counted.id)
    refused(call, "result_certified", "UPDATE result SET spent_fen = 1 WHERE id = ?", counted.id)
    refused(call, "result_certified", "DELETE FROM result WHERE id = ?", counted.id)
