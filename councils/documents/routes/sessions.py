"""Before a session and at its door: the poster and the list to sign."""

import asyncio
from collections.abc import Sequence
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from civic.documents.rules import Poster, Sheet, poster_pdf, sealed
from civic.kit.errors import N_, NotFound
from civic.web import papers
from civic.web.i18n import translate
from civic.web.pages import absolute, url_for
from civic.web.qr import printed
from councils.documents.routes.answers import PDF, file, paper
from councils.documents.rules import Called, called_parts, list_parts, session_poster, sign_in_list
from councils.sessions import queries as sessions
from councils.sessions.live import expected, readings, told
from councils.sessions.queries import Board
from councils.sessions.rules.arrivals import Arrival, arrivals

POSTER, LIST = "session-poster", "session-sign-in"


async def _announced(session_id: int) -> Board:
    """A session that was announced. Raises NotFound: what is being prepared hangs nowhere."""
    if not (await sessions.head(session_id)).announced:
        raise NotFound
    return await sessions.board(session_id)


async def _told(request: Request) -> Board:
    """As this reader is told it."""
    board = await _announced(int(request.path_params["id"]))
    return told(board, request.state.actor, request.state.lang)


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


def _poster(request: Request, called: Called, session_id: int, lang: str) -> Poster:
    address = absolute(request, url_for("session", id=session_id))
    drawn = session_poster(called, address, printed(address), lang)
    return papers.checked(drawn, request, sealed(POSTER, session_id, called_parts(called)))


def _list(request: Request, called: Called, lines: tuple[Arrival, ...], session_id: int, lang: str) -> Sheet:
    seal = sealed(LIST, session_id, list_parts(called, lines))
    return sign_in_list(called, lines, papers.mark(request, seal, translate(papers.CHECK, lang)), lang)


async def _lines(board: Board) -> tuple[Arrival, ...]:
    return arrivals(board.state, await sessions.events(board.head.id), await expected(board))


async def poster(request: Request) -> Response:
    """The notice of a session, on A3."""
    board = await _told(request)
    drawn = _poster(request, _called(board), board.head.id, request.state.lang)
    # in a thread: setting it must not keep a meeting's sockets waiting
    return file(await asyncio.to_thread(poster_pdf, drawn), PDF, f"session-{board.head.id}-poster.pdf")


async def sign_in(request: Request) -> Response:
    """The list people sign, on A4."""
    board = await _told(request)
    sheet = _list(request, _called(board), await _lines(board), board.head.id, request.state.lang)
    return await paper(sheet, PDF, f"session-{board.head.id}-sign-in.pdf")


async def _posters(request: Request, number: int) -> list[papers.Paper]:
    board, told_as = await _announced(number), list[papers.Paper]()
    for lang, reading in readings(board, papers.LANGS):
        called = _called(reading)
        copies = [_poster(request, called, number, lang)]
        told_as.append(_made(request, POSTER, N_("会议公告海报"), reading, called_parts(called), copies))
    return told_as


async def _lists(request: Request, number: int) -> list[papers.Paper]:
    board, told_as = await _announced(number), list[papers.Paper]()
    for lang, reading in readings(board, papers.LANGS):
        called, lines = _called(reading), await _lines(reading)
        copies = [_list(request, called, lines, number, lang)]
        told_as.append(_made(request, LIST, N_("签到表"), reading, list_parts(called, lines), copies))
    return told_as


def _made(
    request: Request,
    kind: str,
    words: str,
    board: Board,
    parts: dict[str, Any],
    copies: Sequence[papers.Copy],
) -> papers.Paper:
    head, about = board.head, translate(words, request.state.lang)
    title = f"{about} · {head.council} {head.title}"
    return papers.Paper(kind, head.id, title, url_for("session", id=head.id), parts, copies)


papers.register(POSTER, _posters)
papers.register(LIST, _lists)

routes: list[BaseRoute] = [
    Route("/sessions/{id:int}/poster.pdf", poster, name="session-poster"),
    Route("/sessions/{id:int}/sign-in-sheet.pdf", sign_in, name="session-sign-in-pdf"),
]
