"""The page beside the floor: writing a contribution, reading those that were shown, and moderating them."""

from typing import Any

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from civic.kit.codes import token
from civic.kit.errors import SignInNeeded
from civic.web.answers import see
from civic.web.forms import posted
from civic.web.pages import page
from councils.discussions import live, queries, rules, services
from councils.discussions.forms import ContributionForm, ErasureForm
from councils.sessions import queries as sessions
from councils.sessions import services as meeting
from councils.sessions.live import told
from councils.sessions.rules.rights import may_run

PAGE = "councils/discussions/show.html"


async def _scene(request: Request) -> dict[str, Any]:
    """The board, what this person wrote, and what waits for those who tend the meeting."""
    actor = request.state.actor
    board = told(await sessions.board(int(request.path_params["id"])), actor, request.state.lang)
    who = meeting.hat(actor, board.head)
    written = await queries.written(board)
    tends = may_run(board.state, who) or who.steward
    return {
        "board": board,
        "part": Markup(await live.on_page(board, request.state.lang)),  # a template's own answer
        "own": [one for one in reversed(written) if one.posted.person.person_id == actor.person_id],
        "waiting": rules.waiting(written) if tends else [],
        "tends": tends,
        "erases": rules.may_erase(actor, board.head.place_path),
        "writes": rules.open_for_writing(board.state),
        "key": token(),
    }


async def show(request: Request) -> Response:
    """What was written on the item that is dealt with, and the place to write."""
    return await page(request, PAGE, form=ContributionForm.blank(request), **await _scene(request))


@posted(ContributionForm, PAGE, _scene)
async def post(request: Request, sent: ContributionForm) -> Response:
    """Hand in a contribution."""
    session_id = int(request.path_params["id"])
    await services.post(
        request.state.actor, session_id, sent.item, sent.kind, sent.text, key=sent.key or None
    )
    return see(request, "session-contributions", id=session_id)


@posted(ErasureForm, PAGE, _scene)
async def erase(request: Request, sent: ErasureForm) -> Response:
    """Take an unlawful text away."""
    if not request.state.actor.signed_in:
        raise SignInNeeded
    session_id = int(request.path_params["id"])
    await services.erase(request.state.actor, session_id, sent.number, sent.reason)
    return see(request, "session-contributions", id=session_id)


routes: list[BaseRoute] = [
    Route("/sessions/{id:int}/contributions", show, name="session-contributions"),
    Route("/sessions/{id:int}/contributions", post, methods=["POST"], name="session-contribution-post"),
    Route(
        "/sessions/{id:int}/contribution-erasures", erase, methods=["POST"], name="session-contribution-erase"
    ),
]
