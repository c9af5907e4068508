"""Stages beside the floor of a session."""

from councils.discussions import services
from councils.sessions.rules.words import ContributionKind
from tests.cast import Cast
from tests.factories import councils
from tests.stages import Given
from tests.stages import on_item as on_item


async def contributed(cast: Cast) -> Given:
    """Somebody wrote something on the first item."""
    session = await councils.on_item(cast)
    await services.post(cast.lin, session.id, 1, ContributionKind.QUESTION, "灯杆装在谁家门口？")
    return {"id": session.id}
