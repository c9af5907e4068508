"""What follows from a round's count: nothing with one signature, everything with two; a recount and a void tell again."""

import pytest

from proposals.models import Proposal
from proposals.rules import State
from tests.factories import votes
from tests.tampering import disarm
from votes.models import Option
from votes.publication import queries, services
from votes.publication.models import Contest
from votes.results import queries as results
from votes.results.models import ResultLine

WHY = "我用回执查到的票，和我投的不一样。"


@pytest.fixture
def ballot(cast, call, clock) -> int:
    """Three chose the first of two proposals."""
    return call(votes.round_counted, cast)


async def _states(ballot_id: int) -> list[State]:
    options = await Option.filter(ballot_id=ballot_id).order_by("position")
    return [(await Proposal.get(id=option.proposal_id)).state for option in options]


async def _last(ballot_id: int) -> str:
    found = await results.official(ballot_id)
    assert found is not None
    return str(found.digest)


def test_with_one_signature_nothing_follows(cast, call, ballot):
    call(services.sign, cast.gao, ballot, call(_last, ballot))
    assert call(_states, ballot) == [State.ON_BALLOT, State.ON_BALLOT]


def test_with_the_second_the_proposals_are_told(cast, call, ballot):
    call(votes.certify, cast, ballot)
    assert call(_states, ballot) == [State.CHOSEN, State.NOT_CHOSEN]


def test_a_recount_that_comes_to_the_same_changes_nothing(cast, call, ballot):
    call(votes.certify, cast, ballot)
    filed = call(services.contest, cast.lin, ballot, WHY)
    call(services.answer, cast.zhou, filed.id, "好，重新数一遍。", True)
    call(votes.certify, cast, ballot)
    assert call(_states, ballot) == [State.CHOSEN, State.NOT_CHOSEN]


def test_a_recount_that_comes_to_something_else_tells_those_who_fare_otherwise(cast, call, ballot):
    call(votes.certify, cast, ballot)
    filed: Contest = call(services.contest, cast.lin, ballot, WHY)
    call(services.answer, cast.zhou, filed.id, "好，重新数一遍。", True)
    call(_exchange, ballot)
    call(votes.certify, cast, ballot)
    assert call(_states, ballot) == [State.NOT_CHOSEN, State.CHOSEN]


async def _exchange(ballot_id: int) -> None:
    """As if the first count had been wrong: the last run chooses the other one."""
    await disarm("result_line")
    run = (await queries.runs(ballot_id))[-1]
    for line in await ResultLine.filter(result_id=run.id):
        await ResultLine.filter(id=line.id).update(selected=not line.selected)


def test_proposals_of_a_void_round_can_be_put_to_a_vote_again(cast, call, ballot):
    call(services.declare_void, cast.gao, ballot, "名册漏了一整栋楼的人。")
    assert call(_states, ballot) == [State.OPEN, State.OPEN]


def test_those_of_a_round_that_was_certified_as_well(cast, call, ballot):
    call(votes.certify, cast, ballot)
    call(services.declare_void, cast.gao, ballot, "名册漏了一整栋楼的人。")
    assert call(_states, ballot) == [State.NOT_CHOSEN, State.NOT_CHOSEN]


def test_a_contest_shows_on_the_pages_of_the_round(cast, call, client, ballot):
    round_id = call(queries.round_of, ballot)
    assert "有异议" not in client.get(f"/rounds/{round_id}").text
    filed = call(services.contest, cast.lin, ballot, WHY)
    for path in (f"/rounds/{round_id}", f"/rounds/{round_id}/result"):
        assert "有 1 条异议，正在核对" in client.get(path).text
    call(services.answer, cast.zhou, filed.id, "好，重新数一遍。", True)
    assert "票一共数了 2 次" in client.get(f"/rounds/{round_id}").text
