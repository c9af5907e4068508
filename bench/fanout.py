"""One change told to 1,000 watchers: the house's hub and sockets against bare ``websockets`` with ``broadcast()``.

The same bytes, one server process each, turn and turn about; a third process holds the thousand sockets. A burst ends
when the last watcher has it. ``python -m bench.fanout house|bare PORT`` serves; without arguments it measures.
"""

import asyncio
import contextlib
import itertools
import struct
import sys
import time
from collections.abc import AsyncIterator, Callable
from typing import Any, cast

import uvicorn
import uvloop
from starlette.applications import Starlette
from starlette.routing import WebSocketRoute
from starlette.websockets import WebSocket
from websockets.asyncio.server import ServerConnection, broadcast, serve

from bench._servers import HOST, free_port, running
from civic.live import hub
from civic.live.bus import InProcess
from civic.live.hub import Region
from civic.live.stream import DirectSocket, Topic

WATCHERS, BURSTS, ROUNDS = 1_000, 60, 3
LIMIT = 0.5
SHORTEST = 100  # bytes: what is shorter is a beat, not news
NEWS = "<section id='now-1'><p>{}　王阿姨：南门的路灯应该先修，晚上老人和孩子走路不安全。谢谢大家。</p></section>"

_numbers = itertools.count(1)


async def _region(id_: int = 1, lang: str = "zh", audience: str = "public") -> Region:
    seq = next(_numbers)
    return Region(seq, {"now-1": NEWS.format(seq)})


async def _anyone(actor: Any, id_: int) -> bool:
    return True


class _Somebody:
    """What the house's middleware would say of every watcher."""

    def __init__(self, app: Any) -> None:
        self.app = app

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        scope.setdefault("state", {}).update(actor=None, lang="zh")
        await self.app(scope, receive, send)


async def _told_by(websocket: WebSocket) -> None:
    await websocket.accept()
    async for _ in websocket.iter_text():
        await hub.announce("probe:1")


@contextlib.asynccontextmanager
async def _hub_runs(app: Starlette) -> AsyncIterator[None]:
    await hub.start(InProcess())
    yield
    await hub.stop()


def house(port: int) -> None:
    """Serve the house's own hub and socket."""
    topic = Topic("probe", _region, _anyone)
    app = Starlette(
        routes=[WebSocketRoute("/watch/{id:int}", topic.socket), WebSocketRoute("/tell", _told_by)],
        lifespan=_hub_runs,
    )
    uvicorn.run(
        _Somebody(app),
        host=HOST,
        port=port,
        ws=DirectSocket,
        loop="uvloop",
        http="httptools",
        ws_per_message_deflate=False,
        log_level="warning",
        backlog=2 * WATCHERS,
    )


async def bare(port: int) -> None:
    """Serve the same with nothing but ``websockets``."""
    watching: set[ServerConnection] = set()

    async def meet(connection: ServerConnection) -> None:
        if connection.request is not None and connection.request.path == "/tell":
            async for _ in connection:
                broadcast(watching, hub.frame(await _region()).text)
            return
        await connection.send(hub.frame(await _region()).text)
        watching.add(connection)
        try:
            await connection.wait_closed()
        finally:
            watching.discard(connection)

    async with serve(meet, HOST, port, compression=None, backlog=2 * WATCHERS):
        await asyncio.Future()


class Watcher(asyncio.Protocol):
    """A websocket client that counts whole frames and does nothing else."""

    def __init__(self, path: str, news: Callable[[], None]) -> None:
        self.path = path
        self.news = news
        self.kept = b""
        self.open = False

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Ask for the upgrade."""
        self.transport = cast(asyncio.Transport, transport)
        self.transport.write(
            f"GET {self.path} HTTP/1.1\r\nhost: {HOST}\r\norigin: http://{HOST}\r\nupgrade: websocket\r\nconnection: Upgrade\r\n"
            "sec-websocket-key: dGhlIHNhbXBsZSBub25jZQ==\r\nsec-websocket-version: 13\r\n\r\n".encode()
        )

    def data_received(self, data: bytes) -> None:
        """Cut into frames."""
        self.kept += data
        if not self.open:
            end = self.kept.find(b"\r\n\r\n")
            if end < 0:
                return
            self.open, self.kept = True, self.kept[end + 4 :]
        while len(self.kept) >= 4:
            size = self.kept[1] & 0x7F
            start = 4 if size == 126 else 2
            size = struct.unpack("!H", self.kept[2:4])[0] if size == 126 else size
            if len(self.kept) < start + size:
                return
            self.kept = self.kept[start + size :]
            if size > SHORTEST:
                self.news()

    def tell(self) -> None:
        """Send the shortest masked text frame."""
        self.transport.write(b"\x81\x81\x00\x00\x00\x00.")


class Crowd:
    """A thousand watchers and one who tells."""

    def __init__(self) -> None:
        self.heard = 0
        self.awaited = WATCHERS
        self.all_heard = asyncio.Event()

    def news(self) -> None:
        """One watcher has it."""
        self.heard += 1
        if self.heard == self.awaited:
            self.all_heard.set()

    async def gather(self, port: int) -> Watcher:
        """Connect everyone; each gets the state once on arriving."""
        loop = asyncio.get_running_loop()
        for _ in range(WATCHERS):
            await loop.create_connection(lambda: Watcher("/watch/1", self.news), HOST, port)
        await asyncio.wait_for(self.all_heard.wait(), 30)
        _, teller = await loop.create_connection(lambda: Watcher("/tell", lambda: None), HOST, port)
        await asyncio.sleep(0.5)
        return teller

    async def burst(self, teller: Watcher) -> float:
        """Seconds until the last one has the news."""
        self.heard = 0
        self.all_heard.clear()
        began = time.perf_counter()
        teller.tell()
        await asyncio.wait_for(self.all_heard.wait(), 30)
        return time.perf_counter() - began


async def _measure(port: int) -> list[float]:
    crowd = Crowd()
    teller = await crowd.gather(port)
    await crowd.burst(teller)
    return [await crowd.burst(teller) for _ in range(BURSTS)]


def bench() -> int:
    """Measure and print; 0 when the ratio holds."""
    best: dict[str, float] = {}
    for _ in range(ROUNDS):
        for name in ("house", "bare"):
            port = free_port()
            with running("-m", "bench.fanout", name, str(port), port=port):
                times = uvloop.run(_measure(port))
            rate = WATCHERS * len(times) / sum(times)
            best[name] = max(best.get(name, 0.0), rate)
            worst = sorted(times)[int(len(times) * 0.95)] * 1000
            print(f"{name}: {rate:,.0f} deliveries/s, 95 of 100 bursts within {worst:.0f} ms")
    ratio = best["house"] / best["bare"]
    print(
        f"fan-out to {WATCHERS:,}: ratio {ratio:.2f} (limit ≥ {LIMIT}) {'holds' if ratio >= LIMIT else 'BROKEN'}"
    )
    return 0 if ratio >= LIMIT else 1


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["house", port]:
            house(int(port))
        case ["bare", port]:
            uvloop.run(bare(int(port)))
        case _:
            sys.exit(bench())
