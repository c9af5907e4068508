"""How processes wake one another: names only, never contents. Three backends behind one small interface."""

import asyncio
import contextlib
import logging
from collections.abc import Callable
from typing import Protocol

import asyncpg
from redis.asyncio import Redis
from redis.exceptions import RedisError

log = logging.getLogger(__name__)

Hear = Callable[[str], None]
CHANNEL = "civic:changed"
# what a lost connection is tried again after
PAUSE_SECONDS = 1


class Bus(Protocol):
    """Carries names of what changed to every process, this one included."""

    async def start(self, hear: Hear) -> None:
        """Begin to listen; ``hear`` is called with each name."""

    async def send(self, name: str) -> None:
        """Tell everyone."""

    async def stop(self) -> None:
        """Stop listening."""


class InProcess:
    """One process: what is sent is heard at once."""

    def __init__(self) -> None:
        self.hear: Hear = lambda name: None

    async def start(self, hear: Hear) -> None:
        """Begin to listen."""
        self.hear = hear

    async def send(self, name: str) -> None:
        """Tell this process."""
        self.hear(name)

    async def stop(self) -> None:
        """Nothing to stop."""


class OverRedis:
    """Several processes: Redis publish/subscribe.

    The database is the truth and a watcher asks again by itself, so a lost message costs seconds, not correctness:
    when Redis is away, this process still hears itself and reconnects in the background.
    """

    def __init__(self, url: str) -> None:
        self.redis = Redis.from_url(url)
        self.hear: Hear = lambda name: None
        self.task: asyncio.Task[None] | None = None
        self.ready = asyncio.Event()

    async def start(self, hear: Hear) -> None:
        """Begin to listen; returns once the subscription stands (or Redis is found to be away)."""
        self.hear = hear
        self.task = asyncio.create_task(self._listen())
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self.ready.wait(), 5)

    async def send(self, name: str) -> None:
        """Tell every process; only this one when Redis is away."""
        try:
            await self.redis.publish(CHANNEL, name)
        except RedisError as error:
            log.warning("live events stay in this process: %s", error)
            self.hear(name)

    async def stop(self) -> None:
        """Stop listening and close the connection."""
        if self.task is not None:
            self.task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self.task
        await self.redis.aclose()

    async def _listen(self) -> None:
        while True:
            try:
                async with self.redis.pubsub() as subscription:
                    await subscription.subscribe(CHANNEL)
                    self.ready.set()
                    async for message in subscription.listen():
                        if message["type"] == "message":
                            self.hear(message["data"].decode())
            except RedisError as error:
                log.warning("Redis is away, trying again: %s", error)
                await asyncio.sleep(PAUSE_SECONDS)


class OverPostgres:
    """Several processes on one PostgreSQL: LISTEN and NOTIFY, on a connection of its own beside those for rows.

    Names are sent after the commit they tell of, like everything on the bus; what is heard is only a reason to look. When
    the connection is lost this process still hears itself, and connects again in the background.
    """

    def __init__(self, url: str) -> None:
        self.url = url
        self.hear: Hear = lambda name: None
        self.connection: asyncpg.Connection | None = None
        self.task: asyncio.Task[None] | None = None
        self.ready = asyncio.Event()
        # one statement at a time on the one connection
        self.turn = asyncio.Lock()

    async def start(self, hear: Hear) -> None:
        """Begin to listen; returns once the connection stands (or PostgreSQL is found to be away)."""
        self.hear = hear
        self.task = asyncio.create_task(self._listen())
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self.ready.wait(), 5)

    async def send(self, name: str) -> None:
        """Tell every process; only this one when the connection is lost."""
        try:
            async with self.turn:
                if self.connection is None:
                    raise ConnectionError("not connected")
                await self.connection.execute("SELECT pg_notify($1, $2)", CHANNEL, name)
        except (OSError, asyncpg.PostgresError, asyncpg.InterfaceError) as error:
            log.warning("live events stay in this process: %s", error)
            self.hear(name)

    async def stop(self) -> None:
        """Stop listening and close the connection."""
        if self.task is not None:
            self.task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self.task

    async def _listen(self) -> None:
        while True:
            try:
                await self._hold()
            except (OSError, asyncpg.PostgresError, asyncpg.InterfaceError) as error:
                log.warning("PostgreSQL is away, trying again: %s", error)
            await asyncio.sleep(PAUSE_SECONDS)

    async def _hold(self) -> None:
        """Listen for as long as the connection lives."""
        lost = asyncio.Event()
        connection = await asyncpg.connect(self.url)
        try:
            connection.add_termination_listener(lambda connection: lost.set())
            await connection.add_listener(CHANNEL, lambda connection, pid, channel, name: self.hear(name))
            self.connection = connection
            self.ready.set()
            await lost.wait()
        finally:
            self.connection = None
            await connection.close(timeout=PAUSE_SECONDS)


def bus_for(database_url: str, redis_url: str) -> Bus:
    """Redis where one is named, else PostgreSQL where that is the database, else only this process (SQLite has one)."""
    if redis_url:
        return OverRedis(redis_url)
    return InProcess() if database_url.startswith("sqlite:") else OverPostgres(database_url)
