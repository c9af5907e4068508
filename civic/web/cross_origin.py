"""Writes from other sites are refused by what the browser itself says about the request; no token in any form."""

from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


class CrossOrigin:
    """Lets an unsafe request or a websocket in only from our own pages.

    An unsafe request passes when ``Sec-Fetch-Site`` says same-origin or none, or, from browsers too old to say, when
    ``Origin`` is our host; without either header it comes from a program, not from a page. A websocket must name our origin.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """ASGI."""
        if scope["type"] == "websocket":
            if not _same_host(Headers(scope=scope)):
                await send({"type": "websocket.close", "code": 4403})
                return
        elif scope["type"] == "http" and scope["method"] not in _SAFE and not _ours(Headers(scope=scope)):
            await PlainTextResponse(
                "这个请求来自别的网站，没有办理。This request came from another site and was not carried out.",
                403,
            )(scope, receive, send)
            return
        await self.app(scope, receive, send)


def _ours(headers: Headers) -> bool:
    site = headers.get("sec-fetch-site")
    if site is not None:
        return site in ("same-origin", "none")
    return "origin" not in headers or _same_host(headers)


def _same_host(headers: Headers) -> bool:
    return bool(headers.get("origin")) and urlsplit(headers["origin"]).netloc == headers.get("host")
