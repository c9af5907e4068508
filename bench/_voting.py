"""Five hundred voters within ten seconds, each on a connection of its own to a real server process: how long each waits."""

import asyncio
import time
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import uvloop

from bench._ballots import CODES, database, opened, people_of
from bench._servers import HOST, fetch, free_port, running
from civic.kit.settings import Settings
from civic.people.rules import Actor
from tests.browsing import COOKIE, start_sign_in

VOTERS, SECONDS = 500, 10.0
LIMIT_SECONDS = 0.5


async def _prepare(settings: Settings) -> tuple[int, list[str]]:
    async with database(settings) as place:
        poll = await opened(place, await people_of(VOTERS))
        return poll.ballot_id, [await start_sign_in(Actor(person)) for person in poll.people]


async def _vote(port: int, ballot_id: int, token: str, n: int) -> float:
    """Seconds from sending the paper to having the whole receipt page. Raises RuntimeError when it is not given."""
    reader, writer = await asyncio.open_connection(HOST, port)
    body = urlencode({"choices": CODES[n % 9 : n % 9 + 3], "nonce": f"{n:032x}"}, doseq=True)
    head = (
        f"POST /ballots/{ballot_id}/papers HTTP/1.1\r\nhost: {HOST}:{port}\r\norigin: http://{HOST}:{port}\r\n"
        f"cookie: {COOKIE}={token}\r\ncontent-type: application/x-www-form-urlencoded\r\n"
        f"content-length: {len(body)}\r\nconnection: close\r\n\r\n"
    )
    started = time.perf_counter()
    writer.write((head + body).encode())
    answer = await reader.read()
    waited = time.perf_counter() - started
    writer.close()
    if not answer.startswith(b"HTTP/1.1 200") or b'class="receipt"' not in answer:
        raise RuntimeError(answer[:400].decode("latin-1"))
    return waited


async def _all(port: int, ballot_id: int, tokens: list[str]) -> list[float]:
    async def after(n: int, token: str) -> float:
        await asyncio.sleep(SECONDS * n / VOTERS)
        return await _vote(port, ballot_id, token, n)

    return sorted(await asyncio.gather(*(after(n, token) for n, token in enumerate(tokens))))


def measure(folder: Path) -> bool:
    """Half, 99 of 100, and the slowest; whether 99 of 100 keep to the limit."""
    settings = Settings(database_url=f"sqlite://{folder / 'civic.sqlite3'}", port=free_port())
    ballot_id, tokens = asyncio.run(_prepare(settings))
    environment: dict[str, Any] = {"DATABASE_URL": settings.database_url, "PORT": str(settings.port)}
    with running("main.py", "serve", port=settings.port, **environment):
        fetch(settings.port, f"/ballots/{ballot_id}")  # voters have the page before them when they send it
        waits = uvloop.run(_all(settings.port, ballot_id, tokens))
    half, most = waits[VOTERS // 2], waits[VOTERS * 99 // 100]
    print(
        f"casting over HTTP: {VOTERS} voters in {SECONDS:.0f} s, half answered within {half * 1000:.0f} ms, "
        f"99 of 100 within {most * 1000:.0f} ms (limit {LIMIT_SECONDS * 1000:.0f}), the slowest {waits[-1] * 1000:.0f} ms"
    )
    return most < LIMIT_SECONDS
