"""The tree of places: choosing a community, its page, and adding to the tree."""

from collections.abc import Callable

import pytest
from tortoise.exceptions import IntegrityError

from civic.audit.models import Entry
from civic.kit.errors import Forbidden, NotFound, Refused
from civic.people.rules import ANONYMOUS
from civic.places import queries, rules, services
from civic.places.models import Place
from civic.places.rules import Level
from tests.browsing import Visitor
from tests.cast import Cast
from tests.conftest import Call

As = Callable[..., Visitor]


def test_each_level_lies_in_a_higher_one():
    assert rules.may_lie_in(Level.CITY, None)
    assert not rules.may_lie_in(Level.COMMUNITY, None)
    assert not rules.may_lie_in(Level.CITY, Level.CITY)
    assert rules.may_lie_in(Level.ESTATE, Level.COMMUNITY)
    assert not rules.may_lie_in(Level.COMMUNITY, Level.ESTATE)


class TestAdding:
    def test_the_administrator_adds_and_it_is_written_down(self, cast: Cast, call: Call):
        place = call(services.add_place, cast.admin, cast.community.id, Level.ESTATE, "四号院", 120, 300)
        assert place.path == f"{cast.community.path}{place.id}/"
        assert [one.name for one in call(queries.ancestors, place)] == [
            "成都市",
            "锦城区",
            "柳荫街道",
            "槐树街社区",
        ]
        entry = call(lambda: Entry.filter(verb="place_added").get())
        assert (entry.ref_id, entry.facts) == (place.id, {"name": "四号院", "level": "estate"})

    @pytest.mark.parametrize("who", ["lin", "sun", "zheng", "zhou", "chen"])
    def test_others_may_not(self, cast: Cast, call: Call, as_: As, who: str):
        actor = getattr(cast, who)
        with pytest.raises(Forbidden):
            call(services.add_place, actor, cast.community.id, Level.ESTATE, "四号院")
        browser = as_(actor)
        assert browser.get(f"/places/{cast.community.id}/new").status_code == 404
        sent = {"name": "四号院", "level": "estate"}
        assert browser.post(f"/places/{cast.community.id}/places", data=sent).status_code == 403

    def test_nobody_and_an_administrator_plant_no_second_root(self, cast: Cast, call: Call):
        for actor in (ANONYMOUS, cast.admin):
            with pytest.raises(Forbidden):
                call(services.add_place, actor, None, Level.CITY, "重庆市")

    def test_the_same_name_twice_in_one_place(self, cast: Cast, call: Call):
        with pytest.raises(Refused, match="place_taken"):
            call(services.add_place, cast.admin, cast.community.id, Level.ESTATE, "一号院")
        call(services.add_place, cast.admin, cast.other_community.id, Level.ESTATE, "一号院")

    def test_a_larger_place_in_a_smaller_one(self, cast: Cast, call: Call):
        with pytest.raises(Refused, match="place_level"):
            call(services.add_place, cast.admin, cast.places["estate_one"].id, Level.COMMUNITY, "里")

    def test_in_a_place_that_is_not_there(self, cast: Cast, call: Call):
        with pytest.raises(NotFound):
            call(services.add_place, cast.admin, 999_999, Level.ESTATE, "四号院")

    def test_by_the_form(self, cast: Cast, as_: As):
        browser, url = as_(cast.admin), f"/places/{cast.community.id}/places"
        assert browser.get(f"/places/{cast.community.id}/new").status_code == 200
        assert browser.post(url, data={"name": "<b>四号院</b>", "level": "estate"}).status_code == 303
        assert "&lt;b&gt;四号院" in browser.get(f"/places/{cast.community.id}").text

    @pytest.mark.parametrize(
        "change", [{"name": ""}, {"level": "galaxy"}, {"households": "-1"}, {"name": "字" * 61}]
    )
    def test_a_form_that_is_wrong_comes_back(self, cast: Cast, as_: As, change: dict[str, str]):
        sent = {"name": "四号院", "level": "estate"} | change
        assert as_(cast.admin).post(f"/places/{cast.community.id}/places", data=sent).status_code == 422

    def test_the_database_keeps_names_apart_and_parents_in_place(self, cast: Cast, call: Call):
        with pytest.raises(IntegrityError):
            call(lambda: Place.create(parent=cast.community, level=Level.ESTATE, name="一号院", path="/x/"))
        with pytest.raises(IntegrityError):
            call(lambda: Place.filter(id=cast.community.id).delete())


class TestReading:
    def test_below_and_the_community_of_an_estate(self, cast: Cast, call: Call):
        names = {one.name for one in call(queries.below, cast.community.path)}
        assert names == {"一号院", "二号院", "三号院"}
        assert call(queries.community_of, cast.places["estate_one"]) == cast.community
        assert call(queries.community_of, cast.places["street"]) is None

    @pytest.mark.parametrize("key", ["city", "street", "community", "estate_one"])
    def test_every_place_has_a_page(self, client: Visitor, cast: Cast, key: str):
        place = cast.places[key]
        assert place.name in client.get(f"/places/{place.id}").text

    def test_choosing_a_community_needs_no_account(self, client: Visitor, cast: Cast):
        assert "梧桐里社区" in client.get("/places").text
        answer = client.post(f"/places/{cast.other_community.id}/choice")
        assert (answer.status_code, answer.headers["location"]) == (303, "/")
        chosen = client.get("/places").text.split("梧桐里社区</strong>")[1]
        assert "正在看" in chosen[:200]

    def test_only_communities_are_chosen(self, client: Visitor, cast: Cast):
        for id_ in (cast.places["estate_one"].id, cast.places["city"].id, 999_999):
            assert client.post(f"/places/{id_}/choice").status_code == 404

    @pytest.mark.parametrize("cookie", ["x", "-1", "9" * 40, "1;2", "%00"])
    def test_a_strange_choice_means_the_first(self, client: Visitor, cookie: str):
        client.cookies.set("place", cookie)
        assert client.get("/").status_code == 200

    def test_the_doors_for_staff_are_shown_to_staff(self, client: Visitor, as_: As, cast: Cast):
        url = f"/places/{cast.community.id}"
        assert "邀请纸条" not in client.get(url).text
        assert "邀请纸条" not in as_(cast.lin).get(url).text
        assert "邀请纸条" in as_(cast.zheng).get(url).text
