"""One agenda item by itself (摘录): a page, and a sheet to hand on."""

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from civic.web.pages import page
from councils.documents.routes.answers import PDF, paper
from councils.documents.routes.minutes import issued
from councils.documents.rules import excerpt, item_blocks, item_of
from councils.minutes.routes import shown


async def show(request: Request) -> Response:
    """The item in the words of the full record."""
    context, number = await shown(request), int(request.path_params["n"])
    document = context["shown"].document
    blocks = item_blocks(document, number, request.state.lang)
    return await page(
        request, "councils/minutes/item.html", item=item_of(document, number), blocks=blocks, **context
    )


async def pdf(request: Request) -> Response:
    """The same as PDF."""
    lang, number = request.state.lang, int(request.path_params["n"])
    document, issue = await issued(request, lang)
    name = f"minutes-{request.path_params['id']}-item-{number}.pdf"
    return await paper(excerpt(document, issue, number, lang), PDF, name)


routes: list[BaseRoute] = [
    Route("/minutes/{id:int}/items/{n:int}", show, name="minutes-item"),
    Route("/minutes/{id:int}/items/{n:int}/excerpt.pdf", pdf, name="minutes-item-pdf"),
]
