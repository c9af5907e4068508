"""The transparency page of a place."""

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from civic.audit import queries as audit
from civic.kit import clock, refs
from civic.kit.refs import Ref
from civic.places import queries as places
from civic.places.models import Place
from civic.web import slots
from civic.web.asked import number
from civic.web.pages import page
from councils.transparency import queries
from councils.transparency.rules import LEAST_PEOPLE, MINUTES_DAYS


def _year(request: Request, first: int) -> int:
    """The year asked for; this one when it cannot be read or nothing is known of it."""
    typed, now = request.query_params.get("year", ""), clock.today().year
    year = (number(typed) if len(typed) == 4 else None) or now
    return year if first <= year <= now else now


async def show(request: Request) -> Response:
    """What a place keeps of its promises, each figure with its rows."""
    place = await places.by_id(request.path_params["id"])
    first = await audit.first_year()
    year = _year(request, first)
    return await page(
        request,
        "councils/transparency/show.html",
        place=place,
        year=year,
        years=range(clock.today().year, first - 1, -1),
        sheet=await queries.sheet(place.path, year),
        url_of=lambda case: refs.url(Ref(case.ref_kind, case.ref_id)),
        least=LEAST_PEOPLE,
        minutes_days=MINUTES_DAYS,
    )


async def on_place(request: Request, place: Place | None) -> Markup | None:
    """The way to the page from a community's own."""
    return slots.panel(request, "councils/transparency/_panel.html", place=place) if place else None


slots.lend("community.page", on_place, order=90)

routes: list[BaseRoute] = [Route("/places/{id:int}/transparency", show, name="transparency")]
