"""Slips: printed once, one live code a line, let in whom they should and nobody who guesses."""

from datetime import timedelta
from typing import Any

import pytest

from civic.audit.models import Entry as AuditEntry
from civic.kit.db import rows, transaction
from civic.kit.errors import Forbidden, Refused, SignInNeeded, Stale, TooMany
from civic.people.rules import ANONYMOUS
from tests.cast import Cast
from tests.conftest import Call
from tests.factories import votes as make
from tests.votes.rolls.sheets import on_roll
from votes.models import Ballot
from votes.rolls import queries, services
from votes.rolls.slips import queries as slip_queries
from votes.rolls.slips import services as slips
from votes.rolls.slips.rules import Permit, Which, split
from votes.rules import Electorate, RollLine

LINES = [
    RollLine("", name="张三", unit="1-101", birth_year=1950, stratum="1栋"),
    RollLine("", name="李四", unit="1-101", birth_year=1952, stratum="1栋"),
    RollLine("", name="王五", unit="1-102", birth_year=1960, stratum="1栋"),
    RollLine("", name="林秀英", birth_year=1954),
]


@pytest.fixture
def draft(call: Call, cast: Cast, clock: object) -> Ballot:
    ballot = call(make.draft_ballot, cast)
    call(on_roll, ballot, LINES)
    return ballot


@pytest.fixture
def opened(call: Call, draft: Ballot) -> Ballot:
    return call(services.freeze, draft.id, {})


def drawn(call: Call, cast: Cast, ballot: Ballot, which: Which = Which.NEW) -> dict[str, str]:
    """Codes by name."""
    sheets = call(slips.print_slips, cast.sun, ballot.id, which)
    return {line.name: code for sheet in sheets for line, code in sheet.slips}


def test_there_is_a_page_a_door(call: Call, cast: Cast, draft: Ballot):
    sheets = call(slips.print_slips, cast.sun, draft.id, Which.NEW)
    assert [[line.name for line, _ in sheet.slips] for sheet in sheets] == [
        ["张三", "李四"],
        ["王五"],
        ["林秀英"],
    ]
    assert call(AuditEntry.get, verb="slips_printed").facts == {"count": 4, "first": 1}
    assert call(slip_queries.counts, draft.id) == (4, 0)


def test_codes_are_kept_as_digests_only(call: Call, cast: Cast, draft: Ballot):
    codes = drawn(call, cast, draft).values()
    kept = str(call(rows, "SELECT * FROM roll_slip")) + str(call(rows, "SELECT * FROM audit_entry"))
    assert not any(code.split("-", 1)[1] in kept or split(code)[1] in kept for code in codes)
    assert len({split(code)[1] for code in codes}) == 4


def test_new_slips_leave_out_who_has_one_and_again_ends_the_old_ones(call: Call, cast: Cast, opened: Ballot):
    first = drawn(call, cast, opened)
    with pytest.raises(Refused, match="slips_nothing"):
        drawn(call, cast, opened)
    second = drawn(call, cast, opened, Which.AGAIN)
    with pytest.raises(Refused, match="slip_unknown"):
        call(slips.entry_of_code, opened.id, first["张三"], "1.1.1.1")
    assert call(slips.entry_of_code, opened.id, second["张三"], "1.1.1.1").ballot_id == opened.id


def test_slips_only_for_who_has_no_account(call: Call, cast: Cast, draft: Ballot):
    assert set(drawn(call, cast, draft, Which.NO_ACCOUNT)) == {"张三", "李四", "王五"}


def test_one_lost_slip_is_printed_again(call: Call, cast: Cast, opened: Ballot):
    first = drawn(call, cast, opened)
    permit = call(slips.entry_of_code, opened.id, first["王五"], "1.1.1.1")
    ((sheet),) = call(slips.print_again, cast.sun, opened.id, permit.entry_id)
    ((line, code),) = sheet.slips
    assert (line.name, call(slip_queries.counts, opened.id)) == ("王五", (4, 0))
    with pytest.raises(Refused, match="slip_unknown"):
        call(slips.entry_of_code, opened.id, first["王五"], "1.1.1.1")
    assert call(slips.entry_of_code, opened.id, code, "1.1.1.1").entry_id == permit.entry_id


@pytest.mark.parametrize("who", ["lin", "gao", "other_clerk", "admin"])
def test_only_who_tends_the_roll_prints(call: Call, cast: Cast, draft: Ballot, who: str):
    with pytest.raises(Forbidden):
        call(slips.print_slips, getattr(cast, who), draft.id, Which.NEW)
    with pytest.raises(SignInNeeded):
        call(slips.print_slips, ANONYMOUS, draft.id, Which.NEW)


def test_nothing_is_printed_for_an_empty_roll_or_after_the_end(
    call: Call, cast: Cast, opened: Ballot, clock: Any
):
    with pytest.raises(Refused, match="slips_nothing"):
        call(slips.print_slips, cast.sun, call(make.draft_ballot, cast).id, Which.NEW)
    clock.travel(timedelta(days=4))
    with pytest.raises(Refused, match="slips_not_now"):
        drawn(call, cast, opened)


@pytest.mark.parametrize("typed", [str.lower, lambda code: code.replace("-", ""), lambda code: f"  {code} "])
def test_a_code_is_understood_however_it_is_typed(call: Call, cast: Cast, opened: Ballot, typed: Any):
    code = drawn(call, cast, opened)["张三"]
    permit, cookie = call(slips.admit, typed(code), "1.1.1.1")
    assert call(slip_queries.permit, cookie, opened.id) == permit
    assert call(slip_queries.permit, cookie, opened.id + 1) is None
    assert call(slip_queries.permit, "other", opened.id) is None


@pytest.mark.parametrize("typed", ["", "x", "12", "ACDE-FGHJ-KMNP", "x-ACDE-FGHJ-KMNP", "9" * 30, "１２"])
def test_what_is_no_code_is_refused(call: Call, cast: Cast, opened: Ballot, typed: str):
    with pytest.raises(Refused, match="slip_unknown"):
        call(slips.admit, typed, "1.1.1.1")


def test_a_code_of_another_ballot_is_unknown_here(call: Call, cast: Cast, opened: Ballot):
    code = drawn(call, cast, opened)["张三"]
    other = f"{opened.id + 1}-{code.split('-', 1)[1]}"
    with pytest.raises(Refused, match="slip_unknown"):
        call(slips.admit, other, "1.1.1.1")
    with pytest.raises(Refused, match="slip_unknown"):
        call(slips.entry_of_code, opened.id + 1, code, "1.1.1.1")


def test_a_permit_lasts_half_an_hour_and_the_newest_counts(
    call: Call, cast: Cast, opened: Ballot, clock: Any
):
    code = drawn(call, cast, opened)["张三"]
    _, old = call(slips.admit, code, "1.1.1.1")
    _, new = call(slips.admit, code, "2.2.2.2")
    assert call(slip_queries.permit, old, opened.id) is None
    assert call(slip_queries.permit, new, opened.id) is not None
    clock.travel(timedelta(minutes=31))
    assert call(slip_queries.permit, new, opened.id) is None


async def spent(permit: Permit) -> None:
    async with transaction():
        await slips.spend(permit)


def test_a_code_is_spent_once(call: Call, cast: Cast, opened: Ballot):
    code = drawn(call, cast, opened)["张三"]
    permit, cookie = call(slips.admit, code, "1.1.1.1")
    call(spent, permit)
    with pytest.raises(Stale, match="ballot_already_cast"):
        call(spent, permit)
    assert call(slip_queries.permit, cookie, opened.id) is None
    with pytest.raises(Refused, match="slip_spent"):
        call(slips.admit, code, "1.1.1.1")
    assert call(slip_queries.counts, opened.id) == (4, 1)
    assert "张三" not in drawn(call, cast, opened, Which.AGAIN)


def test_a_slip_that_was_replaced_meanwhile_is_not_spent(call: Call, cast: Cast, opened: Ballot):
    permit, cookie = call(slips.admit, drawn(call, cast, opened)["张三"], "1.1.1.1")
    call(slips.print_again, cast.sun, opened.id, permit.entry_id)
    assert call(slip_queries.permit, cookie, opened.id) is None
    with pytest.raises(Stale):
        call(spent, permit)


def test_what_was_refused_spends_nothing(call: Call, cast: Cast, opened: Ballot):
    permit, cookie = call(slips.admit, drawn(call, cast, opened)["张三"], "1.1.1.1")

    async def undone() -> None:
        async with transaction():
            await slips.spend(permit)
            raise Refused("paper_unknown")

    with pytest.raises(Refused):
        call(undone)
    assert call(slip_queries.permit, cookie, opened.id) == permit


def test_a_thousand_guesses_from_one_address_end_after_ten(call: Call, cast: Cast, opened: Ballot):
    codes = drawn(call, cast, opened)
    guesses = [
        f"{opened.id}-AAAA-AAAA-{n:04}".translate(str.maketrans("01258", "ACDEF")) for n in range(1000)
    ]
    answers = [outcome(call, guess, "6.6.6.6") for guess in guesses]
    assert answers.count("slip_unknown") == 10
    assert answers.count("wait") == 990
    assert outcome(call, codes["张三"], "6.6.6.6") == "wait"
    # everybody else types what stands on the slip
    assert outcome(call, codes["张三"], "1.1.1.1") == "in"


def test_a_stranger_with_many_addresses_does_not_lock_the_ballot(call: Call, cast: Cast, opened: Ballot):
    codes = drawn(call, cast, opened)
    wrong = f"{opened.id}-AAAA-AAAA-AAAA"
    for n in range(60):
        for _ in range(4):
            outcome(call, wrong, f"10.0.0.{n}")
    # on its guard: two wrong codes from one address, and then that address waits
    assert [outcome(call, wrong, "7.7.7.7") for _ in range(3)] == ["slip_unknown", "slip_unknown", "wait"]
    assert outcome(call, codes["李四"], "8.8.8.8") == "in"
    other = call(make.open_ballot, cast)
    assert outcome(call, f"{other.id}-AAAA-AAAA-AAAA", "7.7.7.7") == "slip_unknown"


def test_right_codes_of_a_busy_hall_are_not_counted_as_tries(call: Call, cast: Cast, opened: Ballot):
    code = drawn(call, cast, opened)["张三"]
    assert [outcome(call, code, "5.5.5.5") for _ in range(100)] == ["in"] * 100


def outcome(call: Call, code: str, address: str) -> str:
    try:
        call(slips.admit, code, address)
    except Refused as refusal:
        return refusal.code
    except TooMany:
        return "wait"
    return "in"


def test_a_household_has_one_slip(call: Call, cast: Cast, clock: object):
    ballot = call(make.draft_ballot, cast, electorate=Electorate.HOUSEHOLD)
    call(services.build, cast.sun, ballot.id)
    sheets = call(slips.print_slips, cast.sun, ballot.id, Which.NEW)
    assert [len(sheet.slips) for sheet in sheets] == [1] * call(queries.size, ballot.id)
