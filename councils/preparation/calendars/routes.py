"""The month of sessions, and calendar files for phones."""

from collections.abc import Sequence

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from civic.kit import clock
from civic.kit.errors import N_, NotFound
from civic.places import queries as places
from civic.web.i18n import translate
from civic.web.pages import absolute, page, url_for
from councils import queries as councils
from councils.preparation.calendars import queries, rules
from councils.preparation.calendars.queries import Dated
from councils.preparation.calendars.rules import Appointment


async def month(request: Request) -> Response:
    """The sessions of a month here."""
    place = request.state.place
    chosen = rules.month(request.query_params.get("month", ""), clock.today())
    return await page(
        request,
        "councils/preparation/calendars/month.html",
        month=chosen,
        place=place,
        sessions=await queries.of_month(place.path if place else "/", chosen),
    )


async def session_file(request: Request) -> Response:
    """One session for the calendar of a phone."""
    found = await queries.of_session(request.path_params["id"])
    if not found:
        raise NotFound
    return _file(request, f"{found[0].council} {found[0].title}", found, f"session-{found[0].id}")


async def council_feed(request: Request) -> Response:
    """The sessions of a council, to subscribe to."""
    council = await councils.council(request.path_params["id"])
    return _file(request, council.name, await queries.of_council(council.id), f"council-{council.id}")


async def place_feed(request: Request) -> Response:
    """The sessions of a place, to subscribe to."""
    place = await places.by_id(request.path_params["id"])
    return _file(request, place.name, await queries.of_place(place.path), f"place-{place.id}")


def _file(request: Request, name: str, sessions: Sequence[Dated], stem: str) -> Response:
    body = rules.calendar(name, [_appointment(request, each) for each in sessions])
    headers = {"content-disposition": f'inline; filename="{stem}.ics"', "cache-control": "no-cache"}
    return Response(body, media_type="text/calendar; charset=utf-8", headers=headers)


def _appointment(request: Request, session: Dated) -> Appointment:
    lang = request.state.lang
    address = absolute(request, url_for("session", id=session.id))
    off = translate(N_("（已取消）"), lang) if session.cancelled else ""
    agenda = [f"{number}. {title}" for number, title in enumerate(session.items, start=1)]
    return Appointment(
        uid=f"session-{session.id}@{request.url.hostname}",
        starts_at=session.starts_at,
        ends_at=session.ends_at,
        summary=f"{off}{session.council} {session.title}",
        venue=session.venue,
        description="\n".join([*agenda, address]),
        url=address,
        cancelled=session.cancelled,
        sequence=session.sequence,
        stamped=session.stamped,
    )


routes = [
    Route("/sessions/calendar", month, name="session-calendar"),
    Route("/sessions/{id:int}/session.ics", session_file, name="session-ics"),
    Route("/councils/{id:int}/sessions.ics", council_feed, name="council-ics"),
    Route("/places/{id:int}/sessions.ics", place_feed, name="place-ics"),
]
