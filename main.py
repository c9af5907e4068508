"""The roof: which floors there are, the application, and the command line."""

import argparse
import asyncio
import contextlib
import logging
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from datetime import datetime
from itertools import chain
from typing import Any

import uvicorn
from starlette.applications import Starlette
from starlette.routing import BaseRoute

from civic.demo import routes as demo
from civic.demo import services as demo_services
from civic.kit import clock, passwords, rooms
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
from civic.live.bus import bus_for
from civic.live.stream import DirectSocket
from civic.people.rules import ANONYMOUS
from civic.people.signins import commands as sign_in_commands
from civic.people.signins import queries as sign_in_queries
from civic.people.signins import services as sign_in_services
from civic.people.signins.rules import cookie_name
from civic.places import queries as place_queries
from civic.web import pages, static, throttle, viewer
from civic.web.application import build, repeated
from civic.web.i18n import LANGUAGES
from civic.web.viewer import Loaders
from councils.commands import load_rule_sets
from councils.demo.commands import RealData, introduce, seed
from councils.verification import commands as verification_commands
from votes.pabulib.commands import COUNTING, count, import_pabulib
from votes.publication import commands as publication

Command = Callable[[argparse.Namespace, Settings], int]
Options = tuple[tuple[str, dict[str, Any]], ...]

FLOORS = {floor: rooms.names(floor, "models") for floor in ("civic", "proposals", "votes", "councils")}
TORTOISE_ORM = orm_config(from_environment(), FLOORS)

# Every room's routes are mounted and every room's tick is run, lowest floor first; the demo's only in the demo.
ROUTES: list[BaseRoute] = [*static.routes, *viewer.routes, *chain(*rooms.each(FLOORS, "routes", "routes"))]
TICKS: list[Callable[[datetime], Awaitable[None]]] = rooms.each(FLOORS, "commands", "tick")


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
            if settings.demo:
                await demo_services.set_clock()
            await hub.start(bus_for(settings.database_url, settings.redis_url))
            async with repeated(tick, settings.tick_seconds):
                yield
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
    routes = [*ROUTES, *demo.only_in_demo] if settings.demo else ROUTES
    app = build(settings, routes, loaders, lifespan)
    app.state.settings = settings
    app.state.keep_draft = sign_in_services.keep_draft
    pages.bind(routes, demo=settings.demo, base_url=settings.base_url)
    return app


async def tick() -> None:
    """Do what the clock asks for: what is due is closed, counted, unsealed. Harmless when nothing is due."""
    for due in TICKS:
        await due(clock.now())


async def _prepare(settings: Settings) -> None:
    """An empty database is set up at once; one with data is brought up to date only by ``migrate`` (or in the demo)."""
    config = orm_config(settings, FLOORS)
    if settings.demo or await is_empty(settings, config):
        await migrate(settings, config)
    async with opened(config):
        await load_rule_sets()
        address = f"http://{settings.host}:{settings.port}"
        print(f"议事 Civic · {address}/", flush=True)
        if settings.demo:
            await seed()
            print(await introduce(address), flush=True)
        elif not await sign_in_queries.has_admin():
            print(await _link(settings), flush=True)


async def _link(settings: Settings) -> str:
    base = settings.base_url or f"http://{settings.host}:{settings.port}"
    link = await sign_in_commands.setup_link(base)
    return f"第一位管理员由这个链接产生，只能用一次，24 小时内有效。This link makes the first administrator, once:\n{link}"


def _serve(args: argparse.Namespace, settings: Settings) -> int:
    settings = settings.changed(port=args.port or settings.port)
    settings = settings.for_demo() if args.demo or settings.demo else settings
    asyncio.run(_prepare(settings))
    uvicorn.run(
        create_app(settings),
        host=settings.host,
        port=settings.port,
        ws=DirectSocket,
        ws_per_message_deflate=False,
        ws_max_size=4096,
        timeout_graceful_shutdown=5,  # questions that wait for news would wait for twenty more
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
    return count(args)


def _in_database(work: Callable[[argparse.Namespace], Awaitable[int]]) -> Command:
    """A command that needs the database, opened at the level of the code."""

    def run(args: argparse.Namespace, settings: Settings) -> int:
        async def inside() -> int:
            config = orm_config(settings, FLOORS)
            if await is_empty(settings, config):
                await migrate(settings, config)
            async with opened(config):
                return await work(args)

        return asyncio.run(inside())

    return run


def _seeding(args: argparse.Namespace, settings: Settings) -> int:
    return _in_database(_seed)(args, settings.for_demo())


async def _import(args: argparse.Namespace) -> int:
    return await import_pabulib(args.file, args.place, args.lang)


async def _setup_link(args: argparse.Namespace) -> int:
    try:
        print(await _link(from_environment()))
    except Refused:
        print("已经有管理员了，不再发链接。There is an administrator already.", file=sys.stderr)
        return 1
    return 0


async def _seed(args: argparse.Namespace) -> int:
    await seed()
    print(await introduce("http://localhost"))
    return 0


async def _tick(args: argparse.Namespace) -> int:
    await tick()
    return 0


async def _verify(args: argparse.Namespace) -> int:
    return await verification_commands.verify(args.lang)


async def _bundle(args: argparse.Namespace) -> int:
    return await publication.bundle(args.ballot, args.lang)


FILE = ("file", {"help": "a .pb file"})
LANG = ("--lang", {"choices": LANGUAGES, "default": "zh", "help": "language of the answer (default: zh)"})
SERVING: Options = (
    ("--port", {"type": int, "help": "port to listen on (default: PORT or 8000)"}),
    ("--demo", {"action": "store_true", "help": "start on the demo community, made on the first start"}),
)
IMPORTING: Options = (
    FILE,
    (
        "--place",
        {"type": int, "help": "id of the place it belongs to (default: a city named as in the file)"},
    ),
    LANG,
)
BUNDLING: Options = (("ballot", {"type": int, "help": "id of a ballot that was counted"}), LANG)
COMMANDS: tuple[tuple[str, Command, Options, str], ...] = (
    ("serve", _serve, SERVING, "Start the site; on an empty database print a one-time set-up link."),
    ("migrate", _migrate, (), "Bring the database to the level of this code."),
    ("seed", _seeding, (), "Fill an empty database with the demo community."),
    ("tick", _in_database(_tick), (), "Do once what is due by the clock (the running site does it itself)."),
    (
        "verify",
        _in_database(_verify),
        (LANG,),
        "Recompute every digest and sum; exit 1 naming what is wrong.",
    ),
    ("bundle", _in_database(_bundle), BUNDLING, "Write a ballot's whole record, to be recounted anywhere."),
    ("setup-link", _in_database(_setup_link), (), "Print a new one-time link for the first administrator."),
    ("count", _count, COUNTING, "Count a Pabulib file, without any database, and say for every project why."),
    (
        "import-pabulib",
        _in_database(_import),
        IMPORTING,
        "Make a finished round of a Pabulib file, counted and explained.",
    ),
)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="main.py", description="Civic (议事): residents decide together how community money is spent."
    )
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name, act, options, meaning in COMMANDS:
        command = commands.add_parser(name, help=meaning, description=meaning)
        command.set_defaults(run=act)
        for flag, details in options:
            command.add_argument(flag, **details)
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
    except RealData:
        print(
            "这个数据库里有真实数据，不能当演示用。This database holds real data: not used as a demo.",
            file=sys.stderr,
        )
    except (ValueError, OSError) as error:
        print(str(error), file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(run(sys.argv[1:]))
