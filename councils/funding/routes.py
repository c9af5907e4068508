"""Pages of funds and funding decisions, and the panels the councils floor lends to pages below."""

from typing import Any

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from civic.kit import clock, refs
from civic.kit.errors import Forbidden, NotFound
from civic.kit.money import yuan
from civic.places.models import Place
from civic.web import slots
from civic.web.answers import see
from civic.web.forms import posted
from civic.web.pages import page, url_for
from civic.web.paging import after, paged
from councils.funding import queries, rules, services
from councils.funding.forms import DecisionForm, FundForm
from councils.minutes import queries as minutes
from councils.resolutions import queries as resolutions
from councils.trail import queries as trails
from proposals.models import Proposal

SIZE = 30
DECIDE = "councils/funding/decide.html"
FUND = "councils/funding/fund.html"


def _path(request: Request) -> str:
    return request.state.place.path if request.state.place else "/"


async def funds(request: Request) -> Response:
    """Where the money is: put in, decided, paid."""
    place = request.state.place
    return await page(
        request,
        "councils/funding/funds.html",
        purses=await queries.purses(_path(request)),
        opens=place is not None and rules.may_open_fund(request.state.actor, place.path),
    )


async def fund_page(request: Request) -> Response:
    """The form for a new pool."""
    if not rules.may_open_fund(request.state.actor, _path(request)):
        raise Forbidden("fund_forbidden")
    return await page(request, FUND, form=FundForm.blank(request, year=str(clock.today().year)))


@posted(FundForm, FUND)
async def open_fund(request: Request, form: FundForm) -> Response:
    """Enter a pool of this community."""
    if request.state.place is None:
        raise NotFound
    new = services.NewFund(form.name, form.year, form.amount, form.source)
    await services.open_fund(request.state.actor, request.state.place.id, new)
    return see(request, "funds")


async def _deciding(request: Request) -> dict[str, Any]:
    line = await resolutions.line(int(request.path_params["id"]))
    ground = await queries.ground(line.id)
    purses = await queries.purses_for(ground.place_path)
    return {
        "line": line,
        "decides": rules.may_decide(request.state.actor, ground.place_path),
        "purses": purses,
    }


async def decide_page(request: Request) -> Response:
    """The form, or the decision when it has been made."""
    context = await _deciding(request)
    line = context["line"]
    if line.decision_id is not None:
        return see(request, "decision", id=line.decision_id)
    asked = yuan(line.amount_fen).removeprefix("¥") if line.amount_fen else ""
    return await page(request, DECIDE, form=DecisionForm.blank(request, amount=asked), **context)


@posted(DecisionForm, DECIDE, _deciding)
async def decide(request: Request, form: DecisionForm) -> Response:
    """Commit the money."""
    resolution_id = int(request.path_params["id"])
    decision = await services.decide(request.state.actor, resolution_id, form.fund, form.amount)
    return see(request, "decision", id=decision.id)


async def index(request: Request) -> Response:
    """The register of decisions."""
    found = await queries.register(_path(request), after(request), SIZE + 1)
    lines = paged(request, found, SIZE, lambda line: line.id)
    return await page(request, "councils/funding/index.html", page=lines)


async def show(request: Request) -> Response:
    """One decision and all it rests on."""
    decision = await queries.show(int(request.path_params["id"]))
    return await page(
        request,
        "councils/funding/show.html",
        decision=decision,
        line=await queries.line(decision.id),
        resolution=await resolutions.line(decision.resolution_id),
        trail=await trails.of_proposal(decision.proposal_id),
        ref_url=refs.url,
    )


async def proposal_panel(request: Request, proposal: Proposal) -> Markup | None:
    """On the proposal's page: what councils said about it and how much was decided."""
    said = await queries.said_about(proposal.id)
    return (
        slots.panel(request, "councils/funding/_proposal.html", said=said, proposal_id=proposal.id)
        if said
        else None
    )


async def community_panel(request: Request, place: Place) -> Markup | None:
    """On the community's page: latest minutes, resolutions, and where the money is."""
    return slots.panel(
        request,
        "councils/funding/_community.html",
        minutes=await minutes.published(place.path, limit=3),
        resolutions=await resolutions.register(place.path, limit=3),
        purses=await queries.purses(place.path),
        place_id=place.id,
    )


async def home_panel(request: Request, place: Place | None) -> Markup | None:
    """On the home page: what was decided last."""
    path = place.path if place else "/"
    lines = await resolutions.register(path, limit=3)
    purses = await queries.purses(path)
    if not lines and not purses:
        return None
    return slots.panel(request, "councils/funding/_home.html", resolutions=lines, purses=purses)


slots.lend("proposal.page", proposal_panel, 40)
slots.lend("community.page", community_panel, 40)
slots.lend("home", home_panel, 60)


async def _title(decision_id: int) -> str:
    return (await queries.line(decision_id)).title


def _url(decision_id: int) -> str:
    return url_for("decision", id=decision_id)


async def _fund_title(fund_id: int) -> str:
    return (await queries.purse(fund_id)).name


def _fund_url(fund_id: int) -> str:
    return url_for("funds")


refs.register("decision", _title, _url)
refs.register("fund", _fund_title, _fund_url)

routes: list[BaseRoute] = [
    Route("/funds", funds, name="funds"),
    Route("/funds", open_fund, methods=["POST"], name="fund-open"),
    Route("/funds/new", fund_page, name="fund-new"),
    Route("/resolutions/{id:int}/decision", decide_page, name="decision-new"),
    Route("/resolutions/{id:int}/decision", decide, methods=["POST"], name="decision-make"),
    Route("/decisions", index, name="decisions"),
    Route("/decisions/{id:int}", show, name="decision"),
]
