"""Stages of what has to be done after a resolution."""

from datetime import timedelta

from civic.kit import clock
from councils.actions import commands
from councils.actions.models import Review
from councils.resolutions.models import ActionItem
from tests.cast import Cast
from tests.factories import record
from tests.stages import Given


async def place(cast: Cast) -> Given:
    """The community."""
    return {"id": cast.community.id}


async def actions(cast: Cast) -> Given:
    """Something has to be done."""
    await record.published(cast)
    return {}


async def action(cast: Cast) -> Given:
    """One thing that has to be done."""
    await record.published(cast)
    return {"id": (await ActionItem.all().order_by("id").first()).id}  # type: ignore[union-attr]


async def resolution(cast: Cast) -> Given:
    """A resolution."""
    due = (clock.today() + timedelta(days=9)).isoformat()
    return {"id": (await record.resolution(cast)).id, "place": cast.community.id, "due": due}


async def review(cast: Cast) -> Given:
    """The clock has prepared the reviews of the last periods."""
    await record.published(cast)
    clock.travel(timedelta(days=40))
    await commands.tick(clock.now())
    return {"id": (await Review.all().order_by("id").first()).id}  # type: ignore[union-attr]
