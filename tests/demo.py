"""The demo community as a stage for tests: every room with something in it, a copy for each test."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from civic.demo.models import DemoCast
from civic.kit.settings import Settings
from civic.people.queries import actor_of
from civic.people.rules import Actor
from councils.demo.commands import seed
from tests.browsing import Visitor
from tests.databases import Template, digest_of_everything, roof
from tests.services import scratch


@dataclass(frozen=True)
class Demo:
    """The running demo and everyone in it, by sign-in name."""

    anonymous: Visitor
    cast: dict[str, Actor]

    def as_(self, name: str) -> Visitor:
        """A browser in which this one of the cast is signed in."""
        return self.anonymous.signed_in(self.cast[name])

    def everyone(self) -> dict[str, Visitor]:
        """The anonymous reader and all of the cast."""
        return {"anonymous": self.anonymous} | {name: self.as_(name) for name in self.cast}


@pytest.fixture(scope="session")
def demo_template() -> Iterator[Template]:
    """The seeded database."""
    folder = scratch("civic-demo-")
    yield Template(folder, seed, digest_of_everything())
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def demo_settings(demo_template: Template) -> Iterator[Settings]:
    """Settings naming a fresh copy of it."""
    with demo_template.copy() as settings:
        yield settings.changed(demo=True)


@pytest.fixture
def demo(demo_settings: Settings) -> Iterator[Demo]:
    """The demo, running."""
    with Visitor(roof().create_app(demo_settings)) as visitor:
        assert visitor.portal is not None
        yield Demo(visitor, visitor.portal.call(_cast))


async def _cast() -> dict[str, Actor]:
    return {
        part.person.handle or "": await actor_of(part.person_id)
        for part in await DemoCast.all().prefetch_related("person")
    }
