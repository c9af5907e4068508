"""Pages and acts of sessions."""

from markupsafe import Markup
from starlette.requests import Request
from starlette.routing import BaseRoute, Route, WebSocketRoute

from civic.kit import clock, refs
from civic.places.models import Place
from civic.web import slots
from civic.web.pages import url_for
from councils.sessions import queries
from councils.sessions.forms import ACTS
from councils.sessions.live import TOPIC
from councils.sessions.routes import acts, machine, planning, screens, teams


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
    Route("/sessions", planning.index, name="sessions"),
    Route("/sessions/{id:int}", screens.show, name="session"),
    Route("/sessions/{id:int}/mine", screens.mine, name="session-mine"),
    Route("/sessions/{id:int}/console", screens.console, name="session-console"),
    Route("/sessions/{id:int}/desk", screens.desk, name="session-desk"),
    Route("/sessions/{id:int}/table", screens.table, name="session-table"),
    Route("/sessions/{id:int}/arrivals", screens.arrivals, name="session-arrivals"),
    Route("/sessions/{id:int}/arrivals/part", screens.arrivals_part, name="session-arrivals-part"),
    Route("/sessions/{id:int}/record", screens.record, name="session-record"),
    Route("/sessions/{id:int}/record/part", screens.record_part, name="session-record-part"),
    Route("/sessions/{id:int}/motions/{motion:int}/names", screens.names, name="session-names"),
    Route("/sessions/{id:int}/sign-in-sheet", screens.sign_in_sheet, name="session-sign-in-sheet"),
    Route("/sessions/{id:int}/wall", screens.wall, name="session-wall"),
    Route("/sessions/{id:int}/checkin", screens.checkin, name="session-checkin"),
    Route("/sessions/{id:int}/presence", acts.presence, methods=["POST"], name="session-presence"),
    Route("/sessions/{id:int}/door", acts.door, methods=["POST"], name="session-door"),
    Route("/sessions/{id:int}/state", machine.state, name="session-state"),
    Route("/sessions/{id:int}/events", machine.events, name="session-events"),
    Route("/sessions/{id:int}/poll", TOPIC.poll, name="session-poll"),
    Route("/sessions/{id:int}/wall/poll", TOPIC.poll, name="session-wall-poll"),
    WebSocketRoute("/sessions/{id:int}/live", TOPIC.socket, name="session-live"),
    WebSocketRoute("/sessions/{id:int}/wall/live", TOPIC.socket, name="session-wall-live"),
    *teams.routes,
    *(
        Route(f"/sessions/{{id:int}}/{noun}", acts.endpoint_of(act), methods=["POST"], name=f"session-{noun}")
        for noun, act in ACTS.items()
    ),
]
