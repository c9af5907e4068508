"""Rounds in the browser: the list, setting up, the ballot's faces, the receipt, nothing before its time."""

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
from votes.casting.models import Paper
from votes.models import Option
from votes.results import services as results
from votes.rounds.models import Round

As = Callable[[Actor], Visitor]
DAY = timedelta(days=1)


def codes(call: Call, round_: Round) -> list[str]:
    return [
        option.code for option in call(Option.filter(ballot_id=round_.ballot_id).order_by("position").all)
    ]


def nonce(page: str) -> str:
    found = re.search(r'name="nonce" value="([0-9a-f]{32})"', page)
    assert found
    return found[1]


def test_anyone_reads_the_list_and_a_round(call: Call, cast: Cast, clock: Any, client: Visitor):
    made = call(make.open_round, cast)
    page = client.get("/rounds")
    assert page.status_code == 200
    assert "2026 年社区保障资金投票" in page.text
    assert f"/rounds/{made.id}" in page.text
    page = client.get(f"/rounds/{made.id}")
    assert "三单元门口加装扶手" in page.text
    assert "¥60,000" in page.text


def test_without_rounds_the_list_says_so(client: Visitor, cast: Cast):
    assert "现在没有正在进行的投票" in client.get("/rounds").text


def test_what_does_not_exist_is_not_found(client: Visitor, cast: Cast):
    for path in ("", "/ballot", "/turnout", "/receipts"):
        assert client.get(f"/rounds/999999{path}").status_code == 404
    assert client.get("/ballots/999999").status_code == 404


def test_a_resident_votes_with_one_tap_and_gets_a_receipt(call: Call, cast: Cast, clock: Any, as_: As):
    made, lin = call(make.open_round, cast), as_(cast.lin)
    page = lin.get(f"/rounds/{made.id}/ballot")
    assert "还没投" in page.text
    assert page.headers["cache-control"] == "no-store"
    sent = {"choices": codes(call, made)[:1], "nonce": nonce(page.text)}
    answer = lin.post(f"/rounds/{made.id}/papers", data=sent)
    assert answer.status_code == 200
    receipt = re.search(r'class="receipt">([A-Z0-9-]{12})<', answer.text)
    assert receipt
    assert f'data-kept-done="ballot-{made.ballot_id}"' in answer.text
    again = lin.post(f"/rounds/{made.id}/papers", data=sent)
    assert receipt[1] in again.text
    assert call(Paper.filter(ballot_id=made.ballot_id).count) == 1


def test_afterwards_the_page_says_voted_and_a_second_paper_is_refused(
    call: Call, cast: Cast, clock: Any, as_: As
):
    made, lin = call(make.open_round, cast), as_(cast.lin)
    first, second = codes(call, made)
    lin.post(f"/rounds/{made.id}/papers", data={"choices": [first]})
    page = lin.get(f"/rounds/{made.id}/ballot").text
    assert "已投" in page
    assert 'type="checkbox"' not in page
    answer = lin.post(f"/rounds/{made.id}/papers", data={"choices": [second]})
    assert answer.status_code == 409
    assert "您已经投过了" in answer.text


def test_a_refused_paper_keeps_what_was_ticked(call: Call, cast: Cast, clock: Any, as_: As):
    made = call(make.open_round, cast, max_choices=1)
    both = codes(call, made)
    answer = as_(cast.lin).post(f"/rounds/{made.id}/papers", data={"choices": both})
    assert answer.status_code == 422
    assert "最多选 1 项，现在选了 2 项" in answer.text
    assert answer.text.count(" checked") == 2


def test_nothing_ticked_is_told_beside_the_list(call: Call, cast: Cast, clock: Any, as_: As):
    made = call(make.open_round, cast)
    answer = as_(cast.lin).post(f"/rounds/{made.id}/papers", data={})
    assert answer.status_code == 422
    assert "至少要选 1 项" in answer.text


def test_a_late_paper_is_refused_and_what_was_chosen_is_still_there(
    call: Call, cast: Cast, clock: Any, as_: As
):
    made, lin = call(make.open_round, cast), as_(cast.lin)
    clock.travel(7 * DAY)
    answer = lin.post(f"/rounds/{made.id}/papers", data={"choices": codes(call, made)[:1]})
    assert answer.status_code == 422
    assert "已经截止" in answer.text
    assert "您刚才选的是这几项" in answer.text
    assert call(Paper.all().count) == 0


def test_who_is_not_on_the_roll_is_told_why_and_what_to_do(call: Call, cast: Cast, clock: Any, as_: As):
    made, outsider = call(make.open_round, cast), as_(cast.outsider)
    page = outsider.get(f"/rounds/{made.id}/ballot").text
    assert "您不在名册上" in page
    assert 'type="checkbox"' not in page
    answer = outsider.post(f"/rounds/{made.id}/papers", data={"choices": codes(call, made)[:1]})
    assert answer.status_code == 403
    assert "居委会核实" in answer.text


def test_who_is_not_signed_in_reads_and_is_asked_at_the_act_and_the_server_keeps_nothing(
    call: Call, cast: Cast, clock: Any, client: Visitor
):
    made = call(make.open_round, cast)
    assert "登录去投" in client.get(f"/rounds/{made.id}/ballot").text
    answer = client.post(f"/rounds/{made.id}/papers", data={"choices": codes(call, made)[:1]})
    assert answer.status_code == 303
    assert answer.headers["location"].startswith("/sign-in?")
    assert "draft" not in answer.headers["location"]


def test_before_the_beginning_the_page_tells_the_hour(call: Call, cast: Cast, clock: Any, as_: As):
    made = call(make.round_, cast)
    page = as_(cast.lin).get(f"/rounds/{made.id}/ballot").text
    assert "还没开始" in page
    assert 'type="checkbox"' not in page


def test_two_voters_see_their_own_order_and_each_the_same_again(call: Call, cast: Cast, clock: Any, as_: As):
    made, lin = call(make.open_round, cast), as_(cast.lin)

    def order(page: str) -> list[str]:
        return re.findall(r'name="choices" value="(\d+)"', page)

    seen = order(lin.get(f"/rounds/{made.id}/ballot").text)
    assert sorted(seen) == sorted(codes(call, made))
    assert seen == order(lin.get(f"/rounds/{made.id}/ballot").text)


@pytest.mark.parametrize("path", ["", "/ballot", "/turnout", "/receipts", "/result"])
def test_while_open_no_page_changes_with_what_was_chosen(
    call: Call, cast: Cast, clock: Any, as_: As, client: Visitor, path: str
):
    """Two rounds alike but for the papers in the box: every page of one reads like the page of the other."""
    one, two = call(make.open_round, cast), call(make.open_round, cast)
    as_(cast.lin).post(f"/rounds/{one.id}/papers", data={"choices": codes(call, one)[:1]})
    as_(cast.lin).post(f"/rounds/{two.id}/papers", data={"choices": codes(call, two)[1:]})
    pages = [_plain(client.get(f"/rounds/{made.id}{path}").text) for made in (one, two)]
    assert sorted(pages[0]) == sorted(pages[1])


def _plain(page: str) -> list[str]:
    """The lines without numbers and digests; in any order, because each ballot draws its own."""
    return re.sub(r"[0-9a-f]{64}|\d+", "", page).split("\n")


def test_the_turnout_is_the_only_figure_while_open(
    call: Call, cast: Cast, clock: Any, as_: As, client: Visitor
):
    made = call(make.open_round, cast)
    as_(cast.lin).post(f"/rounds/{made.id}/papers", data={"choices": codes(call, made)[:1]})
    part = client.get(f"/rounds/{made.id}/turnout").text
    assert "已投 1 人" in part
    assert "hx-trigger" in part


def test_receipts_are_published_after_closing_and_found_however_typed(
    call: Call, cast: Cast, clock: Any, as_: As, client: Visitor
):
    made = call(make.open_round, cast)
    answer = as_(cast.lin).post(f"/rounds/{made.id}/papers", data={"choices": codes(call, made)[:1]})
    receipt = re.search(r'class="receipt">([A-Z0-9-]{12})<', answer.text)
    assert receipt
    assert receipt[1] not in client.get(f"/rounds/{made.id}/receipts").text
    clock.travel(7 * DAY)
    call(results.close, cast.sun, made.id)
    assert receipt[1] in client.get(f"/rounds/{made.id}/receipts").text
    typed = receipt[1].lower().replace("-", "")
    assert "在名单里" in client.get(f"/rounds/{made.id}/receipts?code={typed}").text
    for wrong in ("AAA-AAAA-AAA", "x" * 500, "<script>", "%00"):
        assert "没有找到" in client.get(f"/rounds/{made.id}/receipts", params={"code": wrong}).text


def test_a_clerk_sets_a_round_up_and_opens_it(call: Call, cast: Cast, clock: Any, as_: As):
    plan, sun = call(make.plan, cast), as_(cast.sun)
    page = sun.get("/rounds/new")
    assert page.status_code == 200
    sent = _form(cast, plan.proposals)
    made = sun.post("/rounds", data=sent)
    assert made.status_code == 303
    shown = sun.get(made.headers["location"]).text
    assert "固定下来，按时开始" in shown
    opened = sun.post(f"{made.headers['location']}/opening")
    assert opened.status_code == 303
    assert "固定下来，按时开始" not in sun.get(made.headers["location"]).text


def _form(cast: Cast, ids: tuple[int, ...], **changes: Any) -> dict[str, Any]:
    sound = {
        "place": cast.community.id,
        "title": "2026 年社区保障资金投票",
        "budget": "60000",
        "rule": "mes-cost",
        "proposals": [str(id) for id in ids],
        "opens_at": "2026-11-23T08:00",
        "closes_at": "2026-12-07T20:00",
        "min_choices": "1",
        "max_choices": "",
    }
    return sound | changes


@pytest.mark.parametrize(
    "changes",
    [
        {"title": ""},
        {"title": "x" * 61},
        {"budget": "-5"},
        {"budget": "abc"},
        {"budget": "9" * 30},
        {"rule": "coin"},
        {"proposals": []},
        {"proposals": ["x"]},
        {"proposals": ["9" * 40, "1"]},
        {"opens_at": "yesterday"},
        {"closes_at": "2026-11-23T08:10"},
        {"closes_at": ""},
        {"min_choices": "0"},
        {"min_choices": "9"},
        {"max_choices": "100000"},
        {"place": "x"},
    ],
)
def test_a_round_set_up_wrongly_is_shown_again_with_what_was_typed(
    call: Call, cast: Cast, clock: Any, as_: As, changes: dict[str, Any]
):
    plan = call(make.plan, cast)
    answer = as_(cast.sun).post("/rounds", data=_form(cast, plan.proposals, **changes))
    assert answer.status_code == 422
    assert 'class="error"' in answer.text or 'id="errors"' in answer.text
    assert call(Round.all().count) == 0


def test_a_resident_does_not_find_the_set_up(call: Call, cast: Cast, clock: Any, as_: As, client: Visitor):
    plan = call(make.plan, cast)
    assert as_(cast.lin).get("/rounds/new").status_code == 403
    assert as_(cast.lin).post("/rounds", data=_form(cast, plan.proposals)).status_code == 403
    assert client.get("/rounds/new").status_code == 303
    assert "新办一轮" not in client.get("/rounds").text


def test_home_proposal_and_my_page_show_the_ballot(
    call: Call, cast: Cast, clock: Any, as_: As, client: Visitor
):
    made, lin = call(make.open_round, cast), as_(cast.lin)
    assert "去投票" in client.get("/").text
    home = lin.get("/").text
    assert "您还没投" in home
    assert "2 个项目，总额 ¥60,000" in home
    lin.post(f"/rounds/{made.id}/papers", data={"choices": codes(call, made)[:1]})
    assert "您已投" in lin.get("/").text
    option = call(Option.get, ballot_id=made.ballot_id, position=1)
    assert "2026 年社区保障资金投票" in client.get(f"/proposals/{option.proposal_id}").text
    assert "投过的票" in lin.get("/me").text
