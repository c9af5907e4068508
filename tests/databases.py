"""A fresh, migrated database with the cast in it for every test, on either engine, in milliseconds.

The migrations run once; each test gets a copy. On SQLite the copied file is kept between runs under the digest of
everything that shaped it, so a run that changes no model starts at once.
"""

import asyncio
import fcntl
import hashlib
import importlib
import os
import shutil
import tempfile
from collections.abc import Awaitable, Callable, Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType
from typing import Any, TypeVar

import asyncpg

from civic.kit.database import connect, disconnect, migrate, orm_config
from civic.kit.settings import ROOT, Settings
from tests.copies import Copies, admin

T = TypeVar("T")
ENGINE = os.environ.get("CIVIC_TEST_ENGINE", "sqlite")
KEPT = Path(tempfile.gettempdir()) / f"civic-tests-{os.getuid()}"


def roof() -> ModuleType:
    """``main.py``, loaded when a test first needs the whole house: the test of a rule does not."""
    return importlib.import_module("main")


def elsewhere(work: Coroutine[Any, Any, T]) -> T:
    """Run it in a thread of its own: the driver of a browser has a loop running in this one."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, work).result()


class Template:
    """A migrated database with a story in it, of which every test gets a copy.

    ``digest`` is of everything the story depends on: the same digest, the same database.
    """

    def __init__(self, folder: Path, tell: Callable[[], Awaitable[Any]], digest: str) -> None:
        self.folder = folder
        self.tell = tell
        self.digest = digest
        self.count = 0
        with _lock():
            self.settings = self._built()
        self.copies = Copies(_name(self.settings)) if ENGINE == "postgres" else None

    def _built(self) -> Settings:
        if ENGINE == "postgres":
            name = f"template_{self.digest[:12]}"
            settings = _at(name)
            if elsewhere(_create(name)):
                elsewhere(_build(settings, self.tell))
            return settings
        kept = KEPT / f"{self.digest}.sqlite3"
        if not kept.exists():
            fresh = kept.with_suffix(".new")
            fresh.unlink(missing_ok=True)
            elsewhere(_build(_at(str(fresh)), self.tell))
            fresh.rename(kept)
        return _at(str(kept))

    @contextmanager
    def copy(self) -> Iterator[Settings]:
        """Settings of a fresh copy, gone afterwards."""
        if self.copies is not None:
            with self.copies.one() as name:
                yield _at(name)
            return
        self.count += 1
        path = self.folder / f"{self.digest[:6]}-{self.count}.sqlite3"
        shutil.copyfile(self.settings.database_url.removeprefix("sqlite://"), path)
        try:
            yield _at(str(path))
        finally:
            for left in self.folder.glob(f"{path.name}*"):
                left.unlink()


@contextmanager
def empty(folder: Path) -> Iterator[Settings]:
    """Settings of a database without a single table, for tests of the migrations themselves."""
    name = f"empty_{os.getpid()}_{len(list(folder.iterdir()))}"
    (folder / f"{name}.used").touch()
    if ENGINE == "postgres":
        asyncio.run(admin(f'CREATE DATABASE "{name}"'))
        try:
            yield _at(name)
        finally:
            asyncio.run(admin(f'DROP DATABASE "{name}" WITH (FORCE)'))
        return
    yield _at(str(folder / f"{name}.sqlite3"))


def _at(name: str) -> Settings:
    url = os.environ["CIVIC_TEST_POSTGRES"] + name if ENGINE == "postgres" else f"sqlite://{name}"
    # No clockwork in the background, and the cheapest honest password hash: tests move time themselves.
    return Settings(database_url=url, tick_seconds=0, password_memory_kib=64, page_cache_seconds=0)


def _name(settings: Settings) -> str:
    return settings.database_url.rsplit("/", 1)[-1]


async def within(settings: Settings, work: Callable[[], Awaitable[T]]) -> T:
    """Do one thing with this database connected."""
    await connect(orm_config(settings, roof().FLOORS))
    try:
        return await work()
    finally:
        await disconnect()


async def _build(settings: Settings, tell: Callable[[], Awaitable[Any]]) -> None:
    await migrate(settings, orm_config(settings, roof().FLOORS))
    await within(settings, tell)


async def _create(name: str) -> bool:
    """Make the database; False when another worker has made it."""
    try:
        await admin(f'CREATE DATABASE "{name}"')
    except asyncpg.DuplicateDatabaseError:
        return False
    return True


@contextmanager
def _lock() -> Iterator[None]:
    KEPT.mkdir(exist_ok=True)
    with (KEPT / "lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def digest_of_tables() -> str:
    """Of everything that an empty migrated database with the cast in it depends on."""
    kit = [ROOT / "civic/kit" / f"{name}.py" for name in ("guards", "database", "columns", "sqlite")]
    models = [path for path in _sources() if path.stem == "models" or "migrations" in path.parts]
    return _digest([*kit, *models, ROOT / "tests/cast.py", ROOT / "requirements.lock"])


def digest_of_everything() -> str:
    """Of the whole house and what its demo tells."""
    data = [path for path in (ROOT / "councils/demo").rglob("*") if path.suffix in (".toml", ".pb")]
    return _digest([*_sources(), *data, ROOT / "main.py", ROOT / "requirements.lock"])


def _sources() -> list[Path]:
    return [
        path for floor in ("civic", "proposals", "votes", "councils") for path in (ROOT / floor).rglob("*.py")
    ]


def _digest(paths: list[Path]) -> str:
    return hashlib.sha256(b"".join(path.read_bytes() for path in sorted(paths))).hexdigest()
