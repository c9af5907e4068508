"""Matters in the browser: the list, the form and its refusals, what is asked and how it counts, the result."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from civic.people.rules import Actor
from tests.browsing import Visitor
from tests.cast import Cast
from tests.conftest import Call
from tests.factories import matters as make
from votes.casting.services import cast as put_in
from votes.matters import services
from votes.matters.models import Matter
from votes.matters.rules import Plan
from votes.rules import Filled, Method, Rule

As = Callable[[Actor], Visitor]


def form(cast: Cast, **changes: Any) -> dict[str, Any]:
    return {
        "place": cast.community.id,
        "title": "要不要在南门装一个快递柜？",
        "about": "在南门岗亭旁边装一组快递柜。",
        "kind": "yes_no majority",
        "share": ">1/2",
        "base": "yes_no",
        "electorate": "person",
        "least_age": "18",
        "secrecy": "secret",
        "opens_at": "2026-11-23T09:00",
        "closes_at": "2026-11-30T20:00",
    } | changes


def test_without_matters_the_list_says_so(client: Visitor, cast: Cast):
    assert "现在没有要表决的事" in client.get("/matters").text


def test_staff_fills_the_form_in_and_reads_it_back(as_: As, cast: Cast, clock: Any, client: Visitor):
    sun = as_(cast.sun)
    assert sun.get("/matters/new").status_code == 200
    answer = sun.post("/matters", data=form(cast, quorum="2/3"))
    assert answer.status_code == 303
    page = client.get(answer.headers["location"]).text
    assert "要不要在南门装一个快递柜？" in page
    assert "投了赞成或反对的人里，过半数赞成就通过。" in page
    assert "名册上三分之二以上的人参加才有效。" in page
    assert "固定下来" not in page
    assert "固定下来" in sun.get(answer.headers["location"]).text


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"kind": "yes_no borda"}, "“按名次计分（波达）”不能用来数“赞成、反对、弃权”的票"),
        ({"kind": "knapsack greedy"}, "要分钱的投票请去“新办一轮”"),
        ({"kind": "perhaps"}, "请在给出的选项里选一个"),
        ({"kind": "choose_one plurality", "options": "银杏"}, "至少要有 2 个选项"),
        ({"kind": "choose_one plurality", "options": "银杏\n银杏"}, "“银杏”写了两次"),
        ({"kind": "yes_no owners"}, "请把“谁来投”选成业主"),
        ({"share": "5/4"}, "请在给出的选项里选一个"),
        ({"closes_at": "2026-11-23T09:10"}, "从开始到截止至少要有 1 小时"),
        ({"title": ""}, "这一项还没有填"),
    ],
)
def test_what_cannot_be_held_is_told_beside_its_field_and_nothing_is_lost(
    as_: As, cast: Cast, clock: Any, changes: dict[str, Any], sentence: str
):
    answer = as_(cast.sun).post("/matters", data=form(cast, **changes))
    assert answer.status_code == 422
    assert sentence in answer.text
    assert "在南门岗亭旁边装一组快递柜。" in answer.text


def test_a_draft_is_changed_in_the_same_form(call: Call, as_: As, cast: Cast, clock: Any):
    made = call(make.matter, cast, make.choosing(Method.ORDINAL, Rule.STV, seats=2))
    sun = as_(cast.sun)
    page = sun.get(f"/matters/{made.id}/edition").text
    assert "银杏\n香樟\n海棠" in page
    assert 'value="ordinal stv" checked' in page
    answer = sun.post(f"/matters/{made.id}/edition", data=form(cast, version="1", title="南门种什么花？"))
    assert answer.status_code == 303
    assert "南门种什么花？" in sun.get(f"/matters/{made.id}").text
    assert sun.post(f"/matters/{made.id}/edition", data=form(cast, version="1")).status_code == 409
    assert as_(cast.lin).get(f"/matters/{made.id}/edition").status_code == 403


def test_an_open_matter_shows_the_turnout_and_the_way_to_the_ballot(
    call: Call, as_: As, cast: Cast, clock: Any, client: Visitor
):
    made = call(make.open_matter, cast)
    page = as_(cast.lin).get(f"/matters/{made.id}").text
    assert "还没投" in page
    assert f'href="/ballots/{made.ballot_id}"' in page
    assert "已投 0" in client.get(f"/matters/{made.id}/turnout").text
    assert client.get(f"/matters/{made.id}").status_code == 200
    assert "要不要在南门装一个快递柜？" in client.get("/rounds").text
    assert "截止以后才开票" in client.get(f"/matters/{made.id}/result").text
    assert client.get(f"/matters/{made.id}/result.json").status_code == 404


def result(call: Call, cast: Cast, client: Visitor, papers: list[Filled], plan: Plan | None = None) -> str:
    made = call(make.closed, cast, papers, plan)
    answer = client.get(f"/matters/{made.id}/result")
    assert answer.status_code == 200
    document = client.get(f"/matters/{made.id}/result.json").json()
    assert document["papers"] == len(papers)
    assert document["working"]["kind"]
    return answer.text


def test_a_verdict_is_told_with_its_numbers_and_its_rule(call: Call, cast: Cast, clock: Any, client: Visitor):
    page = result(call, cast, client, [Filled(("yes",)), Filled(("yes",)), Filled(("no",))])
    assert "为什么通过" in page
    assert "投了赞成或反对的 3 人里，过半数赞成才通过，也就是至少 2 票。赞成 2 票，反对 1 票" in page


def test_the_loser_reads_what_would_have_been_enough(call: Call, cast: Cast, clock: Any, client: Visitor):
    page = result(call, cast, client, [Filled(("yes",)), Filled(("no",))])
    assert "没有通过" in page
    assert "当时再有 1 人来投赞成，就通过了。" in page


RANKED = [Filled(tuple(paper)) for paper in ("123", "231", "312")]


@pytest.mark.parametrize(
    ("method", "rule", "papers", "seats", "words"),
    [
        (Method.CHOOSE_ONE, Rule.PLURALITY, [Filled(("1",)), Filled(("2",)), Filled(("1",))], 1, "排第 1"),
        (Method.ORDINAL, Rule.IRV, RANKED, 1, "第 1 轮"),
        (Method.ORDINAL, Rule.CONDORCET, RANKED, 1, "转成了一圈"),
        (Method.ORDINAL, Rule.STV, RANKED, 2, "当选票数是 2"),
        (Method.ORDINAL, Rule.BORDA, RANKED, 1, "人选了它"),
        (Method.SCORE, Rule.SCORE, [Filled(("1", "2"), (5, 3))], 1, "平均 5 分"),
    ],
)
def test_every_kind_of_result_has_its_page(
    call: Call,
    cast: Cast,
    clock: Any,
    client: Visitor,
    method: Method,
    rule: Rule,
    papers: list[Filled],
    seats: int,
    words: str,
):
    page = result(call, cast, client, papers, make.choosing(method, rule, seats=seats))
    assert words in page
    assert "银杏" in page


def test_objections_are_read_without_names(call: Call, cast: Cast, clock: Any, client: Visitor):
    papers = [Filled(("consent",)), Filled(("object",), reason="夜里太吵 <b>")]
    page = result(call, cast, client, papers, make.plan(method=Method.CONSENT, rule=Rule.CONSENT))
    assert "夜里太吵 &lt;b&gt;" in page


def test_an_owners_result_shows_both_measures_and_what_it_is_not(
    call: Call, cast: Cast, clock: Any, client: Visitor, as_: As
):
    wanted = make.owners(silence_text="送达后七日不回复的，随多数。")
    made: Matter = call(make.owned, cast, [(88_50, "yes"), (100_00, "yes"), (100_00, "")], wanted)
    page = as_(cast.sun).get(f"/matters/{made.id}").text
    assert "没有送达的业主" in page
    assert "这是意向征询，不是法定的业主表决" in page
    answer = as_(cast.sun).post(f"/matters/{made.id}/undelivered", data={"heads": "9", "area": "1"})
    assert answer.status_code == 422
    assert "没有投票的一共 1 人" in answer.text
    call(make.shut, cast, made)
    page = client.get(f"/matters/{made.id}/result").text
    assert "188.50" in page
    assert "实际投的" in page
    assert "按业主的约定算" in page


def test_closing_by_hand_leads_to_the_result(call: Call, as_: As, cast: Cast, clock: Any):
    made = call(make.matter, cast)
    sun = as_(cast.sun)
    assert sun.post(f"/matters/{made.id}/opening").status_code == 303
    assert sun.post(f"/matters/{made.id}/closing").status_code == 422
    call(clock_on, clock)
    answer = sun.post(f"/matters/{made.id}/closing")
    assert answer.headers["location"] == f"/matters/{made.id}/result"


async def clock_on(clock: Any) -> None:
    clock.travel(timedelta(days=8))


def test_what_does_not_exist_is_not_found(client: Visitor, cast: Cast):
    for path in ("", "/turnout", "/result", "/result.json"):
        assert client.get(f"/matters/999999{path}").status_code == 404


def test_the_home_page_says_what_is_still_to_be_voted_on(call: Call, as_: As, cast: Cast, clock: Any):
    call(services.open_matter, cast.sun, call(make.matter, cast).id)
    page = as_(cast.lin).get("/").text
    assert "要不要在南门装一个快递柜？" in page


def test_my_page_says_that_i_voted_and_not_what(call: Call, as_: As, cast: Cast, clock: Any):
    made = call(make.open_matter, cast)
    call(put_in, cast.lin, made.ballot_id, Filled(("no",)))
    page = as_(cast.lin).get("/me").text
    assert f'href="/ballots/{made.ballot_id}">要不要在南门装一个快递柜？' in page
    assert "11月22日 已投" in page
    assert "要不要在南门装一个快递柜？" not in as_(cast.wei).get(f"/people/{cast.lin.person_id}").text
