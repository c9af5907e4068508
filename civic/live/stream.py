"""One topic for one watcher: over a websocket, or by long polling where websockets do not get through."""

import asyncio
import contextlib
import struct
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from starlette.requests import HTTPConnection, Request
from starlette.responses import HTMLResponse, Response
from starlette.websockets import WebSocket, WebSocketDisconnect
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol

from civic.kit.errors import NotFound
from civic.live import hub
from civic.live.hub import Frame, Region, View

BEAT_SECONDS = 15
LONGEST_WAIT = 25
# A phone this far behind is cut off; it comes back by itself and gets the whole region.
MOST_WAITING_BYTES = 512 * 1024
MOST_WAITING_FRAMES = 64
GONE = 4404
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


async def everyone(connection: HTTPConnection, id_: int) -> str:
    """The audience of a topic that is the same for all."""
    return "public"


@dataclass(frozen=True)
class Topic:
    """A kind of live page: how it is rendered (id, language, audience) and who may watch (actor, id).

    Its ``socket`` and ``poll`` are endpoints of routes with an ``{id:int}``.
    """

    kind: str
    renders: Renders
    may_watch: MayWatch
    audience: Callable[[HTTPConnection, int], Awaitable[str]] = everyone

    def __post_init__(self) -> None:
        """Tell the hub."""
        hub.renders(self.kind, self._render)

    async def _render(self, view: View) -> Region | None:
        return await self.renders(int(view.topic.partition(":")[2]), view.lang, view.audience)

    async def _view(self, connection: HTTPConnection) -> View | None:
        id_ = int(connection.path_params["id"])
        if not await self.may_watch(connection.state.actor, id_):
            return None
        return View(f"{self.kind}:{id_}", connection.state.lang, await self.audience(connection, id_))

    async def socket(self, websocket: WebSocket) -> None:
        """The whole region at once, then parts as they change, and a beat; closed when the right to watch ends."""
        view = await self._view(websocket)
        if view is None:
            await websocket.close(GONE)
            return
        await websocket.accept()
        await _Watcher(websocket, view).run(lambda: self._still(websocket))

    async def _still(self, websocket: WebSocket) -> bool:
        """Asked with the roles of today: who was signed out or lost a role since the socket was opened is nobody now."""
        return await self.may_watch(await websocket.state.viewer_now(), int(websocket.path_params["id"]))

    async def poll(self, request: Request) -> Response:
        """What is newer than ``?after=``, waiting up to ``?wait=`` seconds for it; 204 when nothing came. NotFound if hidden."""
        view = await self._view(request)
        if view is None:
            raise NotFound
        after, wait = _number(request, "after", -1), min(_number(request, "wait", 0), LONGEST_WAIT)
        region = await hub.render(view)
        if region is not None and region.seq <= after and wait:
            region = await _next(view, after, wait)
        if region is None or region.seq <= after:
            return Response(status_code=204, headers={"cache-control": "no-store"})
        return HTMLResponse(region.html(), headers={"cache-control": "no-store", "x-seq": str(region.seq)})


def _number(request: Request, name: str, default: int) -> int:
    typed = request.query_params.get(name, "")
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 10 else default


async def _next(view: View, after: int, wait: int) -> Region | None:
    changed = asyncio.Event()
    key = object()

    def wake(frame: Frame) -> bool:
        changed.set()
        return False

    hub.watch(view, key, wake)
    try:
        region = await hub.render(view)  # it may have changed just before we watched
        if region is None or region.seq > after:
            return region
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(changed.wait(), wait)
        return await hub.render(view)
    finally:
        hub.unwatch(view, key)


class _Watcher:
    """One socket's life."""

    def __init__(self, websocket: WebSocket, view: View) -> None:
        self.websocket = websocket
        self.view = view
        self.direct: DirectSocket | None = websocket.scope.get("extensions", {}).get(_EXTENSION)
        self.waiting: asyncio.Queue[Frame] = asyncio.Queue(MOST_WAITING_FRAMES)
        self.behind = asyncio.Event()

    def deliver(self, frame: Frame) -> bool:
        """Straight to the wire where the server lets us, into a bounded queue otherwise. Who is too slow is cut off."""
        if not self._take(frame):
            self.behind.set()
        return not self.behind.is_set()

    def _take(self, frame: Frame) -> bool:
        if self.direct is not None:
            return self.direct.put(encoded(frame))
        try:
            self.waiting.put_nowait(frame)
        except asyncio.QueueFull:
            return False
        return True

    async def run(self, may_still: Callable[[], Awaitable[bool]]) -> None:
        """Until either side ends it, or the phone falls too far behind: it then comes back and gets everything anew."""
        hub.watch(self.view, self, self.deliver)
        ends = [
            asyncio.create_task(end) for end in (self._receive(), self._send(may_still), self.behind.wait())
        ]
        try:
            await asyncio.wait(ends, return_when=asyncio.FIRST_COMPLETED)
        finally:
            hub.unwatch(self.view, self)
            for task in ends:
                task.cancel()
            await asyncio.wait(ends)
        for task in ends:
            why = None if task.cancelled() else task.exception()
            if why is not None and not isinstance(why, GONE_AWAY):
                raise why
        if self.behind.is_set():
            self._cut()

    def _cut(self) -> None:
        """Without the politeness of a closing frame, which would wait behind all that was not taken."""
        if self.direct is not None:
            self.direct.transport.abort()

    async def _receive(self) -> None:
        while True:
            await self.websocket.receive_text()  # nothing is expected; acts are forms

    async def _send(self, may_still: Callable[[], Awaitable[bool]]) -> None:
        region = await hub.render(self.view)
        if region is not None:
            await self.websocket.send_text(hub.frame(region).text)
        loop = asyncio.get_running_loop()
        beat = loop.time() + BEAT_SECONDS
        while True:
            try:
                frame = await asyncio.wait_for(self.waiting.get(), beat - loop.time())
                await self.websocket.send_text(frame.text)
            except TimeoutError:
                if not await may_still():
                    await self.websocket.close(GONE)
                    return
                await self.websocket.send_json({"beat": True})
                beat = loop.time() + BEAT_SECONDS
