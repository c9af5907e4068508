"""The home of a community, the tree of places, and a place's own page."""

from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from civic.kit import refs
from civic.kit.errors import NotFound
from civic.places import queries, rules, services
from civic.places.forms import PlaceForm
from civic.places.rules import Level
from civic.web import slots
from civic.web.answers import see
from civic.web.forms import posted
from civic.web.i18n import translate
from civic.web.pages import page, url_for
from civic.web.viewer import PLACE_COOKIE, YEAR

_ROOM = "civic/places"


async def home(request: Request) -> Response:
    """What is live now, what closes soon, what was decided, where the money is."""
    return await page(request, "home.html", panels=await slots.fill("home", request, request.state.place))


async def index(request: Request) -> Response:
    """All communities under their districts and streets: choose mine."""
    groups = rules.grouped(await queries.communities())
    return await page(request, f"{_ROOM}/index.html", groups=groups, current=request.state.place)


async def show(request: Request) -> Response:
    """One place: what it holds, and for a community what the rooms above say of it."""
    place = await queries.by_id(request.path_params["id"])
    panels = await slots.fill("community.page", request, place) if place.level is Level.COMMUNITY else []
    return await page(
        request,
        f"{_ROOM}/show.html",
        place=place,
        above=await queries.ancestors(place),
        children=await queries.children(place.id),
        panels=panels,
        looked_at=request.state.place is not None and request.state.place.id == place.id,
        keeper=request.state.actor.administers(place.path),
        gives=request.state.actor.gives_roles(place.path),
    )


async def choose(request: Request) -> Response:
    """Look at this community from now on; kept in a cookie, no account needed."""
    place = await queries.by_id(request.path_params["id"])
    if place.level is not Level.COMMUNITY:
        raise NotFound
    answer = see(request, "home")
    answer.set_cookie(PLACE_COOKIE, str(place.id), max_age=YEAR, samesite="lax", httponly=True)
    return answer


async def _new(request: Request) -> dict[str, Any]:
    place = await queries.by_id(request.path_params["id"])
    if not request.state.actor.administers(place.path):
        raise NotFound
    fits = [level for level in rules.ORDER if rules.may_lie_in(level, place.level)]
    return {"place": place, "levels": [(one.value, translate(one.words, request.state.lang)) for one in fits]}


async def new(request: Request) -> Response:
    """The form for a place in this one."""
    context = await _new(request)
    if not context["levels"]:
        raise NotFound
    form = PlaceForm.blank(request, level=context["levels"][0][0])
    return await page(request, f"{_ROOM}/new.html", form=form, **context)


@posted(PlaceForm, f"{_ROOM}/new.html", _new)
async def add(request: Request, data: PlaceForm) -> Response:
    """Enter a place in this one."""
    place = await services.add_place(
        request.state.actor,
        request.path_params["id"],
        data.level,
        data.name,
        data.households,
        data.population,
    )
    return see(request, "place", id=place.parent_id)


refs.register("place", queries.name, lambda place_id: url_for("place", id=place_id))

routes = [
    Route("/", home, name="home"),
    Route("/places", index, name="places"),
    Route("/places/{id:int}", show, name="place"),
    Route("/places/{id:int}/choice", choose, methods=["POST"], name="place-choice"),
    Route("/places/{id:int}/new", new, name="place-new"),
    Route("/places/{id:int}/places", add, methods=["POST"], name="place-add"),
]
