"""A session for machines: as it stands, and fact by fact (the live contract's ``state`` and ``events``).

All facts are kept for ever, so any ``after`` is answered and there is nothing to reset.
"""

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from civic.kit import clock
from civic.kit.errors import NotFound
from civic.web.asked import number
from councils.sessions import queries
from councils.sessions.live import TOPIC
from councils.sessions.routes.screens import session_id
from councils.sessions.rules.published import published_log, published_state

MOST_EVENTS = 500


async def _announced(request: Request) -> int:
    here = session_id(request)
    if not (await queries.head(here)).announced:
        raise NotFound
    return here


async def state(request: Request) -> Response:
    """The whole session as it stands: ``{seq, server_time, state}``. Unchanged since the ETag's number: 304."""
    here = await _announced(request)
    seq, _ = await queries.digest(here)
    headers = {"etag": f'W/"{seq}"', "cache-control": "no-cache"}
    if request.headers.get("if-none-match") == headers["etag"]:
        return Response(status_code=304, headers=headers)
    board = await queries.board(here)
    headers["etag"] = f'W/"{board.state.seq}"'
    told = {
        "seq": board.state.seq,
        "server_time": board.at.isoformat(),
        "state": published_state(board.state, board.queue),
    }
    return JSONResponse(told, headers=headers)


async def events(request: Request) -> Response:
    """Facts after ``?after=``, at most so many: ``{seq, server_time, more, events}``; with ``?wait=`` once there is one."""
    here = await _announced(request)
    after = number(request.query_params.get("after", "")) or 0
    now = await queries.state(here)
    if now.seq <= after:
        await TOPIC.newer(request, after)
        now = await queries.state(here)
    found = await queries.events(here, after, MOST_EVENTS)
    told = {
        "seq": found[-1].seq if found else after,
        "server_time": clock.now().isoformat(),
        "more": bool(found) and found[-1].seq < now.seq,
        "events": published_log(found, now),
    }
    return JSONResponse(told, headers={"cache-control": "no-store"})
