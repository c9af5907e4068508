"""The embedded engine: Tortoise's SQLite client with transactions that survive cancellation, and a reader of its own.

Named as the ``engine`` of the connection. Two defects of Tortoise 1.1.9 are cured here, both with tests: a task
cancelled while BEGIN is awaited kept the connection's lock for ever, and a deferred BEGIN made two processes fail
with "database is locked" in spite of the busy timeout.
"""

import asyncio
import sqlite3
from collections.abc import Coroutine, Sequence
from pathlib import Path
from typing import Any

import aiosqlite
from tortoise.backends.base.client import TransactionalDBClient, TransactionContext
from tortoise.backends.sqlite.client import SqliteClient, SqliteTransactionContext, SqliteTransactionWrapper
from tortoise.connection import get_connections
from tortoise.exceptions import IntegrityError, OperationalError


async def _to_the_end(work: Coroutine[Any, Any, Any]) -> None:
    """Finish the work even if we are cancelled meanwhile, and only then let the cancellation through."""
    task = asyncio.ensure_future(work)
    try:
        await asyncio.shield(task)
    except asyncio.CancelledError:
        while not task.done():
            try:
                await asyncio.shield(task)
            except asyncio.CancelledError:
                continue
            except Exception:
                break
        if not task.cancelled():
            task.exception()  # looked at, so that asyncio does not complain; the cancellation goes first
        raise


def _read_only(filename: str) -> str:
    return f"{Path(filename).absolute().as_uri()}?mode=ro"


class ImmediateWrapper(SqliteTransactionWrapper):
    """A transaction that takes the write lock at once."""

    async def begin(self) -> None:
        """BEGIN IMMEDIATE, waiting for another process up to the busy timeout."""
        try:
            await self._connection.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError as error:
            raise OperationalError(error) from error


class ShieldedContext(SqliteTransactionContext):
    """Always gives the lock back, whatever happens at begin, commit or rollback."""

    async def __aenter__(self) -> TransactionalDBClient:
        await self._trxlock.acquire()
        try:
            await self.ensure_connection()
            await self._begin()
        except BaseException:
            self._trxlock.release()
            raise
        self.token = get_connections().set(self.connection_name, self.connection)
        return self.connection  # type: ignore[no-any-return]

    async def _begin(self) -> None:
        try:
            await _to_the_end(self.connection.begin())
        except BaseException:
            if self.connection._connection.in_transaction:
                await _to_the_end(self.connection._connection.rollback())
            raise

    async def __aexit__(self, exc_type: Any, exc_val: Any, exc_tb: Any) -> None:
        try:
            if not self.connection._finalized:
                await _to_the_end(self._roll_back() if exc_type else self._commit())
        finally:
            get_connections().reset(self.token)
            self._trxlock.release()

    async def _commit(self) -> None:
        try:
            await self.connection.commit()
        except BaseException:
            await self._roll_back()
            raise

    async def _roll_back(self) -> None:
        if self.connection._connection.in_transaction:
            await self.connection._connection.rollback()
        self.connection._finalized = True


class Client(SqliteClient):
    """One writing connection, and one read-only connection so that pages do not wait for a transaction."""

    _reader: aiosqlite.Connection | None = None

    async def create_connection(self, with_db: bool) -> None:
        """Open the writer, then the reader (a database in memory has none: it would see another database)."""
        await super().create_connection(with_db)
        if self._reader is None and self.filename != ":memory:":
            address = _read_only(self.filename)
            self._reader = await aiosqlite.connect(address, uri=True, isolation_level=None)
            self._reader.row_factory = sqlite3.Row
            await self._reader.execute("PRAGMA query_only=1")
            await self._reader.execute(f"PRAGMA busy_timeout={self.pragmas.get('busy_timeout', 5000)}")

    async def close(self) -> None:
        """Close both."""
        if self._reader is not None:
            await self._reader.close()
            self._reader = None
        await super().close()

    def _in_transaction(self) -> TransactionContext:
        return ShieldedContext(ImmediateWrapper(self), self._lock)

    async def execute_query(
        self, query: str, values: list[Any] | None = None
    ) -> tuple[int, Sequence[dict[str, Any]]]:
        """Reads outside a transaction go to the reader."""
        if self._reader is None or not query.startswith("SELECT"):
            return await super().execute_query(query, values)  # type: ignore[no-any-return]
        rows = await self._read(query, values)
        return len(rows), rows  # type: ignore[return-value]

    async def execute_query_dict(self, query: str, values: list[Any] | None = None) -> list[dict[str, Any]]:
        """The same, as dictionaries."""
        if self._reader is None or not query.startswith("SELECT"):
            return await super().execute_query_dict(query, values)  # type: ignore[no-any-return]
        return list(map(dict, await self._read(query, values)))

    async def _read(self, query: str, values: list[Any] | None) -> list[sqlite3.Row]:
        assert self._reader is not None
        try:
            return list(
                await self._reader.execute_fetchall(query.replace("\x00", "'||CHAR(0)||'"), values or ())
            )
        except sqlite3.OperationalError as error:
            raise OperationalError(error) from error
        except sqlite3.IntegrityError as error:
            raise IntegrityError(error) from error


client_class = Client
