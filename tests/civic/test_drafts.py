"""What was typed survives the sign-in that came between."""

from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest

from civic.people.signins import commands, queries, services
from civic.people.signins.models import Draft
from tests.browsing import Visitor
from tests.cast import Cast
from tests.conftest import Call

TYPED = {"display_name": '<b>"林"</b> 老师', "count": 3}


def test_it_waits_an_hour(call: Call, clock):
    key = call(services.keep_draft, "/proposals/new", TYPED)
    clock.travel(timedelta(minutes=59))
    assert call(queries.draft, key) == TYPED
    assert call(queries.draft_path, key) == "/proposals/new"
    clock.travel(timedelta(minutes=1))
    assert call(queries.draft, key) == {}
    assert call(queries.draft_path, key) is None


def test_reading_it_changes_nothing(call: Call):
    key = call(services.keep_draft, "/proposals/new", TYPED)
    assert [call(queries.draft, key) for _ in range(3)] == [TYPED] * 3


@pytest.mark.parametrize("key", ["", "x", "\x00", "' OR 1=1 --", "a" * 5000])
def test_without_the_key_there_is_nothing(call: Call, key: str):
    call(services.keep_draft, "/proposals/new", TYPED)
    assert call(queries.draft, key) == {}


def test_passwords_are_never_kept_nor_a_text_without_end(call: Call):
    kept = call(services.keep_draft, "/x", {"password": "secret", "old_password": "secret", "title": "灯"})
    assert call(queries.draft, kept) == {"title": "灯"}
    assert call(services.keep_draft, "/x", {"password": "secret"}) == ""
    assert call(services.keep_draft, "/x", {"title": "灯" * 40_000}) == ""


def test_a_letter_no_database_keeps_is_left_out(call: Call):
    kept = call(services.keep_draft, "/x", {"title": "灯\x00亮", "tags": ["\x00"]})
    assert call(queries.draft, kept) == {"title": "灯亮", "tags": [""]}


def test_the_clock_sweeps_old_ones_away(call: Call, clock):
    call(services.keep_draft, "/x", TYPED)
    clock.travel(timedelta(minutes=30))
    call(commands.tick, clock.now())
    assert call(lambda: Draft.all().count()) == 1
    clock.travel(timedelta(minutes=31))
    call(commands.tick, clock.now())
    assert call(lambda: Draft.all().count()) == 0


def test_a_form_sent_with_an_ended_sign_in_comes_back_filled(client: Visitor, call: Call, cast: Cast):
    call(services.set_password, cast.lin.person_id, "槐花-开了-满院香")
    sent = client.post("/me/name", data=TYPED, headers={"referer": "http://testserver/me"})
    assert sent.status_code == 303
    asked = urlsplit(sent.headers["location"])
    query = {name: values[0] for name, values in parse_qs(asked.query).items()}
    assert (asked.path, query["next"]) == ("/sign-in", "/me")
    assert "替您留着" in client.get(sent.headers["location"]).text

    login = {"login": "lin", "password": "槐花-开了-满院香", **query}
    onward = client.post("/sign-in", data=login).headers["location"]
    assert onward == f"/me?draft={query['draft']}"
    page = client.get(onward)
    assert page.status_code == 200
    assert "&lt;b&gt;&#34;林&#34;&lt;/b&gt; 老师" in page.text


def test_a_wrong_password_in_between_loses_nothing(client: Visitor, call: Call):
    key = call(services.keep_draft, "/me", TYPED)
    answer = client.post("/sign-in", data={"login": "lin", "password": "no", "next": "/me", "draft": key})
    assert answer.status_code == 422
    assert f'name="draft" value="{key}"' in answer.text
