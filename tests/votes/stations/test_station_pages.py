"""Pages of a polling station: what is shown to whom, and what is not."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from civic.people.rules import Actor
from tests.browsing import Visitor
from tests.cast import Cast
from tests.conftest import Call
from tests.factories import stations as make
from tests.factories import votes
from votes.casting import services as casting
from votes.casting.models import Paper
from votes.models import Ballot
from votes.rolls.slips.rules import Which
from votes.rolls.slips.services import print_slips
from votes.rules import Method, Secrecy
from votes.stations.batches import queries
from votes.stations.batches.rules.sheets import Invalid
from votes.stations.batches.services import boxes, bundles
from votes.stations.proxies.rules import Authorisation, Relation
from votes.stations.proxies.services import authorise

As = Callable[[Actor], Visitor]
SIX = ["a", "a,b", "b", "c", "", "!unclear"]


@pytest.fixture
def ballot(call: Call, cast: Cast, clock: Any, client: Visitor) -> Ballot:
    """An open ballot with paper and proxies."""
    return call(make.ballot, cast)


def test_the_desk_tells_how_many_voted_by_which_way_and_never_what(
    call: Call, cast: Cast, ballot: Ballot, as_: As
):
    call(casting.cast, cast.lin, ballot.id, votes.ticks("a"))
    call(make.put_in, cast, ballot, [9])
    shown = as_(cast.sun).get(f"/ballots/{ballot.id}/stations").text
    assert '<span class="big">2</span>' in shown
    assert "<dt>纸质选票</dt><dd>1</dd>" in shown
    assert "项目 a" not in shown


def test_one_person_is_found_at_once_and_several_are_listed(cast: Cast, ballot: Ballot, as_: As):
    desk = as_(cast.sun)
    found = desk.post(f"/ballots/{ballot.id}/stations/search", data={"who": "黄桂芝"})
    assert re.fullmatch(rf"/ballots/{ballot.id}/stations/entries/\d+", found.headers["location"])
    listed = desk.post(f"/ballots/{ballot.id}/stations/search", data={"who": "单元"})
    assert listed.text.count("/stations/entries/") == 12
    nobody = desk.post(f"/ballots/{ballot.id}/stations/search", data={"who": "王麻子"})
    assert nobody.status_code == 422
    assert "名册上没有找到" in nobody.text
    assert 'value="王麻子"' in nobody.text


def test_the_page_of_an_entry_offers_only_what_is_in_order(call: Call, cast: Cast, ballot: Ballot, as_: As):
    desk, entry = as_(cast.sun), call(make.entry, ballot, 4)
    path = f"/ballots/{ballot.id}/stations/entries/{entry}"
    assert "发一张纸质选票" in desk.get(path).text
    desk.post(f"{path}/papers", data={"step": "handed"})
    handed = desk.get(path).text
    assert "票已投进票箱" in handed
    assert "发一张纸质选票" not in handed
    desk.post(f"{path}/papers", data={"step": "returned"})
    done = desk.get(path).text
    assert "方式：纸质选票" in done
    assert "代办" not in done
    again = desk.post(f"{path}/papers", data={"step": "returned"})
    assert again.status_code == 409
    assert "先投的算数" in again.text


def test_an_entry_of_another_ballot_does_not_exist_here(call: Call, cast: Cast, ballot: Ballot, as_: As):
    other = call(make.ballot, cast)
    entry = call(make.entry, other, 4)
    assert as_(cast.sun).get(f"/ballots/{ballot.id}/stations/entries/{entry}").status_code == 404


def test_a_refused_paper_of_somebody_who_is_helped_loses_nothing(
    call: Call, cast: Cast, ballot: Ballot, as_: As
):
    entry = call(make.entry, ballot, 4)
    path = f"/ballots/{ballot.id}/stations/entries/{entry}/assistance"
    blank = as_(cast.sun).get(path)
    assert "checked" not in blank.text
    assert blank.headers["cache-control"] == "no-store"
    answer = as_(cast.sun).post(path, data={"choices": ["a", "c"]})
    assert answer.status_code == 422
    assert answer.text.count(" checked") == 2
    assert "自己说要选哪个" in answer.text
    done = as_(cast.sun).post(path, data={"choices": ["a", "c"], "present": "1"})
    assert re.search(r'class="receipt">\w{3}-\w{4}-\w{3}<', done.text)
    assert done.headers["cache-control"] == "no-store"


@pytest.mark.parametrize("method", list(Method))
def test_every_kind_of_ballot_prints_and_no_sheet_can_be_told_from_another(
    call: Call, cast: Cast, as_: As, clock: Any, method: Method
):
    made = call(make.ballot, cast, method=method)
    desk = as_(cast.sun)
    first, second = (desk.get(f"/ballots/{made.id}/sheet").text for _ in range(2))
    assert first == second
    sheet = first[first.index("<article") : first.index("</article>")]
    assert "盖章处" in sheet
    assert "黄桂芝" not in sheet
    assert "名册编号" not in sheet


def test_sheets_come_in_orders_drawn_by_lot_with_the_same_numbers(cast: Cast, ballot: Ballot, as_: As):
    desk = as_(cast.sun)
    orders = set()
    for version in range(1, 5):
        text = desk.get(f"/ballots/{ballot.id}/sheet?version={version}").text
        numbered = re.findall(r"<strong>(\d)\. 项目 (\w)</strong>", text)
        assert sorted(numbered) == [("1", "a"), ("2", "b"), ("3", "c"), ("4", "d")]
        orders.add(tuple(numbered))
    assert len(orders) > 1
    assert desk.get(f"/ballots/{ballot.id}/sheet?version=99").status_code == 200


def test_a_named_ballot_asks_for_number_and_signature(call: Call, cast: Cast, as_: As, clock: Any):
    made = call(make.ballot, cast, secrecy=Secrecy.NAMED)
    assert "名册编号" in as_(cast.sun).get(f"/ballots/{made.id}/sheet").text


def test_the_second_reader_sees_nothing_of_the_first_reading(
    call: Call, cast: Cast, as_: As, clock: Any, client: Visitor
):
    made = call(make.boxed, cast)
    batch_id = call(bundles.create, cast.sun, made.id, 6)
    call(make.read, cast.sun, batch_id, SIX)
    second = as_(cast.zheng)
    for path in (
        f"/batches/{batch_id}",
        f"/batches/{batch_id}/sheets",
        f"/batches/{batch_id}/sheets?sheet=2",
    ):
        text = second.get(path).text
        assert "checked" not in text.replace('value="" checked', "")
        assert "有过差异" not in text


def test_a_sheet_is_entered_in_the_form_and_the_next_one_comes(
    call: Call, cast: Cast, as_: As, clock: Any, client: Visitor
):
    made = call(make.boxed, cast)
    batch_id = call(bundles.create, cast.sun, made.id, 6)
    reader = as_(cast.sun)
    nothing = reader.post(f"/batches/{batch_id}/sheets", data={"sheet": "1", "mark": ""})
    assert nothing.status_code == 422
    assert "第 1 张，共 6 张" in nothing.text
    entered: list[dict[str, Any]] = [
        {"choices": ["a", "b"]},
        {"mark": "blank"},
        {"mark": "unclear", "choices": ["a"]},
    ]
    for number, sent in enumerate(entered, 1):
        answer = reader.post(f"/batches/{batch_id}/sheets", data=sent | {"sheet": str(number)})
        assert answer.status_code == 303
    assert "第 4 张，共 6 张" in reader.get(f"/batches/{batch_id}/sheets").text
    sheets = call(queries.one, batch_id).batch.readings[1].sheets
    assert [(sheet.text, sheet.invalid) for sheet in sheets.values()] == [
        ("a,b", None),
        ("", None),
        ("", Invalid.UNCLEAR),
    ]
    unknown = reader.post(f"/batches/{batch_id}/sheets", data={"sheet": "4", "mark": "eaten"})
    assert unknown.status_code == 422


def test_the_box_page_says_why_it_cannot_be_sealed_and_who_explained_what(
    call: Call, cast: Cast, as_: As, clock: Any, client: Visitor
):
    made = call(make.boxed, cast)
    page = f"/ballots/{made.id}/batches"
    assert "对不上" in as_(cast.sun).get(page).text
    call(boxes.explain_missing, cast.sun, made.id, 1, "找遍了票箱，少一张")
    assert "等另一个人确认" in as_(cast.sun).get(page).text
    other = as_(cast.gao)
    assert "我看过，确认" in other.get(page).text
    assert other.post("/box-statements/1/confirmation").headers["location"] == page
    assert "高建国 确认" in other.get(page).text


def test_the_names_of_proxies_are_for_the_roll_and_for_nobody_else(
    call: Call, cast: Cast, ballot: Ballot, as_: As, client: Visitor
):
    wanted = Authorisation(call(make.entry, ballot, 4), call(make.entry, ballot, 1), Relation.CHILD, "柜二层")
    call(authorise, cast.sun, ballot.id, wanted)
    page = f"/ballots/{ballot.id}/proxies"
    own, staff = as_(cast.lin).get(page).text, as_(cast.sun).get(page).text
    assert "4 号 黄桂芝 委托 1 号 林秀英" in own
    assert "替委托人投" in own
    assert "柜二层" not in own
    assert "柜二层" in staff
    assert client.get(page).status_code == 404
    assert as_(cast.gao).get(page).status_code == 200
    assert as_(cast.hao).get(page).status_code == 404


def test_a_slip_opens_the_kiosk_and_is_worth_nothing_afterwards(
    call: Call, cast: Cast, ballot: Ballot, as_: As
):
    slips = call(print_slips, cast.sun, ballot.id, Which.NEW)
    code = slips[3].slips[0][1]
    device = as_(cast.zheng)
    device.post("/kiosks", data={"ballot": str(ballot.id), "label": "大厅", "hours": "8"})
    assert device.post("/kiosk/visits", data={"code": code}).headers["location"] == "/kiosk/ballot"
    assert device.post("/kiosk/papers", data={"nonce": "", "choices": ["a"]}).status_code == 303
    assert call(Paper.filter(ballot_id=ballot.id).count) == 1
    device.get("/kiosk/receipt")
    used = device.post("/kiosk/visits", data={"code": code})
    assert used.status_code in (409, 422)


def test_a_finished_station_says_so(cast: Cast, ballot: Ballot, as_: As, clock: Any):
    clock.travel(timedelta(days=4))
    assert "投票已经截止" in as_(cast.sun).get(f"/ballots/{ballot.id}/stations").text
