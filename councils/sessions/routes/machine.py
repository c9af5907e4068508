"""A session for machines: as it stands, and fact by fact (the live contract's ``state`` and ``events``).

All facts are kept for ever, so any ``after`` is answered and there is nothing to reset.
"""

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from civic.kit import clock
from civic.kit.errors import NotFound
from civic.web.asked import addressed, number
from councils.rules import Masking
from councils.sessions import queries
from councils.sessions.live import TOPIC, told
from councils.sessions.rules.published import published_log, published_state, salt

MOST_EVENTS = 500


async def _board(request: Request) -> queries.Board:
    """The session as this reader is told it. Raises NotFound before it is announced."""
    board = await queries.board(addressed(request))
    if not board.head.announced:
        raise NotFound
    return told(board, request.state.actor, "zh")


def _how(board: queries.Board) -> str:
    """How names stand in this answer."""
    return (board.state.rules.masking if board.names else Masking.FULL).value


async def state(request: Request) -> Response:
    """The whole session as it stands: ``{seq, server_time, names, state}``. Unchanged since the ETag's number: 304."""
    board = await _board(request)
    headers = {"etag": f'W/"{board.state.seq}.{_how(board)}"', "cache-control": "no-cache", "vary": "cookie"}
    if request.headers.get("if-none-match") == headers["etag"]:
        return Response(status_code=304, headers=headers)
    answer = {
        "seq": board.state.seq,
        "server_time": board.at.isoformat(),
        "names": _how(board),
        "state": published_state(board.state, board.queue),
    }
    return JSONResponse(answer, headers=headers)


async def events(request: Request) -> Response:
    """Facts after ``?after=``, at most so many: ``{seq, server_time, more, names, salt, events}``; with ``?wait=`` once there is one.

    salt: told with names in full; with it everybody's fingerprints can be made again (rules.published).
    """
    board = await _board(request)
    after = number(request.query_params.get("after", "")) or 0
    if board.state.seq <= after:
        await TOPIC.newer(request, after)
        board = await _board(request)
    found, now = await queries.events(board.head.id, after, MOST_EVENTS), await queries.state(board.head.id)
    answer = {
        "seq": found[-1].seq if found else after,
        "server_time": clock.now().isoformat(),
        "more": bool(found) and found[-1].seq < now.seq,
        "names": _how(board),
        "salt": None if board.names else salt(now),
        "events": published_log(found, now, board.names),
    }
    return JSONResponse(answer, headers={"cache-control": "no-store"})
