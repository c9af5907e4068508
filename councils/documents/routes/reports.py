"""协商结果报告: a page, a PDF, a DOCX."""

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from civic.web.pages import absolute, page, url_for
from civic.web.qr import printed
from councils.documents import queries
from councils.documents.routes.answers import PDF, WORD, paper
from councils.documents.rules import report_blocks, report_sheet


async def show(request: Request) -> Response:
    """The report in the reader's language."""
    number, lang = int(request.path_params["id"]), request.state.lang
    report = await queries.report(number, request.state.actor)
    blocks = report_blocks(report, lang)
    return await page(request, "councils/documents/report.html", number=number, report=report, blocks=blocks)


async def _set(request: Request, kind: str, ending: str) -> Response:
    number, lang = int(request.path_params["id"]), request.state.lang
    report = await queries.report(number, request.state.actor)
    address = absolute(request, url_for("consultation-report", id=number))
    sheet = report_sheet(report, address, printed(address), lang)
    return await paper(sheet, kind, f"consultation-{number}{ending}")


async def pdf(request: Request) -> Response:
    """As PDF."""
    return await _set(request, PDF, ".pdf")


async def docx(request: Request) -> Response:
    """For Word and WPS."""
    return await _set(request, WORD, ".docx")


routes: list[BaseRoute] = [
    Route("/consultations/{id:int}/report", show, name="consultation-report"),
    Route("/consultations/{id:int}/report.pdf", pdf, name="consultation-report-pdf"),
    Route("/consultations/{id:int}/report.docx", docx, name="consultation-report-docx"),
]
