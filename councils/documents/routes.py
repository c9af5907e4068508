"""Minutes on a page and as downloads: who may read minutes may take them along."""

import asyncio
from collections.abc import Callable
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from civic.documents.rules import Sheet, docx, pdf
from civic.web.pages import absolute, page, url_for
from councils.documents import services
from councils.documents.rules import Issue, akoma_ntoso, facts, happened, votes_csv
from councils.minutes import queries as minutes
from councils.minutes.routes import shown
from councils.minutes.rules import MinutesDocument

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


async def _issue(request: Request) -> tuple[MinutesDocument, Issue]:
    """The document for this reader and what stands around it. Raises NotFound."""
    found = await minutes.show(request.path_params["id"], request.state.actor)
    return found.document, services.issue_of(found, checked_at(request, found.row.document_digest))


def checked_at(request: Request, digest: str) -> str:
    """The address at which anyone checks a digest."""
    return absolute(request, f"{url_for('verify')}?digest={digest}")


def _file(request: Request, body: bytes, kind: str, ending: str) -> Response:
    name = f"minutes-{request.path_params['id']}{ending}"
    headers = {"content-disposition": f'attachment; filename="{name}"', "cache-control": "no-cache"}
    return Response(body, media_type=kind, headers=headers)


async def _set(request: Request, reading: str, setter: Callable[[Sheet], bytes]) -> bytes:
    document, issue = await _issue(request)
    sheet = services.READINGS[reading](document, issue, request.state.lang)
    # in a thread: a hundred pages must not keep a meeting's sockets waiting
    return await asyncio.to_thread(setter, sheet)


async def minutes_pdf(request: Request) -> Response:
    """会议纪要 as PDF."""
    return _file(request, await _set(request, "minutes", pdf), "application/pdf", ".pdf")


async def minutes_docx(request: Request) -> Response:
    """会议纪要 for Word and WPS."""
    return _file(request, await _set(request, "minutes", docx), _WORD, ".docx")


async def record_pdf(request: Request) -> Response:
    """会议记录 as PDF."""
    return _file(request, await _set(request, "record", pdf), "application/pdf", "-record.pdf")


async def record_docx(request: Request) -> Response:
    """会议记录 for Word and WPS."""
    return _file(request, await _set(request, "record", docx), _WORD, "-record.docx")


async def show(request: Request) -> Response:
    """What was decided (会议纪要), with links to what came of it."""
    return await _page(request, full=False)


async def record(request: Request) -> Response:
    """All that happened (会议记录), in the words of its PDF and its DOCX."""
    return await _page(request, full=True)


async def _page(request: Request, full: bool) -> Response:
    return await page(request, "councils/minutes/show.html", full=full, **await texts(request))


async def texts(request: Request) -> dict[str, Any]:
    """What every page of one minutes needs, and its texts in the reader's language."""
    context = await shown(request)
    document, lang = context["shown"].document, request.state.lang
    return context | {"facts": facts(document, lang), "happened": happened(document, lang)}


async def votes(request: Request) -> Response:
    """Every vote as a table."""
    document, _ = await _issue(request)
    return _file(request, votes_csv(document), "text/csv; charset=utf-8", "-votes.csv")


async def archive(request: Request) -> Response:
    """The record as Akoma Ntoso."""
    document, _ = await _issue(request)
    address = absolute(request, url_for("minutes-record", id=request.path_params["id"]))
    return _file(request, akoma_ntoso(document, address), "application/akn+xml", ".akn.xml")


routes: list[BaseRoute] = [
    Route("/minutes/{id:int}", show, name="minutes"),
    Route("/minutes/{id:int}/record", record, name="minutes-record"),
    Route("/minutes/{id:int}/minutes.pdf", minutes_pdf, name="minutes-pdf"),
    Route("/minutes/{id:int}/minutes.docx", minutes_docx, name="minutes-docx"),
    Route("/minutes/{id:int}/record.pdf", record_pdf, name="record-pdf"),
    Route("/minutes/{id:int}/record.docx", record_docx, name="record-docx"),
    Route("/minutes/{id:int}/votes.csv", votes, name="minutes-votes"),
    Route("/minutes/{id:int}/akn.xml", archive, name="minutes-archive"),
]
