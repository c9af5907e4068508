"""Pages of councils."""

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from civic.kit import clock, refs
from civic.web.pages import page, url_for
from councils import queries, rules


async def index(request: Request) -> Response:
    """All councils."""
    return await page(request, "councils/index.html", councils=await queries.councils(today=clock.today()))


async def show(request: Request) -> Response:
    """One council: its rules, its term, its members."""
    council = await queries.council(int(request.path_params["id"]))
    term = await queries.current_term(council.id, clock.today())
    return await page(
        request,
        "councils/show.html",
        council=council,
        term=term,
        seats=await queries.seats(term.id, clock.today()) if term else [],
        floor=queries.floor_rules(council.rule_set),
        convenes=term is not None and rules.may_convene(request.state.actor, council.place.path),
    )


async def _title(council_id: int) -> str:
    return (await queries.council(council_id)).name


def _url(council_id: int) -> str:
    return url_for("council", id=council_id)


refs.register("council", _title, _url)

routes: list[BaseRoute] = [
    Route("/councils", index, name="councils"),
    Route("/councils/{id:int}", show, name="council"),
]
