"""Who is looking, in which language, how large: found once for each request and kept in ``request.state``."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import partial
from typing import Any, Protocol

from starlette.requests import HTTPConnection, Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from civic.web.answers import go, own_path
from civic.web.i18n import LANGUAGES

YEAR = 365 * 24 * 3600
PLACE_COOKIE = "place"


class Viewer(Protocol):
    """What this floor needs to know of a person."""

    @property
    def signed_in(self) -> bool:
        """Whether this is a known person."""


@dataclass(frozen=True)
class Loaders:
    """How the rooms above tell who a cookie is, which community is meant, and what was typed before a sign-in."""

    cookie: str
    anonymous: Viewer
    viewer: Callable[[str], Awaitable[Viewer]]
    place: Callable[[str, Any], Awaitable[Any]]
    draft: Callable[[str], Awaitable[dict[str, Any]]]


class WhoLooks:
    """Fills ``state.actor`` (``viewer_now()`` asks again), ``place`` (the community looked at), ``lang``, ``elder``, ``draft``."""

    def __init__(self, app: ASGIApp, loaders: Loaders) -> None:
        self.app = app
        self.load = loaders

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """ASGI."""
        if scope["type"] in ("http", "websocket"):
            connection = HTTPConnection(scope)
            state, cookies = connection.state, connection.cookies
            token = cookies.get(self.load.cookie)
            state.viewer_now = partial(self._viewer, token)
            state.actor = await state.viewer_now()
            state.place = await self.load.place(cookies.get(PLACE_COOKIE, ""), state.actor)
            lang = cookies.get("lang", "zh")
            state.lang = lang if lang in LANGUAGES else "zh"
            state.elder = cookies.get("elder") == "1"
            key = connection.query_params.get("draft") if scope.get("method") == "GET" else None
            state.draft = await self.load.draft(key) if key else {}
        await self.app(scope, receive, send)

    async def _viewer(self, token: str | None) -> Viewer:
        """Who the cookie is at this moment: a socket that stays open for hours asks again."""
        return await self.load.viewer(token) if token else self.load.anonymous


async def prefer(request: Request) -> Response:
    """Choose the language or the elder version; kept in a cookie, no account needed."""
    async with request.form(max_fields=4, max_files=0) as sent:
        chosen = {name: str(sent[name]) for name in ("elder", "lang") if name in sent}
        answer = go(own_path(str(sent.get("back", "/"))))
    for name, value in chosen.items():
        if value in ("0", "1", *LANGUAGES):
            answer.set_cookie(name, value, max_age=YEAR, samesite="lax", httponly=True)
    return answer


routes = [Route("/preferences", prefer, methods=["POST"], name="preferences")]
