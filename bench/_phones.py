"""Phones in a hall: real sockets that keep what a page would show, and the posts their owners send."""

import asyncio
import json
import random
import re
import struct
import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast
from urllib.parse import urlencode

from bench._servers import HOST
from tests.browsing import COOKIE

PART = re.compile(r'<hx-partial hx-target="#([\w-]+)" hx-swap="outerMorph">(.*?)</hx-partial>', re.S)
# One address is one building: the site takes so many sockets from one, and no more.
IN_A_BUILDING = 500
PATIENCE_SECONDS = 60.0
# whole frames, by their first byte (RFC 6455 §5.2); a mask of zeros changes nothing
TEXT, PING, PONG, NO_MASK = 0x81, 0x89, 0x8A, bytes(4)
CHANCE = random.Random(1)

Parts = dict[str, str]


@dataclass(frozen=True)
class News:
    """One message of the server's. A beat has neither number nor parts. own: it is somebody's own part."""

    seq: int
    parts: Parts
    own: bool


_read: dict[bytes, News] = {}


def _news(body: bytes) -> News:
    """Read once however many phones got these very bytes."""
    found = _read.get(body)
    if found is None:
        sent = json.loads(body)
        parts = dict(PART.findall(sent.get("content", "")))
        found = News(sent.get("seq", 0), parts, "own" in sent)
        if len(_read) > 200:
            _read.clear()
        _read[body] = found
    return found


class Phone(asyncio.Protocol):
    """A websocket client: applies what it hears, and remembers since when it has stood where it stands."""

    def __init__(self, crowd: "Crowd", number: int, token: str) -> None:
        self.crowd = crowd
        self.number = number
        self.token = token
        self.parts: Parts = {}
        self.seq = 0
        self.since = 0.0
        self.waiting = b""
        self.open = False
        self.transport: asyncio.Transport | None = None

    async def come(self) -> None:
        """Open a socket, the first one or another."""
        self.waiting, self.open = b"", False
        port = self.crowd.ports[self.number % len(self.crowd.ports)]
        building = (f"127.0.1.{1 + self.number // IN_A_BUILDING}", 0)
        await asyncio.get_running_loop().create_connection(lambda: self, HOST, port, local_addr=building)

    def go(self) -> None:
        """As a phone goes: without a word. What it showed is forgotten as well, so that only what comes anew counts."""
        if self.transport is not None:
            self.transport.abort()
        self.parts, self.seq = {}, 0

    def tell(self) -> None:
        """Send the shortest masked text frame."""
        if self.transport is not None:
            self.transport.write(bytes((TEXT, 0x81)) + NO_MASK + b".")

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Ask for the upgrade."""
        self.transport = cast(asyncio.Transport, transport)
        cookie = f"cookie: {COOKIE}={self.token}\r\n" if self.token else ""
        self.transport.write(self.crowd.hello.replace(b"\r\n\r\n", f"\r\n{cookie}\r\n".encode()))

    def connection_lost(self, error: Exception | None) -> None:
        """Over, from either side."""
        self.transport = None

    def data_received(self, data: bytes) -> None:
        """Cut into frames and take each in."""
        self.waiting += data
        if not self.open:
            end = self.waiting.find(b"\r\n\r\n")
            if end < 0:
                return
            self.open, self.waiting = True, self.waiting[end + 4 :]
        while (body := _first_frame(self.waiting)) is not None:
            start, end = body
            kind, content, self.waiting = self.waiting[0], self.waiting[start:end], self.waiting[end:]
            if kind == TEXT:
                self._hear(_news(content))
            elif kind == PING and self.transport is not None:
                self.transport.write(bytes((PONG, 0x80 | len(content))) + NO_MASK + content)

    def _hear(self, message: News) -> None:
        if message.own:
            self.crowd.own.append(time.perf_counter() - self.since)
        if message.seq >= self.seq:
            self.parts = {**self.parts, **message.parts} if message.parts else self.parts
        if message.seq > self.seq:
            before, self.seq, self.since = self.seq, message.seq, time.perf_counter()
            self.crowd.moved(before, self.seq)


def _first_frame(data: bytes) -> tuple[int, int] | None:
    """Where the body of the first whole frame lies (RFC 6455 §5.2, unmasked), or None when some of it is still to come."""
    if len(data) < 2:
        return None
    size, start = data[1] & 0x7F, 2
    if size >= 126:
        start = 4 if size == 126 else 10
        if len(data) < start:
            return None
        size = struct.unpack("!H" if start == 4 else "!Q", data[2:start])[0]
    return (start, start + size) if len(data) >= start + size else None


class Crowd:
    """Everybody who watches one page, spread over buildings, and over the ports of one or more server processes."""

    def __init__(self, path: str, ports: list[int], count: int, tokens: Sequence[str] = ()) -> None:
        host = f"{HOST}:{ports[0]}"
        self.ports = ports
        self.hello = (
            f"GET {path} HTTP/1.1\r\nhost: {host}\r\norigin: http://{host}\r\nupgrade: websocket\r\n"
            "connection: Upgrade\r\nsec-websocket-key: dGhlIHNhbXBsZSBub25jZQ==\r\nsec-websocket-version: 13\r\n\r\n"
        ).encode()
        signed_in = iter(tokens)
        self.phones = [Phone(self, number, next(signed_in, "")) for number in range(count)]
        self.own: list[float] = []  # seconds from the news that all got to one's own part
        self._goal = 0
        self._missing = 0
        self._all = asyncio.Event()

    async def gather(self, coming: list[Phone] | None = None, at_once: int = 100) -> None:
        """Connect them, so many at a time, as a hall fills."""
        phones = self.phones if coming is None else coming
        for first in range(0, len(phones), at_once):
            await asyncio.gather(*(phone.come() for phone in phones[first : first + at_once]))

    def moved(self, before: int, now: int) -> None:
        """A phone got further."""
        if before < self._goal <= now:
            self._missing -= 1
            if self._missing == 0:
                self._all.set()

    def wait_for(self, seq: int) -> "asyncio.Task[bool]":
        """Done when each of them stands at this number or later. Begins to watch at once; TimeoutError when it lasts."""
        self._goal, self._all = seq, asyncio.Event()
        self._missing = sum(phone.seq < seq for phone in self.phones)
        if not self._missing:
            self._all.set()
        return asyncio.ensure_future(asyncio.wait_for(self._all.wait(), PATIENCE_SECONDS))

    def different_from(self, page: str) -> int:
        """How many of them show something else than this fresh page does, part by part and byte by byte."""
        right: dict[str, bool] = {}
        wrong = 0
        for phone in self.phones:
            for html in phone.parts.values():
                if html not in right:
                    right[html] = html in page
            wrong += not phone.parts or not all(right[html] for html in phone.parts.values())
        return wrong


@dataclass(frozen=True)
class Answer:
    """What came back for a request, and after how many seconds all of it was there."""

    status: int
    body: str
    seconds: float


async def ask(port: int, path: str, token: str = "", sent: dict[str, object] | None = None) -> Answer:
    """One request on a connection of its own: a GET, or a POST of these fields. Raises OSError when nobody answers."""
    began = time.perf_counter()
    reader, writer = await asyncio.open_connection(HOST, port)
    body = "" if sent is None else urlencode(sent)
    lines = [
        f"{'GET' if sent is None else 'POST'} {path} HTTP/1.1",
        f"host: {HOST}:{port}",
        "connection: close",
    ]
    lines += [f"origin: http://{HOST}:{port}"] if sent is not None else []
    lines += [f"cookie: {COOKIE}={token}"] if token else []
    lines += (
        ["content-type: application/x-www-form-urlencoded", f"content-length: {len(body)}"] if body else []
    )
    writer.write("\r\n".join([*lines, "", body]).encode())
    try:
        answer = await reader.read()
    finally:
        writer.close()
    if not answer.startswith(b"HTTP/1.1 "):
        raise ConnectionError("no answer")
    head, _, content = answer.partition(b"\r\n\r\n")
    return Answer(int(head[9:12]), content.decode(), time.perf_counter() - began)
