"""Pages of draws: announced, drawn, repeated by anyone."""

from collections import Counter
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from civic.kit import clock, refs
from civic.kit.errors import N_
from civic.people.rules import must
from civic.web import papers
from civic.web.answers import see
from civic.web.asked import addressed
from civic.web.forms import Typed, posted
from civic.web.pages import page, url_for
from votes.rolls import queries as rolls
from votes.rolls.rules import may_inspect
from votes.rolls.sortition import queries, services
from votes.rolls.sortition.forms import AnnouncementForm, DrawForm, ReplacementForm
from votes.rolls.sortition.services import Announcement
from votes.rules import may_set_up

_ROOM = "votes/rolls/sortition"


async def index(request: Request) -> Response:
    """The draws from a ballot's roll."""
    ballot = await rolls.ballot(addressed(request))
    tends = may_set_up(request.state.actor, ballot.place.path)
    listed = await queries.listed(ballot.id)
    return await page(request, f"{_ROOM}/index.html", ballot=ballot, sortitions=listed, tends=tends)


async def _planning(request: Request) -> dict[str, Any]:
    ballot = await rolls.ballot(addressed(request))
    must(may_set_up(request.state.actor, ballot.place.path), request.state.actor)
    sizes = Counter(group for _, group in await queries.pool(ballot.id))
    return {"ballot": ballot, "groups": sorted(sizes.items()), "lines": sum(sizes.values())}


async def new(request: Request) -> Response:
    """How a panel will be drawn."""
    form = AnnouncementForm.blank(request)
    return await page(request, f"{_ROOM}/new.html", form=form, **await _planning(request))


@posted(AnnouncementForm, f"{_ROOM}/new.html", _planning)
async def announce(request: Request, data: AnnouncementForm) -> Response:
    """Publish it."""
    names = [name for name, _ in (await _planning(request))["groups"]]
    wanted = Announcement(data.title, data.seats, data.reserve, data.given(names), data.source, data.value_at)
    made = await services.announce(request.state.actor, addressed(request), wanted)
    return see(request, "sortition", id=made.id)


async def _shown(request: Request) -> dict[str, Any]:
    found = await queries.draw(addressed(request))
    ballot, actor = found.sortition.ballot, request.state.actor
    numbers = [*found.drawn.panel, *found.drawn.reserve] if found.drawn else []
    sees = may_inspect(actor, ballot.place.path)
    return {
        "draw": found,
        "ballot": ballot,
        "group_of": dict(found.pool),
        "due": clock.now() >= found.sortition.value_at,
        "tends": may_set_up(actor, ballot.place.path),
        "names": await queries.names(ballot.id, numbers) if sees else {},
    }


async def show(request: Request) -> Response:
    """What was announced, what was drawn, and how to repeat it."""
    return await page(request, f"{_ROOM}/show.html", form=Typed({}), **await _shown(request))


@posted(DrawForm, f"{_ROOM}/show.html", _shown)
async def draw(request: Request, data: DrawForm) -> Response:
    """Draw."""
    await services.draw(request.state.actor, addressed(request), data.value)
    return see(request, "sortition", id=addressed(request))


@posted(ReplacementForm, f"{_ROOM}/show.html", _shown)
async def replace(request: Request, data: ReplacementForm) -> Response:
    """Take the next of the reserve."""
    await services.replace(request.state.actor, addressed(request), data.leaving)
    return see(request, "sortition", id=addressed(request))


async def data(request: Request) -> Response:
    """All of it as JSON: numbers and groups, no names."""
    found = await queries.draw(addressed(request))
    headers = {"content-disposition": f'attachment; filename="sortition-{addressed(request)}.json"'}
    return JSONResponse(found.document(), headers=headers)


async def _title(sortition_id: int) -> str:
    return (await queries.draw(sortition_id)).sortition.title


def _url(sortition_id: int) -> str:
    return url_for("sortition", id=sortition_id)


async def _papers(request: Request, number: int) -> list[papers.Paper]:
    found = await queries.draw(number)
    about = (found.sortition.title, _url(number))
    return papers.data(request, "sortition", number, N_("抽签的数据"), about, [found.document()])


papers.register("sortition", _papers, stem="sortition")
refs.register("sortition", _title, _url)

routes = [
    Route("/ballots/{id:int}/sortitions", index, name="sortitions"),
    Route("/ballots/{id:int}/sortitions", announce, methods=["POST"], name="sortition-announcement"),
    Route("/ballots/{id:int}/sortitions/new", new, name="sortition-new"),
    Route("/sortitions/{id:int}", show, name="sortition"),
    Route("/sortitions/{id:int}/draw", draw, methods=["POST"], name="sortition-draw"),
    Route("/sortitions/{id:int}/replacements", replace, methods=["POST"], name="sortition-replacement"),
    Route("/sortitions/{id:int}/data", data, name="sortition-data"),
]
