"""What the database itself refuses about polling stations, whatever the code above it does."""

from datetime import date
from typing import Any

import pytest
from tortoise.exceptions import IntegrityError, OperationalError
from tortoise.fields import DateField, DatetimeField

from civic.kit import clock as house_clock
from civic.kit.db import execute, transaction
from tests.cast import Cast
from tests.conftest import Call
from tests.factories import stations as make
from tests.factories import votes
from votes import services as ballots
from votes.casting.rules import new_nonce
from votes.casting.services import seal_box
from votes.models import Ballot
from votes.stations.batches.services import boxes, bundles, settled_papers
from votes.stations.desk.models import Assistance
from votes.stations.desk.services import assist
from votes.stations.kiosks.services import end_kiosk, open_kiosk
from votes.stations.models import PaperStep
from votes.stations.proxies.models import Proxy
from votes.stations.proxies.rules import Authorisation, Relation
from votes.stations.proxies.services import authorise, revoke

TODAY = date(2026, 11, 22)
SIX = ["a", "b", "c", "d", "a", "b"]


def refused(call: Call, guard: str, sql: str, *values: Any) -> None:
    with pytest.raises((IntegrityError, OperationalError)) as error:
        call(execute, sql, *values)
    assert guard in str(error.value)


@pytest.fixture
def ballot(call: Call, cast: Cast, clock: Any) -> Ballot:
    """An open ballot on which somebody was helped, somebody authorised another, and six put papers in the box."""
    made = call(make.ballot, cast)
    call(assist, cast.sun, made.id, call(make.entry, made, 5), votes.ticks("a"), new_nonce(), True)
    wanted = Authorisation(call(make.entry, made, 4), call(make.entry, made, 1), Relation.CHILD, "第 3 号")
    call(authorise, cast.sun, made.id, wanted)
    call(open_kiosk, cast.sun, made.id, "大厅", 8)
    call(make.put_in, cast, made, range(7, 13))
    return made


@pytest.fixture
def batch(call: Call, cast: Cast, ballot: Ballot, clock: Any) -> int:
    """A closed batch of the six, with one sheet settled by a third look."""
    clock.travel(ballot.closes_at - clock.now())
    batch_id = call(make.batch, cast, ballot, SIX, ["b", *SIX[1:]])
    call(bundles.look, cast.gao, batch_id, 1, make.seen("a"))
    call(bundles.close, cast.sun, batch_id)
    return int(batch_id)


@pytest.fixture
def sealed(call: Call, ballot: Ballot, batch: int) -> Ballot:
    """The ballot closed over it."""

    async def seal() -> None:
        async with transaction():
            open_one = await Ballot.get(id=ballot.id)
            await seal_box(open_one, await settled_papers(ballot.id))
            await ballots.close_ballot(open_one)

    call(seal)
    return ballot


@pytest.mark.parametrize("table", ["paper_step", "assistance"])
def test_what_went_over_the_desk_is_not_taken_back(call: Call, ballot: Ballot, table: str):
    refused(call, f"{table}_append_only", f"DELETE FROM {table} WHERE ballot_id = ?", ballot.id)
    refused(call, f"{table}_append_only", f"UPDATE {table} SET day = ? WHERE ballot_id = ?", TODAY, ballot.id)


def test_one_paper_is_handed_out_and_one_comes_back(call: Call, ballot: Ballot):
    for step in ("handed", "returned"):
        with pytest.raises(IntegrityError):
            call(
                execute,
                "INSERT INTO paper_step (ballot_id, entry_id, step, staff_id, day) "
                "SELECT ballot_id, entry_id, step, staff_id, day FROM paper_step WHERE step = ?",
                step,
            )


def test_nobody_is_helped_twice(call: Call, ballot: Ballot):
    with pytest.raises(IntegrityError):
        call(
            execute,
            "INSERT INTO assistance (ballot_id, entry_id, assistant_id, day) "
            "SELECT ballot_id, entry_id, assistant_id, day FROM assistance",
        )


def test_entries_of_other_rolls_have_no_place_here(call: Call, cast: Cast, ballot: Ballot):
    other = call(make.ballot, cast)
    entry, own, sun = call(make.entry, other, 1), call(make.entry, ballot, 2), cast.sun.person_id
    step = "INSERT INTO paper_step (ballot_id, entry_id, step, staff_id, day) VALUES (?, ?, 'handed', ?, ?)"
    refused(call, "paper_step_on_roll", step, ballot.id, entry, sun, TODAY)
    helped = "INSERT INTO assistance (ballot_id, entry_id, assistant_id, day) VALUES (?, ?, ?, ?)"
    refused(call, "assistance_on_roll", helped, ballot.id, entry, sun, TODAY)
    proxy = (
        "INSERT INTO proxy (ballot_id, entry_id, holder_id, relation, document, recorded_by_id, recorded_on) "
        "VALUES (?, ?, ?, 'child', 'x', ?, ?)"
    )
    refused(call, "proxy_on_roll", proxy, ballot.id, entry, own, sun, TODAY)
    refused(call, "proxy_holder_on_roll", proxy, ballot.id, own, entry, sun, TODAY)
    refused(call, "proxy_of_another", proxy, ballot.id, own, own, sun, TODAY)


def test_an_authorisation_is_given_once_and_stays_as_it_was_written(call: Call, cast: Cast, ballot: Ballot):
    with pytest.raises(IntegrityError):
        call(
            execute,
            "INSERT INTO proxy (ballot_id, entry_id, holder_id, relation, document, recorded_by_id, recorded_on) "
            "SELECT ballot_id, entry_id, holder_id, relation, document, recorded_by_id, recorded_on FROM proxy",
        )
    refused(call, "proxy_frozen", "UPDATE proxy SET document = 'x' WHERE ballot_id = ?", ballot.id)
    refused(call, "proxy_kept", "DELETE FROM proxy WHERE ballot_id = ?", ballot.id)
    refused(call, "proxy_revoked_by", "UPDATE proxy SET revoked_on = ? WHERE ballot_id = ?", TODAY, ballot.id)
    both = "UPDATE proxy SET revoked_on = ?, used_on = ?, revoked_by_id = ? WHERE ballot_id = ?"
    refused(call, "proxy_one_end", both, TODAY, TODAY, cast.sun.person_id, ballot.id)


def test_a_revoked_authorisation_stays_revoked(call: Call, cast: Cast, ballot: Ballot):
    call(revoke, cast.sun, 1)
    again = "UPDATE proxy SET revoked_on = NULL, revoked_by_id = NULL WHERE ballot_id = ?"
    refused(call, "proxy_frozen", again, ballot.id)


def test_a_kiosk_stays_where_it_was_put_and_once_ended_is_ended(call: Call, cast: Cast, ballot: Ballot):
    refused(call, "kiosk_frozen", "UPDATE kiosk SET label = 'x' WHERE ballot_id = ?", ballot.id)
    refused(call, "kiosk_kept", "DELETE FROM kiosk WHERE ballot_id = ?", ballot.id)
    call(end_kiosk, cast.sun, 1)
    refused(call, "kiosk_frozen", "UPDATE kiosk SET ended_at = NULL WHERE ballot_id = ?", ballot.id)


@pytest.mark.parametrize("table", ["paper_batch", "batch_look", "batch_closing"])
def test_a_batch_is_put_right_only_by_a_reversal(call: Call, batch: int, table: str):
    refused(call, f"{table}_append_only", f"DELETE FROM {table}")
    refused(call, f"{table}_append_only", f"UPDATE {table} SET id = id + 100")


def test_a_reversal_is_not_reversed(call: Call, cast: Cast, batch: int):
    call(bundles.reverse, cast.sun, batch, "录错了")
    refused(call, "batch_reversal_append_only", "DELETE FROM batch_reversal")
    with pytest.raises(IntegrityError):
        call(
            execute,
            "INSERT INTO batch_reversal (batch_id, reason, person_id, at) "
            "SELECT batch_id, reason, person_id, at FROM batch_reversal",
        )


def test_what_was_read_and_handed_in_stays(call: Call, batch: int):
    refused(call, "batch_sheet_", "UPDATE batch_sheet SET text = 'd'")
    refused(call, "batch_sheet_kept", "DELETE FROM batch_sheet")
    sheet = "INSERT INTO batch_sheet (reading_id, number, text, reason) SELECT reading_id, 99, text, '' FROM batch_sheet"
    refused(call, "batch_sheet_read", sheet)
    refused(call, "batch_reading_", "UPDATE batch_reading SET finished_at = NULL")
    refused(call, "batch_reading_kept", "DELETE FROM batch_reading")


def test_a_closed_batch_takes_no_reading_and_no_look(call: Call, cast: Cast, batch: int):
    reading = "INSERT INTO batch_reading (batch_id, number, person_id, begun_at) VALUES (?, 2, ?, ?)"
    now = house_clock.now()
    refused(call, "batch_reading_in_time", reading, batch, cast.gao.person_id, now)
    look = (
        "INSERT INTO batch_look (batch_id, number, text, reason, person_id, at) VALUES (?, 2, 'a', '', ?, ?)"
    )
    refused(call, "batch_look_in_time", look, batch, cast.gao.person_id, now)


def test_one_person_does_not_read_twice_and_there_are_two_readings(
    call: Call, cast: Cast, ballot: Ballot, clock: Any
):
    clock.travel(ballot.closes_at - clock.now())
    batch_id = call(bundles.create, cast.sun, ballot.id, 6)
    reading = "INSERT INTO batch_reading (batch_id, number, person_id, begun_at) VALUES (?, ?, ?, ?)"
    sun, zheng, now = cast.sun.person_id, cast.zheng.person_id, clock.now()
    call(execute, reading, batch_id, 1, sun, now)
    for number, person in ((2, sun), (1, zheng)):
        with pytest.raises(IntegrityError):
            call(execute, reading, batch_id, number, person, now)
    refused(call, "batch_reading_number", reading, batch_id, 3, zheng, now)


def test_a_reading_is_not_finished_while_sheets_are_missing_nor_a_batch_closed_before_two_readings(
    call: Call, cast: Cast, ballot: Ballot, clock: Any
):
    clock.travel(ballot.closes_at - clock.now())
    batch_id = call(bundles.create, cast.sun, ballot.id, 6)
    call(make.read, cast.sun, batch_id, SIX[:5], finish=False)
    refused(call, "batch_reading_whole", "UPDATE batch_reading SET finished_at = ?", clock.now())
    closing = "INSERT INTO batch_closing (batch_id, person_id, at) VALUES (?, ?, ?)"
    refused(call, "batch_closing_agreed", closing, batch_id, cast.sun.person_id, clock.now())


def test_an_explanation_has_two_names_and_stays(call: Call, cast: Cast, ballot: Ballot, clock: Any):
    clock.travel(ballot.closes_at - clock.now())
    statement = call(boxes.explain_missing, cast.sun, ballot.id, 1, "少一张")
    alone = "UPDATE box_statement SET confirmed_by_id = ?, confirmed_at = ?"
    refused(call, "box_two_people", alone, cast.sun.person_id, clock.now())
    refused(call, "box_confirmed", "UPDATE box_statement SET confirmed_at = ?", clock.now())
    refused(call, "box_statement_frozen", "UPDATE box_statement SET missing = 3")
    call(boxes.confirm, cast.gao, statement)
    refused(
        call, "box_statement_frozen", "UPDATE box_statement SET confirmed_by_id = NULL, confirmed_at = NULL"
    )
    refused(call, "box_statement_kept", "DELETE FROM box_statement")


def test_after_sealing_nothing_is_added(call: Call, cast: Cast, sealed: Ballot, batch: int):
    entry, sun, now = call(make.entry, sealed, 2), cast.sun.person_id, house_clock.now()
    step = "INSERT INTO paper_step (ballot_id, entry_id, step, staff_id, day) VALUES (?, ?, 'handed', ?, ?)"
    refused(call, "paper_step_while_open", step, sealed.id, entry, sun, TODAY)
    helped = "INSERT INTO assistance (ballot_id, entry_id, assistant_id, day) VALUES (?, ?, ?, ?)"
    refused(call, "assistance_while_open", helped, sealed.id, entry, sun, TODAY)
    made = "INSERT INTO paper_batch (ballot_id, number, control_total, made_by_id, made_at) VALUES (?, 9, 6, ?, ?)"
    refused(call, "batch_while_open", made, sealed.id, sun, now)
    reversal = "INSERT INTO batch_reversal (batch_id, reason, person_id, at) VALUES (?, 'x', ?, ?)"
    refused(call, "batch_reversal_in_time", reversal, batch, sun, now)
    statement = (
        "INSERT INTO box_statement (ballot_id, matter, missing, reason, written_by_id, written_at) "
        "VALUES (?, 'missing', 1, 'x', ?, ?)"
    )
    refused(call, "box_statement_in_time", statement, sealed.id, sun, now)
    used = "UPDATE proxy SET used_on = ? WHERE ballot_id = ?"
    refused(call, "proxy_while_open", used, TODAY, sealed.id)
    device = (
        "INSERT INTO kiosk (ballot_id, label, token_digest, opened_by_id, opened_at, until) "
        "VALUES (?, 'x', 'x', ?, ?, ?)"
    )
    refused(call, "kiosk_while_open", device, sealed.id, sun, now, now)


def test_a_batch_has_papers(call: Call, cast: Cast, ballot: Ballot):
    made = "INSERT INTO paper_batch (ballot_id, number, control_total, made_by_id, made_at) VALUES (?, 9, 0, ?, ?)"
    refused(call, "batch_total", made, ballot.id, cast.sun.person_id, house_clock.now())
    less = (
        "INSERT INTO box_statement (ballot_id, matter, missing, reason, written_by_id, written_at) "
        "VALUES (?, 'missing', -1, 'x', ?, ?)"
    )
    refused(call, "box_missing", less, ballot.id, cast.sun.person_id, house_clock.now())


def test_what_tells_that_somebody_voted_here_holds_the_day_and_no_moment():
    """A moment would point at the paper that came in at that moment."""
    for model in (PaperStep, Assistance, Proxy):
        kinds = {type(field) for field in model._meta.fields_map.values()}
        assert DatetimeField not in kinds, model
        assert DateField in kinds, model
