"""The display name in front, the verified identity behind: what each page shows to whom."""

from collections.abc import Callable

import pytest

from civic.audit.models import Entry
from civic.kit.errors import Forbidden, NotFound, Refused, SignInNeeded
from civic.people import queries, services
from civic.people.models import Person
from civic.people.rules import ANONYMOUS
from civic.people.services import NewPerson
from tests.browsing import Visitor
from tests.cast import Cast
from tests.conftest import Call

As = Callable[..., Visitor]
HOSTILE = [
    "<script>alert(1)</script>"[:20],
    '"><img src=x onerr>',
    "{{ 7*7 }}",
    "{% if 1 %}",
    "%(n)s %s {title}",
    "=1+1",
    "\u202e林秀英",
    "🙂🙂",
    "اسم",
    "'; DROP TABLE",
]


@pytest.mark.parametrize(
    "who", [None, "wei", "hao", "outsider", "chen", "other_clerk", "other_facilitator", "zhou"]
)
def test_a_public_page_shows_no_phone_no_address_no_legal_name(
    as_: As, client: Visitor, cast: Cast, call: Call, who: str | None
):
    call(lambda: Person.filter(id=cast.chen.person_id).update(legal_name="陈真名", display_name="小陈"))
    browser = as_(getattr(cast, who)) if who else client
    text = browser.get(f"/people/{cast.chen.person_id}").text
    assert "小陈" in text
    assert "主持人" in text
    assert not [secret for secret in ("13900000003", "陈真名", "3-2-003", "一号院", "chen") if secret in text]


def test_that_someone_lives_here_is_nobodys_business(client: Visitor, cast: Cast):
    text = client.get(f"/people/{cast.wei.person_id}").text
    assert cast.community.name not in text.split("<main")[1].split("</main>")[0]


def test_my_own_page_shows_me_everything(as_: As, cast: Cast):
    text = as_(cast.chen).get("/me").text
    assert not [
        mine for mine in ("13900000003", "一号院 3-2-003", "主持人", "槐树街社区") if mine not in text
    ]


@pytest.mark.parametrize("id_", ["999999", "0", "1000000000", "x", "-1"])
def test_nobody_is_at_other_addresses(client: Visitor, id_: str):
    assert client.get(f"/people/{id_}").status_code == 404


class TestTheName:
    @pytest.mark.parametrize("name", HOSTILE)
    def test_any_name_is_shown_as_typed_and_does_nothing(
        self, as_: As, cast: Cast, client: Visitor, name: str
    ):
        browser = as_(cast.lin)
        assert browser.post("/me/name", data={"display_name": name}).status_code == 303
        for page in (browser.get("/me").text, client.get(f"/people/{cast.lin.person_id}").text):
            assert "<script>alert" not in page
            assert "<img src=x" not in page
            assert "49" not in page.split("<h1>")[1].split("</h1>")[0]
            assert "\u202e" not in page

    @pytest.mark.parametrize("name", ["", "   ", "字" * 21, "\u200e\u202e"])
    def test_no_name_and_an_endless_one_come_back(self, as_: As, cast: Cast, call: Call, name: str):
        assert as_(cast.lin).post("/me/name", data={"display_name": name}).status_code == 422
        assert call(queries.name, cast.lin.person_id) == "林秀英"

    def test_nobody_has_none(self, call: Call):
        with pytest.raises(SignInNeeded):
            call(services.rename, ANONYMOUS, "谁")

    def test_it_leaves_a_trace_without_the_name(self, as_: As, cast: Cast, call: Call):
        as_(cast.lin).post("/me/name", data={"display_name": "林老师"})
        entry = call(lambda: Entry.filter(verb="person_renamed").get())
        assert (entry.actor_id, entry.facts) == (cast.lin.person_id, {})


class TestVerifying:
    @pytest.mark.parametrize("who", ["zheng", "sun", "admin"])
    def test_staff_of_the_home_see_and_confirm(self, as_: As, cast: Cast, call: Call, who: str):
        browser, url = as_(getattr(cast, who)), f"/people/{cast.lin.person_id}/verification"
        assert "13900000001" in browser.get(url).text
        assert browser.post(url, data={"legal_name": "林秀英真", "birth_year": "1954"}).status_code == 303
        someone = call(queries.person, cast.lin.person_id)
        assert (someone.legal_name, someone.verified_by_id) == ("林秀英真", getattr(cast, who).person_id)
        assert call(lambda: Entry.filter(verb="person_verified").get()).facts == {}

    @pytest.mark.parametrize(
        "who", [None, "lin", "wei", "chen", "gao", "zhou", "hao", "other_clerk", "other_facilitator"]
    )
    def test_to_everybody_else_the_page_does_not_exist(
        self, as_: As, client: Visitor, cast: Cast, call: Call, who: str | None
    ):
        browser = as_(getattr(cast, who)) if who else client
        url = f"/people/{cast.lin.person_id}/verification"
        assert browser.get(url).status_code == 404
        assert browser.post(url, data={"legal_name": "假", "birth_year": "1954"}).status_code == 404
        assert call(queries.person, cast.lin.person_id).legal_name == "林秀英"


class TestTheHome:
    def test_it_is_said_once_by_oneself(self, as_: As, cast: Cast, call: Call):
        call(lambda: Person.filter(id=cast.lin.person_id).update(household_id=None))
        browser, estate = as_(cast.lin), cast.places["estate_two"].id
        assert browser.post("/me/home", data={"estate": estate, "address": "3-2-502"}).status_code == 303
        assert "二号院 3-2-502" in browser.get("/me").text
        again = browser.post("/me/home", data={"estate": estate, "address": "9-9-999"})
        assert again.status_code == 422
        assert "9-9-999" in again.text

    @pytest.mark.parametrize("key", ["other_estate", "community", "city"])
    def test_only_an_estate_of_ones_own_community(self, as_: As, cast: Cast, call: Call, key: str):
        call(lambda: Person.filter(id=cast.lin.person_id).update(household_id=None))
        sent = {"estate": cast.places[key].id, "address": "1"}
        assert as_(cast.lin).post("/me/home", data=sent).status_code == 422

    def test_two_at_one_address_are_one_household(self, cast: Cast, call: Call):
        args = (cast.places["estate_one"].id, "5-1-101")
        one = call(services.join_household, cast.sun, cast.lin.person_id, *args)
        two = call(services.join_household, cast.sun, cast.wei.person_id, *args)
        assert one.id == two.id

    def test_nobody_moves_someone_else(self, cast: Cast, call: Call):
        for actor in (cast.wei, cast.outsider, cast.other_clerk):
            with pytest.raises(NotFound):
                call(services.join_household, actor, cast.lin.person_id, cast.places["estate_one"].id, "1")

    def test_the_address_is_in_no_record(self, cast: Cast, call: Call):
        call(services.join_household, cast.sun, cast.lin.person_id, cast.places["estate_one"].id, "5-1-101")
        assert "5-1-101" not in str(call(lambda: Entry.all().values()))


class TestEntering:
    def test_staff_enter_a_resident(self, cast: Cast, call: Call):
        new = NewPerson("周大妈", None, "13711112222", "周桂芳", 1950)
        someone = call(services.add_person, cast.zheng, new, cast.community.id)
        assert call(queries.actor_of, someone.id).lives_in(cast.community.path)

    def test_a_number_is_one_persons(self, cast: Cast, call: Call):
        with pytest.raises(Refused, match="login_taken"):
            call(services.add_person, cast.zheng, NewPerson("又一个", None, "13900000001"), cast.community.id)

    def test_others_may_not(self, cast: Cast, call: Call):
        for actor in (cast.lin, cast.other_clerk, ANONYMOUS):
            with pytest.raises(Forbidden):
                call(services.add_person, actor, NewPerson("周", "zhou2"), cast.community.id)


class TestRolesAtAPlace:
    def test_staff_see_and_give(self, as_: As, cast: Cast, call: Call):
        browser, url = as_(cast.sun), f"/places/{cast.community.id}/grants"
        assert "陈素芳" in browser.get(url).text
        answer = browser.post(url, data={"login": "wei", "role": "member"})
        assert (answer.status_code, answer.headers["location"]) == (303, url)
        assert "魏国强" in browser.get(url).text
        assert "13900000002" not in browser.get(url).text

    def test_what_was_typed_stays(self, as_: As, cast: Cast):
        url = f"/places/{cast.community.id}/grants"
        answer = as_(cast.sun).post(
            url, data={"login": "nobody<b>", "role": "member", "ends_on": "2030-01-01"}
        )
        assert answer.status_code == 422
        assert 'value="nobody&lt;b&gt;"' in answer.text
        assert 'value="2030-01-01"' in answer.text

    @pytest.mark.parametrize("who", [None, "lin", "chen", "hao", "other_clerk"])
    def test_to_others_the_page_does_not_exist(self, as_: As, client: Visitor, cast: Cast, who: str | None):
        browser = as_(getattr(cast, who)) if who else client
        assert browser.get(f"/places/{cast.community.id}/grants").status_code == 404
