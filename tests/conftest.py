"""Fixtures for every test: a fresh database, the application on it, the cast, the clock."""

import os
import shutil
from collections.abc import Awaitable, Callable, Iterator
from contextlib import ExitStack
from datetime import UTC, datetime
from typing import Any, Protocol, TypeVar

import hypothesis
import pytest
from anyio.from_thread import BlockingPortal, start_blocking_portal

from civic.kit import clock as house_clock
from civic.kit.database import connect, disconnect, orm_config
from civic.kit.settings import Settings
from civic.people.rules import Actor
from tests import services
from tests.browsing import Visitor
from tests.cast import Cast, fill, load
from tests.databases import ENGINE, Template, digest_of_tables, elsewhere, roof, within

R = TypeVar("R")
SERVERS = ExitStack()
# How fast a machine is, is measured by bench/, not by whether a property was tried in time. The gate draws the same examples
# each time, so that what is red has changed; ``--hypothesis-profile search`` looks for new ones.
hypothesis.settings.register_profile(
    "search", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow]
)
hypothesis.settings.register_profile("house", hypothesis.settings.get_profile("search"), derandomize=True)
hypothesis.settings.load_profile("house")
pytest_plugins = ["tests.demo"]


class Call(Protocol):
    """Run a coroutine function where the database lives and give its answer."""

    def __call__(self, work: Callable[..., Awaitable[R]], *args: Any, **kwargs: Any) -> R: ...


def pytest_configure(config: pytest.Config) -> None:
    """Start the servers this run needs once, before the workers: they inherit the addresses."""
    if hasattr(config, "workerinput"):
        return
    if ENGINE == "postgres" and "CIVIC_TEST_POSTGRES" not in os.environ:
        os.environ["CIVIC_TEST_POSTGRES"] = SERVERS.enter_context(services.postgres())


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """What takes long begins first. Rules that touch no database are the same on every engine: once is enough."""
    items.sort(key=lambda item: item.get_closest_marker("long") is None)
    if ENGINE == "postgres":
        pure = [item for item in items if not _touches_a_database(item)]
        config.hook.pytest_deselected(items=pure)
        items[:] = [item for item in items if item not in set(pure)]


def _touches_a_database(item: pytest.Item) -> bool:
    """It asks for a copy of the template, or its module makes databases or servers of its own."""
    makers = ("tests.databases", "tests.services", "civic.kit.database")
    made = {getattr(thing, "__module__", "") for thing in vars(item.module).values()}  # type: ignore[attr-defined]
    return "template" in item.fixturenames or not made.isdisjoint(makers)  # type: ignore[attr-defined]


def pytest_unconfigure(config: pytest.Config) -> None:
    """Stop what was started."""
    SERVERS.close()


def pytest_report_header() -> str:
    """Say loudly what this run runs on."""
    return f"civic: engine {ENGINE}, bus {os.environ.get('CIVIC_TEST_BUS', 'in process')}"


@pytest.fixture(scope="session")
def template() -> Iterator[Template]:
    """The migrated database with the cast that every test gets a copy of."""
    folder = services.scratch("civic-test-")
    yield Template(folder, fill, digest_of_tables())
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def bus() -> Iterator[str]:
    """The address of a Redis of this worker's own (what is published there is heard by all of it), or nothing."""
    if os.environ.get("CIVIC_TEST_BUS") != "redis":
        yield ""
        return
    with services.redis() as address:
        yield address


@pytest.fixture
def settings(template: Template, bus: str) -> Iterator[Settings]:
    """Settings naming a fresh database with the cast in it."""
    with template.copy() as fresh:
        yield fresh.changed(redis_url=bus)


@pytest.fixture(scope="session")
def cast(template: Template) -> Cast:
    """Everyone, as actors, and the places."""
    return elsewhere(within(template.settings, load))


@pytest.fixture
def portal(request: pytest.FixtureRequest, settings: Settings) -> Iterator[BlockingPortal]:
    """The event loop the database is connected on: the application's own when the test asks for one."""
    if "client" in request.fixturenames:
        client: Visitor = request.getfixturevalue("client")
        assert client.portal is not None
        yield client.portal
        return
    with start_blocking_portal() as loop:
        loop.call(connect, orm_config(settings, roof().FLOORS))
        yield loop
        loop.call(disconnect)


@pytest.fixture
def call(portal: BlockingPortal) -> Call:
    """``call(services.submit, actor, …)``: run it on the database's loop and give what it gives, or raise."""

    def run(work: Callable[..., Awaitable[Any]], *args: Any, **kwargs: Any) -> Any:
        return portal.call(lambda: work(*args, **kwargs))

    return run


@pytest.fixture
def client(settings: Settings) -> Iterator[Visitor]:
    """Someone who is not signed in, at the running application."""
    with Visitor(roof().create_app(settings)) as visitor:
        yield visitor


@pytest.fixture
def as_(client: Visitor) -> Callable[[Actor], Visitor]:
    """``as_(cast.lin)``: a browser in which this person is signed in."""
    return client.signed_in


@pytest.fixture
def clock() -> Any:
    """The house's clock, standing still on a Sunday evening in the community (2026-11-22, 19:30)."""
    house_clock.freeze(datetime(2026, 11, 22, 11, 30, tzinfo=UTC))
    return house_clock


@pytest.fixture(autouse=True)
def _clock_runs_again() -> Iterator[None]:
    yield
    house_clock.restore()
