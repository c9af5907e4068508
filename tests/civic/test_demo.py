"""The demo's own page exists only in the demo."""

from datetime import timedelta

import pytest

from civic.demo import services
from civic.demo.models import DemoCast
from civic.demo.rules import Leap
from civic.kit.errors import NotFound
from civic.people.signins.services import Browser
from main import create_app
from tests.browsing import Visitor


@pytest.fixture
def demo(settings):
    """The application started as a demo."""
    with Visitor(create_app(settings.changed(demo=True))) as visitor:
        yield visitor


async def _cast(person_id: int) -> None:
    await DemoCast.create(person_id=person_id, part="居民", password="lin-2026-demo")


def test_without_the_flag_there_is_no_demo(client):
    assert client.get("/demo").status_code == 404
    assert client.post("/demo/clock", data={"leap": "day"}).status_code == 404
    assert "演示" not in client.get("/").text


def test_one_tap_makes_one_of_the_cast_of_me(demo, cast):
    demo.portal.call(_cast, cast.lin.person_id)
    assert "演示社区" in demo.get("/").text
    assert demo.post("/demo/part", data={"person": cast.lin.person_id}).status_code == 303
    assert "林秀英" in demo.get("/me").text


def test_nobody_outside_the_cast_can_be_stepped_into(call, cast):
    with pytest.raises(NotFound):
        call(services.step_into, cast.admin.person_id, Browser("", ""))


def test_the_clock_moves_forward_and_stays_there_after_a_restart(demo, settings, cast, clock):
    before = clock.now()
    assert demo.post("/demo/clock", data={"leap": "week"}).status_code == 303
    assert clock.now() - before == timedelta(days=7)
    clock.travel(-timedelta(days=7))
    demo.portal.call(services.set_clock)
    assert clock.now() - before == timedelta(days=7)


def test_only_the_leaps_on_offer_are_made(demo, cast):
    assert demo.post("/demo/clock", data={"leap": "year"}).status_code == 422
    assert {leap.value for leap in Leap} == {"hour", "day", "week"}
