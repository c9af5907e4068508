"""Before a session and at its door: the poster and the list to sign."""

import asyncio

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from civic.documents.rules import poster_pdf
from civic.kit.errors import NotFound
from civic.web.i18n import translate
from civic.web.pages import absolute, url_for
from civic.web.qr import printed
from councils.documents.routes.answers import PDF, file, paper
from councils.documents.rules import MORE, Called, session_poster, sign_in_list
from councils.sessions import queries as sessions
from councils.sessions.live import expected, told
from councils.sessions.queries import Board
from councils.sessions.rules.arrivals import arrivals


async def _announced(request: Request) -> Board:
    """A session that was announced, as this reader is told it. Raises NotFound: what is being prepared hangs nowhere."""
    session_id = int(request.path_params["id"])
    if not (await sessions.head(session_id)).announced:
        raise NotFound
    return told(await sessions.board(session_id), request.state.actor, request.state.lang)


def _called(board: Board) -> Called:
    head, notice = board.head, board.state.heading
    return Called(
        council=head.council,
        title=head.title,
        starts_at=head.starts_at,
        venue=head.venue,
        chair=head.chair.name,
        convener=head.convener.name,
        basis=head.basis,
        notice_day=notice.notice_day if notice else "",
        items=tuple(item.title for item in board.state.items),
        remote=bool(notice and notice.remote),
    )


async def poster(request: Request) -> Response:
    """The notice of a session, on A3."""
    board, lang = await _announced(request), request.state.lang
    address = absolute(request, url_for("session", id=board.head.id))
    drawn = session_poster(_called(board), address, printed(address), lang)
    # in a thread: setting it must not keep a meeting's sockets waiting
    body = await asyncio.to_thread(poster_pdf, drawn, translate(MORE, lang))
    return file(body, PDF, f"session-{board.head.id}-poster.pdf")


async def sign_in(request: Request) -> Response:
    """The list people sign, on A4."""
    board = await _announced(request)
    lines = arrivals(board.state, await sessions.events(board.head.id), await expected(board))
    sheet = sign_in_list(_called(board), lines, request.state.lang)
    return await paper(sheet, PDF, f"session-{board.head.id}-sign-in.pdf")


routes: list[BaseRoute] = [
    Route("/sessions/{id:int}/poster.pdf", poster, name="session-poster"),
    Route("/sessions/{id:int}/sign-in-sheet.pdf", sign_in, name="session-sign-in-pdf"),
]
