"""How processes wake one another: over PostgreSQL and over Redis alike, and when the line between them breaks."""

import asyncio
import os

import asyncpg
import pytest

from civic.live.bus import InProcess, OverPostgres, OverRedis, bus_for
from tests import services
from tests.databases import ENGINE

pytestmark = pytest.mark.live


async def _heard(names: list[str], many: int) -> None:
    async with asyncio.timeout(10):
        while len(names) < many:  # noqa: ASYNC110 - it comes from elsewhere
            await asyncio.sleep(0.01)


async def _both_hear(make) -> None:
    """Two processes, each with its own line."""
    one, other = make(), make()
    here: list[str] = []
    there: list[str] = []
    await one.start(here.append)
    await other.start(there.append)
    try:
        await one.send("session:1")
        await other.send("session:2 7,8")
        await _heard(here, 2)
        await _heard(there, 2)
        assert sorted(here) == sorted(there) == ["session:1", "session:2 7,8"]
    finally:
        await one.stop()
        await other.stop()


def test_over_redis_every_process_hears():
    with services.redis() as address:
        asyncio.run(_both_hear(lambda: OverRedis(address)))


@pytest.fixture(scope="module")
def postgres_url():
    if ENGINE == "postgres":
        yield os.environ["CIVIC_TEST_POSTGRES"] + "postgres"
        return
    with services.postgres() as address:
        yield f"{address}postgres"


def test_over_postgres_every_process_hears(postgres_url):
    asyncio.run(_both_hear(lambda: OverPostgres(postgres_url)))


def test_a_broken_line_is_mended_and_meanwhile_the_process_hears_itself(postgres_url, monkeypatch):
    monkeypatch.setattr("civic.live.bus.PAUSE_SECONDS", 0.05)

    async def run() -> None:
        bus, heard = OverPostgres(postgres_url), list[str]()
        await bus.start(heard.append)
        assert bus.connection is not None
        broken = bus.connection.get_server_pid()
        admin = await asyncpg.connect(postgres_url)
        await admin.execute("SELECT pg_terminate_backend($1)", broken)
        async with asyncio.timeout(10):
            while bus.connection is not None and bus.connection.get_server_pid() == broken:  # noqa: ASYNC110
                await asyncio.sleep(0.01)
        await bus.send("while it is away")
        assert heard == ["while it is away"]
        async with asyncio.timeout(10):
            while bus.connection is None:  # noqa: ASYNC110
                await asyncio.sleep(0.01)
        await admin.execute("SELECT pg_notify('civic:changed', 'from elsewhere')")
        await _heard(heard, 2)
        await admin.close()
        await bus.stop()

    asyncio.run(run())


def test_which_bus_is_taken():
    assert isinstance(bus_for("sqlite:///x", ""), InProcess)
    assert isinstance(bus_for("postgres://x/y", ""), OverPostgres)
    assert isinstance(bus_for("sqlite:///x", "redis://localhost:1/0"), OverRedis)
    assert isinstance(bus_for("postgres://x/y", "redis://localhost:1/0"), OverRedis)
