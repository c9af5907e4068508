"""Putting an application together: its layers from the outside in, and the work that is done again and again."""

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from typing import Any

from starlette.applications import Starlette
from starlette.convertors import Convertor, register_url_convertor
from starlette.middleware import Middleware
from starlette.routing import BaseRoute
from starlette_compress import CompressMiddleware

from civic.kit import db
from civic.kit.settings import Settings
from civic.web.body import BodyLimit
from civic.web.cache import PageCache
from civic.web.cross_origin import CrossOrigin
from civic.web.errors import HANDLERS
from civic.web.headers import SecurityHeaders
from civic.web.viewer import Loaders, WhoLooks

log = logging.getLogger(__name__)

MOST_BYTES = 40 * 2**20  # three photographs and the text of a form


class Id(Convertor[int]):
    """An id in a path: at most nine digits, so that no database is ever asked for a number it cannot hold."""

    regex = "[0-9]{1,9}"

    def convert(self, value: str) -> int:
        """From the path."""
        return int(value)

    def to_string(self, value: int) -> str:
        """Into a path."""
        return str(value)


register_url_convertor("int", Id())


def build(settings: Settings, routes: Sequence[BaseRoute], loaders: Loaders, lifespan: Any) -> Starlette:
    """The application with every layer a request passes through."""
    middleware = [
        Middleware(PageCache, seconds=settings.page_cache_seconds, commits=db.commits),
        Middleware(SecurityHeaders, https=settings.secure_cookies),
        Middleware(CompressMiddleware, minimum_size=1000),
        Middleware(BodyLimit, most=MOST_BYTES),
        Middleware(CrossOrigin),
        Middleware(WhoLooks, loaders=loaders),
    ]
    return Starlette(routes=routes, lifespan=lifespan, exception_handlers=HANDLERS, middleware=middleware)


@contextlib.asynccontextmanager
async def repeated(work: Callable[[], Awaitable[None]], seconds: int) -> AsyncIterator[None]:
    """Do the work every so many seconds while the block runs (0: never). What fails is logged and tried again."""

    async def again() -> None:
        while seconds:
            await asyncio.sleep(seconds)
            try:
                await work()
            except Exception:
                log.exception("the clock's work failed; it is tried again")

    task = asyncio.create_task(again())
    try:
        yield
    finally:
        task.cancel()
