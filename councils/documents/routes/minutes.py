"""Minutes on a page and as downloads: who may read minutes may take them along."""

from functools import partial
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from civic.web import papers
from civic.web.pages import absolute, page, url_for
from councils.documents import services
from councils.documents.routes.answers import PDF, WORD, file, paper
from councils.documents.rules import Issue, akoma_ntoso, facts, happened, votes_csv
from councils.minutes import queries as minutes
from councils.minutes.routes import shown
from councils.minutes.rules import MinutesDocument


async def issued(request: Request, lang: str = "zh") -> tuple[MinutesDocument, Issue]:
    """The document for this reader and what stands around it. Raises NotFound."""
    found = await minutes.show(request.path_params["id"], request.state.actor, lang)
    return found.document, services.issue_of(found, partial(papers.address, request))


async def _set(request: Request, reading: str, kind: str, ending: str) -> Response:
    lang = request.state.lang
    document, issue = await issued(request, lang)
    return await paper(services.READINGS[reading](document, issue, lang), kind, _name(request, ending))


def _name(request: Request, ending: str) -> str:
    return f"minutes-{request.path_params['id']}{ending}"


async def minutes_pdf(request: Request) -> Response:
    """会议纪要 as PDF."""
    return await _set(request, "minutes", PDF, ".pdf")


async def minutes_docx(request: Request) -> Response:
    """会议纪要 for Word and WPS."""
    return await _set(request, "minutes", WORD, ".docx")


async def record_pdf(request: Request) -> Response:
    """会议记录 as PDF."""
    return await _set(request, "record", PDF, "-record.pdf")


async def record_docx(request: Request) -> Response:
    """会议记录 for Word and WPS."""
    return await _set(request, "record", WORD, "-record.docx")


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
    document, _ = await issued(request)
    return file(votes_csv(document), "text/csv; charset=utf-8", _name(request, "-votes.csv"))


async def archive(request: Request) -> Response:
    """The record as Akoma Ntoso."""
    document, issue = await issued(request)
    address = _archived_at(request, request.path_params["id"])
    return file(akoma_ntoso(document, issue, address), "application/akn+xml", _name(request, ".akn.xml"))


def _archived_at(request: Request, number: int) -> str:
    return absolute(request, url_for("minutes-record", id=number))


async def _made(request: Request, number: int) -> list[papers.Paper]:
    found = await minutes.show(number, request.state.actor)
    issue = services.issue_of(found, partial(papers.address, request))
    copies = services.copies(found, issue, _archived_at(request, number))
    about = f"{found.document.council} {found.document.title}"
    parts = services.parts_of(found, issue)
    return [papers.Paper(services.KIND, number, about, url_for("minutes", id=number), parts, copies)]


papers.register(services.KIND, _made, stem="minutes", find=minutes.by_digest)


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
