"""Reading written contributions: the log's facts with their texts."""

from civic.kit.errors import NotFound
from councils.discussions.models import Contribution
from councils.discussions.rules import Written
from councils.sessions.queries import Board


async def written(board: Board) -> list[Written]:
    """All contributions of a session in their order, as the reader of this board is told them.

    One whose text is not there yet is left out.
    """
    rows = {row.number: row for row in await Contribution.filter(session_id=board.head.id)}
    said = board.names.said if board.names else str
    return [
        Written(row.id, posted, said(row.text), row.erased_reason)
        for posted in board.state.contributions
        if (row := rows.get(posted.number)) is not None
    ]


async def contribution(session_id: int, number: int) -> Contribution:
    """One text. Raises NotFound."""
    found = await Contribution.get_or_none(session_id=session_id, number=number)
    if found is None:
        raise NotFound
    return found
