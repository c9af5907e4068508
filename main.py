"""The roof: which floors there are, the application, and the command line."""

import contextlib
import logging
import sys
from collections.abc import AsyncIterator
from typing import Any

from starlette.applications import Starlette
from starlette.convertors import Convertor, register_url_convertor
from starlette.middleware import Middleware
from starlette.middleware.body_limit import RequestBodyLimitMiddleware
from starlette.routing import BaseRoute
from starlette_compress import CompressMiddleware

from civic.help import routes as help_
from civic.kit import db
from civic.kit.database import check_level, connect, disconnect, orm_config
from civic.kit.settings import Settings, from_environment
from civic.live import hub
from civic.live.bus import InProcess, OverRedis
from civic.people.rules import ANONYMOUS, Actor
from civic.places import queries as place_queries
from civic.places import routes as places
from civic.web import pages, static, throttle, viewer
from civic.web.cache import PageCache
from civic.web.cross_origin import CrossOrigin
from civic.web.errors import HANDLERS
from civic.web.headers import SecurityHeaders
from civic.web.viewer import Loaders, WhoLooks

FLOORS = {
    "civic": [
        "civic.audit.models",
        "civic.places.models",
        "civic.people.models",
        "civic.people.signins.models",
        "civic.pictures.models",
        "civic.notifications.models",
        "civic.organisations.models",
        "civic.notices.models",
        "civic.demo.models",
    ],
    "proposals": ["proposals.models", "proposals.reviews.models"],
    "votes": ["votes.models", "votes.casting.models", "votes.rounds.models", "votes.results.models"],
    "councils": [
        "councils.models",
        "councils.sessions.models",
        "councils.minutes.models",
        "councils.resolutions.models",
        "councils.funding.models",
        "councils.tenders.models",
        "councils.works.models",
    ],
}
TORTOISE_ORM = orm_config(from_environment(), FLOORS)
MOST_BYTES = 40 * 2**20  # three photographs and the text of a form

ROUTES: list[BaseRoute] = [
    *static.routes,
    *places.routes,
    *viewer.routes,
    *help_.routes,
]


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


# Until the sign-in room lands: PEOPLE replaces these three by its own queries and services.
async def _nobody(token: str) -> Actor:
    return ANONYMOUS


async def _no_draft(key: str) -> dict[str, Any]:
    return {}


async def _keep_nothing(path: str, typed: dict[str, Any]) -> str:
    return ""


def create_app(settings: Settings) -> Starlette:
    """The application on a database that is at the level of the code (else its start fails, saying why)."""
    config = orm_config(settings, FLOORS)

    @contextlib.asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        await connect(config)
        try:
            await check_level(config)
            throttle.use_redis(settings.redis_url) if settings.redis_url else throttle.reset()
            await hub.start(OverRedis(settings.redis_url) if settings.redis_url else InProcess())
            yield
            await hub.stop()
        finally:
            await disconnect()

    loaders = Loaders("civic_session", ANONYMOUS, _nobody, place_queries.current, _no_draft)
    app = Starlette(
        routes=ROUTES,
        lifespan=lifespan,
        exception_handlers=HANDLERS,
        middleware=[
            Middleware(
                PageCache, cookie=loaders.cookie, seconds=settings.page_cache_seconds, commits=db.commits
            ),
            Middleware(SecurityHeaders, https=settings.secure_cookies),
            Middleware(CompressMiddleware, minimum_size=1000),
            Middleware(RequestBodyLimitMiddleware, max_body_size=MOST_BYTES),
            Middleware(CrossOrigin),
            Middleware(WhoLooks, loaders=loaders),
        ],
    )
    app.state.settings = settings
    app.state.keep_draft = _keep_nothing
    pages.bind(ROUTES, demo=settings.demo, base_url=settings.base_url)
    return app


if __name__ == "__main__":
    logging.basicConfig(level=logging.INFO, format="%(levelname)s %(name)s: %(message)s")
    sys.exit(0)
