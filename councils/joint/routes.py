"""Pages of joint councils: their member bodies and whose turn it is."""

from typing import Any

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from civic.kit import clock
from civic.organisations import queries as organisations
from civic.places import queries as places
from civic.web import slots
from civic.web.answers import see
from civic.web.forms import Typed, posted
from civic.web.pages import page
from councils import queries as councils
from councils.joint import queries, services
from councils.joint.forms import BodyForm, RotationForm, SwapForm
from councils.joint.rules import later, may_join, quarter_of
from councils.models import Council
from councils.routes import kept

_ROOM = "councils/joint"
_AHEAD = 4
_CHOICES = 200


async def on_council_page(request: Request, council: Council) -> Markup | None:
    """The member bodies and who is host, lent to the council's page."""
    today = clock.today()
    term = await councils.current_term(council.id, today)
    bodies = await councils.bodies(council.id, today)
    if not bodies:
        return None
    seated = {body.id: body for body in (await councils.benches(term.id, today) if term else [])}
    turns = await queries.hosts(council, today, _AHEAD)
    return slots.panel(request, f"{_ROOM}/_council.html", bodies=bodies, seated=seated, turns=turns)


async def on_community_page(request: Request, place: Any) -> Markup | None:
    """The joint councils a place belongs to, lent to its page."""
    found = await queries.of_place(place.path, clock.now())
    return slots.panel(request, f"{_ROOM}/_place.html", found=found) if found else None


async def _bodies(request: Request) -> dict[str, Any]:
    council, today = await kept(request), clock.today()
    bodies = await councils.bodies(council.id, today)
    return {
        "council": council,
        "bodies": bodies,
        "turns": await queries.hosts(council, today, _AHEAD),
        "begun": council.rotates_from is not None and council.rotates_from <= quarter_of(today),
        "joins": may_join(request.state.actor, council.place.path),
        "communities": [(one.id, f"{one.street} {one.name}") for one in await places.communities()],
        "organisations": [(one.id, one.name) for one in await organisations.listed(0, _CHOICES)],
        "quarters": [later(quarter_of(today), n) for n in range(_AHEAD)],
        "doing": request.url.path.rsplit("/", 1)[-1],
        "blank": Typed({}),
    }


async def bodies(request: Request) -> Response:
    """The member bodies of a council and their turns, for those who keep its register."""
    return await page(request, f"{_ROOM}/keeping.html", form=Typed({}), **await _bodies(request))


@posted(BodyForm, f"{_ROOM}/keeping.html", _bodies)
async def join(request: Request, data: BodyForm) -> Response:
    """Let a place or an organisation be a member body."""
    council_id, quorum = request.path_params["id"], data.quorum()
    of = data.bench_place, data.bench_organisation
    await services.add_body(request.state.actor, council_id, data.bench_name, quorum, *of)
    return see(request, "council-bodies", id=council_id)


async def leave(request: Request) -> Response:
    """A body is a member no longer."""
    bench = await services.leave(request.state.actor, request.path_params["id"])
    return see(request, "council-bodies", id=bench.council_id)


@posted(RotationForm, f"{_ROOM}/keeping.html", _bodies)
async def rotate(request: Request, data: RotationForm) -> Response:
    """Say from which quarter the bodies take turns."""
    council = await services.rotate_from(request.state.actor, request.path_params["id"], data.first_quarter)
    return see(request, "council-bodies", id=council.id)


@posted(SwapForm, f"{_ROOM}/keeping.html", _bodies)
async def swap(request: Request, data: SwapForm) -> Response:
    """Let another body be host for one quarter."""
    council_id = request.path_params["id"]
    await services.swap_host(request.state.actor, council_id, data.quarter, data.bench, data.reason)
    return see(request, "council-bodies", id=council_id)


slots.lend("council.page", on_council_page, order=20)
slots.lend("community.page", on_community_page, order=15)

routes: list[BaseRoute] = [
    Route("/councils/{id:int}/bodies", bodies, name="council-bodies"),
    Route("/councils/{id:int}/bodies", join, methods=["POST"], name="council-body"),
    Route("/councils/{id:int}/rotation", rotate, methods=["POST"], name="council-rotation"),
    Route("/councils/{id:int}/host-swaps", swap, methods=["POST"], name="council-host-swap"),
    Route("/bodies/{id:int}/leaving", leave, methods=["POST"], name="body-leaving"),
]
