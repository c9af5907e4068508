"""The kiosk: nobody signed in, one voter at a time, and the device forgets at once."""

import asyncio
import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from civic.audit.models import Entry
from civic.kit.errors import Forbidden, Refused, Stale
from civic.people.rules import Actor
from tests.browsing import Visitor
from tests.cast import Cast
from tests.conftest import Call
from tests.factories import stations as make
from tests.factories import votes
from votes.casting import services as casting
from votes.casting.models import Paper, Turnout
from votes.casting.rules import new_nonce
from votes.models import Ballot
from votes.rules import Channel
from votes.stations.kiosks import commands, services
from votes.stations.kiosks.models import Kiosk, KioskCode, KioskVisit


@pytest.fixture
def ballot(call: Call, cast: Cast, clock: Any, client: Visitor) -> Ballot:
    """An open ballot."""
    return call(make.ballot, cast)


@pytest.fixture
def device(ballot: Ballot, as_: Callable[[Actor], Visitor], cast: Cast) -> Visitor:
    """A device that Sun has turned into a kiosk."""
    browser = as_(cast.sun)
    answer = browser.post("/kiosks", data={"ballot": str(ballot.id), "label": "活动中心大厅", "hours": "8"})
    assert (answer.status_code, answer.headers["location"]) == (303, "/kiosk")
    return browser


@pytest.fixture
def kiosk(call: Call, device: Visitor) -> Kiosk:
    """Its row."""
    return call(Kiosk.get)


def _code(call: Call, cast: Cast, ballot: Ballot, number: int) -> str:
    return call(services.draw_code, cast.sun, ballot.id, call(make.entry, ballot, number))


def _vote(device: Visitor, code: str, *choices: str) -> str:
    """Show a code, fill the paper in, cast it, and read the receipt."""
    assert device.post("/kiosk/visits", data={"code": code}).headers["location"] == "/kiosk/ballot"
    nonce = re.search(r'name="nonce" value="(\w+)"', device.get("/kiosk/ballot").text)
    assert nonce
    answer = device.post("/kiosk/papers", data={"nonce": nonce[1], "choices": list(choices)})
    assert (answer.status_code, answer.headers["location"]) == (303, "/kiosk/receipt"), answer.text
    receipt = re.search(r'class="receipt">([-\w]+)<', device.get("/kiosk/receipt").text)
    assert receipt
    return receipt[1]


def test_whoever_makes_a_kiosk_is_signed_out_on_it(device: Visitor):
    assert device.get("/me").headers["location"].startswith("/sign-in")
    assert device.get("/kiosk").status_code == 200


def test_a_person_with_a_code_votes_and_the_paper_counts(
    call: Call, cast: Cast, ballot: Ballot, device: Visitor
):
    receipt = _vote(device, _code(call, cast, ballot, 4), "a", "b")
    assert re.fullmatch(r"\w{3}-\w{4}-\w{3}", receipt)
    turnout = call(Turnout.get, ballot_id=ballot.id)
    assert (turnout.channel, turnout.person_id) == (Channel.KIOSK, None)
    assert call(Paper.get, ballot_id=ballot.id).choices == "a,b"


def test_afterwards_the_device_knows_nobody(call: Call, cast: Cast, ballot: Ballot, device: Visitor):
    receipt = _vote(device, _code(call, cast, ballot, 4), "a")
    again = device.get("/kiosk/receipt")
    assert (again.status_code, again.headers["location"]) == (303, "/kiosk")
    back = device.get("/kiosk/ballot")
    assert (back.status_code, back.headers["location"]) == (303, "/kiosk")
    start = device.get("/kiosk")
    assert receipt not in start.text
    assert not {cookie.name for cookie in device.cookies.jar} & {"kiosk_visit", "kiosk_receipt", "lang"}


def test_no_page_of_the_kiosk_is_kept_by_anything(call: Call, cast: Cast, ballot: Ballot, device: Visitor):
    code = _code(call, cast, ballot, 4)
    answers = [device.get("/kiosk"), device.post("/kiosk/visits", data={"code": "000000"})]
    answers.append(device.post("/kiosk/visits", data={"code": code}))
    answers.append(device.get("/kiosk/ballot"))
    answers.append(device.post("/kiosk/papers", data={"nonce": new_nonce(), "choices": ["z"]}))
    answers.append(device.post("/kiosk/papers", data={"nonce": new_nonce(), "choices": ["a"]}))
    answers.append(device.get("/kiosk/receipt"))
    assert [answer.status_code for answer in answers] == [200, 422, 303, 200, 422, 303, 200]
    assert {answer.headers["cache-control"] for answer in answers} == {"no-store"}
    assert answers[-1].headers["clear-site-data"] == '"cache", "storage"'
    assert "data-keep" not in answers[3].text + answers[4].text


def test_the_receipt_goes_away_by_itself(call: Call, cast: Cast, ballot: Ballot, device: Visitor):
    device.post("/kiosk/visits", data={"code": _code(call, cast, ballot, 4)})
    device.post("/kiosk/papers", data={"nonce": new_nonce(), "choices": ["a"]})
    assert '<meta http-equiv="refresh" content="60;url=/kiosk">' in device.get("/kiosk/receipt").text


def test_back_at_the_start_the_ballot_of_the_one_before_is_not_to_be_had(
    call: Call, cast: Cast, ballot: Ballot, device: Visitor
):
    device.post("/kiosk/visits", data={"code": _code(call, cast, ballot, 4)})
    assert device.get("/kiosk/ballot").status_code == 200
    device.get("/kiosk")
    assert device.get("/kiosk/ballot").headers["location"] == "/kiosk"
    late = device.post("/kiosk/papers", data={"nonce": new_nonce(), "choices": ["a"]})
    assert late.headers["location"] == "/kiosk?over"
    assert call(Paper.filter(ballot_id=ballot.id).count) == 0


def test_who_went_away_without_voting_may_come_again(call: Call, cast: Cast, ballot: Ballot, device: Visitor):
    code = _code(call, cast, ballot, 4)
    device.post("/kiosk/visits", data={"code": code})
    device.get("/kiosk")
    _vote(device, code, "a")
    used = device.post("/kiosk/visits", data={"code": code})
    assert used.status_code == 422


def test_the_same_page_sent_twice_is_one_paper_and_one_receipt(
    call: Call, cast: Cast, ballot: Ballot, kiosk: Kiosk
):
    visit, nonce = call(services.let_in, kiosk, _code(call, cast, ballot, 4), "there"), new_nonce()
    first = call(services.cast_at, kiosk, visit, votes.ticks("a"), nonce)
    assert call(services.cast_at, kiosk, visit, votes.ticks("a"), nonce) == first
    with pytest.raises(Stale):
        call(services.cast_at, kiosk, visit, votes.ticks("b"), new_nonce())
    assert call(Paper.filter(ballot_id=ballot.id).count) == 1


def test_two_pages_at_one_kiosk_at_the_same_moment_are_one_paper(
    call: Call, cast: Cast, ballot: Ballot, kiosk: Kiosk
):
    visit = call(services.let_in, kiosk, _code(call, cast, ballot, 1), "there")

    async def at_once() -> list[Any]:
        pages = [services.cast_at(kiosk, visit, votes.ticks("a"), new_nonce()) for _ in range(4)]
        telephone = casting.cast(cast.lin, ballot.id, votes.ticks("b"))
        return await asyncio.gather(telephone, *pages, return_exceptions=True)

    answers = call(at_once)
    assert sum(isinstance(answer, str) for answer in answers) == 1, answers
    assert call(Paper.filter(ballot_id=ballot.id).count) == 1


def test_who_has_voted_is_let_in_to_no_kiosk(call: Call, cast: Cast, ballot: Ballot, device: Visitor):
    code = _code(call, cast, ballot, 1)
    call(casting.cast, cast.lin, ballot.id, votes.ticks("a"))
    answer = device.post("/kiosk/visits", data={"code": code})
    assert answer.status_code == 409
    assert "手机" in answer.text
    with pytest.raises(Stale, match="station_has_voted"):
        _code(call, cast, ballot, 1)


def test_a_new_code_makes_the_old_one_worthless_and_codes_end_by_themselves(
    call: Call, cast: Cast, ballot: Ballot, device: Visitor, clock: Any
):
    old, new = _code(call, cast, ballot, 4), _code(call, cast, ballot, 4)
    assert device.post("/kiosk/visits", data={"code": old}).status_code == (422 if old != new else 303)
    clock.travel(timedelta(minutes=31))
    assert device.post("/kiosk/visits", data={"code": new}).status_code == 422


def test_a_code_of_one_ballot_opens_no_kiosk_of_another(
    call: Call, cast: Cast, ballot: Ballot, device: Visitor
):
    other = call(make.ballot, cast)
    assert device.post("/kiosk/visits", data={"code": _code(call, cast, other, 4)}).status_code == 422


def test_codes_are_not_guessed(call: Call, cast: Cast, ballot: Ballot, device: Visitor):
    answers = [device.post("/kiosk/visits", data={"code": f"{n:06}"}).status_code for n in range(13)]
    assert answers == [422] * 12 + [429]


def test_an_ended_kiosk_takes_nobody(
    call: Call, cast: Cast, ballot: Ballot, kiosk: Kiosk, device: Visitor, as_: Callable[[Actor], Visitor]
):
    code = _code(call, cast, ballot, 4)
    device.post("/kiosk/visits", data={"code": code})
    assert as_(cast.zheng).post(f"/kiosks/{kiosk.id}/end").status_code == 303
    assert "这台投票机已经关了" in device.get("/kiosk").text
    assert device.post("/kiosk/visits", data={"code": code}).status_code == 422
    assert call(services.end_kiosk, cast.sun, kiosk.id).ended_by_id == cast.zheng.person_id


def test_a_kiosk_ends_with_the_voting(call: Call, cast: Cast, ballot: Ballot, device: Visitor, clock: Any):
    clock.travel(timedelta(days=4))
    assert "这台投票机已经关了" in device.get("/kiosk").text


def test_a_device_that_is_no_kiosk_has_no_such_page(client: Visitor, ballot: Ballot):
    for path in ("/kiosk", "/kiosk/ballot", "/kiosk/receipt"):
        assert client.get(path).status_code == 404
    for path in ("/kiosk/visits", "/kiosk/papers"):
        assert client.post(path, data={"code": "123456", "choices": "a"}).status_code == 404


@pytest.mark.parametrize("who", ["lin", "gao", "other_clerk", "other_facilitator", "admin"])
def test_only_staff_of_the_place_make_kiosks_draw_codes_and_end_them(
    call: Call, cast: Cast, ballot: Ballot, kiosk: Kiosk, who: str
):
    actor = getattr(cast, who)
    with pytest.raises(Forbidden):
        call(services.open_kiosk, actor, ballot.id, "大厅", 8)
    with pytest.raises(Forbidden):
        call(services.draw_code, actor, ballot.id, call(make.entry, ballot, 4))
    with pytest.raises(Forbidden):
        call(services.end_kiosk, actor, kiosk.id)


def test_there_is_no_kiosk_when_nobody_votes(call: Call, cast: Cast, ballot: Ballot, clock: Any):
    clock.travel(timedelta(days=4))
    with pytest.raises(Refused, match="ballot_closed"):
        call(services.open_kiosk, cast.sun, ballot.id, "大厅", 8)


def test_the_trace_is_the_day_and_no_row_tells_who_stood_where(
    call: Call, cast: Cast, ballot: Ballot, device: Visitor, clock: Any
):
    _vote(device, _code(call, cast, ballot, 4), "a")
    entries = call(Entry.filter(verb__startswith="kiosk_").order_by, "seq")
    assert [one.verb for one in entries] == ["kiosk_opened", "kiosk_code_drawn"]
    assert (entries[1].at, entries[1].facts) == ("2026-11-22", {})
    clock.travel(timedelta(minutes=2))
    call(commands.tick, clock.now())
    assert call(KioskVisit.all().count) == 0
    assert call(KioskCode.all().count) == 0
