"""Stages of work orders."""

from datetime import timedelta

from civic.kit import clock
from tests.cast import Cast
from tests.factories import workorders
from tests.stages import Given


def _ids(cast: Cast, order_id: int) -> Given:
    return {
        "id": order_id,
        "estate": cast.places["estate_one"].id,
        "due": (clock.today() + timedelta(days=20)).isoformat(),
    }


async def reporting(cast: Cast) -> Given:
    """A place to report something from."""
    return _ids(cast, 0)


async def reported(cast: Cast) -> Given:
    """Something was reported by Lin."""
    return _ids(cast, (await workorders.reported(cast)).id)


async def sent(cast: Cast) -> Given:
    """It was sent to Hao's organisation."""
    return _ids(cast, (await workorders.sent(cast)).id)


async def two(cast: Cast) -> Given:
    """Two that may be the same."""
    other = await workorders.reported(cast, "二单元门口积水")
    return {**_ids(cast, (await workorders.reported(cast)).id), "other": other.id}


async def place(cast: Cast) -> Given:
    """The community."""
    return {"id": cast.community.id}
