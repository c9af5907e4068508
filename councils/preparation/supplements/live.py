"""The part of a session's live page that shows what came after the notice: everybody sees it at once."""

from civic.web.pages import render
from councils.preparation.supplements import queries
from councils.sessions.queries import Board


async def on_page(board: Board, lang: str) -> str:
    """Papers of the current item and of the whole session, those handed out meanwhile first; between items all of them."""
    found = await queries.of_session(board.head.id)
    current = board.state.item.number if board.state.item else None
    here = [paper for paper in found if paper.key and (current is None or paper.item in (None, current))]
    papers = sorted(here, key=lambda paper: not paper.tabled)
    return render("councils/preparation/supplements/_supplements.html", lang, board=board, papers=papers)
