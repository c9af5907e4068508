"""The one-time link that makes the first administrator."""

import asyncio
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

import main
from civic.kit.database import migrate, orm_config
from civic.kit.errors import Refused
from civic.kit.settings import Settings
from civic.people.rules import Role
from civic.people.signins import queries, services
from tests.browsing import Visitor
from tests.conftest import Call
from tests.databases import empty

SENT = {
    "city": "成都市",
    "district": "锦城区",
    "street": "柳荫街道",
    "community": "槐树街社区",
    "display_name": "管理员",
    "login": "admin",
    "password": "第一天-上班-不着急",
}


@pytest.fixture
def settings(tmp_path: Path) -> Iterator[Settings]:
    """A migrated database with nobody in it."""
    with empty(tmp_path) as fresh:
        asyncio.run(migrate(fresh, orm_config(fresh, main.FLOORS)))
        yield fresh


def test_it_makes_the_first_administrator_and_the_places(client: Visitor, call: Call):
    link = f"/setup/{call(services.create_setup_link)}"
    assert client.get(link).status_code == 200
    answer = client.post(link, data=SENT)
    assert (answer.status_code, answer.headers["location"]) == (303, "/places")
    assert "槐树街社区" in client.get("/places").text
    actor = call(queries.actor_for, client.cookies["civic_session"])
    assert actor.holds(Role.ADMIN, "/1/2/3/4/")


def test_it_works_once_and_never_again(client: Visitor, call: Call):
    link = f"/setup/{call(services.create_setup_link)}"
    client.post(link, data=SENT)
    other = client.another()
    assert other.get(link).status_code == 404
    assert other.post(link, data=SENT | {"login": "second"}).status_code == 404
    with pytest.raises(Refused, match="setup_done"):
        call(services.create_setup_link)


def test_a_newer_link_makes_the_older_worthless(client: Visitor, call: Call):
    older, newer = (call(services.create_setup_link) for _ in range(2))
    assert client.get(f"/setup/{older}").status_code == 404
    assert client.get(f"/setup/{newer}").status_code == 200


def test_it_works_for_a_day(client: Visitor, call: Call, clock):
    link = f"/setup/{call(services.create_setup_link)}"
    clock.travel(timedelta(hours=24))
    assert client.get(link).status_code == 404
    assert client.post(link, data=SENT).status_code == 404


@pytest.mark.parametrize("token", ["x", "%00", "a" * 5000])
def test_other_links_do_not_exist(client: Visitor, call: Call, token: str):
    call(services.create_setup_link)
    assert client.get(f"/setup/{token}").status_code == 404


@pytest.mark.parametrize("missing", sorted(SENT))
def test_a_form_half_filled_comes_back_and_the_link_still_works(client: Visitor, call: Call, missing: str):
    link = f"/setup/{call(services.create_setup_link)}"
    answer = client.post(link, data={name: value for name, value in SENT.items() if name != missing})
    assert answer.status_code == 422
    assert client.post(link, data=SENT).status_code == 303


def test_before_that_every_public_page_says_so_kindly(client: Visitor):
    assert client.get("/").status_code == 200
    assert "还没有登记社区" in client.get("/places").text
