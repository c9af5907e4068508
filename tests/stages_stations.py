"""What stands on the stage at a polling station."""

from collections.abc import Mapping
from typing import Any

from tests.cast import Cast
from tests.factories import stations as make
from tests.factories import votes
from votes.models import Ballot
from votes.stations.batches.services import boxes, bundles
from votes.stations.kiosks import services as kiosks
from votes.stations.proxies.rules import Authorisation, Relation
from votes.stations.proxies.services import authorise

Given = Mapping[str, Any]
SIX = ["a", "a,b", "b", "c", "", "!unclear"]


async def desk(cast: Cast) -> Given:
    """Voting goes on; the fourth on the roll has come."""
    made = await make.ballot(cast)
    return {"id": made.id, "ballot": str(made.id), "entry": await make.entry(made, 4)}


async def draft(cast: Cast) -> Given:
    """A ballot is being prepared."""
    return {"id": (await votes.draft_ballot(cast)).id}


async def proxy(cast: Cast) -> Given:
    """The fourth on the roll has authorised Lin, the first."""
    given = dict(await desk(cast))
    made = await Ballot.get(id=given["id"])
    wanted = Authorisation(given["entry"], await make.entry(made, 1), Relation.CHILD, "委托书第 3 号")
    return {"id": await authorise(cast.sun, made.id, wanted)}


async def kiosk(cast: Cast) -> Given:
    """A device takes voters."""
    made = await make.ballot(cast)
    opened, _ = await kiosks.open_kiosk(cast.sun, made.id, "大厅", 8)
    return {"id": opened.id}


async def box(cast: Cast) -> Given:
    """Voting is over, six papers lie in the box."""
    return {"id": (await make.boxed(cast)).id}


async def statement(cast: Cast) -> Given:
    """Sun has written that one of them is missing."""
    made = await make.boxed(cast)
    return {"id": await boxes.explain_missing(cast.sun, made.id, 1, "少一张")}


async def batch(cast: Cast) -> Given:
    """They are bundled, nobody has read them."""
    made = await make.boxed(cast)
    return {"id": await bundles.create(cast.sun, made.id, 6)}


async def half_read(cast: Cast) -> Given:
    """Sun has read them and not handed the reading in."""
    given = await batch(cast)
    await make.read(cast.sun, given["id"], SIX, finish=False)
    return given


async def differing(cast: Cast) -> Given:
    """Sun and Zheng have read the first sheet in two ways."""
    return {"id": await make.batch(cast, await make.boxed(cast), SIX, ["b", *SIX[1:]]), "number": 1}


async def agreed(cast: Cast) -> Given:
    """Both have read the same."""
    return {"id": await make.batch(cast, await make.boxed(cast), SIX)}
