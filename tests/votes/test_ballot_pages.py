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
from votes.casting.models import Paper, Turnout
from votes.models import Ballot
from votes.rolls.slips import services as slips
from votes.rolls.slips.rules import Which
from votes.rules import Electorate, Method, RollLine, Secrecy

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


def nonce(page: str) -> str:
    found = re.search(r'name="nonce" value="([0-9a-f]{32})"', page)
    assert found
    return found[1]


def receipt(page: str) -> str:
    found = re.search(r'class="receipt">([A-Z0-9-]{12})<', page)
    assert found
    return found[1]


async def _boxed(ballot: Ballot) -> list[tuple[str, str]]:
    found = await Paper.filter(ballot_id=ballot.id).order_by("choices")
    return [(paper.choices, paper.reason) for paper in found]


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
    assert call(_boxed, ballot) == [(text, reason)]
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
    assert call(_boxed, ballot) == []


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
    assert call(_boxed, ballot) == [("", ""), ("b", "")]


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
    assert call(_boxed, ballot) == [("a", "")]


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
    assert call(_boxed, ballot) == []


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


def test_a_changeable_paper_is_changed_with_the_code_and_only_with_it(
    call: Call, cast: Cast, clock: Any, as_: As
):
    ballot, lin = call(make.open_ballot, cast, changeable=True), as_(cast.lin)
    page = lin.get(f"/ballots/{ballot.id}").text
    assert "截止以前可以改" in page
    code = nonce(page)
    first = lin.post(f"/ballots/{ballot.id}/papers", data={"choices": "a", "nonce": code})
    assert " ".join(code[n : n + 4] for n in range(0, 32, 4)) in first.text
    without = lin.post(f"/ballots/{ballot.id}/papers", data={"choices": "b"})
    assert without.status_code == 409
    assert "请用投票的那部手机" in without.text
    assert 'value="b" data-label="项目 b" data-cost="10000" checked' in without.text
    again = lin.get(f"/ballots/{ballot.id}").text
    assert "改成这样" in again
    sent = {"choices": "b", "nonce": nonce(again), "replaces": f" {code[:16].upper()}-{code[16:]}"}
    second = lin.post(f"/ballots/{ballot.id}/papers", data=sent)
    assert receipt(second.text) != receipt(first.text)
    assert receipt(lin.post(f"/ballots/{ballot.id}/papers", data=sent).text) == receipt(second.text)
    assert call(_boxed, ballot) == [("b", "")]
    assert call(Turnout.filter(ballot_id=ballot.id).count) == 1


def test_a_code_changes_nobody_elses_paper(call: Call, cast: Cast, clock: Any, as_: As):
    ballot, lin, wei = call(make.open_ballot, cast, changeable=True), as_(cast.lin), as_(cast.wei)
    code = nonce(lin.get(f"/ballots/{ballot.id}").text)
    lin.post(f"/ballots/{ballot.id}/papers", data={"choices": "a", "nonce": code})
    wei.post(f"/ballots/{ballot.id}/papers", data={"choices": "b"})
    stolen = wei.post(f"/ballots/{ballot.id}/papers", data={"choices": "c", "replaces": code})
    assert stolen.status_code == 409
    assert call(_boxed, ballot) == [("a", ""), ("b", "")]


def test_after_the_end_a_changeable_paper_stays(call: Call, cast: Cast, clock: Any, as_: As):
    ballot, lin = call(make.open_ballot, cast, changeable=True), as_(cast.lin)
    code = nonce(lin.get(f"/ballots/{ballot.id}").text)
    lin.post(f"/ballots/{ballot.id}/papers", data={"choices": "a", "nonce": code})
    clock.travel(3 * DAY)
    answer = lin.post(f"/ballots/{ballot.id}/papers", data={"choices": "b", "replaces": code})
    assert answer.status_code == 422
    assert "改成这样" not in lin.get(f"/ballots/{ballot.id}").text
    assert call(_boxed, ballot) == [("a", "")]


def test_a_named_paper_is_shown_to_its_voter_and_changed_without_a_code(
    call: Call, cast: Cast, clock: Any, as_: As
):
    ballot = call(make.open_ballot, cast, secrecy=Secrecy.NAMED, changeable=True, method=Method.CUMULATIVE)
    lin = as_(cast.lin)
    lin.post(f"/ballots/{ballot.id}/papers", data={"points-a": "7", "points-b": "2"})
    page = lin.get(f"/ballots/{ballot.id}").text
    assert "记名" in page
    assert re.search(r'name="points-a"[^>]*value="7"', page)
    assert (
        lin.post(f"/ballots/{ballot.id}/papers", data={"points-a": "1", "points-d": "9"}).status_code == 200
    )
    assert call(_boxed, ballot) == [("a:1,d:9", "")]
    (paper,) = call(Paper.filter(ballot_id=ballot.id).all)
    assert paper.entry_id == call(Turnout.get, ballot_id=ballot.id).entry_id


def test_a_household_has_one_paper_and_sees_who_cast_it(call: Call, cast: Cast, clock: Any, as_: As):
    home = RollLine("household:1", voters=(cast.lin.person_id or 0, cast.wei.person_id or 0))
    ballot = call(make.open_ballot, cast, lines=[home], electorate=Electorate.HOUSEHOLD)
    lin, wei = as_(cast.lin), as_(cast.wei)
    assert "一户一张票" in lin.get(f"/ballots/{ballot.id}").text
    lin.post(f"/ballots/{ballot.id}/papers", data={"choices": "a"})
    page = wei.get(f"/ballots/{ballot.id}").text
    assert "林秀英" in page
    assert "替这一户投了票" in page
    assert "项目 a" not in page.split('id="state"')[1].split("</section>")[0]
    assert wei.post(f"/ballots/{ballot.id}/papers", data={"choices": "b"}).status_code == 409
    assert call(_boxed, ballot) == [("a", "")]


def test_each_voter_has_a_draft_of_their_own_on_a_phone_that_a_family_shares(
    call: Call, cast: Cast, clock: Any, as_: As
):
    ballot = call(make.open_ballot, cast)

    def kept(page: str) -> str:
        found = re.search(r'data-keep(?:-done)?="(ballot-\d+-[0-9a-f]{8})"', page)
        assert found
        return found[1]

    lin, wei = as_(cast.lin), as_(cast.wei)
    mine, theirs = kept(lin.get(f"/ballots/{ballot.id}").text), kept(wei.get(f"/ballots/{ballot.id}").text)
    assert mine != theirs
    done = lin.post(f"/ballots/{ballot.id}/papers", data={"choices": "a"}).text
    assert f'data-kept-done="{mine}"' in done


def test_while_open_no_page_changes_with_what_was_chosen(
    call: Call, cast: Cast, clock: Any, as_: As, client: Visitor
):
    ballots = [call(make.open_ballot, cast, method=Method.CUMULATIVE, shuffled=False) for _ in range(2)]
    for ballot, points in zip(ballots, ("points-a", "points-d"), strict=True):
        as_(cast.lin).post(f"/ballots/{ballot.id}/papers", data={points: "5"})
    for reader in (client, as_(cast.wei), as_(cast.lin)):
        pages = [re.sub(r"[0-9a-f]{8,}|\d+", "", reader.get(f"/ballots/{each.id}").text) for each in ballots]
        assert pages[0] == pages[1]


def test_who_comes_with_a_slip_casts_one_paper_without_an_account_and_a_lost_receipt_is_given_again(
    call: Call, cast: Cast, clock: Any, client: Visitor
):
    ballot = call(make.open_ballot, cast, lines=[RollLine("household:1", unit="3-2-501")])
    (sheet,) = call(slips.print_slips, cast.sun, ballot.id, Which.NEW)
    ((_, code),) = sheet.slips
    assert client.post("/vote", data={"code": code}).headers["location"] == f"/ballots/{ballot.id}"
    page = client.get(f"/ballots/{ballot.id}")
    assert "还没投" in page.text
    assert page.headers["cache-control"] == "no-store"
    hidden = dict(re.findall(r'<input type="hidden" name="(nonce|entry)" value="(\w+)"', page.text))
    answers = [client.post(f"/ballots/{ballot.id}/papers", data={"choices": "b"} | hidden) for _ in range(2)]
    assert receipt(answers[0].text) == receipt(answers[1].text)
    done = [re.findall(r'data-kept-done="([\w-]+)"', answer.text) for answer in answers]
    assert done[0] == done[1] == re.findall(r'data-keep="([\w-]+)"', page.text)
    (turnout,) = call(Turnout.filter(ballot_id=ballot.id).all)
    assert turnout.person_id is None
    fresh = client.post(f"/ballots/{ballot.id}/papers", data={"choices": "c", "entry": hidden["entry"]})
    assert fresh.headers["location"].startswith("/sign-in?")
    assert call(_boxed, ballot) == [("b", "")]
    assert client.post("/vote", data={"code": code}).status_code == 422


def test_a_slip_counts_at_its_own_ballot_only(call: Call, cast: Cast, clock: Any, client: Visitor):
    one, two = (call(make.open_ballot, cast, lines=[RollLine("household:1")]) for _ in range(2))
    ((_, code),) = call(slips.print_slips, cast.sun, one.id, Which.NEW)[0].slips
    client.post("/vote", data={"code": code})
    assert "登录去投" in client.get(f"/ballots/{two.id}").text
    assert client.post(f"/ballots/{two.id}/papers", data={"choices": "a"}).status_code == 303


def test_the_holder_of_a_slip_and_the_member_of_the_household_have_one_paper_between_them(
    call: Call, cast: Cast, clock: Any, client: Visitor, as_: As
):
    home = RollLine("household:1", voters=(cast.lin.person_id or 0,))
    ballot = call(make.open_ballot, cast, lines=[home], electorate=Electorate.HOUSEHOLD)
    ((_, code),) = call(slips.print_slips, cast.sun, ballot.id, Which.NEW)[0].slips
    client.post("/vote", data={"code": code})
    assert as_(cast.lin).post(f"/ballots/{ballot.id}/papers", data={"choices": "a"}).status_code == 200
    late = client.post(f"/ballots/{ballot.id}/papers", data={"choices": "b"})
    assert late.status_code == 409
    assert call(_boxed, ballot) == [("a", "")]
