"""Invitation slips: who may make them, that each opens one account, once, in time."""

import asyncio
import re
from collections.abc import Callable
from datetime import timedelta

import pytest

from civic.audit.models import Entry
from civic.kit.errors import Forbidden, Refused, SignInNeeded
from civic.people import queries as people
from civic.people.models import Grant, Person
from civic.people.rules import ANONYMOUS, Role
from civic.people.signins import queries, services
from civic.people.signins.models import Invitation
from civic.people.signins.services import Browser, NewAccount
from tests.browsing import Visitor
from tests.cast import Cast
from tests.conftest import Call

As = Callable[..., Visitor]
PASSWORD = "槐花-开了-满院香"
PHONE = Browser("Mozilla/5.0 (Linux; Android 12)", "10.0.0.1")
ZHAO = NewAccount("赵大爷", "13800001234", PASSWORD)


@pytest.fixture
def code(cast: Cast, call: Call) -> str:
    """A fresh code for one resident."""
    (drawn,) = call(services.make_invitations, cast.zheng, cast.community.id, Role.RESIDENT, 1)
    return drawn


class TestMaking:
    @pytest.mark.parametrize("who", ["zheng", "sun", "zhou", "admin"])
    def test_staff_of_the_place_may(self, cast: Cast, call: Call, who: str):
        actor = getattr(cast, who)
        codes = call(services.make_invitations, actor, cast.community.id, Role.RESIDENT, 3)
        assert len(set(codes)) == 3
        entry = call(lambda: Entry.filter(verb="invitations_made").get())
        assert (entry.actor_id, entry.facts) == (actor.person_id, {"role": "resident", "count": 3})

    @pytest.mark.parametrize(
        "who", ["lin", "chen", "ma", "hao", "gao", "outsider", "other_facilitator", "other_clerk"]
    )
    def test_others_may_not(self, cast: Cast, call: Call, as_: As, who: str):
        actor = getattr(cast, who)
        with pytest.raises(Forbidden):
            call(services.make_invitations, actor, cast.community.id, Role.RESIDENT, 1)
        browser, url = as_(actor), f"/places/{cast.community.id}/invitations"
        assert browser.get(url).status_code == 404
        assert browser.post(url, data={"role": "resident", "count": "1"}).status_code == 403
        assert call(lambda: Invitation.all().count()) == 0

    def test_nobody_is_asked_to_sign_in(self, cast: Cast, call: Call):
        with pytest.raises(SignInNeeded):
            call(services.make_invitations, ANONYMOUS, cast.community.id, Role.RESIDENT, 1)

    @pytest.mark.parametrize(
        ("who", "role"), [("zheng", Role.CLERK), ("sun", Role.SUPERVISOR), ("zhou", Role.ADMIN)]
    )
    def test_nobody_hands_out_more_than_they_may_give(self, cast: Cast, call: Call, who: str, role: Role):
        with pytest.raises(Forbidden):
            call(services.make_invitations, getattr(cast, who), cast.community.id, role, 1)

    def test_residents_are_entered_at_their_community(self, cast: Cast, call: Call):
        with pytest.raises(Refused, match="grant_resident_place"):
            call(services.make_invitations, cast.admin, cast.places["estate_one"].id, Role.RESIDENT, 1)

    def test_only_digests_are_kept(self, cast: Cast, call: Call, code: str):
        kept = call(Invitation.get)
        assert code not in str(vars(kept))
        assert code.replace("-", "") not in str(vars(kept))

    def test_the_slips_can_be_printed_and_are_not_stored(self, cast: Cast, as_: As):
        url = f"/places/{cast.community.id}/invitations"
        answer = as_(cast.zheng).post(url, data={"role": "resident", "count": "4"})
        assert answer.status_code == 200
        assert answer.headers["cache-control"] == "no-store"
        codes = re.findall(r'class="receipt">([A-Z0-9-]{14})<', answer.text)
        assert len(set(codes)) == 4
        assert answer.text.count("<svg") >= 4
        assert not [drawn for drawn in codes if drawn in as_(cast.zheng).get(url).text]

    @pytest.mark.parametrize("count", ["0", "201", "-1", "x", "", "1e3", "9" * 30])
    def test_a_strange_number_is_refused(self, cast: Cast, as_: As, count: str):
        url = f"/places/{cast.community.id}/invitations"
        assert as_(cast.zheng).post(url, data={"role": "resident", "count": count}).status_code == 422

    def test_lost_slips_are_made_worthless(self, cast: Cast, as_: As, call: Call, code: str):
        url = f"/places/{cast.community.id}/invitations/resident/withdrawal"
        assert as_(cast.lin).post(url).status_code == 403
        assert as_(cast.zheng).post(url).status_code == 303
        with pytest.raises(Refused, match="invitation_unknown"):
            call(services.open_account, code, ZHAO, PHONE)
        assert (
            as_(cast.zheng).post(f"/places/{cast.community.id}/invitations/king/withdrawal").status_code
            == 404
        )


class TestOpening:
    def test_a_code_opens_a_verified_account_with_its_role(self, cast: Cast, call: Call, code: str):
        actor = call(queries.actor_for, call(services.open_account, code, ZHAO, PHONE))
        assert actor.name == "赵大爷"
        assert actor.lives_in(cast.community.path)
        assert actor.place_id == cast.community.id
        someone = call(people.person, actor.person_id)
        assert (someone.phone, someone.verified_by_id) == ("13800001234", cast.zheng.person_id)
        assert someone.verified_at is not None
        assert call(services.sign_in, "13800001234", PASSWORD, PHONE)
        assert call(lambda: Entry.filter(verb="invitation_used").get()).actor_id == actor.person_id

    @pytest.mark.parametrize("change", [str.lower, lambda c: c.replace("-", ""), lambda c: f" {c} "])
    def test_a_code_may_be_typed_in_any_fashion(self, call: Call, code: str, change: Callable[[str], str]):
        assert call(services.open_account, change(code), ZHAO, PHONE)

    def test_a_code_works_once(self, call: Call, code: str):
        call(services.open_account, code, ZHAO, PHONE)
        with pytest.raises(Refused, match="invitation_unknown"):
            call(services.open_account, code, ZHAO._replace(login="qian"), PHONE)
        assert not call(lambda: Person.exists(handle="qian"))

    def test_of_many_who_use_a_code_at_once_one_gets_in(self, call: Call, code: str):
        async def rush() -> list[object]:
            logins = [f"rush{number}" for number in range(8)]
            tries = [services.open_account(code, ZHAO._replace(login=login), PHONE) for login in logins]
            return await asyncio.gather(*tries, return_exceptions=True)

        answers = call(rush)
        assert sum(isinstance(answer, str) for answer in answers) == 1
        assert {str(answer) for answer in answers if not isinstance(answer, str)} == {"invitation_unknown"}
        assert call(lambda: Person.filter(handle__startswith="rush").count()) == 1

    def test_a_code_works_for_a_month(self, call: Call, clock, cast: Cast):
        (code,) = call(services.make_invitations, cast.zheng, cast.community.id, Role.RESIDENT, 1)
        clock.travel(timedelta(days=30))
        with pytest.raises(Refused, match="invitation_unknown"):
            call(services.open_account, code, ZHAO, PHONE)

    def test_a_name_that_is_taken_does_not_use_the_code_up(self, call: Call, code: str):
        for login in ("lin", "13900000001", "LIN "):
            with pytest.raises(Refused) as refusal:
                call(services.open_account, code, ZHAO._replace(login=login), PHONE)
            assert (refusal.value.code, refusal.value.field) == ("login_taken", "login")
        assert call(services.open_account, code, ZHAO, PHONE)

    @pytest.mark.parametrize("login", ["x", "a b", "1" * 9, "<script>", "a/b", "12345678901", "=cmd()"])
    def test_a_login_is_a_number_or_a_plain_name(self, call: Call, code: str, login: str):
        with pytest.raises(Refused, match="login_bad"):
            call(services.open_account, code, ZHAO._replace(login=login), PHONE)

    @pytest.mark.parametrize("password", ["1234567", "12345678", "13800001234", "aaaaaaaa", "PASSWORD"])
    def test_a_password_anybody_would_try_is_refused(self, call: Call, code: str, password: str):
        with pytest.raises(Refused, match="password_"):
            call(services.open_account, code, ZHAO._replace(password=password), PHONE)

    def test_who_has_an_account_takes_the_role_with_it(self, as_: As, cast: Cast, call: Call):
        (code,) = call(services.make_invitations, cast.sun, cast.community.id, Role.RECORDER, 1)
        browser = as_(cast.wei)
        assert "就用这个账号加入" in browser.get(f"/invitations/{code}").text
        assert browser.post(f"/invitations/{code}/acceptance").status_code == 303
        assert call(people.actor_of, cast.wei.person_id).holds(Role.RECORDER, cast.community.path)
        assert browser.post(f"/invitations/{code}/acceptance").status_code == 422

    def test_the_same_role_again_makes_no_second_grant(self, cast: Cast, call: Call, code: str):
        before = call(lambda: Grant.all().count())
        call(services.accept_invitation, cast.lin, code, "10.0.0.1")
        assert call(lambda: Grant.all().count()) == before


class TestPages:
    def test_the_slips_address_leads_to_an_account(self, client: Visitor, code: str):
        assert "槐树街社区" in client.get(f"/invitations/{code}").text
        answer = client.post(
            f"/invitations/{code}",
            data={"display_name": "赵大爷", "login": "zhao", "password": PASSWORD, "birth_year": "1950"},
        )
        assert (answer.status_code, answer.headers["location"]) == (303, "/me")
        assert "赵大爷" in client.get("/me").text

    def test_typing_the_code_leads_there_too(self, client: Visitor, code: str):
        assert client.post("/invitation", data={"code": code}).headers["location"] == f"/invitations/{code}"

    @pytest.mark.parametrize("wrong", ["AAAA-AAAA-AAAA", "x", "邀请", "%00", "a" * 300])
    def test_a_wrong_code_is_a_sentence(self, client: Visitor, wrong: str):
        assert client.get(f"/invitations/{wrong}").status_code == 422
        assert client.post("/invitation", data={"code": wrong[:40]}).status_code == 422

    def test_what_was_typed_stays_but_for_the_password(self, client: Visitor, code: str):
        sent = {"display_name": "<i>赵</i>", "login": "a b", "password": PASSWORD, "birth_year": "1950"}
        answer = client.post(f"/invitations/{code}", data=sent)
        assert answer.status_code == 422
        assert "&lt;i&gt;赵&lt;/i&gt;" in answer.text
        assert PASSWORD not in answer.text

    def test_guessing_has_to_wait(self, client: Visitor):
        answers = {client.post("/invitation", data={"code": f"AAAA-{n:04}"}).status_code for n in range(151)}
        assert answers == {422, 429}


@pytest.mark.parametrize("year", ["1850", "2020", "abc", ""])
def test_a_year_of_birth_that_cannot_be_is_said_beside_the_field(client: Visitor, code: str, year: str):
    sent = {"display_name": "赵大爷", "login": "zhao", "password": PASSWORD, "birth_year": year}
    answer = client.post(f"/invitations/{code}", data=sent)
    assert answer.status_code == 422
    assert 'id="error-birth_year"' in answer.text
    assert "赵大爷" in answer.text


def test_whoever_came_with_a_slip_is_on_the_roll_of_the_grown_up(cast: Cast, call: Call, code: str):
    call(services.open_account, code, ZHAO._replace(birth_year=1950), PHONE)
    assert 1950 in {one.birth_year for one in call(people.registered_in, cast.community.path)}
