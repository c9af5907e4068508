"""协商结果报告: a page, a PDF, a DOCX."""

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from civic.documents.rules import Sheet, sealed
from civic.kit.errors import N_
from civic.web import papers
from civic.web.i18n import translate
from civic.web.pages import page, url_for
from councils.documents import queries
from councils.documents.routes.answers import PDF, WORD, paper
from councils.documents.rules import Report, report_blocks, report_parts, report_sheet

KIND = "consultation-report"
SCAN = N_("扫码核对：看这份报告打印以后有没有改过，也能看到最新情况。")


async def show(request: Request) -> Response:
    """The report in the reader's language."""
    number, lang = int(request.path_params["id"]), request.state.lang
    report = await queries.report(number, request.state.actor)
    blocks = report_blocks(report, lang)
    return await page(request, "councils/documents/report.html", number=number, report=report, blocks=blocks)


def _sheet(request: Request, number: int, report: Report, lang: str) -> Sheet:
    mark = papers.mark(request, sealed(KIND, number, report_parts(report)), translate(SCAN, lang))
    return report_sheet(report, mark, lang)


async def _set(request: Request, kind: str, ending: str) -> Response:
    number = int(request.path_params["id"])
    report = await queries.report(number, request.state.actor)
    sheet = _sheet(request, number, report, request.state.lang)
    return await paper(sheet, kind, f"consultation-{number}{ending}")


async def _made(request: Request, number: int) -> list[papers.Paper]:
    report = await queries.report(number, request.state.actor)
    about = f"{translate(N_('协商结果报告'), request.state.lang)} · {report.title}"
    copies = (_sheet(request, number, report, lang) for lang in papers.LANGS)
    address = url_for("consultation-report", id=number)
    return [papers.Paper(KIND, number, about, address, report_parts(report), copies)]


async def pdf(request: Request) -> Response:
    """As PDF."""
    return await _set(request, PDF, ".pdf")


async def docx(request: Request) -> Response:
    """For Word and WPS."""
    return await _set(request, WORD, ".docx")


papers.register(KIND, _made)

routes: list[BaseRoute] = [
    Route("/consultations/{id:int}/report", show, name="consultation-report"),
    Route("/consultations/{id:int}/report.pdf", pdf, name="consultation-report-pdf"),
    Route("/consultations/{id:int}/report.docx", docx, name="consultation-report-docx"),
]
