"""Opening the database, bringing it to the level of the code, and refusing one from the future."""

from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from typing import Any
from urllib.parse import unquote, urlsplit

from tortoise import Tortoise
from tortoise.connection import get_connection
from tortoise.context import TortoiseContext, set_global_context
from tortoise.migrations.recorder import MigrationRecorder

from civic.kit.db import note_foreign_commit
from civic.kit.migrating import Executor
from civic.kit.settings import Settings

Floors = Mapping[str, Sequence[str]]  # floor name -> its model modules, lowest floor first
# the engine and the apps whose models this process has loaded, which takes a tenth of a second
_loaded: tuple[tuple[str, dict[str, Any]], TortoiseContext] | None = None


class NewerDatabase(RuntimeError):
    """The database was written by newer code; starting would risk it."""


class OlderDatabase(RuntimeError):
    """The database lacks migrations this code needs."""


def orm_config(settings: Settings, floors: Floors) -> dict[str, Any]:
    """Tortoise's configuration: one connection, one app a floor, each with its own migrations."""
    return {
        "connections": {
            "default": _sqlite(settings) if settings.sqlite else _postgres(settings.database_url)
        },
        "apps": {
            floor: {
                "models": list(modules),
                "default_connection": "default",
                "migrations": f"{floor}.migrations",
            }
            for floor, modules in floors.items()
        },
        "use_tz": True,
        "timezone": "UTC",
    }


def _sqlite(settings: Settings) -> dict[str, Any]:
    path = sqlite_path(settings)
    # FULL: an acknowledged act survives a power cut. WAL: readers do not wait for the writer.
    pragmas = {"journal_mode": "WAL", "synchronous": "FULL", "busy_timeout": 5000, "foreign_keys": "ON"}
    # what is deleted is overwritten: the papers of a closed ballot leave no older copy behind
    pragmas["secure_delete"] = "ON"
    pragmas |= {"temp_store": "MEMORY", "cache_size": -20000, "journal_size_limit": 64 * 2**20}
    return {"engine": "civic.kit.sqlite", "credentials": {"file_path": str(path), **pragmas}}


def _postgres(url: str) -> dict[str, Any]:
    parts = urlsplit(url)
    credentials: dict[str, Any] = {
        "database": parts.path.lstrip("/"),
        "user": unquote(parts.username or ""),
        "password": unquote(parts.password) if parts.password else None,
        "host": unquote(parts.hostname) if parts.hostname else None,
        "port": parts.port or 5432,
        "minsize": 1,
        "maxsize": 12,
    }
    for pair in filter(None, parts.query.split("&")):
        key, _, value = pair.partition("=")
        credentials[key] = int(value) if value.isdigit() else unquote(value)
    return {"engine": "tortoise.backends.asyncpg", "credentials": credentials}


def sqlite_path(settings: Settings) -> Path:
    """The file of the embedded database."""
    # one slash or two at the beginning (sqlite:////srv/civic.sqlite3) mean the same absolute path
    path = settings.database_url.removeprefix("sqlite://")
    return Path("/" + path.lstrip("/")) if path.startswith("/") else Path(path)


async def connect(config: dict[str, Any]) -> None:
    """Make the connection available to every task of this process; the models are loaded once for an engine."""
    global _loaded
    described = (config["connections"]["default"]["engine"], config["apps"])
    if _loaded is not None and _loaded[0] == described:
        context = _loaded[1]
        set_global_context(context)
        context.connections._init_config(config["connections"])
        context.__enter__()
    else:
        _loaded = None
        _loaded = described, await Tortoise.init(config=config, _enable_global_fallback=True)
    # what was kept in memory of another database is out of date
    note_foreign_commit()


async def disconnect() -> None:
    """Close every connection."""
    await Tortoise.close_connections()


@asynccontextmanager
async def opened(config: dict[str, Any]) -> AsyncIterator[None]:
    """A database for the length of a command, at the level of the code."""
    await connect(config)
    try:
        await check_level(config)
        yield
    finally:
        await disconnect()


async def pending(config: dict[str, Any]) -> list[str]:
    """Migrations on disk that the connected database has not had. Raises NewerDatabase for one it has had and we lack."""
    known = {
        f"{floor}.{module.name}"
        for floor, app in config["apps"].items()
        for module in iter_modules(import_module(app["migrations"]).__path__)
    }
    applied = {
        f"{key.app_label}.{key.name}"
        for key in await MigrationRecorder(get_connection("default")).applied_migrations()
    }
    if unknown := applied - known:
        raise NewerDatabase(", ".join(sorted(unknown)))
    return sorted(known - applied)


async def is_empty(settings: Settings, config: dict[str, Any]) -> bool:
    """Whether no migration has ever run on this database."""
    if settings.sqlite and not sqlite_path(settings).exists():
        return True
    await connect(config)
    try:
        return not await MigrationRecorder(get_connection("default")).applied_migrations()
    finally:
        await disconnect()


async def check_level(config: dict[str, Any]) -> None:
    """Refuse to work on a database that is newer (NewerDatabase) or older (OlderDatabase) than the code."""
    if plan := await pending(config):
        raise OlderDatabase(", ".join(plan))


async def migrate(settings: Settings, config: dict[str, Any]) -> list[str]:
    """Bring the database to the level of the code; answers the names of the steps taken.

    On SQLite a table that is rebuilt is dropped, which with foreign keys on would delete the rows of every table that
    points at it (tortoise-orm 1.1.9), so they are off meanwhile and everything is checked afterwards (RuntimeError).
    """
    if settings.sqlite:
        sqlite_path(settings).parent.mkdir(parents=True, exist_ok=True)
        config = {
            **config,
            "connections": {"default": _without_foreign_keys(config["connections"]["default"])},
        }
    taken: list[str] = []

    def note(event: str, app: str, name: str) -> None:
        if event == "apply_done":
            taken.append(f"{app}.{name}")

    await connect(config)
    try:
        await pending(config)
        await Executor(get_connection("default"), config["apps"]).migrate(progress=note, direction="forward")
        if settings.sqlite:
            _, broken = await get_connection("default").execute_query("PRAGMA foreign_key_check")
            if broken:
                raise RuntimeError(
                    f"rows point at nothing after the migration: {[dict(row) for row in broken]}"
                )
    finally:
        await disconnect()
    return taken


def _without_foreign_keys(connection: dict[str, Any]) -> dict[str, Any]:
    return {**connection, "credentials": {**connection["credentials"], "foreign_keys": "OFF"}}
