"""The pulse of open sockets: a sign of life, and whether each may still be watched. One task for all of them."""

import asyncio
import contextlib
import json
import logging
from collections.abc import Awaitable, Callable, Iterator
from typing import Protocol

from civic.kit import clock
from civic.live import hub
from civic.live.hub import View
from civic.live.persons import Frame

log = logging.getLogger(__name__)

# A phone that hears nothing for two of these opens its line anew (civic/static/live.js).
BEAT_SECONDS = 10
GONE = 4404

Still = Callable[[], Awaitable[bool]]


class Felt(Protocol):
    """A socket as the pulse knows it."""

    view: View
    person: int | None

    def deliver(self, frame: Frame) -> bool:
        """Take a frame."""

    def end(self, code: int) -> None:
        """Close it from our side."""


class Beats:
    """Everyone who is to feel the pulse. It beats while there is somebody."""

    def __init__(self) -> None:
        self.felt_by: dict[Felt, Still] = {}
        self.heart: asyncio.Task[None] | None = None

    @contextlib.contextmanager
    def felt(self, socket: Felt, still: Still) -> Iterator[None]:
        """Beat for this socket as long as the block runs, and end it when ``still`` says that it may not go on."""
        self.felt_by[socket] = still
        if self.heart is None or self.heart.done():
            self.heart = asyncio.create_task(self._beat())
        try:
            yield
        finally:
            del self.felt_by[socket]
            if not self.felt_by and self.heart is not None:
                self.heart.cancel()
                self.heart = None

    async def _beat(self) -> None:
        while True:
            await asyncio.sleep(BEAT_SECONDS)
            try:
                await self._once()
            except Exception:
                log.exception("a beat was missed")

    async def _once(self) -> None:
        """What the bus may have lost is looked for, rights are asked anew, and everybody left hears that the line stands."""
        hub.look_again()
        # whoever has no name has the same right as all the others without one: asked once
        nameless: dict[View, bool] = {}
        beat = Frame(0, json.dumps({"beat": True, "now": clock.now().isoformat()}))
        for n, (socket, still) in enumerate(list(self.felt_by.items()), 1):
            if socket.person is not None:
                may = await still()
            elif socket.view in nameless:
                may = nameless[socket.view]
            else:
                may = nameless[socket.view] = await still()
            if may:
                socket.deliver(beat)
            else:
                socket.end(GONE)
            if n % hub.AT_ONCE == 0:
                await asyncio.sleep(0)
