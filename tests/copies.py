"""Copies of a PostgreSQL database for test after test: what a test left behind is swept away, not the copy.

A copy has more than a thousand files, which take as long to make and to drop as many a test takes to run. So a copy
is used again: tables with rows are emptied, those the template had filled are filled as they were, and every counter
begins where it began. A copy whose tables, keys or guards a test has altered is dropped.
"""

import atexit
import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import cache
from typing import Any

import asyncpg
from anyio.from_thread import BlockingPortal, start_blocking_portal

_OTHERS = "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = $1 AND pid <> pg_backend_pid()"
# whatever alters a table, a key or a guard writes a row here, with the number of its transaction
_CATALOGUES = ("pg_attribute", "pg_constraint", "pg_index", "pg_proc", "pg_trigger")
_SHAPE = " UNION ALL ".join(
    f"SELECT count(*) AS rows, max(xmin::text::bigint) AS last FROM {name}" for name in _CATALOGUES
)
_COUNTERS = (
    "SELECT format('%I.%I', schemaname, sequencename) AS name, start_value, last_value FROM pg_sequences"
)
_WIND_BACK = "SELECT setval(name::regclass, at, called) FROM unnest($1::text[], $2::bigint[], $3::bool[]) AS counter (name, at, called)"


@dataclass(frozen=True)
class _Copy:
    """How a copy was when it was made, and the connection that sweeps it, which holds what the template had filled."""

    name: str
    connection: Any
    tables: list[str]
    filled: list[str]
    counters: tuple[list[str], list[int], list[bool]]
    shape: list[Any]


class Copies:
    """Copies of one template, for one worker."""

    def __init__(self, template: str) -> None:
        self.template = template
        self._clean: list[_Copy] = []
        self._made = 0

    @contextmanager
    def one(self) -> Iterator[str]:
        """The name of a copy that is as the template; swept for the next test afterwards, or dropped."""
        copy = self._clean.pop() if self._clean else _loop().call(_make, self.template, self._next())
        yield copy.name
        if _loop().call(_swept, copy):
            self._clean.append(copy)
        else:
            _loop().call(_drop, copy)

    def _next(self) -> str:
        self._made += 1
        return f"test_{os.getpid()}_{self.template}_{self._made}"


@cache
def _loop() -> BlockingPortal:
    """The loop on which copies are swept, for as long as the process lasts."""
    stack = ExitStack()
    atexit.register(stack.close)
    return stack.enter_context(start_blocking_portal())


async def admin(sql: str) -> None:
    """Run what has to be run outside of any database of ours."""
    connection = await asyncpg.connect(_address("postgres"))
    try:
        await connection.execute(sql)
    finally:
        await connection.close()


async def _make(template: str, name: str) -> _Copy:
    await admin(f'CREATE DATABASE "{name}" TEMPLATE "{template}" STRATEGY FILE_COPY')
    connection = await asyncpg.connect(_address(name))
    tables = await connection.fetchval(
        "SELECT array_agg(tablename::text) FROM pg_tables WHERE schemaname = 'public'"
    )
    filled = await _with_rows(connection, tables)
    for table in filled:
        await connection.execute(f'CREATE TEMP TABLE "kept_{table}" AS TABLE public."{table}"')
    found = await connection.fetch(_COUNTERS)
    counters = (
        [row["name"] for row in found],
        [row["last_value"] or row["start_value"] for row in found],
        [row["last_value"] is not None for row in found],
    )
    return _Copy(name, connection, tables, filled, counters, await connection.fetch(_SHAPE))


def _address(name: str) -> str:
    return os.environ["CIVIC_TEST_POSTGRES"] + name


async def _with_rows(connection: Any, tables: list[str]) -> list[str]:
    each = (f"SELECT '{table}' WHERE EXISTS (SELECT 1 FROM public.\"{table}\")" for table in tables)
    return [row[0] for row in await connection.fetch(" UNION ALL ".join(each))]


async def _swept(copy: _Copy) -> bool:
    """False when it cannot be as it was."""
    await copy.connection.execute(_OTHERS, copy.name)
    if await copy.connection.fetch(_SHAPE) != copy.shape:
        return False
    async with copy.connection.transaction():
        # neither guards nor foreign keys are asked
        await copy.connection.execute("SET LOCAL session_replication_role = replica")
        left = await _with_rows(copy.connection, copy.tables)
        empty = [f'DELETE FROM public."{table}"' for table in left]
        fill = [f'INSERT INTO public."{table}" SELECT * FROM "kept_{table}"' for table in copy.filled]
        await copy.connection.execute("; ".join([*empty, *fill]))
        await copy.connection.execute(_WIND_BACK, *copy.counters)
    return True


async def _drop(copy: _Copy) -> None:
    await copy.connection.close()
    await admin(f'DROP DATABASE "{copy.name}" WITH (FORCE)')
