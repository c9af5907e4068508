"""Pages and acts of sessions."""

from collections.abc import Awaitable, Callable
from typing import Any

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route, WebSocketRoute

from civic.kit import clock, refs
from civic.kit.codes import token
from civic.kit.errors import Forbidden
from civic.places.models import Place
from civic.web import slots
from civic.web.answers import see
from civic.web.forms import posted
from civic.web.pages import absolute, page, part, url_for
from civic.web.qr import qr
from councils import queries as councils
from councils.rules import may_convene
from councils.sessions import queries, rules, services
from councils.sessions.forms import ACTS, Act, ActForm, DoorForm, MotionForm, PlanForm
from councils.sessions.live import TOPIC
from councils.sessions.rules.rights import may_run

AGENDA_LINES = 6


def _id(request: Request) -> int:
    return int(request.path_params["id"])


async def _scene(request: Request) -> dict[str, Any]:
    """What the session's pages need: the board that all see, and what this viewer may do."""
    board = await queries.board(_id(request))
    who = services.hat(request.state.actor, board.head)
    state = board.state
    return {
        "board": board,
        "who": who,
        "seat": state.seat(who.person_id),
        "mine": rules.available(state, who, board.at),
        "step": rules.next_step(state, who, board.at),
        "my_place": next(
            (place for place in board.queue if place.hand.person.person_id == who.person_id), None
        ),
        "runs": may_run(state, who),
        "tends": may_run(state, who) or who.steward,
        "key": token(),
        "code": request.query_params.get("code", "")[:20],
    }


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


async def show(request: Request) -> Response:
    """One session: before, during and after."""
    form = MotionForm.blank(request)
    return await page(request, "councils/sessions/show.html", form=form, **await _scene(request))


async def mine(request: Request) -> Response:
    """What this viewer may do now; fetched again when the shared parts change."""
    form = MotionForm.blank(request)
    return await part(request, "councils/sessions/_mine.html", form=form, **await _scene(request))


async def _desk_scene(request: Request) -> dict[str, Any]:
    scene = await _scene(request)
    if not scene["tends"]:
        raise Forbidden("console_forbidden")
    return scene


async def console(request: Request) -> Response:
    """The desk of whoever runs the session: the next step, large."""
    form = ActForm.blank(request)
    return await page(request, "councils/sessions/console.html", form=form, **await _desk_scene(request))


async def desk(request: Request) -> Response:
    """The console's own part."""
    form = ActForm.blank(request)
    return await part(request, "councils/sessions/_desk.html", form=form, **await _desk_scene(request))


async def table(request: Request) -> Response:
    """The check-in desk and the gists beside the console."""
    form = ActForm.blank(request)
    return await part(request, "councils/sessions/_table.html", form=form, **await _desk_scene(request))


async def wall(request: Request) -> Response:
    """The hall's screen. The check-in code stands only on a screen opened by whoever runs the session: who knows it is there."""
    scene = await _scene(request)
    head = scene["board"].head
    path = f"{url_for('session-checkin', id=head.id)}?code={head.checkin_code}"
    drawing = qr(absolute(request, path)) if scene["tends"] else None
    return await page(request, "councils/sessions/wall.html", board=scene["board"], qr=drawing)


async def checkin(request: Request) -> Response:
    """Where the QR code leads."""
    form = DoorForm.blank(request, code=request.query_params.get("code", "")[:20])
    return await page(request, "councils/sessions/checkin.html", form=form, **await _scene(request))


async def _back(request: Request, sent: ActForm) -> Response:
    return see(request, "session-console" if sent.back == "console" else "session", id=_id(request))


@posted(DoorForm, "councils/sessions/checkin.html", _scene)
async def presence(request: Request, sent: DoorForm) -> Response:
    """Check in."""
    await services.check_in(request.state.actor, _id(request), sent.person, sent.code, sent.key)
    return await _back(request, sent)


@posted(ActForm, "councils/sessions/answer.html", _scene)
async def door(request: Request, sent: ActForm) -> Response:
    """Open the door."""
    await services.open_checkin(request.state.actor, _id(request), sent.key)
    return await _back(request, sent)


def _endpoint(act: Act) -> Callable[[Request], Awaitable[Response]]:
    """Every act during a session: one form, one command, one service function."""

    async def endpoint(request: Request, sent: ActForm) -> Response:
        await services.act(request.state.actor, _id(request), act.command(sent), sent.key)
        return await _back(request, sent)

    return posted(act.form, "councils/sessions/answer.html", _scene)(endpoint)


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


async def on_place(request: Request, place: Place | None) -> Markup | None:
    """The session that is on now in this place, else the next one announced."""
    path = place.path if place else "/"
    on = await queries.live_sessions(path, 1)
    if on:
        board = await queries.board(on[0].id)
        return slots.panel(request, "councils/sessions/_panel_now.html", board=board)
    coming = await queries.upcoming(path, clock.now())
    return slots.panel(request, "councils/sessions/_panel_next.html", session=coming) if coming else None


async def _title(session_id: int) -> str:
    head = await queries.head(session_id)
    return f"{head.council} {head.title}"


def _url(session_id: int) -> str:
    return url_for("session", id=session_id)


refs.register("session", _title, _url)
slots.lend("home", on_place, order=10)
slots.lend("community.page", on_place, order=10)

routes: list[BaseRoute] = [
    Route("/sessions", index, name="sessions"),
    Route("/terms/{term:int}/sessions/new", new, name="session-new"),
    Route("/terms/{term:int}/sessions", create, methods=["POST"], name="session-create"),
    Route("/sessions/{id:int}", show, name="session"),
    Route("/sessions/{id:int}/mine", mine, name="session-mine"),
    Route("/sessions/{id:int}/console", console, name="session-console"),
    Route("/sessions/{id:int}/desk", desk, name="session-desk"),
    Route("/sessions/{id:int}/table", table, name="session-table"),
    Route("/sessions/{id:int}/wall", wall, name="session-wall"),
    Route("/sessions/{id:int}/checkin", checkin, name="session-checkin"),
    Route("/sessions/{id:int}/presence", presence, methods=["POST"], name="session-presence"),
    Route("/sessions/{id:int}/door", door, methods=["POST"], name="session-door"),
    Route("/sessions/{id:int}/poll", TOPIC.poll, name="session-poll"),
    Route("/sessions/{id:int}/wall/poll", TOPIC.poll, name="session-wall-poll"),
    WebSocketRoute("/sessions/{id:int}/live", TOPIC.socket, name="session-live"),
    WebSocketRoute("/sessions/{id:int}/wall/live", TOPIC.socket, name="session-wall-live"),
    *(
        Route(f"/sessions/{{id:int}}/{noun}", _endpoint(act), methods=["POST"], name=f"session-{noun}")
        for noun, act in ACTS.items()
    ),
]
