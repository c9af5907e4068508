"""Defects of the database layer that were met once and are cured: each is tried again here, on both engines."""

import asyncio
import multiprocessing
from collections.abc import Awaitable, Callable
from multiprocessing.pool import Pool

import pytest
from tortoise.exceptions import IntegrityError
from tortoise.expressions import F

import main
from civic.kit.database import connect, disconnect, orm_config
from civic.kit.db import after_commit, commits, execute, locked, rows, transaction
from civic.kit.errors import NotFound
from civic.kit.settings import Settings
from civic.places.models import Place

CANCELLATIONS = 400
PATIENCE_SECONDS = 20


def on(settings: Settings, work: Callable[[], Awaitable[None]]) -> None:
    """Do one thing on a loop and a connection of its own, and call it hanging after a while."""

    async def run() -> None:
        await connect(orm_config(settings, main.FLOORS))
        try:
            await asyncio.wait_for(work(), PATIENCE_SECONDS)
        finally:
            await disconnect()

    asyncio.run(run())


async def _population() -> int:
    return (await Place.get(name="成都市")).population or 0


async def _grow() -> None:
    async with transaction():
        city = await locked(Place, name="成都市")
        await asyncio.sleep(0)
        await Place.filter(id=city.id).update(population=(city.population or 0) + 1)


def test_a_cancelled_transaction_never_holds_up_the_next(settings: Settings):
    """Tortoise 1.1.9 on SQLite hung for ever after the second task that was cancelled while BEGIN was awaited."""

    async def work() -> None:
        for n in range(CANCELLATIONS):
            task = asyncio.ensure_future(_grow())
            for _ in range(n % 13):
                await asyncio.sleep(0)
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)
        before = await _population()
        await _grow()
        assert await _population() == before + 1

    on(settings, work)


def test_a_cancelled_act_is_done_whole_or_not_at_all(settings: Settings):
    async def both() -> None:
        async with transaction():
            await Place.filter(name="成都市").update(population=F("population") + 1)
            await asyncio.sleep(0)
            await Place.filter(name="锦城区").update(population=F("population") + 1)

    async def work() -> None:
        await Place.filter(name__in=["成都市", "锦城区"]).update(population=0)
        for n in range(CANCELLATIONS // 2):
            task = asyncio.ensure_future(both())
            await asyncio.sleep(0.00005 * (n % 40))
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)
        found = {
            row["population"]
            for row in await rows("SELECT population FROM place WHERE name IN (?, ?)", "成都市", "锦城区")
        }
        assert len(found) == 1, found

    on(settings, work)


def test_many_who_read_and_write_the_same_row_lose_nothing(settings: Settings):
    async def work() -> None:
        await asyncio.gather(*(_grow() for _ in range(50)))
        assert await _population() == 50

    on(settings, work)


def test_a_refused_act_leaves_nothing_and_announces_nothing(settings: Settings):
    heard: list[str] = []

    async def tell() -> None:
        heard.append("told")

    async def refused() -> None:
        async with transaction():
            await Place.filter(name="成都市").update(population=7)
            after_commit(tell)
            await execute("INSERT INTO place (name, level, path) VALUES (?, ?, ?)", None, "city", "/")

    async def work() -> None:
        before = commits()
        with pytest.raises(IntegrityError):
            await refused()
        assert await _population() == 0
        assert commits() == before
        async with transaction():
            after_commit(tell)
            async with transaction():
                after_commit(tell)
            assert heard == []
        assert heard == ["told", "told"]

    on(settings, work)


def test_what_waits_for_a_commit_needs_a_transaction(settings: Settings):
    async def nothing() -> None: ...

    with pytest.raises(RuntimeError):
        after_commit(nothing)


def test_work_after_a_commit_that_fails_does_not_undo_the_act(settings: Settings):
    async def fail() -> None:
        raise ValueError("nobody listens")

    async def work() -> None:
        async with transaction():
            await Place.filter(name="成都市").update(population=9)
            after_commit(fail)
        assert await _population() == 9

    on(settings, work)


def test_a_row_that_is_not_there_is_not_found(settings: Settings):
    async def work() -> None:
        async with transaction():
            with pytest.raises(NotFound):
                await locked(Place, id=999_999)

    on(settings, work)


def test_a_page_reads_while_an_act_is_under_way(settings: Settings):
    async def work() -> None:
        inside, read = asyncio.Event(), asyncio.Event()

        async def slow() -> None:
            async with transaction():
                await Place.filter(name="成都市").update(population=5)
                inside.set()
                await read.wait()

        act = asyncio.ensure_future(slow())
        await inside.wait()
        found = await asyncio.wait_for(rows("SELECT population FROM place WHERE name = ?", "成都市"), 2)
        assert found == [{"population": None}]
        read.set()
        await act
        assert await _population() == 5

    on(settings, work)


PROCESSES, ROUNDS = 2, 150


def _count_up(settings: Settings) -> int:
    failed = 0

    async def work() -> None:
        nonlocal failed
        for _ in range(ROUNDS):
            try:
                await _grow()
            except Exception:
                failed += 1

    on(settings, work)
    return failed


def test_two_processes_that_read_then_write_never_find_the_database_locked(settings: Settings):
    """A deferred BEGIN failed 814 of 4,000 such transactions at once, in spite of the busy timeout."""
    pool: Pool
    with multiprocessing.get_context("spawn").Pool(PROCESSES) as pool:
        assert pool.map(_count_up, [settings] * PROCESSES) == [0] * PROCESSES

    async def work() -> None:
        assert await _population() == PROCESSES * ROUNDS

    on(settings, work)
