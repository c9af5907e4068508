"""Pages of what stands between sessions: series, agreements, the team."""

from typing import Any

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from civic.kit import clock
from civic.kit.errors import NotFound
from civic.people.queries import signing_in_with
from civic.web import slots
from civic.web.answers import see
from civic.web.forms import Typed, posted
from civic.web.pages import page
from councils.models import Council
from councils.routes import kept
from councils.series import queries, services
from councils.series.forms import AgreementForm, SeriesForm, TeamEndForm, TeamForm

_ROOM = "councils/series"


async def on_council_page(request: Request, council: Council) -> Markup | None:
    """When the next session is due, what was agreed, and who runs sessions, lent to the council's page."""
    shown: dict[str, Any] = {
        "coming": await queries.coming(council.id, clock.today()),
        "agreements": await queries.agreements(council.id),
        "team": await queries.team(council.id),
    }
    return slots.panel(request, f"{_ROOM}/_council.html", **shown) if any(shown.values()) else None


async def _arrangements(request: Request) -> dict[str, Any]:
    council = await kept(request)
    coming = await queries.coming(council.id, clock.today())
    team = await queries.team(council.id)
    return {
        "council": council,
        "coming": coming,
        "agreements": await queries.agreements(council.id),
        "team": team,
        "lacking": queries.lacking(team),
        "doing": request.url.path.rsplit("/", 1)[-1],
        "blank": Typed({}),
    }


async def arrangements(request: Request) -> Response:
    """Series, agreements and team, for those who keep the council's register."""
    return await page(request, f"{_ROOM}/keeping.html", form=Typed({}), **await _arrangements(request))


@posted(SeriesForm, f"{_ROOM}/keeping.html", _arrangements)
async def begin(request: Request, data: SeriesForm) -> Response:
    """Let sessions come round regularly."""
    council_id = request.path_params["id"]
    await services.begin(request.state.actor, council_id, data.title, data.rhythm, data.starts_on)
    return see(request, "council-arrangements", id=council_id)


async def end(request: Request) -> Response:
    """They come round no more."""
    ended = await services.end(request.state.actor, request.path_params["id"])
    return see(request, "council-arrangements", id=ended.council_id)


@posted(AgreementForm, f"{_ROOM}/keeping.html", _arrangements)
async def file_agreement(request: Request, data: AgreementForm) -> Response:
    """File a standing agreement."""
    council_id = request.path_params["id"]
    await services.file_agreement(request.state.actor, council_id, data.paper())
    return see(request, "council-arrangements", id=council_id)


async def paper(request: Request) -> Response:
    """The signed paper, to be saved: what was uploaded is never shown as a page of this site."""
    filed = await queries.agreement(request.path_params["id"])
    if filed.file is None:
        raise NotFound
    headers = {
        "content-disposition": f'attachment; filename="agreement-{filed.id}.pdf"',
        "x-content-type-options": "nosniff",
    }
    return Response(bytes(filed.file), media_type="application/pdf", headers=headers)


@posted(TeamForm, f"{_ROOM}/keeping.html", _arrangements)
async def put_in_team(request: Request, data: TeamForm) -> Response:
    """Give somebody a duty."""
    council_id = request.path_params["id"]
    await kept(request)
    person = await signing_in_with(data.login)
    await services.put_in_team(request.state.actor, council_id, person.id, data.duty)
    return see(request, "council-arrangements", id=council_id)


@posted(TeamEndForm, f"{_ROOM}/keeping.html", _arrangements)
async def take_from_team(request: Request, data: TeamEndForm) -> Response:
    """Take a duty away."""
    council_id = request.path_params["id"]
    await services.take_from_team(request.state.actor, council_id, data.person, data.duty)
    return see(request, "council-arrangements", id=council_id)


slots.lend("council.page", on_council_page, order=60)

routes: list[BaseRoute] = [
    Route("/councils/{id:int}/arrangements", arrangements, name="council-arrangements"),
    Route("/councils/{id:int}/series", begin, methods=["POST"], name="council-series"),
    Route("/councils/{id:int}/agreements", file_agreement, methods=["POST"], name="council-agreement"),
    Route("/councils/{id:int}/team", put_in_team, methods=["POST"], name="council-team"),
    Route("/series/{id:int}/end", end, methods=["POST"], name="series-end"),
    Route("/agreements/{id:int}/paper", paper, name="agreement-paper"),
    Route("/councils/{id:int}/team-leavings", take_from_team, methods=["POST"], name="council-team-leaving"),
]
