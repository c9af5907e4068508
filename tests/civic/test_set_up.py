"""The one-time link that makes the first administrator."""

from datetime import timedelta

import pytest

from civic.kit.errors import Refused
from civic.people.models import Grant
from civic.people.rules import Role
from civic.people.signins import queries, services
from civic.places.models import Place
from tests.browsing import Visitor
from tests.cast import Cast
from tests.conftest import Call

SENT = {
    "city": "成都市",
    "district": "锦城区",
    "street": "柳荫街道",
    "community": "槐树街社区",
    "display_name": "第一位",
    "login": "first",
    "password": "第一天-上班-不着急",
}


@pytest.fixture(autouse=True)
def _no_administrator(call: Call) -> None:
    """The cast's community as it would be if nobody had ever been made administrator."""
    call(lambda: Grant.filter(role=Role.ADMIN).delete())


def test_it_makes_the_first_administrator(client: Visitor, call: Call, cast: Cast):
    link = f"/setup/{call(services.create_setup_link)}"
    assert client.get(link).status_code == 200
    answer = client.post(link, data=SENT)
    assert (answer.status_code, answer.headers["location"]) == (303, "/places")
    actor = call(queries.actor_for, client.cookies["civic_session"])
    assert actor.holds(Role.ADMIN, cast.community.path)


def test_places_that_exist_are_kept_and_new_ones_made(client: Visitor, call: Call):
    before = call(lambda: Place.all().count())
    client.post(f"/setup/{call(services.create_setup_link)}", data=SENT | {"community": "桂花社区"})
    assert call(lambda: Place.all().count()) == before + 1
    assert "桂花社区" in client.get("/places").text


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
