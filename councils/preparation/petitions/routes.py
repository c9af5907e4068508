"""Pages of requests for a session: those of a council, one with its names and its count, and opening one."""

from typing import Any

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from civic.kit import clock, codes, refs
from civic.web import slots, throttle
from civic.web.answers import see
from civic.web.asked import addressed
from civic.web.forms import posted
from civic.web.pages import page, url_for
from councils import queries as councils
from councils.models import Council
from councils.preparation.petitions import queries, services
from councils.preparation.petitions.forms import PetitionForm
from councils.preparation.petitions.rules import Stage

_ROOM = "councils/preparation/petitions"
MOST_OFTEN = "10/day"  # opened by one person, tries included
_OPEN = (Stage.COLLECTING, Stage.REACHED, Stage.OVERDUE)


async def _council(request: Request) -> dict[str, Any]:
    """The council, and who may ask it for a session."""
    council = await councils.council(addressed(request))
    rule_set = council.rule_set
    return {
        "council": council,
        "shares": [(share.share, share.of) for share in queries.shares(rule_set)],
        "days": rule_set.convening_days,
    }


async def index(request: Request) -> Response:
    """All requests to a council, open ones first."""
    context = await _council(request)
    lines = await queries.of_council(context["council"].id)
    return await page(
        request,
        f"{_ROOM}/index.html",
        open=[line for line in lines if line.stage in _OPEN],
        closed=[line for line in lines if line.stage not in _OPEN],
        **context,
    )


async def new(request: Request) -> Response:
    """The form."""
    context = await _council(request)
    if request.state.actor.signed_in:
        await services.must_ask(request.state.actor, context["council"])
    form = PetitionForm.blank(request, key=codes.token())
    return await page(request, f"{_ROOM}/new.html", form=form, **context)


@posted(PetitionForm, f"{_ROOM}/new.html", _council)
async def begin(request: Request, data: PetitionForm) -> Response:
    """Open it, with one's own name first."""
    actor = request.state.actor
    if actor.signed_in:
        await throttle.hit("petition", str(actor.person_id), MOST_OFTEN)
    made = await services.begin(actor, addressed(request), data.title, data.reason, data.key)
    return see(request, "petition", id=made.id)


async def show(request: Request) -> Response:
    """What is asked for, by how many of how many, and what became of it."""
    sheet = await queries.sheet(addressed(request), request.state.actor)
    council = sheet.line.petition.council
    term = await councils.current_term(council.id, clock.today())
    return await page(request, f"{_ROOM}/show.html", sheet=sheet, council=council, term=term)


async def sign(request: Request) -> Response:
    """One more name."""
    await services.sign(request.state.actor, addressed(request))
    return see(request, "petition", id=addressed(request))


async def unsign(request: Request) -> Response:
    """One name less."""
    await services.unsign(request.state.actor, addressed(request))
    return see(request, "petition", id=addressed(request))


async def withdraw(request: Request) -> Response:
    """The whole request taken back."""
    await services.withdraw(request.state.actor, addressed(request))
    return see(request, "petition", id=addressed(request))


async def on_council(request: Request, council: Council) -> Markup | None:
    """Who may ask for a session, and the requests that are open, on a council's page."""
    if not council.rule_set.convening:
        return None
    lines = [line for line in await queries.of_council(council.id) if line.stage in _OPEN]
    shares = [(share.share, share.of) for share in queries.shares(council.rule_set)]
    return slots.panel(request, f"{_ROOM}/_council.html", council=council, lines=lines, shares=shares)


async def on_community(request: Request, place: Any) -> Markup | None:
    """Requests that are open at a place, on its page: those overdue in red."""
    lines = await queries.open_in(place.path)
    return slots.panel(request, f"{_ROOM}/_community.html", lines=lines) if lines else None


async def _title(petition_id: int) -> str:
    return (await queries.one(petition_id)).title


def _url(petition_id: int) -> str:
    return url_for("petition", id=petition_id)


refs.register("petition", _title, _url)
slots.lend("council.page", on_council, order=15)
slots.lend("community.page", on_community, order=15)

routes = [
    Route("/councils/{id:int}/petitions", index, name="petitions"),
    Route("/councils/{id:int}/petitions", begin, methods=["POST"], name="petition-submission"),
    Route("/councils/{id:int}/petitions/new", new, name="petition-new"),
    Route("/petitions/{id:int}", show, name="petition"),
    Route("/petitions/{id:int}/names", sign, methods=["POST"], name="petition-name"),
    Route("/petitions/{id:int}/names/withdrawal", unsign, methods=["POST"], name="petition-name-withdrawal"),
    Route("/petitions/{id:int}/withdrawal", withdraw, methods=["POST"], name="petition-withdrawal"),
]
