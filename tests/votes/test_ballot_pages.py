"""The ballot page of every kind: what a voter is shown, what is answered, what is kept when it is refused."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from civic.people.rules import Actor
from tests.browsing import Visitor
from tests.cast import Cast
from tests.conftest import Call
from tests.factories import votes as make
from tests.votes.papers import boxed, nonce, receipt
from votes.rules import Method

DAY = timedelta(days=1)
As = Callable[[Actor], Visitor]
# what a phone sends for each kind, and what is then in the box
SENT: dict[Method, tuple[dict[str, Any], str]] = {
    Method.YES_NO: ({"choices": "no"}, "no"),
    Method.CHOOSE_ONE: ({"choices": "b"}, "b"),
    Method.APPROVAL: ({"choices": ["c", "a"]}, "a,c"),
    Method.KNAPSACK: ({"choices": ["d", "b"]}, "b,d"),
    Method.ORDINAL: ({"ranks-a": "3", "ranks-b": "", "ranks-c": "1", "ranks-d": "7"}, "c,a,d"),
    Method.SCORE: ({"points-a": "5", "points-b": "", "points-c": "0", "points-d": "１"}, "a:5,d:1"),
    Method.CUMULATIVE: ({"points-a": "7", "points-b": "", "points-c": "3", "points-d": ""}, "a:7,c:3"),
    Method.CONSENT: ({"choices": "object", "reason": "路太窄，\n消防车进不来"}, "object"),
}
# what is refused in each kind, and a piece of the sentence
WRONG: list[tuple[Method, dict[str, Any], str]] = [
    (Method.YES_NO, {}, "还没有选"),
    (Method.CHOOSE_ONE, {"choices": ["a", "b"]}, "只能选一项，现在选了 2 项"),
    (Method.APPROVAL, {"choices": []}, "至少要选 1 项"),
    (Method.APPROVAL, {"choices": ["a", "99"]}, "不属于这次投票"),
    (Method.KNAPSACK, {"choices": ["a", "b", "c"]}, "选的一共要 ¥300，总额是 ¥250，多出 ¥50"),
    (Method.ORDINAL, {"ranks-a": "2", "ranks-b": "2"}, "有两项都排了第 2"),
    (Method.ORDINAL, {"ranks-a": "first"}, "名次要选第几"),
    (Method.ORDINAL, {"ranks-a": "1", "choices": "a"}, "写了两次"),
    (Method.SCORE, {"points-a": "6"}, "每项最多打 5 分，有一项打了 6 分"),
    (Method.CUMULATIVE, {"points-a": "7", "points-b": "5"}, "一共只有 10 分，现在分出了 12 分，多出 2 分"),
    (Method.CUMULATIVE, {"points-a": "-3"}, "分数不能小于零"),
    (Method.CUMULATIVE, {"points-a": "2.5"}, "分数要写整数"),
    (Method.CUMULATIVE, {"points-a": "9" * 4000}, "分数要写整数"),
    (Method.CONSENT, {"choices": "object"}, "有异议要写明理由"),
    (Method.APPROVAL, {"choices": "-"}, "没有“都不选”这一项"),
]


@pytest.mark.parametrize("method", Method)
def test_a_paper_of_each_kind_is_cast_and_sent_again_it_is_the_same_paper(
    call: Call, cast: Cast, clock: Any, as_: As, method: Method
):
    ballot, lin = call(make.open_ballot, cast, method=method), as_(cast.lin)
    page = lin.get(f"/ballots/{ballot.id}")
    assert "还没投" in page.text
    assert page.headers["cache-control"] == "no-store"
    sent, text = SENT[method]
    answers = [
        lin.post(f"/ballots/{ballot.id}/papers", data=sent | {"nonce": nonce(page.text)}) for _ in range(2)
    ]
    assert [answer.status_code for answer in answers] == [200, 200]
    assert receipt(answers[0].text) == receipt(answers[1].text)
    assert answers[0].headers["cache-control"] == "no-store"
    reason = "路太窄， 消防车进不来" if method is Method.CONSENT else ""
    assert call(boxed, ballot) == [(text, reason)]
    after = lin.get(f"/ballots/{ballot.id}").text
    assert "已投" in after
    assert "data-ballot" not in after


@pytest.mark.parametrize(("method", "sent", "sentence"), WRONG)
def test_a_wrong_paper_is_refused_with_a_sentence_and_stays_as_it_was_filled_in(
    call: Call, cast: Cast, clock: Any, as_: As, method: Method, sent: dict[str, Any], sentence: str
):
    ballot = call(make.open_ballot, cast, method=method)
    answer = as_(cast.lin).post(f"/ballots/{ballot.id}/papers", data=sent)
    assert answer.status_code == 422
    assert sentence in answer.text
    assert "还没投" in answer.text
    ticked = sent.get("choices", [])
    known = {"a", "b", "c", "d", "yes", "no", "consent", "object"} & set(
        [ticked] if isinstance(ticked, str) else ticked
    )
    if method is not Method.ORDINAL:
        assert answer.text.count(" checked") == len(known)
    for name, value in sent.items():
        if name.startswith("points-") and len(value) < 9:
            assert f'name="{name}"' in answer.text
            assert f'value="{value}"' in answer.text
    assert call(boxed, ballot) == []


def test_what_is_asked_is_said_in_words_with_its_numbers(call: Call, cast: Cast, clock: Any, as_: As):
    lin = as_(cast.lin)
    wanted = {
        Method.KNAPSACK: "总额 ¥250，选的加起来不能超过",
        Method.CUMULATIVE: "您有 10 分",
        Method.SCORE: "每项打 0 到 5 分",
        Method.ORDINAL: "最想要的排第 1",
        Method.CONSENT: "没有人提出有理由的异议",
    }
    for method, words in wanted.items():
        ballot = call(make.open_ballot, cast, method=method)
        assert words in lin.get(f"/ballots/{ballot.id}").text
    apart = lin.get(f"/ballots/{ballot.id}").text
    assert "不记名" in apart
    assert "投出以后不能改" in apart


def test_none_of_these_is_a_choice_of_its_own(call: Call, cast: Cast, clock: Any, as_: As):
    ballot = call(make.open_ballot, cast, none_of_these=True)
    lin, wei = as_(cast.lin), as_(cast.wei)
    assert "都不选" in lin.get(f"/ballots/{ballot.id}").text
    both = lin.post(f"/ballots/{ballot.id}/papers", data={"choices": ["a", "-"]})
    assert "请只留一样" in both.text
    assert both.text.count(" checked") == 2
    assert "如果都不想选" in lin.post(f"/ballots/{ballot.id}/papers", data={}).text
    assert lin.post(f"/ballots/{ballot.id}/papers", data={"choices": "-"}).status_code == 200
    assert wei.post(f"/ballots/{ballot.id}/papers", data={"choices": "b"}).status_code == 200
    assert call(boxed, ballot) == [("", ""), ("b", "")]


def test_two_voters_see_their_own_order_and_each_the_same_again(call: Call, cast: Cast, clock: Any, as_: As):
    ballot = call(make.open_ballot, cast, codes=tuple("abcdefghij"))
    lin, wei = as_(cast.lin), as_(cast.wei)

    def order(browser: Visitor) -> list[str]:
        return re.findall(r'name="choices" value="(\w)"', browser.get(f"/ballots/{ballot.id}").text)

    assert order(lin) == order(lin)
    assert sorted(order(lin)) == sorted(order(wei)) == list("abcdefghij")
    assert order(lin) != order(wei)


def test_a_ballot_that_is_not_shuffled_and_yes_or_no_keep_the_official_order(
    call: Call, cast: Cast, clock: Any, as_: As
):
    plain = call(make.open_ballot, cast, shuffled=False)
    page = as_(cast.lin).get(f"/ballots/{plain.id}").text
    assert re.findall(r'name="choices" value="(\w)"', page) == list("abcd")
    fixed = call(make.open_ballot, cast, method=Method.YES_NO)
    page = as_(cast.lin).get(f"/ballots/{fixed.id}").text
    assert re.findall(r'name="choices" value="(\w+)"', page) == ["yes", "no", "abstain"]


def test_a_second_paper_is_refused_and_the_first_one_stays(call: Call, cast: Cast, clock: Any, as_: As):
    ballot, lin = call(make.open_ballot, cast), as_(cast.lin)
    lin.post(f"/ballots/{ballot.id}/papers", data={"choices": "a"})
    answer = lin.post(f"/ballots/{ballot.id}/papers", data={"choices": "b"})
    assert answer.status_code == 409
    assert "已经投过了" in answer.text
    assert call(boxed, ballot) == [("a", "")]


@pytest.mark.parametrize("method", [Method.APPROVAL, Method.ORDINAL, Method.CUMULATIVE])
def test_a_late_paper_is_refused_and_what_was_chosen_is_still_there(
    call: Call, cast: Cast, clock: Any, as_: As, method: Method
):
    ballot, lin = call(make.open_ballot, cast, method=method), as_(cast.lin)
    clock.travel(3 * DAY)
    answer = lin.post(f"/ballots/{ballot.id}/papers", data=SENT[method][0])
    assert answer.status_code == 422
    assert "已经截止" in answer.text
    assert "您刚才选的是这些" in answer.text
    kept = {Method.APPROVAL: "<li>项目 c", Method.ORDINAL: "项目 c：第 1", Method.CUMULATIVE: "项目 a：7 分"}
    assert kept[method] in answer.text
    assert call(boxed, ballot) == []


def test_before_the_beginning_the_page_tells_the_hour_and_takes_nothing(
    call: Call, cast: Cast, clock: Any, as_: As
):
    ballot, lin = call(make.open_ballot, cast, opens_at=clock.now() + DAY), as_(cast.lin)
    page = lin.get(f"/ballots/{ballot.id}").text
    assert "还没开始" in page
    assert "data-ballot" not in page
    answer = lin.post(f"/ballots/{ballot.id}/papers", data={"choices": "a"})
    assert answer.status_code == 422
    assert "现在还不能投" in answer.text


def test_who_is_not_on_the_roll_is_told_why(call: Call, cast: Cast, clock: Any, as_: As):
    ballot, outsider = call(make.open_ballot, cast), as_(cast.outsider)
    page = outsider.get(f"/ballots/{ballot.id}").text
    assert "您不在名册上" in page
    assert "data-ballot" not in page
    assert outsider.post(f"/ballots/{ballot.id}/papers", data={"choices": "a"}).status_code == 403


def test_who_is_not_signed_in_reads_and_is_asked_at_the_act_and_the_server_keeps_nothing(
    call: Call, cast: Cast, clock: Any, client: Visitor
):
    ballot = call(make.open_ballot, cast)
    assert "登录去投" in client.get(f"/ballots/{ballot.id}").text
    answer = client.post(f"/ballots/{ballot.id}/papers", data={"choices": "a"})
    assert answer.status_code == 303
    assert answer.headers["location"].startswith("/sign-in?")
    assert "draft" not in answer.headers["location"]


def test_there_is_no_such_ballot(client: Visitor, cast: Cast, as_: As):
    assert client.get("/ballots/999999").status_code == 404
    assert as_(cast.lin).post("/ballots/999999/papers", data={"choices": "a"}).status_code == 404


def test_while_open_no_page_changes_with_what_was_chosen(
    call: Call, cast: Cast, clock: Any, as_: As, client: Visitor
):
    ballots = [call(make.open_ballot, cast, method=Method.CUMULATIVE, shuffled=False) for _ in range(2)]
    for ballot, points in zip(ballots, ("points-a", "points-d"), strict=True):
        as_(cast.lin).post(f"/ballots/{ballot.id}/papers", data={points: "5"})
    for reader in (client, as_(cast.wei), as_(cast.lin)):
        pages = [re.sub(r"[0-9a-f]{8,}|\d+", "", reader.get(f"/ballots/{each.id}").text) for each in ballots]
        assert pages[0] == pages[1]
