"""How many statements a page asks of the database: it must not grow with what there is to show."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

from tortoise.backends.asyncpg.client import AsyncpgDBClient

from civic.kit.sqlite import Client


@contextmanager
def counted() -> Iterator[list[str]]:
    """The statements sent while this is open, on either engine."""
    seen: list[str] = []
    inside = False

    def watching(original: Any) -> Any:
        async def run(self: Any, query: str, *args: Any, **kwargs: Any) -> Any:
            nonlocal inside
            if inside:  # one way of asking is built on the other
                return await original(self, query, *args, **kwargs)
            inside = True
            seen.append(query)
            try:
                return await original(self, query, *args, **kwargs)
            finally:
                inside = False

        return run

    names = ("execute_query", "execute_query_dict")
    watched = [
        patch.object(client, name, watching(getattr(client, name)))
        for client in (Client, AsyncpgDBClient)
        for name in names
    ]
    for each in watched:
        each.start()
    try:
        yield seen
    finally:
        for each in watched:
            each.stop()
