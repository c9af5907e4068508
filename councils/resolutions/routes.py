"""The register of resolutions, and the page on which minutes are signed: signing is what brings resolutions about."""

from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from civic.kit import refs
from civic.web.answers import see
from civic.web.forms import posted
from civic.web.pages import page, url_for
from civic.web.paging import after, paged
from councils.documents.routes import texts
from councils.minutes import rules as minutes_rules
from councils.resolutions import queries, services
from councils.resolutions.forms import SignForm
from councils.trail import queries as trails

SIZE = 30
SIGN = "councils/minutes/sign.html"


async def _signing(request: Request) -> dict[str, Any]:
    context = await texts(request)
    names = minutes_rules.missing(context["shown"].document)
    absent = [minutes_rules.REQUIRED[name] for name in names]
    return context | {"absent": absent}


async def sign_page(request: Request) -> Response:
    """The whole text once more, and the place to sign."""
    context = await _signing(request)
    minutes_rules.need_signer(request.state.actor, context["turn"], context["shown"].where)
    return await page(request, SIGN, form=SignForm.blank(request), **context)


@posted(SignForm, SIGN, _signing)
async def sign(request: Request, form: SignForm) -> Response:
    """Put a name to the text."""
    minutes_id = int(request.path_params["id"])
    await services.sign_with_password(request.state.actor, minutes_id, form.role, form.digest, form.password)
    return see(request, "minutes", id=minutes_id)


async def index(request: Request) -> Response:
    """The register."""
    place = request.state.place
    found = await queries.register(place.path if place else "/", after(request), SIZE + 1)
    lines = paged(request, found, SIZE, lambda line: line.id)
    return await page(request, "councils/resolutions/index.html", page=lines)


async def show(request: Request) -> Response:
    """One resolution: its text, its verdict, what it rests on and what rests on it."""
    resolution = await queries.show(int(request.path_params["id"]))
    proposal = resolution.motion.proposal_id
    return await page(
        request,
        "councils/resolutions/show.html",
        resolution=resolution,
        line=await queries.line(resolution.id),
        tally=queries.tally(resolution),
        trail=await trails.of_proposal(proposal) if proposal else None,
        ref_url=refs.url,
    )


async def _title(resolution_id: int) -> str:
    line = await queries.line(resolution_id)
    return f"{line.council} {line.term}-{line.number}"


def _url(resolution_id: int) -> str:
    return url_for("resolution", id=resolution_id)


refs.register("resolution", _title, _url)

routes: list[BaseRoute] = [
    Route("/minutes/{id:int}/signature", sign_page, name="minutes-sign"),
    Route("/minutes/{id:int}/signatures", sign, methods=["POST"], name="minutes-signatures"),
    Route("/resolutions", index, name="resolutions"),
    Route("/resolutions/{id:int}", show, name="resolution"),
]
