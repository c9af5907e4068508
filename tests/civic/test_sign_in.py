"""Signing in: who fits gets a cookie, everybody else the same answer."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from civic.kit import passwords
from civic.kit.errors import Refused
from civic.people import queries as people
from civic.people.rules import ANONYMOUS
from civic.people.signins import queries, services
from civic.people.signins.models import Credential, SignIn
from civic.people.signins.services import Browser
from tests.browsing import Visitor
from tests.cast import Cast
from tests.conftest import Call

PASSWORD = "槐花-开了-满院香"
PHONE = Browser("Mozilla/5.0 (Linux; Android 12) MicroMessenger/8.0", "10.0.0.1")


@pytest.fixture
def lin(cast: Cast, call: Call) -> int:
    """Lin's id; she has a password."""
    assert cast.lin.person_id
    call(services.set_password, cast.lin.person_id, PASSWORD)
    return cast.lin.person_id


@pytest.mark.parametrize(
    "typed",
    ["lin", " LIN ", "13900000001", "+86 139-0000-0001", "\uff11\uff13\uff19" + "\uff10" * 7 + "\uff11"],
)
def test_a_name_or_a_phone_number_and_the_password_sign_in(lin: int, call: Call, cast: Cast, typed: str):
    token = call(services.sign_in, typed, PASSWORD, PHONE)
    assert call(queries.actor_for, token) == cast.lin


@pytest.mark.parametrize(
    "login", ["lin", "nobody", "13912345678", "wei", "' OR 1=1 --", "\x00", "🙂", "a" * 60]
)
def test_every_failure_says_the_same(lin: int, call: Call, login: str):
    with pytest.raises(Refused) as refusal:
        call(services.sign_in, login, "not her password", PHONE)
    assert (refusal.value.code, refusal.value.field, refusal.value.facts) == ("sign_in_wrong", None, {})


def test_an_unknown_name_costs_the_same_work(lin: int, call: Call, monkeypatch: pytest.MonkeyPatch):
    asked: list[bool] = []
    verify = passwords.verify

    async def counted(kept: str | None, password: str) -> passwords.Verdict:
        asked.append(kept is None)
        return await verify(kept, password)

    monkeypatch.setattr(passwords, "verify", counted)
    for login in ("lin", "nobody"):
        with pytest.raises(Refused):
            call(services.sign_in, login, "not her password", PHONE)
    assert asked == [False, True]


def test_a_hash_of_other_costs_is_made_anew_at_the_next_sign_in(lin: int, call: Call):
    before = call(lambda: Credential.get(person_id=lin)).hash
    passwords.configure(128)
    try:
        call(services.sign_in, "lin", PASSWORD, PHONE)
        after = call(lambda: Credential.get(person_id=lin)).hash
        assert "m=128" in after
        assert after != before
        call(services.sign_in, "lin", PASSWORD, PHONE)
        assert call(lambda: Credential.get(person_id=lin)).hash == after
    finally:
        passwords.configure(64)


def test_only_a_digest_of_the_cookie_is_kept(lin: int, call: Call):
    token = call(services.sign_in, "lin", PASSWORD, PHONE)
    kept = call(lambda: SignIn.get(person_id=lin))
    assert token not in str(vars(kept))
    assert call(queries.actor_for, kept.token_digest) == ANONYMOUS


def test_a_sign_in_ends_by_itself(lin: int, call: Call, clock, cast: Cast):
    token = call(services.sign_in, "lin", PASSWORD, PHONE)
    clock.travel(timedelta(days=30) - timedelta(seconds=1))
    assert call(queries.actor_for, token) == cast.lin
    clock.travel(timedelta(seconds=1))
    assert call(queries.actor_for, token) == ANONYMOUS


def test_signing_out_ends_it_here_and_only_here(lin: int, call: Call, cast: Cast):
    here, elsewhere = (call(services.sign_in, "lin", PASSWORD, PHONE) for _ in range(2))
    call(services.sign_out, here)
    call(services.sign_out, here)
    call(services.sign_out, "no such cookie")
    assert call(queries.actor_for, here) == ANONYMOUS
    assert call(queries.actor_for, elsewhere) == cast.lin


def test_roles_are_those_of_today(lin: int, call: Call, cast: Cast, clock):
    everyone = [part for part in vars(cast).values() if hasattr(part, "grants")]
    assert [call(people.actor_of, actor.person_id) for actor in everyone] == everyone


class TestInTheBrowser:
    def test_it_sets_a_cookie_scripts_cannot_read_and_goes_on(self, lin: int, client: Visitor):
        answer = client.post("/sign-in", data={"login": "lin", "password": PASSWORD, "next": "/places"})
        assert (answer.status_code, answer.headers["location"]) == (303, "/places")
        cookie = answer.headers["set-cookie"]
        assert cookie.startswith("civic_session=")
        assert {"HttpOnly", "Path=/", "SameSite=lax"} <= set(cookie.split("; "))
        assert "林秀英" in client.get("/me").text

    @pytest.mark.parametrize(
        "aim",
        ["https://elsewhere.example/", "//elsewhere.example", "/\\elsewhere", "javascript:alert(1)", ""],
    )
    def test_it_never_leads_away_from_this_site(self, lin: int, client: Visitor, aim: str):
        answer = client.post("/sign-in", data={"login": "lin", "password": PASSWORD, "next": aim})
        assert answer.headers["location"] == "/me"

    def test_a_wrong_password_keeps_the_name_and_says_why(self, lin: int, client: Visitor):
        answer = client.post("/sign-in", data={"login": "lin", "password": "not-hers-at-all"})
        assert answer.status_code == 422
        assert 'value="lin"' in answer.text
        assert "密码不对" in answer.text
        assert "not-hers-at-all" not in answer.text
        assert "set-cookie" not in answer.headers

    @pytest.mark.parametrize(
        "sent", [{}, {"login": "lin"}, {"password": "x"}, {"login": "x" * 61, "password": "y"}]
    )
    def test_a_form_half_filled_comes_back(self, client: Visitor, sent: dict[str, str]):
        assert client.post("/sign-in", data=sent).status_code == 422

    def test_a_page_of_another_site_cannot_sign_in(self, lin: int, client: Visitor):
        other = {"sec-fetch-site": "cross-site", "origin": "https://elsewhere.example"}
        answer = client.post("/sign-in", data={"login": "lin", "password": PASSWORD}, headers=other)
        assert answer.status_code == 403

    def test_my_own_page_leads_to_the_sign_in_and_back(self, client: Visitor):
        answer = client.get("/me")
        assert (answer.status_code, answer.headers["location"]) == (303, "/sign-in?next=%2Fme")
        assert client.get(answer.headers["location"]).status_code == 200

    def test_signing_out_forgets(self, lin: int, client: Visitor):
        client.post("/sign-in", data={"login": "lin", "password": PASSWORD})
        token = client.cookies["civic_session"]
        client.post("/sign-out")
        assert "civic_session" not in client.cookies
        client.cookies.set("civic_session", token)
        assert client.get("/me").status_code == 303

    def test_pages_of_a_person_are_never_stored(self, as_: Callable[..., Visitor], cast: Cast):
        assert as_(cast.lin).get("/me").headers["cache-control"] == "no-store"


class TestLimits:
    def test_the_eleventh_try_from_one_place_has_to_wait(self, lin: int, client: Visitor):
        tries = [client.post("/sign-in", data={"login": "lin", "password": "no"}) for _ in range(11)]
        assert [answer.status_code for answer in tries] == [422] * 10 + [429]
        assert int(tries[-1].headers["retry-after"]) > 0

    def test_names_that_do_not_exist_wait_just_as_long(self, client: Visitor):
        tries = [client.post("/sign-in", data={"login": "nobody", "password": "no"}) for _ in range(11)]
        assert [answer.status_code for answer in tries] == [422] * 10 + [429]

    def test_one_account_waiting_keeps_nobody_else_out(self, lin: int, client: Visitor):
        for _ in range(11):
            client.post("/sign-in", data={"login": "wei", "password": "no"})
        assert client.post("/sign-in", data={"login": "lin", "password": PASSWORD}).status_code == 303
