"""One transaction an act, work that waits for the commit, and own SQL where a list or a count needs it."""

import logging
from asyncio import CancelledError
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Sequence, Sized
from contextlib import asynccontextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any, TypeVar

from tortoise.connection import get_connection
from tortoise.exceptions import IntegrityError
from tortoise.models import Model
from tortoise.transactions import in_transaction

from civic.kit.errors import NotFound

log = logging.getLogger(__name__)

M = TypeVar("M", bound=Model)
T = TypeVar("T")
Work = Callable[[], Awaitable[None]]


@dataclass
class _Act:
    """What waits for the end of the transaction that is running."""

    before: list[Work] = field(default_factory=list)
    after: list[Work] = field(default_factory=list)


_running: ContextVar[_Act | None] = ContextVar("running", default=None)
_commits = 0


@asynccontextmanager
async def transaction() -> AsyncIterator[None]:
    """Everything inside is written together or not at all. Nested use joins the outer transaction."""
    if _running.get() is not None:
        yield
        return
    act = _Act()
    token = _running.set(act)
    try:
        async with in_transaction("default"):
            yield
            for work in act.before:
                await work()
    except CancelledError:
        # whoever asked is gone, but the commit may have been under way and gone through
        _count_commit()
        raise
    finally:
        _running.reset(token)
    _count_commit()
    for work in act.after:
        try:
            await work()
        except Exception:
            # The act is done and will be answered as done; who only waits to hear of it asks again.
            log.exception("work after a commit failed")


def before_commit(work: Work) -> None:
    """Do this as the last thing of the transaction: for a lock that everyone takes, so that whoever holds it waits for
    nothing else. Raises RuntimeError outside a transaction.
    """
    _act().before.append(work)


def after_commit(work: Work) -> None:
    """Do this once the transaction is in the database, never before. Raises RuntimeError outside a transaction."""
    _act().after.append(work)


def _act() -> _Act:
    act = _running.get()
    if act is None:
        raise RuntimeError("outside a transaction there is no commit to wait for")
    return act


async def once(made: Callable[[], Awaitable[T | None]], make: Callable[[], Awaitable[T]]) -> T:
    """What was made before under somebody's key, else what is made now: a second tap gets what the first one made.

    Raises what ``make`` raises.
    """
    if before := await made():
        return before
    try:
        return await make()
    except IntegrityError:
        # a second tap may have been faster on another connection
        if before := await made():
            return before
        raise


def commits() -> int:
    """How many transactions this process has committed: a page kept from before the last one is out of date."""
    return _commits


def note_foreign_commit() -> None:
    """Another process has written: count it like our own."""
    _count_commit()


def _count_commit() -> None:
    global _commits
    _commits += 1


def dialect() -> str:
    """``sqlite`` or ``postgres``."""
    return get_connection("default").capabilities.dialect


def own_sql(sql: str) -> str:
    """SQL with ``?`` placeholders in the engine's spelling. Question marks inside text literals are not allowed."""
    if dialect() == "sqlite":
        return sql
    pieces = sql.split("?")
    return "".join(piece + f"${n}" for n, piece in enumerate(pieces[:-1], 1)) + pieces[-1]


def _plain(values: Iterable[Any]) -> list[Any]:
    """SQLite keeps dates and times as the text Tortoise writes; PostgreSQL takes them as they are."""
    if dialect() != "sqlite":
        return list(values)
    return [_as_text(value) if isinstance(value, date) else value for value in values]


def _as_text(value: date) -> str:
    return value.astimezone(UTC).isoformat(" ") if isinstance(value, datetime) else value.isoformat()


async def rows(sql: str, *values: Any) -> list[dict[str, Any]]:
    """Rows of own SQL written with ``?`` on both engines. SQLite gives dates and times back as text."""
    return await get_connection("default").execute_query_dict(own_sql(sql), _plain(values))


async def tuples(sql: str, *values: Any) -> list[tuple[Any, ...]]:
    """The same as plain tuples, for hot paths: a dictionary a row costs more than the row."""
    _, found = await get_connection("default").execute_query(own_sql(sql), _plain(values))
    return [tuple(row) for row in found]


def moment(value: datetime | str) -> datetime:
    """A time out of ``rows`` as an aware moment, whichever engine gave it."""
    read = datetime.fromisoformat(value) if isinstance(value, str) else value
    return read if read.tzinfo else read.replace(tzinfo=UTC)


def moment_or_none(value: datetime | str | None) -> datetime | None:
    """The same for a column that may be empty."""
    return None if value is None else moment(value)


def day(value: date | str) -> date:
    """A date out of ``rows``, whichever engine gave it."""
    return date.fromisoformat(value) if isinstance(value, str) else value


def marks(values: Sized) -> str:
    """One placeholder for each value, for ``IN (…)``."""
    return ", ".join("?" * len(values))


async def execute(sql: str, *values: Any) -> int:
    """Run own SQL; answers how many rows it touched."""
    count, _ = await get_connection("default").execute_query(own_sql(sql), _plain(values))
    return count


async def execute_many(sql: str, values: list[list[Any]]) -> None:
    """Run own SQL once for each list of values, inside the current transaction."""
    await get_connection("default").execute_many(own_sql(sql), [_plain(row) for row in values])


# SQLite takes 32,766 values in a statement
_MOST_VALUES = 30_000


async def insert(table: str, columns: Sequence[str], values: Sequence[Sequence[Any]]) -> None:
    """Write many rows at once, in this order, inside the current transaction.

    On SQLite one statement carries many rows, so that its thread runs through all of them without asking Python in
    between (a third quicker than row by row, and the loop goes on meanwhile); asyncpg sends rows one after the other
    without waiting anyway.
    """
    names, row = ", ".join(columns), f"({marks(columns)})"
    if dialect() != "sqlite":
        await execute_many(f"INSERT INTO {table} ({names}) VALUES {row}", [list(each) for each in values])
        return
    most = _MOST_VALUES // len(columns)
    for first in range(0, len(values), most):
        some = values[first : first + most]
        sql = f"INSERT INTO {table} ({names}) VALUES {', '.join([row] * len(some))}"
        flat = [_as_text(value) if isinstance(value, date) else value for each in some for value in each]
        await get_connection("default").execute_query(sql, flat)


async def locked(model: type[M], **key: Any) -> M:
    """The row, locked until the transaction ends (on SQLite the transaction itself holds the lock). Raises NotFound.

    On PostgreSQL rows that are to point at it wait as well.
    """
    return await _found(model.select_for_update().get_or_none(**key))


async def held(model: type[M], **key: Any) -> M:
    """The row, locked against whoever locks or holds it, while rows elsewhere may still come to point at it.

    For one who goes on to write such a row: somebody who has written theirs already, and waits for this row, would wait
    for ever with ``locked``, for we would wait for theirs. Raises NotFound.
    """
    return await _found(model.select_for_update(no_key=True).get_or_none(**key))


async def _found(looking: Awaitable[M | None]) -> M:
    found = await looking
    if found is None:
        raise NotFound
    return found


async def sweep(table: str) -> None:
    """Let older versions of a table's rows go from the files too, as far as the engine can: outside a transaction.

    SQLite overwrites what it deletes, but the write-ahead log keeps copies until it is emptied; PostgreSQL keeps
    deleted rows until it vacuums.
    """
    if dialect() == "sqlite":
        await get_connection("default").execute_query("PRAGMA wal_checkpoint(TRUNCATE)")
    else:
        await get_connection("default").execute_query(f'VACUUM "{table}"')
