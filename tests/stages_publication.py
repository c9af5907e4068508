"""What stands on the stage when the record of a vote is tried: a count, a contest, a void vote."""

from collections.abc import Mapping
from typing import Any

from tests import stages_money as money
from tests.cast import Cast
from tests.factories import votes
from votes.publication import services
from votes.results import services as results
from votes.rules import Method

Given = Mapping[str, Any]


async def counted(cast: Cast) -> Given:
    """A vote of Lin, Wei and Chen, closed and counted; nobody has signed."""
    papers = [(cast.lin, votes.ticks("a")), (cast.wei, votes.ticks("a")), (cast.chen, votes.ticks("b"))]
    ballot = await votes.closed_ballot(cast, papers, codes=("a", "b"), method=Method.CHOOSE_ONE)
    return {"id": ballot.id, "digest": (await results.count(ballot.id)).digest}


async def contested(cast: Cast) -> Given:
    """Lin contests it."""
    given = await counted(cast)
    filed = await services.contest(cast.lin, given["id"], "我用回执查到的票，和我投的不一样。")
    return {"id": filed.id}


async def void(cast: Cast) -> Given:
    """It is declared void."""
    given = await counted(cast)
    await services.declare_void(cast.gao, given["id"], "名册漏了一整栋楼的人。")
    return given


async def round_counted(cast: Cast) -> Given:
    """The ballot of a round that was counted."""
    return {"id": (await money.closed(cast))["ballot"]}
