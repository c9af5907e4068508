"""What the database itself refuses about ballots, whatever the code above it does."""

from datetime import timedelta
from typing import Any

import pytest
from tortoise.exceptions import IntegrityError, OperationalError

from civic.kit import clock
from civic.kit.db import execute, transaction
from civic.people.rules import Actor
from tests.cast import Cast
from tests.conftest import Call
from tests.factories import votes as make
from votes import services as ballots
from votes.casting.services import cast as put_in
from votes.casting.services import put_in_key_order
from votes.models import Ballot
from votes.rounds.models import Round
from votes.rules import Rule

KEY = "f" * 32


@pytest.fixture
def draft(call: Call, cast: Cast, clock: Any) -> Ballot:
    """A ballot in preparation."""
    return call(make.draft_ballot, cast)


@pytest.fixture
def opened(call: Call, cast: Cast, clock: Any) -> Ballot:
    """An open ballot with one paper in the box."""
    ballot = call(make.open_ballot, cast)
    call(put_in, cast.lin, ballot.id, ["a"])
    return ballot


@pytest.fixture
def closed(call: Call, opened: Ballot) -> Ballot:
    """The same, closed."""

    async def close() -> None:
        async with transaction():
            await put_in_key_order(opened.id)
            await ballots.close_ballot(await Ballot.get(id=opened.id))

    call(close)
    return opened


def refused(call: Call, guard: str, sql: str, *values: Any) -> None:
    with pytest.raises((IntegrityError, OperationalError)) as error:
        call(execute, sql, *values)
    assert guard in str(error.value)


def turnout(call: Call, guard: str, ballot: Ballot, who: Actor) -> None:
    sql = "INSERT INTO turnout (ballot_id, person_id, day) VALUES (?, ?, ?)"
    refused(call, guard, sql, ballot.id, who.person_id, ballot.closes_at.date() if ballot.closes_at else None)


def test_nobody_takes_part_twice(call: Call, cast: Cast, opened: Ballot):
    with pytest.raises(IntegrityError):
        call(
            execute,
            "INSERT INTO turnout (ballot_id, person_id, day) SELECT ballot_id, person_id, day FROM turnout",
        )


def test_nobody_takes_part_who_is_not_on_the_roll(call: Call, cast: Cast, opened: Ballot):
    turnout(call, "turnout_on_roll", opened, cast.outsider)


def test_nobody_takes_part_before_opening(call: Call, cast: Cast, draft: Ballot):
    call(
        execute,
        "INSERT INTO roll_entry (ballot_id, person_id) VALUES (?, ?)",
        draft.id,
        cast.lin.person_id,
    )
    turnout(call, "turnout_while_open", draft, cast.lin)


def test_nobody_takes_part_after_closing(call: Call, cast: Cast, closed: Ballot):
    turnout(call, "turnout_while_open", closed, cast.wei)


def test_turnout_is_not_taken_back(call: Call, opened: Ballot):
    refused(call, "turnout_append_only", "DELETE FROM turnout WHERE ballot_id = ?", opened.id)
    refused(
        call,
        "turnout_append_only",
        "UPDATE turnout SET person_id = person_id + 1 WHERE ballot_id = ?",
        opened.id,
    )


def test_a_paper_is_never_rewritten(call: Call, opened: Ballot):
    refused(call, "paper_unchanged", "UPDATE paper SET choices = 'b' WHERE ballot_id = ?", opened.id)


def test_after_closing_no_paper_is_added_or_removed(call: Call, closed: Ballot):
    sql = "INSERT INTO paper (key, ballot_id, choices) VALUES (?, ?, ?)"
    refused(call, "papers_frozen", sql, KEY, closed.id, "a")
    refused(call, "papers_frozen", "DELETE FROM paper WHERE ballot_id = ?", closed.id)


def test_two_papers_do_not_share_a_key(call: Call, opened: Ballot):
    with pytest.raises(IntegrityError):
        call(execute, "INSERT INTO paper (key, ballot_id, choices) SELECT key, ballot_id, choices FROM paper")


def test_options_are_fixed_at_opening(call: Call, draft: Ballot, opened: Ballot):
    insert = (
        "INSERT INTO ballot_option (ballot_id, position, code, label, cost_fen) VALUES (?, 9, 'z', 'z', 1)"
    )
    refused(call, "options_frozen", insert, opened.id)
    refused(call, "options_", "UPDATE ballot_option SET cost_fen = 1 WHERE ballot_id = ?", opened.id)
    refused(call, "options_frozen", "DELETE FROM ballot_option WHERE ballot_id = ?", opened.id)
    away = "UPDATE ballot_option SET ballot_id = ?, position = 50, code = 'y' WHERE ballot_id = ? AND position = 1"
    refused(call, "options_", away, draft.id, opened.id)


def test_the_roll_is_fixed_at_opening(call: Call, cast: Cast, draft: Ballot, opened: Ballot):
    insert = "INSERT INTO roll_entry (ballot_id, person_id) VALUES (?, ?)"
    refused(call, "roll_frozen", insert, opened.id, cast.outsider.person_id)
    refused(call, "roll_frozen", "DELETE FROM roll_entry WHERE ballot_id = ?", opened.id)
    away = "UPDATE roll_entry SET ballot_id = ? WHERE ballot_id = ?"
    refused(call, "roll_", away, draft.id, opened.id)


@pytest.mark.parametrize(
    "change",
    ["title = 'x'", "min_choices = 0", "max_choices = 9", "digest = ''", "roll_size = 1", "opened_at = NULL"],
)
def test_what_was_published_at_opening_stays(call: Call, opened: Ballot, change: str):
    refused(call, "ballot_frozen", f"UPDATE ballot SET {change} WHERE id = ?", opened.id)


def test_the_closing_time_stays(call: Call, opened: Ballot):
    assert opened.closes_at is not None
    later = opened.closes_at + timedelta(days=1)
    refused(call, "ballot_frozen", "UPDATE ballot SET closes_at = ? WHERE id = ?", later, opened.id)


def test_an_opened_ballot_is_not_deleted(call: Call, opened: Ballot):
    refused(call, "ballot_kept", "DELETE FROM ballot WHERE id = ?", opened.id)


def test_a_ballot_never_goes_back(call: Call, closed: Ballot):
    refused(call, "ballot_forward", "UPDATE ballot SET state = 'open' WHERE id = ?", closed.id)
    refused(call, "ballot_forward", "UPDATE ballot SET state = 'draft' WHERE id = ?", closed.id)


def test_an_open_ballot_does_not_become_a_draft(call: Call, opened: Ballot):
    refused(call, "ballot_forward", "UPDATE ballot SET state = 'draft' WHERE id = ?", opened.id)


def test_a_certified_ballot_stays_certified(call: Call, closed: Ballot):
    call(execute, "UPDATE ballot SET state = 'certified' WHERE id = ?", closed.id)
    refused(call, "ballot_forward", "UPDATE ballot SET state = 'closed' WHERE id = ?", closed.id)


def test_budget_and_rule_of_an_opened_round_stay(call: Call, cast: Cast, opened: Ballot, clock: Any):
    call(_round, cast, opened)
    refused(call, "round_frozen", "UPDATE funding_round SET budget_fen = 1 WHERE ballot_id = ?", opened.id)
    refused(call, "round_frozen", "UPDATE funding_round SET rule = 'greedy' WHERE ballot_id = ?", opened.id)
    refused(call, "round_frozen", "DELETE FROM funding_round WHERE ballot_id = ?", opened.id)


def test_a_round_has_a_budget(call: Call, cast: Cast, draft: Ballot):
    call(_round, cast, draft)
    refused(call, "round_budget", "UPDATE funding_round SET budget_fen = 0 WHERE ballot_id = ?", draft.id)


async def _round(cast: Cast, ballot: Ballot) -> Round:
    return await Round.create(
        place=cast.community,
        title="一轮",
        budget_fen=10_000,
        ballot_id=ballot.id,
        rule=Rule.MES_COST,
        created_at=clock.now(),
    )
