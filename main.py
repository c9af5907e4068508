"""The roof: which floors there are, the application, and the command line."""

import argparse
import asyncio
import contextlib
import logging
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from datetime import datetime

import uvicorn
from starlette.applications import Starlette
from starlette.convertors import Convertor, register_url_convertor
from starlette.middleware import Middleware
from starlette.middleware.body_limit import RequestBodyLimitMiddleware
from starlette.routing import BaseRoute
from starlette_compress import CompressMiddleware

from civic.help import routes as help_
from civic.kit import clock, db, passwords
from civic.kit.database import (
    NewerDatabase,
    OlderDatabase,
    check_level,
    connect,
    disconnect,
    is_empty,
    migrate,
    opened,
    orm_config,
)
from civic.kit.errors import Refused
from civic.kit.settings import Settings, from_environment
from civic.live import hub
from civic.live.bus import InProcess, OverRedis
from civic.live.stream import DirectSocket
from civic.notices import routes as notices
from civic.notifications import routes as notifications
from civic.organisations import routes as organisations
from civic.people import routes as people
from civic.people.rules import ANONYMOUS
from civic.people.signins import commands as sign_in_commands
from civic.people.signins import queries as sign_in_queries
from civic.people.signins import routes as sign_ins
from civic.people.signins import services as sign_in_services
from civic.people.signins.rules import cookie_name
from civic.pictures import routes as pictures
from civic.places import queries as place_queries
from civic.places import routes as places
from civic.web import pages, static, throttle, viewer
from civic.web.cache import PageCache
from civic.web.cross_origin import CrossOrigin
from civic.web.errors import HANDLERS
from civic.web.headers import SecurityHeaders
from civic.web.i18n import LANGUAGES
from civic.web.viewer import Loaders, WhoLooks
from councils import routes as councils
from councils.funding import routes as funding
from councils.minutes import commands as minutes_commands
from councils.minutes import routes as minutes
from councils.resolutions import routes as resolutions
from councils.sessions import routes as sessions
from councils.tenders import routes as tenders
from councils.verification import commands as verification_commands
from councils.verification import routes as verification
from councils.works import routes as works
from proposals import routes as proposals
from proposals.reviews import routes as reviews
from votes.pabulib.commands import RULES, TIES, count, import_pabulib
from votes.results import commands as result_commands
from votes.results import routes as results
from votes.rounds import commands as round_commands
from votes.rounds import routes as rounds

log = logging.getLogger(__name__)

Command = Callable[[argparse.Namespace, Settings], int]

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
    *people.routes,
    *sign_ins.routes,
    *notifications.routes,
    *pictures.routes,
    *organisations.routes,
    *notices.routes,
    *viewer.routes,
    *help_.routes,
    *rounds.routes,
    *results.routes,
    *proposals.routes,
    *reviews.routes,
    *councils.routes,
    *sessions.routes,
    *minutes.routes,
    *resolutions.routes,
    *funding.routes,
    *tenders.routes,
    *works.routes,
    *verification.routes,
]
# what each room does when time has passed, lowest floor first
TICKS: list[Callable[[datetime], Awaitable[None]]] = [
    sign_in_commands.tick,
    round_commands.tick,
    result_commands.tick,
    minutes_commands.tick,
    verification_commands.tick,
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


def create_app(settings: Settings) -> Starlette:
    """The application on a database that is at the level of the code (else its start fails, saying why)."""
    config = orm_config(settings, FLOORS)

    @contextlib.asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        await connect(config)
        try:
            await check_level(config)
            passwords.configure(settings.password_memory_kib)
            throttle.use_redis(settings.redis_url) if settings.redis_url else throttle.reset()
            await hub.start(OverRedis(settings.redis_url) if settings.redis_url else InProcess())
            ticking = (
                asyncio.create_task(_keep_ticking(settings.tick_seconds)) if settings.tick_seconds else None
            )
            yield
            if ticking:
                ticking.cancel()
            await hub.stop()
        finally:
            await disconnect()

    loaders = Loaders(
        cookie_name(settings.secure_cookies),
        ANONYMOUS,
        sign_in_queries.actor_for,
        place_queries.current,
        sign_in_queries.draft,
    )
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
    app.state.keep_draft = sign_in_services.keep_draft
    pages.bind(ROUTES, demo=settings.demo, base_url=settings.base_url)
    return app


async def tick() -> None:
    """Do what the clock asks for: what is due is closed, counted, unsealed. Harmless when nothing is due."""
    for due in TICKS:
        await due(clock.now())


async def _keep_ticking(seconds: int) -> None:
    while True:
        await asyncio.sleep(seconds)
        try:
            await tick()
        except Exception:
            log.exception("the clock's work failed; it is tried again")


async def _prepare(settings: Settings) -> None:
    """An empty database is set up at once; one with data is brought up to date only by ``migrate`` (or in the demo)."""
    config = orm_config(settings, FLOORS)
    if settings.demo or await is_empty(settings, config):
        await migrate(settings, config)
    async with opened(config):
        print(f"议事 Civic · http://{settings.host}:{settings.port}/", flush=True)
        if not settings.demo and not await sign_in_queries.has_admin():
            print(await _link(settings), flush=True)


async def _link(settings: Settings) -> str:
    base = settings.base_url or f"http://{settings.host}:{settings.port}"
    link = await sign_in_commands.setup_link(base)
    return f"第一位管理员由这个链接产生，只能用一次，24 小时内有效。This link makes the first administrator, once:\n{link}"


def _serve(args: argparse.Namespace, settings: Settings) -> int:
    settings = settings.changed(demo=args.demo or settings.demo, port=args.port or settings.port)
    asyncio.run(_prepare(settings))
    uvicorn.run(
        create_app(settings),
        host=settings.host,
        port=settings.port,
        ws=DirectSocket,
        ws_per_message_deflate=False,
        ws_max_size=4096,
        loop="uvloop",
        http="httptools",
        log_level="warning",
        server_header=False,
    )
    return 0


def _migrate(args: argparse.Namespace, settings: Settings) -> int:
    taken = asyncio.run(migrate(settings, orm_config(settings, FLOORS)))
    print("\n".join(taken) if taken else "数据库已经是最新的。The database is up to date.")
    return 0


def _count(args: argparse.Namespace, settings: Settings) -> int:
    return count(args.file, args.rule, args.ties, args.json, args.lang)


def _in_database(work: Callable[[argparse.Namespace], Awaitable[int]]) -> Command:
    """A command that needs the database, opened at the level of the code."""

    def run(args: argparse.Namespace, settings: Settings) -> int:
        async def inside() -> int:
            async with opened(orm_config(settings, FLOORS)):
                return await work(args)

        return asyncio.run(inside())

    return run


async def _import(args: argparse.Namespace) -> int:
    return await import_pabulib(args.file, args.place, args.lang)


async def _setup_link(args: argparse.Namespace) -> int:
    try:
        print(await _link(from_environment()))
    except Refused:
        print("已经有管理员了，不再发链接。There is an administrator already.", file=sys.stderr)
        return 1
    return 0


async def _tick(args: argparse.Namespace) -> int:
    await tick()
    return 0


async def _verify(args: argparse.Namespace) -> int:
    return await verification_commands.verify(args.lang)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="main.py", description="Civic (议事): residents decide together how community money is spent."
    )
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")

    def command(name: str, run: Command, help_: str) -> argparse.ArgumentParser:
        sub = commands.add_parser(name, help=help_, description=help_)
        sub.set_defaults(run=run)
        return sub

    serve = command(
        "serve",
        _serve,
        "Start the site. On an empty database it sets up the tables and prints a one-time set-up link.",
    )
    serve.add_argument("--port", type=int, help="port to listen on (default: PORT or 8000)")
    serve.add_argument(
        "--demo", action="store_true", help="start on the demo community, made on the first start"
    )
    command("migrate", _migrate, "Bring the database to the level of this code.")
    command(
        "tick", _in_database(_tick), "Do once what is due by the clock (the running site does it by itself)."
    )
    verify = command(
        "verify",
        _in_database(_verify),
        "Work out every digest, signature and sum again; exits 1 naming what is wrong.",
    )
    verify.add_argument(
        "--lang", choices=LANGUAGES, default="zh", help="language of the answer (default: zh)"
    )
    command(
        "setup-link",
        _in_database(_setup_link),
        "Print a new one-time link that makes the first administrator; older ones stop working.",
    )
    counting = command(
        "count", _count, "Count a Pabulib file, without any database, and say for every project why."
    )
    counting.add_argument("file", help="a .pb file")
    counting.add_argument(
        "--rule", choices=RULES, default="recorded", help="how to count (default: the rule named in the file)"
    )
    counting.add_argument(
        "--ties",
        choices=TIES,
        help="cost,votes,id (the default; the recorded rule goes by the file), or file: the order of the file",
    )
    counting.add_argument("--json", action="store_true", help="print one JSON object")
    counting.add_argument(
        "--lang", choices=LANGUAGES, default="zh", help="language of the reasons (default: zh)"
    )
    importing = command(
        "import-pabulib",
        _in_database(_import),
        "Make a finished round of a Pabulib file: its projects, papers and budget, counted and explained.",
    )
    importing.add_argument("file", help="a .pb file")
    importing.add_argument(
        "--place", type=int, help="id of the place it belongs to (default: a city of the name in the file)"
    )
    importing.add_argument(
        "--lang", choices=LANGUAGES, default="zh", help="language of the answer (default: zh)"
    )
    return parser


def run(words: Sequence[str]) -> int:
    """The command line; answers the exit code."""
    args = _parser().parse_args(words)
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s: %(message)s")
    try:
        command: Command = args.run
        return command(args, from_environment())
    except NewerDatabase as error:
        print(
            f"数据库比程序新（{error}），没有启动。The database is newer than this code: not started.",
            file=sys.stderr,
        )
    except OlderDatabase as error:
        print(f"数据库还没有升级（{error}）。请先运行 Run first: python main.py migrate", file=sys.stderr)
    except (ValueError, OSError) as error:
        print(str(error), file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(run(sys.argv[1:]))
