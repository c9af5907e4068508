"""Where I am signed in, ending it from afar, and another password."""

from collections.abc import Callable

import pytest

from civic.kit.errors import NotFound, SignInNeeded
from civic.people.rules import ANONYMOUS
from civic.people.signins import queries, services
from civic.people.signins.models import SignIn
from civic.people.signins.rules import device
from civic.people.signins.services import Browser
from tests.browsing import Visitor
from tests.cast import Cast
from tests.conftest import Call

As = Callable[..., Visitor]
OLD, NEW = "槐花-开了-满院香", "桂花-也开了-再香一回"


def test_a_sign_in_ended_elsewhere_is_nobody_at_the_next_request(as_: As, call: Call, cast: Cast):
    here, there = as_(cast.lin), as_(cast.lin)
    latest = call(queries.mine, cast.lin.person_id)[0]
    assert here.post(f"/me/sign-ins/{latest.id}/end").headers["location"] == "/me/sign-ins"
    assert there.get("/me").status_code == 303
    assert here.get("/me").status_code == 200


def test_ending_it_twice_is_as_good_as_once(call: Call, as_: As, cast: Cast):
    as_(cast.lin)
    mine = call(queries.mine, cast.lin.person_id)[0]
    for _ in range(2):
        call(services.revoke, cast.lin, mine.id)
    assert call(lambda: SignIn.get(id=mine.id)).ended_at is not None


def test_someone_elses_sign_in_does_not_exist(as_: As, call: Call, cast: Cast):
    as_(cast.wei)
    his = call(queries.mine, cast.wei.person_id)[0]
    for other in (cast.lin, cast.admin):
        with pytest.raises(NotFound):
            call(services.revoke, other, his.id)
    with pytest.raises(SignInNeeded):
        call(services.revoke, ANONYMOUS, his.id)
    assert call(lambda: SignIn.get(id=his.id)).ended_at is None
    assert as_(cast.lin).post(f"/me/sign-ins/{his.id}/end").status_code == 404


def test_the_list_shows_the_kind_of_browser_and_never_a_strange_word(as_: As, call: Call, cast: Cast):
    call(services.set_password, cast.lin.person_id, OLD)
    call(services.sign_in, "lin", OLD, Browser("<b>Android</b> MicroMessenger " + "x" * 500, "10.0.0.1"))
    text = as_(cast.lin).get("/me/sign-ins").text
    assert "安卓 · 微信" in text
    assert "<b>Android" not in text


@pytest.mark.parametrize(
    ("agent", "words"),
    [
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) Safari/604.1", ["iPhone", "Safari"]),
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/120 Safari/537 Edg/120", ["Windows", "Edge"]),
        ("curl/8", ["别的设备"]),
        ("", ["别的设备"]),
    ],
)
def test_a_browser_is_named_in_words_its_owner_knows(agent: str, words: list[str]):
    assert device(agent) == words


class TestAnotherPassword:
    def test_it_signs_every_other_browser_out(self, as_: As, call: Call, cast: Cast):
        call(services.set_password, cast.lin.person_id, OLD)
        here, there = as_(cast.lin), as_(cast.lin)
        answer = here.post("/me/password", data={"old_password": OLD, "password": NEW})
        assert answer.status_code == 303
        assert here.get("/me").status_code == 200
        assert there.get("/me").status_code == 303
        assert call(services.sign_in, "lin", NEW, Browser("", "10.0.0.2"))

    @pytest.mark.parametrize(
        ("old", "new"), [("not it", NEW), (OLD, "short"), (OLD, "12345678"), (OLD, "aaaaaaaaaa")]
    )
    def test_it_is_refused(self, as_: As, call: Call, cast: Cast, old: str, new: str):
        call(services.set_password, cast.lin.person_id, OLD)
        answer = as_(cast.lin).post("/me/password", data={"old_password": old, "password": new})
        assert answer.status_code == 422
        assert new not in answer.text
        assert call(services.sign_in, "lin", OLD, Browser("", "10.0.0.2"))

    def test_nobody_has_none(self, client: Visitor):
        answer = client.post("/me/password", data={"old_password": OLD, "password": NEW})
        assert answer.headers["location"].startswith("/sign-in?")
