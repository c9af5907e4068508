"""Organisations: registering one, acting for it, and its public page."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from civic.audit.models import Entry
from civic.kit import clock as house_clock
from civic.kit.errors import Refused, SignInNeeded
from civic.organisations import queries, rules, services
from civic.organisations.models import Organisation, Representative
from civic.organisations.rules import Kind
from civic.organisations.services import NewOrganisation
from civic.people import queries as people
from civic.people.rules import ANONYMOUS, Role
from tests.browsing import Visitor
from tests.cast import SINCE, Cast
from tests.conftest import Call

As = Callable[..., Visitor]
CODE = "52510100MJ00000016"
NEW = NewOrganisation("春风社工站", Kind.SOCIAL_ORG, CODE, SINCE, "做过三年适老化改造。")
SENT = {
    "name": NEW.name,
    "kind": "social_org",
    "credit_code": CODE,
    "registered_on": "2020-01-01",
    "about": "",
}


# two firms whose codes are public
@pytest.mark.parametrize(
    "code", ["91330100799655058B", "914403001922038216", " 9144 0300-1922038216 ", "52510100mj00000016"]
)
def test_a_true_code_is_taken_in_any_spelling(code: str):
    assert rules.check_sign(rules.credit_code(code)[:17]) == rules.credit_code(code)[17]


@pytest.mark.parametrize(
    "code", ["", "914403001922038217", "9144030019220382", "I" * 18, "字" * 18, "914403001922038216X"]
)
def test_a_code_with_a_slip_is_not(code: str):
    with pytest.raises(Refused, match="credit_code"):
        rules.credit_code(code)


class TestRegistering:
    def test_who_registers_acts_for_it_everywhere(self, cast: Cast, call: Call):
        entered = call(services.register, cast.wei, NEW)
        assert [one.id for one in call(queries.represented_by, cast.wei)] == [entered.id]
        assert call(people.actor_of, cast.wei.person_id).holds(Role.ORGANISATION, cast.other_community.path)
        entry = call(lambda: Entry.filter(verb="organisation_registered").get())
        assert (entry.actor_id, entry.ref_id) == (cast.wei.person_id, entered.id)

    def test_the_same_code_or_name_is_taken_once(self, cast: Cast, call: Call):
        call(services.register, cast.wei, NEW)
        for again in (NEW._replace(name="另一个名字"), NEW._replace(credit_code="52510100MJ00000029")):
            with pytest.raises(Refused, match="organisation_taken"):
                call(services.register, cast.lin, again)
        assert call(queries.represented_by, cast.lin) == []
        assert not call(people.actor_of, cast.lin.person_id).holds(Role.ORGANISATION, cast.community.path)

    def test_a_self_organisation_and_a_day_to_come_are_refused(self, cast: Cast, call: Call):
        with pytest.raises(Refused, match="organisation_kind"):
            call(services.register, cast.wei, NEW._replace(kind=Kind.SELF_ORG))
        tomorrow = house_clock.today() + timedelta(days=1)
        with pytest.raises(Refused, match="organisation_day"):
            call(services.register, cast.wei, NEW._replace(registered_on=tomorrow))

    def test_nobody_is_asked_to_sign_in(self, call: Call, client: Visitor):
        with pytest.raises(SignInNeeded):
            call(services.register, ANONYMOUS, NEW)
        assert (
            client.get("/organisations/new").headers["location"].startswith("/sign-in?next=%2Forganisations")
        )
        assert "draft=" in client.post("/organisations", data=SENT).headers["location"]

    def test_by_the_form(self, as_: As, cast: Cast, client: Visitor):
        answer = as_(cast.wei).post("/organisations", data=SENT | {"about": "<b>好</b>"})
        assert answer.status_code == 303
        text = client.get(answer.headers["location"]).text
        assert "&lt;b&gt;好" in text
        assert "魏国强" in text
        assert NEW.name in client.get("/organisations").text
        assert NEW.name in as_(cast.wei).get("/me").text

    @pytest.mark.parametrize(
        "change", [{"name": "短"}, {"kind": "x"}, {"credit_code": "1"}, {"registered_on": "x"}]
    )
    def test_a_form_that_is_wrong_comes_back(self, as_: As, cast: Cast, call: Call, change: dict[str, str]):
        before = call(lambda: Organisation.all().count())
        answer = as_(cast.wei).post("/organisations", data=SENT | change)
        assert answer.status_code == 422
        assert SENT["name"] in answer.text or "name" in change
        assert call(lambda: Organisation.all().count()) == before


def test_acting_ends_with_its_last_day(cast: Cast, call: Call, clock):
    assert call(queries.represented_by, cast.hao)
    call(lambda: Representative.filter(person_id=cast.hao.person_id).update(until=house_clock.today()))
    assert call(queries.represented_by, cast.hao)
    clock.travel(timedelta(days=1))
    assert call(queries.represented_by, cast.hao) == []
    assert call(queries.represented_by, ANONYMOUS) == []


@pytest.mark.parametrize("id_", ["999999", "x", "0"])
def test_other_pages_do_not_exist(client: Visitor, id_: str):
    assert client.get(f"/organisations/{id_}").status_code == 404
