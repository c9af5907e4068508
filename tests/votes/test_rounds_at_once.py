"""Two rounds with the same proposals opened at the same moment: one of them gets them."""

import asyncio
from typing import Any

from civic.kit.errors import Refused
from tests.cast import Cast
from tests.conftest import Call
from tests.factories import votes as make
from votes.models import Ballot
from votes.rounds import services
from votes.rules import State


def test_a_proposal_stands_on_one_ballot_at_a_time(call: Call, cast: Cast, clock: Any):
    plan = call(make.plan, cast)
    rounds = [call(services.create, cast.sun, cast.community.id, plan) for _ in range(2)]

    async def both() -> list[object]:
        opening = (services.open_round(cast.sun, each.id) for each in rounds)
        return await asyncio.gather(*opening, return_exceptions=True)

    ended = call(both)
    refused = [one for one in ended if isinstance(one, Refused)]
    assert [one.code for one in refused] == ["round_proposal_not_ready"]
    assert call(lambda: Ballot.filter(state=State.OPEN).count()) == 1
