"""The part of a session's live page, and of the hall's wall, that shows what was written."""

from civic.web.pages import render
from councils.discussions import queries, rules
from councils.sessions.live import lend
from councils.sessions.queries import Board


async def on_page(board: Board, lang: str) -> str:
    """Contributions everyone may read: the one shown now, and those of the current item before it."""
    return await _part("councils/discussions/_discussion.html", board, lang)


async def on_wall(board: Board, lang: str) -> str:
    """The one contribution shown now."""
    return await _part("councils/discussions/_wall_discussion.html", board, lang)


async def _part(template: str, board: Board, lang: str) -> str:
    public = [one for one in await queries.written(board) if one.public]
    return render(
        template,
        lang,
        board=board,
        shown=next((one for one in public if one.posted.number == board.state.shown), None),
        contributions=rules.on_item(board.state, public),
    )


lend("discussion", on_page)
lend("wall_discussion", on_wall, "wall")
