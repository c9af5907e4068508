"""One register for every way of voting: whoever comes first counts; what is put in is in both tables or in neither."""

import asyncio
from datetime import timedelta
from typing import Any

import pytest

from civic.kit import db
from civic.kit.errors import Forbidden, NotFound, Refused, Stale
from tests.cast import Cast
from tests.conftest import Call
from tests.factories import votes as make
from tests.factories.votes import ticks
from votes import services as ballots
from votes.casting import queries
from votes.casting.models import Paper, Turnout
from votes.casting.rules import LoosePaper, Permit, Slip, new_nonce
from votes.casting.services import cast as put_in
from votes.casting.services import put, seal_box, tick_off
from votes.models import Ballot, RollEntry
from votes.rules import Channel, Filled, Secrecy


async def _entries(ballot: Ballot) -> list[int]:
    return [entry.id for entry in await RollEntry.filter(ballot_id=ballot.id).order_by("id")]


async def _counts(ballot: Ballot) -> tuple[int, int]:
    return await Turnout.filter(ballot_id=ballot.id).count(), await Paper.filter(ballot_id=ballot.id).count()


async def _sealed(ballot: Ballot, papers: list[LoosePaper]) -> int:
    async with db.transaction():
        shut = await db.locked(Ballot, id=ballot.id)
        size = await seal_box(shut, papers)
        await ballots.close_ballot(shut)
        return size


def test_who_voted_on_paper_cannot_vote_on_the_phone(call: Call, cast: Cast, clock: Any):
    ballot = call(make.open_ballot, cast)
    lin = call(_entries, ballot)[0]
    call(tick_off, ballot.id, lin)
    with pytest.raises(Stale) as refusal:
        call(put_in, cast.lin, ballot.id, ticks("a"))
    assert refusal.value.code == "ballot_already_cast"
    assert call(_counts, ballot) == (1, 0)
    assert call(Turnout.get, ballot_id=ballot.id).channel is Channel.PAPER


def test_who_voted_on_the_phone_cannot_vote_on_paper(call: Call, cast: Cast, clock: Any):
    ballot = call(make.open_ballot, cast)
    call(put_in, cast.lin, ballot.id, ticks("a"))
    with pytest.raises(Stale):
        call(tick_off, ballot.id, call(_entries, ballot)[0])
    assert call(_counts, ballot) == (1, 1)


def test_a_changeable_paper_of_wood_is_not_changed_on_the_phone(call: Call, cast: Cast, clock: Any):
    ballot = call(make.open_ballot, cast, changeable=True)
    call(tick_off, ballot.id, call(_entries, ballot)[0])
    with pytest.raises(Stale) as refusal:
        call(put_in, cast.lin, ballot.id, ticks("a"), replaces=new_nonce())
    assert refusal.value.code == "ballot_cast_elsewhere"
    assert call(_counts, ballot) == (1, 0)


def test_nobody_is_ticked_off_who_is_not_on_the_roll_or_out_of_time(call: Call, cast: Cast, clock: Any):
    ballot, other = call(make.open_ballot, cast), call(make.open_ballot, cast)
    stranger = call(_entries, other)[0]
    with pytest.raises(Forbidden):
        call(tick_off, ballot.id, stranger)
    with pytest.raises(NotFound):
        call(tick_off, 999_999, stranger)
    clock.travel(timedelta(days=3))
    with pytest.raises(Refused) as refusal:
        call(tick_off, ballot.id, call(_entries, ballot)[0])
    assert refusal.value.code == "ballot_closed"


def test_a_paper_put_in_for_an_entry_is_undone_with_what_stands_around_it(call: Call, cast: Cast, clock: Any):
    ballot = call(make.open_ballot, cast)
    slip = Slip(
        ballot.id, ticks("a"), new_nonce(), entry_id=call(_entries, ballot)[1], channel=Channel.ASSISTED
    )

    async def failing() -> None:
        async with db.transaction():
            await put(slip)
            raise ValueError("undone")

    with pytest.raises(ValueError, match="undone"):
        call(failing)
    assert call(_counts, ballot) == (0, 0)
    call(put, slip)
    assert call(Turnout.get, ballot_id=ballot.id).channel is Channel.ASSISTED
    with pytest.raises(Stale):
        call(put_in, cast.wei, ballot.id, ticks("b"))


def test_a_permit_is_used_up_with_its_paper_and_only_then(call: Call, cast: Cast, clock: Any):
    ballot, used = call(make.open_ballot, cast, None, make.CODES, 1, 2), list[str]()

    async def spend() -> None:
        used.append("slip")

    permit = Permit(call(_entries, ballot)[0], spend)
    with pytest.raises(Refused):
        call(put_in, cast.outsider, ballot.id, ticks("a", "b", "c"), permit=permit)
    assert used == []
    call(put_in, cast.outsider, ballot.id, ticks("a"), permit=permit)
    assert used == ["slip"]
    assert call(Turnout.get, ballot_id=ballot.id).person_id is None
    with pytest.raises(Stale):
        call(put_in, cast.lin, ballot.id, ticks("a"))


def test_a_permit_that_is_refused_at_the_last_moment_leaves_nothing(call: Call, cast: Cast, clock: Any):
    ballot = call(make.open_ballot, cast)

    async def spend() -> None:
        raise Stale("ballot_already_cast")

    with pytest.raises(Stale):
        call(put_in, cast.lin, ballot.id, ticks("a"), permit=Permit(call(_entries, ballot)[0], spend))
    assert call(_counts, ballot) == (0, 0)


def test_papers_of_wood_lie_among_the_others_and_turnout_equals_papers(call: Call, cast: Cast, clock: Any):
    ballot = call(make.open_ballot, cast)
    lin, wei, _ = call(_entries, ballot)
    call(tick_off, ballot.id, lin)
    call(tick_off, ballot.id, wei)
    receipt = call(put_in, cast.chen, ballot.id, ticks("c"))
    assert call(_sealed, ballot, [LoosePaper("a,b"), LoosePaper("")]) == 3
    assert sorted(call(queries.papers, ballot.id)) == ["", "a,b", "c"]
    assert receipt in call(queries.receipts, ballot.id)
    assert call(Ballot.get, id=ballot.id).bulletin_size == 3


@pytest.mark.parametrize("papers", [[], [LoosePaper("a"), LoosePaper("b")]])
def test_a_box_with_more_or_fewer_papers_than_voters_is_not_sealed(
    call: Call, cast: Cast, clock: Any, papers: list[LoosePaper]
):
    ballot = call(make.open_ballot, cast)
    call(tick_off, ballot.id, call(_entries, ballot)[0])
    with pytest.raises(Refused) as refusal:
        call(_sealed, ballot, papers)
    assert (refusal.value.code, refusal.value.facts["turnout"]) == ("box_turnout_differs", 1)
    assert call(_counts, ballot) == (1, 0)


@pytest.mark.parametrize("secrecy", Secrecy)
def test_two_changes_of_one_paper_at_once_leave_one_paper(
    call: Call, cast: Cast, clock: Any, secrecy: Secrecy
):
    ballot = call(make.open_ballot, cast, changeable=True, secrecy=secrecy)
    first = new_nonce()
    call(put_in, cast.lin, ballot.id, ticks("a"), first)

    async def both() -> list[Any]:
        wanted = [put_in(cast.lin, ballot.id, ticks(code), replaces=first) for code in ("b", "c")]
        return await asyncio.gather(*wanted, return_exceptions=True)

    answers = call(both)
    assert sum(isinstance(answer, str) for answer in answers) == 1
    assert sum(isinstance(answer, Stale) for answer in answers) == 1
    assert call(_counts, ballot) == (1, 1)


def test_a_refused_change_leaves_the_paper_in_the_box(call: Call, cast: Cast, clock: Any):
    ballot = call(make.open_ballot, cast, None, make.CODES, 1, 2, changeable=True)
    first = new_nonce()
    receipt = call(put_in, cast.lin, ballot.id, ticks("a"), first)
    with pytest.raises(Refused):
        call(put_in, cast.lin, ballot.id, ticks("a", "b", "c"), replaces=first)
    assert call(put_in, cast.lin, ballot.id, Filled(()), first) == receipt
    assert call(_counts, ballot) == (1, 1)


@pytest.mark.parametrize("head_start", [0, 2, 6])
def test_a_closing_in_the_middle_of_changes_loses_none_and_takes_none_afterwards(
    call: Call, cast: Cast, clock: Any, head_start: int
):
    people = call(make.residents, cast, 12)
    ballot, nonces = call(make.open_ballot, cast, people, changeable=True), [new_nonce() for _ in range(12)]

    async def all_at_once() -> list[Any]:
        voters = list(zip(people, nonces, strict=True))
        before = [await put_in(person, ballot.id, ticks("a"), nonce) for person, nonce in voters]
        changes = [
            asyncio.create_task(put_in(person, ballot.id, ticks("b"), replaces=nonce))
            for person, nonce in voters
        ]
        await asyncio.sleep(head_start / 1000)
        await _sealed(ballot, [])
        after = await asyncio.gather(*changes, return_exceptions=True)
        return [new if isinstance(new, str) else old for old, new in zip(before, after, strict=True)]

    standing = call(all_at_once)
    assert sorted(standing) == call(queries.receipts, ballot.id)
    assert call(_counts, ballot) == (12, 12)
