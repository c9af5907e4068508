"""Lists of sessions, and calling one."""

from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from civic.kit import clock
from civic.kit.errors import Forbidden
from civic.web.answers import see
from civic.web.forms import posted
from civic.web.pages import page
from councils import queries as councils
from councils.rules import may_convene
from councils.sessions import queries, services
from councils.sessions.forms import PlanForm

AGENDA_LINES = 6


async def index(request: Request) -> Response:
    """Sessions, newest first, of one council or of all, and the councils that hold them."""
    wanted = request.query_params.get("council", "")
    council_id = int(wanted) if wanted.isascii() and wanted.isdigit() and len(wanted) < 10 else None
    return await page(
        request,
        "councils/sessions/index.html",
        sessions=await queries.sessions(council_id),
        chosen=council_id,
        councils=await councils.councils(today=clock.today()),
    )


async def _planning(request: Request) -> dict[str, Any]:
    """What the agenda builder offers: members to preside and record, proposals to take up."""
    term = await councils.term(int(request.path_params["term"]))
    if not may_convene(request.state.actor, term.council.place.path):
        raise Forbidden("convene_forbidden")
    seats = await councils.seats(term.id, clock.today())
    return {
        "term": term,
        "members": [(seat.person_id, seat.person.display_name) for seat in seats],
        "proposals": await queries.proposals_for(term.council.place_id),
        "lines": range(AGENDA_LINES),
    }


async def new(request: Request) -> Response:
    """The agenda builder."""
    form = PlanForm.blank(request)
    return await page(request, "councils/sessions/new.html", form=form, **await _planning(request))


@posted(PlanForm, "councils/sessions/new.html", _planning)
async def create(request: Request, sent: PlanForm) -> Response:
    """Call the session and publish its notice."""
    session = await services.convene(request.state.actor, int(request.path_params["term"]), sent.plan())
    return see(request, "session", id=session.id)
