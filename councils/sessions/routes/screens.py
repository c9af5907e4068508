"""The screens of a session: phone, console, check-in desk, record, wall, sheet; each whole, and the parts that follow it."""

from collections.abc import Awaitable, Callable
from typing import Any

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import Response

from civic.kit.errors import Forbidden, NotFound
from civic.web import slots
from civic.web.asked import addressed
from civic.web.forms import Form
from civic.web.pages import absolute, page, part, url_for
from civic.web.qr import qr
from councils import queries as councils
from councils.sessions import queries, rules
from councils.sessions.forms import ActForm, DoorForm, MotionForm
from councils.sessions.live import expected, lent, seen_by, told
from councils.sessions.rules.arrivals import arrivals as signed_in
from councils.sessions.rules.gists import gists_of

RECORD_LINES = 120


async def _board(request: Request) -> queries.Board:
    """The session as this viewer is told it."""
    board = await queries.board(addressed(request))
    return told(board, request.state.actor, request.state.lang)


async def scene(request: Request) -> dict[str, Any]:
    """What the session's pages need: the board that all see, and what this viewer may do."""
    board = await queries.board(addressed(request))
    seen = seen_by(board, request.state.actor, request.state.lang)
    return seen | {"code": request.query_params.get("code", "")[:20]}


async def _shown(request: Request) -> dict[str, Any]:
    """The scene with what rooms above lend: panels of the page, and parts that are pushed as well."""
    seen = await scene(request)
    return seen | {
        "lent": await lent(seen["board"], request.state.lang),
        "panels": await slots.fill("session.page", request, seen["board"]),
        "rule_set": await councils.like(seen["board"].state.rules),
        "gists": gists_of(seen["board"].state, request.state.actor.person_id),
    }


async def _desk_scene(request: Request) -> dict[str, Any]:
    seen = await _led(request)
    if not seen["tends"]:
        raise Forbidden("console_forbidden")
    return seen


async def _led(request: Request) -> dict[str, Any]:
    """The scene with the step to press next and what to say aloud; left out for the many who only look on."""
    seen = await _shown(request)
    state, at = seen["board"].state, seen["board"].at
    return seen | {"step": rules.next_step(state, seen["who"], at), "aloud": rules.aloud(state, at)}


async def _door_scene(request: Request) -> dict[str, Any]:
    seen = await _desk_scene(request)
    return seen | {"qr": _door_code(request, seen["board"].head)}


async def _record_scene(request: Request) -> dict[str, Any]:
    """The log's last lines in words, or all of it."""
    seen = await _desk_scene(request)
    if not seen["runs"]:
        raise Forbidden("runner_only")
    state = seen["board"].state
    first = 0 if "all" in request.query_params else max(0, state.seq - RECORD_LINES)
    return seen | {"events": await queries.events(seen["board"].head.id, first)}


Endpoint = Callable[[Request], Awaitable[Response]]


def _screen(
    name: str, seen: Callable[[Request], Awaitable[dict[str, Any]]], form: type[Form] = ActForm
) -> Endpoint:
    """A page, or with a name that begins with an underscore the part of one, from what is seen on it."""
    answer = part if name.startswith("_") else page

    async def endpoint(request: Request) -> Response:
        context = await seen(request)
        return await answer(request, f"councils/sessions/{name}.html", form=form.blank(request), **context)

    return endpoint


# one session, before, during and after, and what this viewer may do, fetched again when the shared parts change
show, mine = _screen("show", _shown, MotionForm), _screen("_mine", scene, MotionForm)
# the desk of whoever runs the session: the next step, large; and what is entered for people without a phone
console, desk, table = (_screen(name, _desk_scene) for name in ("console", "_desk", "_table"))
# the check-in desk: a list of names with large buttons
arrivals, arrivals_part = _screen("arrivals", _door_scene), _screen("_arrivals", _desk_scene)
# the recorder's view: what happened, in words, and the gists to add to it
record, record_part = _screen("record", _record_scene), _screen("_record", _record_scene)


async def sign_in_sheet(request: Request) -> Response:
    """A sheet to print and sign; blank before the meeting, with the times of arrival during and after it."""
    board = await _board(request)
    lines = signed_in(board.state, await queries.events(board.head.id), await expected(board))
    return await page(request, "councils/sessions/sign_in_sheet.html", board=board, lines=lines)


async def names(request: Request) -> Response:
    """How everybody voted on one motion, by name: where a hall is too large for the list to stand on its page."""
    board = await _board(request)
    number = int(request.path_params["motion"])
    verdict = next((each for each in board.state.verdicts if each.numbers.motion == number), None)
    if verdict is None:
        raise NotFound
    motion = board.state.motions[number - 1]
    return await page(request, "councils/sessions/names.html", board=board, verdict=verdict, motion=motion)


async def wall(request: Request) -> Response:
    """The hall's screen. The check-in code stands only on a screen opened by whoever runs the session: who knows it is there."""
    seen = await scene(request)
    board = seen["board"]
    drawing = _door_code(request, board.head) if seen["tends"] else None
    parts = await lent(board, request.state.lang, "wall")
    return await page(
        request, "councils/sessions/wall.html", board=board, qr=drawing, lent=parts, shared=seen["shared"]
    )


def _door_code(request: Request, head: queries.Head) -> Markup:
    """The QR code that leads to the check-in with the code filled in."""
    path = f"{url_for('session-checkin', id=head.id)}?code={head.checkin_code}"
    return qr(absolute(request, path))


async def checkin(request: Request) -> Response:
    """Where the QR code leads."""
    form = DoorForm.blank(request, code=request.query_params.get("code", "")[:20])
    return await page(request, "councils/sessions/checkin.html", form=form, **await scene(request))


async def answered(request: Request) -> dict[str, Any]:
    """For the page a refused act is shown on again, whichever it was."""
    seen = await _led(request)
    head = seen["board"].head
    events = await queries.events(head.id, max(0, seen["board"].state.seq - RECORD_LINES))
    return seen | {"events": events, "qr": _door_code(request, head)}
