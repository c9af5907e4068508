"""The page on which a session's helpers are named."""

from typing import Any

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from civic.people.queries import signing_in_with
from civic.people.rules import must
from civic.web import slots
from civic.web.answers import see
from civic.web.forms import posted
from civic.web.pages import page
from councils.rules import may_convene
from councils.sessions import queries
from councils.sessions.forms.teams import HelperEndForm, HelperForm
from councils.sessions.rules.events import Seat
from councils.sessions.services import teams

_PAGE = "councils/sessions/team.html"


async def on_session_page(request: Request, board: queries.Board) -> Markup | None:
    """Who runs the session, lent to its page."""
    head = board.head
    team = await queries.team(head.id)
    names = may_convene(request.state.actor, head.place_path, *head.paths)
    if not team and not names:
        return None
    people = [Seat(one.person_id, one.person.display_name) for one in team]
    called = [board.names.person(seat) for seat in people] if board.names else people
    helpers = [(one.duty, seat.name) for one, seat in zip(team, called, strict=True)]
    return slots.panel(request, "councils/sessions/_team.html", head=head, helpers=helpers, names=names)


async def _team(request: Request) -> dict[str, Any]:
    head = await queries.head(request.path_params["id"])
    actor = request.state.actor
    must(may_convene(actor, head.place_path, *head.paths), actor, "convene_forbidden")
    return {"head": head, "team": await queries.team(head.id)}


async def show(request: Request) -> Response:
    """Who helps to run the session, and the form for one more."""
    return await page(request, _PAGE, form=HelperForm.blank(request), **await _team(request))


@posted(HelperForm, _PAGE, _team)
async def name(request: Request, data: HelperForm) -> Response:
    """Name somebody."""
    await _team(request)
    person = await signing_in_with(data.login)
    await teams.help_run(request.state.actor, request.path_params["id"], person.id, data.duty)
    return see(request, "session-team", id=request.path_params["id"])


@posted(HelperEndForm, _PAGE, _team)
async def stand_down(request: Request, data: HelperEndForm) -> Response:
    """Somebody helps no longer."""
    await teams.stand_down(request.state.actor, request.path_params["id"], data.person, data.duty)
    return see(request, "session-team", id=request.path_params["id"])


slots.lend("session.page", on_session_page, order=70)

routes: list[BaseRoute] = [
    Route("/sessions/{id:int}/team", show, name="session-team"),
    Route("/sessions/{id:int}/team", name, methods=["POST"], name="session-helper"),
    Route("/sessions/{id:int}/team-leavings", stand_down, methods=["POST"], name="session-helper-leaving"),
]
