"""Reading written contributions: the log's facts with their texts."""

from civic.kit.errors import NotFound
from councils.discussions.models import Contribution
from councils.discussions.rules import Written
from councils.sessions.rules import State


async def written(session_id: int, state: State) -> list[Written]:
    """All contributions of a session in their order. One whose text is not there yet is left out."""
    rows = {row.number: row for row in await Contribution.filter(session_id=session_id)}
    return [
        Written(rows[posted.number].id, posted, rows[posted.number].text, rows[posted.number].erased_reason)
        for posted in state.contributions
        if posted.number in rows
    ]


async def contribution(session_id: int, number: int) -> Contribution:
    """One text. Raises NotFound."""
    found = await Contribution.get_or_none(session_id=session_id, number=number)
    if found is None:
        raise NotFound
    return found
