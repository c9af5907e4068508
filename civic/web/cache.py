"""Pages for readers without an account, kept for a moment: the same bytes until something is written or seconds pass."""

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from time import monotonic

from starlette.datastructures import Headers
from starlette.requests import cookie_parser
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from civic.kit import clock
from civic.web.viewer import PLACE_COOKIE

MOST_PAGES = 512
LARGEST = 512 * 1024
#: a page says by this header that what it shows is settled: writes elsewhere need not make it anew
SETTLED = "x-settled"
# what a reader may carry and still be answered from memory: the key holds these
PREFERENCES = {"lang", "elder", PLACE_COOKIE}


@dataclass(frozen=True)
class Kept:
    """One answer and what the world was like when it was made."""

    start: Message
    body: bytes
    until: float
    #: None: whatever is written
    commits: int | None
    shift: float


class PageCache:
    """Answers GET for anonymous readers from memory.

    A kept page is used only while no transaction was committed since (in any process: the bus says so) and at most
    ``seconds`` old, because deadlines pass without a write. Only pages that say ``cache-control: no-cache`` are kept.
    A settled page (a certified result) is used for its seconds even while people write elsewhere, so that a vote that
    is going on does not make the results of an earlier one dear.
    """

    def __init__(self, app: ASGIApp, seconds: int, commits: Callable[[], int]) -> None:
        self.app = app
        self.seconds = seconds
        self.commits = commits
        self.pages: OrderedDict[tuple[str, ...], Kept] = OrderedDict()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """ASGI."""
        key = self._key(scope) if scope["type"] == "http" and scope["method"] == "GET" else None
        if key is None:
            await self.app(scope, receive, send)
            return
        kept = self.pages.get(key)
        if kept is None or not self._fresh(kept):
            await self._fill(key, scope, receive, send)
            return
        await send(kept.start)
        await send({"type": "http.response.body", "body": kept.body})

    def _key(self, scope: Scope) -> tuple[str, ...] | None:
        headers = Headers(scope=scope)
        cookies = cookie_parser(headers["cookie"]) if "cookie" in headers else {}
        # Whoever carries any other cookie (a sign-in, a permit from a slip, a kiosk's) sees pages of their own.
        if not self.seconds or set(cookies) - PREFERENCES or b"draft=" in scope["query_string"]:
            return None
        accepted = headers.get("accept-encoding", "")
        coding = next((name for name in ("zstd", "br", "gzip") if name in accepted), "")
        return (
            scope["path"],
            scope["query_string"].decode("latin-1"),
            headers.get("host", ""),
            cookies.get("lang", ""),
            cookies.get("elder", ""),
            cookies.get(PLACE_COOKIE, ""),
            coding,
        )

    def _fresh(self, kept: Kept) -> bool:
        return (
            kept.commits in (None, self.commits())
            and monotonic() < kept.until
            and kept.shift == clock.shift().total_seconds()
        )

    async def _fill(self, key: tuple[str, ...], scope: Scope, receive: Receive, send: Send) -> None:
        commits, shift = self.commits(), clock.shift().total_seconds()
        start: Message = {}
        chunks: list[bytes] = []

        async def watch(message: Message) -> None:
            nonlocal start
            if message["type"] == "http.response.start":
                start = message
            else:
                chunks.append(message.get("body", b""))
            await send(message)

        await self.app(scope, receive, watch)
        body, headers = b"".join(chunks), Headers(raw=start.get("headers", []))
        if start and start["status"] == 200 and len(body) <= LARGEST and _may_be_kept(headers):
            outlasts = None if SETTLED in headers else commits
            self.pages[key] = Kept(start, body, monotonic() + self.seconds, outlasts, shift)
            self.pages.move_to_end(key)
            while len(self.pages) > MOST_PAGES:
                self.pages.popitem(last=False)


def _may_be_kept(headers: Headers) -> bool:
    return (
        headers.get("cache-control") == "no-cache"
        and headers.get("content-type", "").startswith("text/html")
        and "set-cookie" not in headers
    )
