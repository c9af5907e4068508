"""How much a request may bring, and the sentence for what is more: it is refused before any page could be made."""

from starlette.datastructures import Headers
from starlette.middleware.body_limit import RequestBodyLimitMiddleware
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_TOO_LARGE = "送来的文件或内容太大了，没有收。请返回，换一个小一些的再试。Too large, nothing was taken. Please go back and send less."


class BodyLimit:
    """Starlette's limit, with words for the person who meets it."""

    def __init__(self, app: ASGIApp, most: int) -> None:
        self.limited = RequestBodyLimitMiddleware(app, max_body_size=most)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """ASGI."""
        refused = False

        async def say(message: Message) -> None:
            nonlocal refused
            if message["type"] == "http.response.start" and _bare(message):
                refused = True
                await PlainTextResponse(_TOO_LARGE, 413)(scope, receive, send)
            elif not refused:
                await send(message)

        await self.limited(scope, receive, say)


def _bare(message: Message) -> bool:
    """Whether this is the limit's own answer and not a page of ours."""
    kind = Headers(raw=message["headers"]).get("content-type", "")
    return bool(message["status"] == 413 and kind.startswith("text/plain"))
