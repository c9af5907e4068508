"""Pages of papers that came after the notice."""

from dataclasses import replace
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from civic.people.rules import must
from civic.web.answers import see, uploaded
from civic.web.asked import addressed
from civic.web.forms import Typed, posted
from civic.web.pages import page
from councils import queries as councils
from councils.preparation.supplements import live, queries, rules, services
from councils.preparation.supplements.forms import StrikeForm, SupplementForm
from councils.sessions import queries as sessions
from councils.sessions import services as meeting
from councils.sessions.live import lend, told
from councils.sessions.rules.tabling import may_table
from councils.sessions.rules.words import Phase

_PAGE = "councils/preparation/supplements/index.html"


async def _listed(request: Request) -> dict[str, Any]:
    """All that came, and what this viewer may do about it."""
    actor, head = request.state.actor, await sessions.head(addressed(request))
    state = await sessions.state(head.id)
    tables = may_table(state, meeting.hat(actor, head))
    keeps = rules.may_add(actor, *await councils.paths(head.council_id))
    # the page is everybody's, its forms are not
    must(request.method == "GET" or tables or keeps, actor, "supplement_forbidden")
    names = told(await sessions.board(head.id), actor, request.state.lang).names
    said = names.said if names else str
    papers = await queries.of_session(head.id)
    return {
        "head": head,
        "papers": [replace(paper, added_by=said(paper.added_by)) for paper in papers],
        "items": [(item.position, item.title) for item in await sessions.items(head.id)],
        "tables": tables,
        "adds": tables or (keeps and state.phase is Phase.ANNOUNCED),
        "keeps": keeps,
        "blank": Typed({"item": 0}),
        "striking": request.url.path.endswith("/withdrawal"),
    }


async def index(request: Request) -> Response:
    """What came after the notice, for everybody; the form for who may add."""
    form = SupplementForm.blank(request, item=0)
    return await page(request, _PAGE, form=form, **await _listed(request))


@posted(SupplementForm, _PAGE, _listed)
async def add(request: Request, data: SupplementForm) -> Response:
    """Add one."""
    await services.add(request.state.actor, addressed(request), data.file, data.item, data.note)
    return see(request, "session-supplements", id=addressed(request))


@posted(StrikeForm, _PAGE, _listed)
async def strike(request: Request, data: StrikeForm) -> Response:
    """Take one back."""
    await services.strike(request.state.actor, addressed(request), data.chosen, data.reason)
    return see(request, "session-supplements", id=addressed(request))


async def paper(request: Request) -> Response:
    """One of them, for everybody who reads the session's papers."""
    found = await queries.by_key(request.path_params["key"])
    if found.picture:
        return uploaded(bytes(found.picture.data), found.kind.media_type)
    return uploaded(bytes(found.data or b""), found.kind.media_type, found.name)


lend("supplements", live.on_page)

routes = [
    Route("/sessions/{id:int}/supplements", index, name="session-supplements"),
    Route("/sessions/{id:int}/supplements", add, methods=["POST"], name="session-supplement"),
    Route(
        "/sessions/{id:int}/supplements/withdrawal",
        strike,
        methods=["POST"],
        name="session-supplement-withdrawal",
    ),
    Route("/supplements/{key}", paper, name="supplement"),
]
