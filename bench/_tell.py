"""The same bytes told by nothing but ``websockets``: the baseline beside a session's own figures."""

import asyncio
import json
import sys
import time

import uvloop
from websockets.asyncio.server import ServerConnection, broadcast, serve

from bench._phones import Crowd
from bench._servers import HOST, free_port, running


async def _serve(port: int, size: int, backlog: int) -> None:
    watching: set[ServerConnection] = set()
    count = 1

    def text() -> str:
        return json.dumps({"seq": count, "content": "灯" * (size // 3)}, ensure_ascii=False)

    async def meet(connection: ServerConnection) -> None:
        nonlocal count
        watching.add(connection)
        await connection.send(text())
        try:
            async for _ in connection:
                count += 1
                broadcast(watching, text())
        finally:
            watching.discard(connection)

    async with serve(
        meet, HOST, port, compression=None, backlog=backlog, open_timeout=60, ping_interval=None
    ):
        await asyncio.Future()


async def told_bare(count: int, size: int, acts: int) -> list[float]:
    """Seconds from an operator's word to its bytes at each of so many phones, for each act."""
    port, waits = free_port(), list[float]()
    with running("-m", "bench._tell", str(port), str(size), str(2 * count), port=port):
        crowd = Crowd("/", [port], count)
        await crowd.gather()
        await crowd.wait_for(1)
        for n in range(acts):
            everyone = crowd.wait_for(n + 2)
            began = time.perf_counter()
            crowd.phones[0].tell()
            await everyone
            waits += [phone.since - began for phone in crowd.phones]
            await asyncio.sleep(0.1)
        for phone in crowd.phones:
            phone.go()
    return waits


if __name__ == "__main__":
    uvloop.run(_serve(*map(int, sys.argv[1:4])))
