"""Papers that arrive together share a commit, and each is answered for itself."""

import asyncio
from typing import Any

import pytest

from civic.kit import db
from civic.kit.errors import Forbidden, NotFound, Refused, Stale
from civic.kit.together import Together
from civic.people.rules import Actor
from tests.cast import Cast
from tests.conftest import Call
from tests.factories import votes as make
from tests.factories.votes import ticks
from votes import services as ballots
from votes.casting import queries
from votes.casting.models import Paper, Turnout
from votes.casting.rules import Slip, new_nonce
from votes.casting.services import cast as put_in
from votes.casting.services import register, seal_box
from votes.models import Ballot
from votes.rules import Filled


async def _all(ballot_id: int, wanted: list[tuple[Actor, Filled, str]]) -> list[Any]:
    return await asyncio.gather(
        *(put_in(actor, ballot_id, filled, nonce) for actor, filled, nonce in wanted), return_exceptions=True
    )


def test_fifty_identical_casts_make_one_paper_and_one_receipt(call: Call, cast: Cast, clock: Any):
    ballot, nonce = call(make.open_ballot, cast), new_nonce()
    answers = call(_all, ballot.id, [(cast.lin, ticks("a"), nonce)] * 50)
    assert len(set(answers)) == 1
    assert isinstance(answers[0], str)
    assert call(Paper.filter(ballot_id=ballot.id).count) == 1
    assert call(Turnout.filter(ballot_id=ballot.id).count) == 1


def test_fifty_different_pages_of_one_person_make_one_paper(call: Call, cast: Cast, clock: Any):
    ballot = call(make.open_ballot, cast)
    answers = call(_all, ballot.id, [(cast.lin, ticks("a"), new_nonce()) for _ in range(50)])
    assert sum(isinstance(answer, str) for answer in answers) == 1
    assert sum(isinstance(answer, Stale) for answer in answers) == 49
    assert call(Paper.filter(ballot_id=ballot.id).count) == 1


def test_a_refused_paper_is_refused_alone(call: Call, cast: Cast, clock: Any):
    people = call(make.residents, cast, 60)
    ballot = call(make.open_ballot, cast, people, make.CODES, 1, 2)
    wanted = [(person, ticks("a"), "") for person in people]
    wanted[10] = (cast.outsider, ticks("a"), "")
    wanted[20] = (people[20], ticks("a", "b", "c"), "")
    wanted[30] = (people[0], ticks("b"), "")
    answers = call(_all, ballot.id, wanted)
    assert isinstance(answers[10], Forbidden)
    assert isinstance(answers[20], Refused)
    assert isinstance(answers[30], Stale)
    assert sum(isinstance(answer, str) for answer in answers) == 57
    assert call(Paper.filter(ballot_id=ballot.id).count) == 57


def test_many_papers_share_few_commits(call: Call, cast: Cast, clock: Any):
    people = call(make.residents, cast, 100)
    ballot = call(make.open_ballot, cast, people)
    before = db.commits()
    answers = call(_all, ballot.id, [(person, ticks("a"), "") for person in people])
    assert len(set(answers)) == 100
    assert db.commits() - before <= 3


def test_a_voter_who_goes_away_does_not_take_the_others_along(call: Call, cast: Cast, clock: Any):
    people = call(make.residents, cast, 20)
    ballot = call(make.open_ballot, cast, people)

    async def impatient() -> list[Any]:
        tasks = [asyncio.create_task(put_in(person, ballot.id, ticks("a"))) for person in people]
        await asyncio.sleep(0)
        tasks[0].cancel()
        return await asyncio.gather(*tasks[1:])

    assert len(call(impatient)) == 19
    assert call(Turnout.filter(ballot_id=ballot.id).count) in (19, 20)
    assert call(Paper.filter(ballot_id=ballot.id).count) == call(Turnout.filter(ballot_id=ballot.id).count)


def test_several_ballots_share_a_batch(call: Call, cast: Cast, clock: Any):
    one, two = call(make.open_ballot, cast), call(make.open_ballot, cast, [cast.lin])

    async def both() -> list[Any]:
        wanted = [
            (cast.lin, one.id),
            (cast.lin, two.id),
            (cast.wei, one.id),
            (cast.wei, two.id),
            (cast.wei, 999_999),
        ]
        return await asyncio.gather(
            *(put_in(who, id, ticks("a")) for who, id in wanted), return_exceptions=True
        )

    answers = call(both)
    assert [type(answer) for answer in answers] == [str, str, str, Forbidden, NotFound]


def test_items_are_tried_one_by_one_when_a_batch_fails():
    async def work(items: Any) -> list[int | Exception]:
        if len(items) > 1 or items[0] == 3:
            raise ValueError(items)
        return [items[0] * 10]

    async def run() -> list[Any]:
        together: Together[int, int] = Together(work, 10)
        return await asyncio.gather(*(together.put(n) for n in range(5)), return_exceptions=True)

    answers = asyncio.run(run())
    assert answers[:3] == [0, 10, 20]
    assert isinstance(answers[3], ValueError)


def test_work_can_go_on_in_a_new_loop_after_the_old_one_is_gone():
    async def work(items: Any) -> list[int | Exception]:
        await asyncio.sleep(0)
        return list(items)

    together: Together[int, int] = Together(work, 10)
    assert asyncio.run(together.put(1)) == 1
    assert asyncio.run(together.put(2)) == 2


@pytest.mark.parametrize("most", [1, 3])
def test_no_batch_is_larger_than_it_may_be(most: int):
    sizes = []

    async def work(items: Any) -> list[int | Exception]:
        sizes.append(len(items))
        return list(items)

    async def run() -> None:
        together: Together[int, int] = Together(work, most)
        await asyncio.gather(*(together.put(n) for n in range(7)))

    asyncio.run(run())
    assert max(sizes) <= most
    assert sum(sizes) == 7


async def _closed_meanwhile(ballot_id: int) -> None:
    async with db.transaction():
        ballot = await db.locked(Ballot, id=ballot_id)
        await seal_box(ballot)
        await ballots.close_ballot(ballot)


@pytest.mark.parametrize("head_start", [0, 1, 3, 8])
def test_a_closing_in_the_middle_loses_no_acknowledged_paper_and_takes_none_afterwards(
    call: Call, cast: Cast, clock: Any, head_start: int
):
    people = call(make.residents, cast, 60)
    ballot = call(make.open_ballot, cast, people)

    async def both() -> list[Any]:
        early = [asyncio.create_task(put_in(person, ballot.id, ticks("a"))) for person in people[:30]]
        await asyncio.sleep(head_start / 1000)
        closing = asyncio.create_task(_closed_meanwhile(ballot.id))
        late = [asyncio.create_task(put_in(person, ballot.id, ticks("b"))) for person in people[30:]]
        await closing
        return await asyncio.gather(*early, *late, return_exceptions=True)

    answers = call(both)
    receipts = [answer for answer in answers if isinstance(answer, str)]
    refusals = [answer for answer in answers if not isinstance(answer, str)]
    assert sorted(receipts) == call(queries.receipts, ballot.id)
    assert call(Turnout.filter(ballot_id=ballot.id).count) == len(receipts)
    assert {(type(refusal), refusal.code) for refusal in refusals} <= {(Refused, "ballot_closed")}


def test_eight_processes_with_one_voter_on_twenty_ballots_make_one_paper_each(
    call: Call, cast: Cast, clock: Any
):
    """Each box stands for a process of its own; on PostgreSQL their transactions really run at once."""
    opened = [call(make.open_ballot, cast) for _ in range(20)]

    async def all_at_once() -> list[Any]:
        boxes = [Together(register._put_in, 50) for _ in range(8)]
        wanted = [
            box.put(Slip(ballot.id, ticks("a"), new_nonce(), person_id=cast.lin.person_id))
            for box in boxes
            for ballot in opened
        ]
        return await asyncio.gather(*wanted, return_exceptions=True)

    answers = call(all_at_once)
    assert sum(isinstance(answer, str) for answer in answers) == 20
    assert sum(isinstance(answer, Stale) for answer in answers) == 140
    for ballot in opened:
        assert call(Paper.filter(ballot_id=ballot.id).count) == 1
