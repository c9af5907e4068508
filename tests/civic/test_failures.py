"""What is answered when everything else has failed, and what a flood of forms without a sign-in can do."""

import asyncio

from starlette.requests import Request

from civic.people.signins.models import Draft
from civic.web import errors
from civic.web.errors import broken
from civic.web.headers import FIXED
from tests.browsing import Visitor
from tests.conftest import Call


def test_a_failure_before_anyone_is_known_still_has_every_security_header():
    scope = {"type": "http", "method": "GET", "path": "/", "query_string": b"", "headers": []}
    answer = asyncio.run(broken(Request(scope), RuntimeError("password=hunter2")))
    assert answer.status_code == 500
    assert {name: answer.headers[name] for name in FIXED} == FIXED
    assert b"hunter2" not in bytes(answer.body)


def test_one_address_does_not_fill_the_place_for_everybodys_drafts(
    client: Visitor, call: Call, monkeypatch
) -> None:
    monkeypatch.setattr(errors, "DRAFTS", "3/hour")
    sent = {"title": "给南门装一盏路灯", "need": "晚上看不清路", "category": "safety"}
    answers = [client.post("/proposals", data=sent) for _ in range(5)]
    assert {answer.status_code for answer in answers} <= {303, 422}
    assert call(lambda: Draft.all().count()) <= 3


def test_without_a_draft_the_way_to_the_sign_in_stays_open(client: Visitor, call: Call, cast, monkeypatch):
    monkeypatch.setattr(errors, "DRAFTS", "1/hour")
    sent = {"display_name": "林阿姨"}
    answers = [client.post("/me/name", data=sent) for _ in range(3)]
    assert all(answer.headers["location"].startswith("/sign-in?next=") for answer in answers)
    assert [("draft=" in answer.headers["location"]) for answer in answers] == [True, False, False]
    assert call(lambda: Draft.all().count()) == 1
