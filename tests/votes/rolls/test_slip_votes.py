"""One slip is one paper: on two phones, with an account beside it, after it was replaced."""

import asyncio
from functools import partial

import pytest

from civic.kit.db import rows
from civic.kit.errors import Refused, Stale
from civic.people.rules import ANONYMOUS
from tests.cast import Cast
from tests.conftest import Call
from tests.factories import votes as make
from tests.votes.rolls.sheets import on_roll
from votes.casting import queries as casting_queries
from votes.casting import rules as casting_rules
from votes.casting import services as casting
from votes.models import Ballot
from votes.rolls import services
from votes.rolls.slips import services as slips
from votes.rolls.slips.rules import Permit, Which
from votes.rules import RollLine


@pytest.fixture
def opened(call: Call, cast: Cast, clock: object) -> Ballot:
    """A ballot with Lin, who has an account, and Zhang, who has none."""
    ballot = call(make.draft_ballot, cast)
    zhang, lin = RollLine("", name="张三", birth_year=1950), RollLine("", name="林秀英", birth_year=1954)
    call(on_roll, ballot, [zhang, lin])
    return call(services.freeze, ballot.id, {})


def admitted(call: Call, cast: Cast, ballot: Ballot, name: str) -> Permit:
    sheets = call(slips.print_slips, cast.sun, ballot.id, Which.AGAIN)
    codes = {line.name: code for sheet in sheets for line, code in sheet.slips}
    return call(slips.admit, codes[name], "1.1.1.1")[0]


async def vote(permit: Permit, nonce: str = "") -> str:
    held = casting_rules.Permit(permit.entry_id, partial(slips.spend, permit))
    return await casting.cast(ANONYMOUS, permit.ballot_id, make.ticks("a"), nonce, permit=held)


async def rush(permit: Permit) -> list[object]:
    return await asyncio.gather(*(vote(permit, f"{n:032x}") for n in range(8)), return_exceptions=True)


def test_eight_phones_with_one_slip_put_one_paper_in_the_box(call: Call, cast: Cast, opened: Ballot):
    answers = call(rush, admitted(call, cast, opened, "张三"))
    assert len([answer for answer in answers if isinstance(answer, str)]) == 1
    assert all(isinstance(answer, str | Stale) for answer in answers)
    assert call(casting_queries.turnout, opened.id) == 1
    assert call(rows, "SELECT COUNT(*) AS n FROM paper") == [{"n": 1}]
    assert call(rows, "SELECT COUNT(*) AS n FROM roll_slip WHERE spent_on IS NOT NULL") == [{"n": 1}]


def test_who_voted_with_an_account_does_not_vote_again_with_a_slip(call: Call, cast: Cast, opened: Ballot):
    permit = admitted(call, cast, opened, "林秀英")
    call(casting.cast, cast.lin, opened.id, make.ticks("b"))
    with pytest.raises(Stale, match="ballot_already_cast"):
        call(vote, permit)
    assert call(casting_queries.turnout, opened.id) == 1


def test_who_voted_with_a_slip_does_not_vote_again_with_an_account(call: Call, cast: Cast, opened: Ballot):
    call(vote, admitted(call, cast, opened, "林秀英"))
    with pytest.raises(Stale, match="ballot_already_cast"):
        call(casting.cast, cast.lin, opened.id, make.ticks("b"))


def test_a_paper_that_is_refused_uses_nothing_up(call: Call, cast: Cast, opened: Ballot):
    permit = admitted(call, cast, opened, "张三")
    held = casting_rules.Permit(permit.entry_id, partial(slips.spend, permit))
    with pytest.raises(Refused, match="paper_unknown"):
        call(casting.cast, ANONYMOUS, opened.id, make.ticks("nothing"), permit=held)
    assert call(vote, permit)


def test_no_time_is_kept_of_a_vote_by_slip(call: Call, cast: Cast, opened: Ballot):
    call(vote, admitted(call, cast, opened, "张三"))
    (row,) = call(rows, "SELECT * FROM roll_slip WHERE spent_on IS NOT NULL")
    assert (row["permit_digest"], row["permit_until"]) == (None, None)
    assert len(str(row["spent_on"])) == len("2026-11-22")
