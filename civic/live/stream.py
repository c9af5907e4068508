"""One topic for one watcher: over a websocket, or by long polling where websockets do not get through."""

import asyncio
import contextlib
import struct
from collections import Counter
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from starlette.datastructures import QueryParams
from starlette.requests import HTTPConnection, Request
from starlette.responses import HTMLResponse, Response
from starlette.websockets import WebSocket, WebSocketDisconnect
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol

from civic.kit import clock
from civic.kit.errors import NotFound, TooMany
from civic.live import hub
from civic.live.beats import GONE, Beats
from civic.live.hub import Region, View
from civic.live.persons import Frame, Viewer
from civic.web.asked import number

LONGEST_WAIT = 25
# A phone this far behind is cut off; it comes back by itself and gets the whole region.
MOST_WAITING_BYTES = 512 * 1024
MOST_WAITING_FRAMES = 64
# Nobody has anything to say over the socket: acts are forms. Who talks on is not one of our pages.
MOST_WORDS = 20
# A hall of five hundred behind one address, three windows each, and some to spare.
MOST_FROM_ONE_ADDRESS = 2_000
TOO_MANY, TALKS = 4429, 1008
# what reading from or writing to a socket raises once the other side has left
GONE_AWAY = (WebSocketDisconnect, KeyError, RuntimeError)

_EXTENSION = "civic.socket"


class DirectSocket(WebSocketsSansIOProtocol):
    """Uvicorn's websocket protocol, which also lends itself to whoever wants to write a ready-made frame."""

    def handle_connect(self, event: Any) -> None:
        """Put ourselves where the endpoint finds us."""
        super().handle_connect(event)
        if hasattr(self, "scope"):
            self.scope["extensions"][_EXTENSION] = self  # type: ignore[assignment]

    def put(self, ready: bytes) -> bool:
        """Write one whole frame; False when the other side is gone or too slow."""
        if self.transport.is_closing() or self.transport.get_write_buffer_size() > MOST_WAITING_BYTES:
            return False
        self.transport.write(ready)
        return True


_encoded: tuple[Frame, bytes] | None = None


def encoded(frame: Frame) -> bytes:
    """A text frame of the websocket protocol (RFC 6455 §5.2, unmasked), made once however many are watching."""
    global _encoded
    if _encoded is None or _encoded[0] is not frame:
        body = frame.text.encode()
        _encoded = (frame, _head(len(body)) + body)
    return _encoded[1]


def _head(size: int) -> bytes:
    if size < 126:
        return bytes((0x81, size))
    return b"\x81\x7e" + struct.pack("!H", size) if size < 65536 else b"\x81\x7f" + struct.pack("!Q", size)


MayWatch = Callable[[Any, int], Awaitable[bool]]
Renders = Callable[[int, str, str], Awaitable[Region | None]]


async def everyone(connection: HTTPConnection, actor: Any, id_: int) -> str:
    """The audience of a topic that is the same for all."""
    return "public"


_from: Counter[str] = Counter()


@contextlib.contextmanager
def _counted(connection: HTTPConnection) -> Iterator[bool]:
    """Whether this address has room for one more, counted as long as the block runs."""
    address = connection.client.host if connection.client else ""
    _from[address] += 1
    try:
        yield _from[address] <= MOST_FROM_ONE_ADDRESS
    finally:
        _from[address] -= 1
        if not _from[address]:
            del _from[address]


@dataclass(frozen=True)
class Topic:
    """A kind of live page: how it is rendered (id, language, audience), who may watch, and of which audience they are.

    Its ``socket`` and ``poll`` are endpoints of routes with an ``{id:int}``.
    """

    kind: str
    renders: Renders
    may_watch: MayWatch
    audience: Callable[[HTTPConnection, Any, int], Awaitable[str]] = everyone
    beats: Beats = field(default_factory=Beats)

    def __post_init__(self) -> None:
        """Tell the hub."""
        hub.renders(self.kind, self._render)

    async def _render(self, view: View) -> Region | None:
        return await self.renders(int(view.topic.partition(":")[2]), view.lang, view.audience)

    async def _view(self, connection: HTTPConnection) -> View | None:
        id_ = int(connection.path_params["id"])
        if not await self.may_watch(connection.state.actor, id_):
            return None
        audience = await self.audience(connection, connection.state.actor, id_)
        return View(f"{self.kind}:{id_}", connection.state.lang, audience)

    async def socket(self, websocket: WebSocket) -> None:
        """The whole region at once, then parts as they change, and a beat; closed when the right to watch ends."""
        with _counted(websocket) as room:
            if not room:
                await websocket.close(TOO_MANY)
                return
            view = await self._view(websocket)
            if view is None:
                await websocket.close(GONE)
                return
            await websocket.accept()
            watcher = Watcher(websocket, view)
            with self.beats.felt(watcher, lambda: self._still(websocket, view)):
                await watcher.run()

    async def _still(self, websocket: WebSocket, view: View) -> bool:
        """Asked with the roles of today: who was signed out or lost a role since the socket was opened is nobody now.

        Who has come to be of another audience meanwhile is let go as well: they open it anew, and see what is theirs.
        """
        actor, id_ = await websocket.state.viewer_now(), int(websocket.path_params["id"])
        return (
            await self.may_watch(actor, id_) and await self.audience(websocket, actor, id_) == view.audience
        )

    async def newer(self, request: Request, after: int) -> None:
        """Wait, for as long as ``?wait=`` allows, until there is more than this number. Raises as ``poll`` does."""
        with _counted(request) as room:
            if not room:
                raise TooMany(LONGEST_WAIT)
            view = await self._view(request)
            if view is None:
                raise NotFound
            await _newer(view, request, str(after))

    async def poll(self, request: Request) -> Response:
        """What is newer than ``?after=`` (a number, or the ``x-mark`` of an earlier answer), waiting up to ``?wait=`` seconds.

        204 when nothing came. Raises NotFound for what may not be watched, TooMany beyond an address's share.
        """
        with _counted(request) as room:
            if not room:
                raise TooMany(LONGEST_WAIT)
            view = await self._view(request)
            region = await _newer(view, request, request.query_params.get("after", "")) if view else None
        if view is None:
            raise NotFound
        if region is None:
            return Response(status_code=204, headers={"cache-control": "no-store"})
        said = {
            "cache-control": "no-store",
            "x-seq": str(region.seq),
            "x-mark": region.mark,
            "x-now": clock.now().isoformat(),
        }
        return HTMLResponse(region.html(), headers=said)


def _is_new(region: Region, after: str) -> bool:
    if "." in after:
        return region.mark != after
    seen = number(after)
    return seen is None or region.seq > seen


def waits(asked: QueryParams) -> int:
    """For how many seconds a question with ``?wait=`` may be kept waiting; 0 without, and for nonsense."""
    return min(number(asked.get("wait", ""), digits=3) or 0, LONGEST_WAIT)


async def _gone(request: Request) -> None:
    """Once the asker has left."""
    while (await request.receive())["type"] != "http.disconnect":
        pass


async def _newer(view: View, request: Request, after: str) -> Region | None:
    """The region once it is newer than what the asker has; None when it is not while they wait."""
    heard, key = asyncio.Event(), object()

    def wake(frame: Frame) -> bool:
        heard.set()
        return True

    try:
        region = await hub.join(view, key, wake)
        if region is None or _is_new(region, after):
            return region
        heard.clear()
        if seconds := waits(request.query_params):
            ends = [asyncio.create_task(heard.wait()), asyncio.create_task(_gone(request))]
            await asyncio.wait(ends, timeout=seconds, return_when=asyncio.FIRST_COMPLETED)
            for end in ends:
                end.cancel()
        region = hub.shown(view)
        return region if region and _is_new(region, after) else None
    finally:
        hub.leave(view, key)


class Watcher:
    """One socket's life."""

    def __init__(self, websocket: WebSocket, view: View) -> None:
        self.websocket = websocket
        self.view = view
        actor = websocket.state.actor
        self.person: int | None = getattr(actor, "person_id", None)
        self.viewer = None if self.person is None else Viewer(self.person, actor, view.lang)
        self.direct: DirectSocket | None = websocket.scope.get("extensions", {}).get(_EXTENSION)
        self.waiting: asyncio.Queue[Frame] = asyncio.Queue(MOST_WAITING_FRAMES)
        self.listening: asyncio.Task[None] | None = None
        # why we end it; None while it lasts
        self.code: int | None = None

    def deliver(self, frame: Frame) -> bool:
        """Straight to the wire where the server lets us, into a bounded queue otherwise. Who is too slow is cut off."""
        if self.code is not None:
            return False
        if not self._take(frame):
            self.end(TOO_MANY)
        return self.code is None

    def _take(self, frame: Frame) -> bool:
        if self.direct is not None:
            return self.direct.put(encoded(frame))
        try:
            self.waiting.put_nowait(frame)
        except asyncio.QueueFull:
            return False
        return True

    def end(self, code: int) -> None:
        """Close it from our side: the right to watch is gone, the phone is too far behind, or it talks."""
        self.code = code
        if self.listening is not None:
            self.listening.cancel()

    async def run(self) -> None:
        """Until either side ends it; a phone that fell too far behind comes back and gets everything anew."""
        sending = None if self.direct is not None else asyncio.create_task(self._send())
        try:
            await hub.join(self.view, self, self.deliver, self.viewer)
            if self.code is None:
                self.listening = asyncio.create_task(self._listen())
                await asyncio.wait(
                    [self.listening, *([sending] if sending else [])], return_when="FIRST_COMPLETED"
                )
        finally:
            hub.leave(self.view, self, self.viewer)
            for task in filter(None, (self.listening, sending)):
                task.cancel()
                with contextlib.suppress(asyncio.CancelledError, *GONE_AWAY):
                    await task
        if self.code == TOO_MANY and self.direct is not None:
            # without the politeness of a closing frame, which would wait behind all that was not taken
            self.direct.transport.abort()
        elif self.code is not None:
            with contextlib.suppress(*GONE_AWAY):
                await self.websocket.close(self.code)

    async def _listen(self) -> None:
        for _ in range(MOST_WORDS):
            await self.websocket.receive_text()  # nothing is expected
        self.code = TALKS

    async def _send(self) -> None:
        while True:
            await self.websocket.send_text((await self.waiting.get()).text)
