"""Rounds in the browser: the list and its bar, a round in each of its phases, putting off, receipts."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

from civic.people.models import Person
from civic.people.rules import Actor
from tests.browsing import Visitor
from tests.cast import Cast
from tests.conftest import Call
from tests.factories import votes as make
from votes.casting.services import cast as put_in
from votes.models import Option
from votes.results import services as results
from votes.rounds import queries, services
from votes.rounds.models import Round
from votes.rounds.rules import Youth
from votes.rules import Filled, Method, Rule
from votes.tally.rules import Ties
from votes.tally.spending.settings import Quota, Scope, Settings

As = Callable[[Actor], Visitor]
DAY = timedelta(days=1)


def first(call: Call, round_: Round) -> Filled:
    return Filled((call(Option.get, ballot_id=round_.ballot_id, position=1).code,))


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
    for path in ("", "/ballot", "/turnout"):
        assert client.get(f"/rounds/999999{path}").status_code == 404


def test_the_bar_of_the_list_says_what_is_still_to_be_cast(
    call: Call, cast: Cast, clock: Any, as_: As, client: Visitor
):
    made = call(make.open_round, cast)
    lin = as_(cast.lin)
    assert f'href="/ballots/{made.ballot_id}"' in lin.get("/rounds").text
    call(put_in, cast.lin, made.ballot_id, first(call, made))
    page = lin.get("/rounds").text
    assert "都投过了" in page
    assert f'href="/ballots/{made.ballot_id}"' not in page
    assert "登录以后就能投" in client.get("/rounds").text
    assert "还没投" not in as_(cast.hao).get("/rounds").text


def test_the_bar_speaks_of_ballots_without_a_budget_too(call: Call, cast: Cast, clock: Any, as_: As):
    ballot = call(make.open_ballot, cast, method=Method.YES_NO, title="要不要装快递柜")
    lin = as_(cast.lin)
    assert f'href="/ballots/{ballot.id}"' in lin.get("/rounds").text
    call(put_in, cast.lin, ballot.id, Filled(("yes",)))
    assert "都投过了" in lin.get("/rounds").text


def test_before_opening_everything_that_will_be_fixed_can_be_read(
    call: Call, cast: Cast, clock: Any, client: Visitor
):
    one, two = (str(each) for each in call(make.plan, cast).proposals)
    settings = Settings(
        ties=Ties.LOT,
        seed="双色球 2026130 期",
        min_votes=7,
        quotas=(Quota(Scope.CATEGORY, "elderly", 50_000_00),),
        requires=((one, two),),
    )
    plan = call(make.plan, cast, proposals=(int(one), int(two)), rule=Rule.GREEDY, settings=settings)
    plan = replace(plan, reminders=(24,), youth=Youth(14, 17))
    made = call(services.create, cast.sun, cast.community.id, plan)
    page = client.get(f"/rounds/{made.id}").text
    for words in (
        "会定下来的规则",
        "双色球 2026130 期",
        "不到 7 票的不能入选",
        "养老助老最多 ¥50,000",
        "要先办",
        "截止前 1 天",
        "14 到 17 岁另开征询箱",
        "年满 18 岁",
        "投出后不能改",
    ):
        assert words in page, words


def test_each_proposal_says_how_many_voters_are_enough(call: Call, cast: Cast, clock: Any, client: Visitor):
    made = call(make.round_, cast)
    page = client.get(f"/rounds/{made.id}").text
    assert "每投 100 张票" in page
    assert "81 张" in page  # 48,500 of 60,000
    assert "30 张" in page
    by_votes = call(make.round_, cast, rule=Rule.GREEDY)
    assert "每投 100 张票" not in client.get(f"/rounds/{by_votes.id}").text


def test_a_round_tells_each_of_its_phases(call: Call, cast: Cast, clock: Any, client: Visitor):
    made = call(make.round_, cast)

    def page() -> str:
        return client.get(f"/rounds/{made.id}").text

    assert "还在筹备" in page()
    call(services.open_round, cast.sun, made.id)
    assert "已经公布" in page()
    clock.travel(2 * timedelta(hours=1))
    assert "已投 0 人" in page()
    clock.travel(7 * DAY)
    assert "投票时间已到" in page()
    call(results.close, cast.sun, made.id)
    assert "投票已截止" in page()
    assert f"/ballots/{made.ballot_id}/record" in page()


def test_a_round_called_off_says_why_and_stands_among_the_finished(
    call: Call, cast: Cast, clock: Any, client: Visitor
):
    made = call(make.round_, cast)
    call(services.cancel, cast.sun, made.id, "钱没有到账，明年再办。")
    page = client.get(f"/rounds/{made.id}").text
    assert "已取消" in page
    assert "钱没有到账，明年再办。" in page
    assert "已取消" in client.get("/rounds").text


def test_a_closing_is_put_off_and_everybody_reads_by_whom_and_why(
    call: Call, cast: Cast, clock: Any, as_: As, client: Visitor
):
    made, sun = call(make.open_round, cast), as_(cast.sun)
    assert "延长截止时间" in sun.get(f"/rounds/{made.id}").text
    assert "延长截止时间" not in as_(cast.lin).get(f"/rounds/{made.id}").text
    sent = {"closes_at": "2026-12-05T20:00", "reason": "周末下大雨，投票站关了两天。"}
    answer = sun.post(f"/rounds/{made.id}/extension", data=sent)
    assert answer.status_code == 303
    page = client.get(f"/rounds/{made.id}").text
    assert "周末下大雨" in page
    assert f"{cast.sun.name} 在" in page


def test_a_wrong_extension_is_told_beside_its_field_and_nothing_is_lost(
    call: Call, cast: Cast, clock: Any, as_: As
):
    made, sun = call(make.open_round, cast), as_(cast.sun)
    for sent, said in (
        ({"closes_at": "2026-11-23T20:00", "reason": "想早一点结束。"}, "只能往后延"),
        ({"closes_at": "2026-12-05T20:00", "reason": ""}, "这一项还没有填"),
        ({"closes_at": "soon", "reason": "想早一点结束。"}, "请填一个日期"),
    ):
        answer = sun.post(f"/rounds/{made.id}/extension", data=sent)
        assert answer.status_code == 422
        assert said in answer.text
        assert sent["reason"] in answer.text
    assert call(queries.extensions, made.ballot_id) == []


def test_the_youth_ballot_and_the_round_lead_to_each_other(
    call: Call, cast: Cast, clock: Any, client: Visitor
):
    call(Person.filter(id=cast.wei.person_id).update, birth_year=2010)
    made = call(make.open_round, cast, youth=Youth(14, 17))
    beside = call(queries.youth_of, made.id)
    assert f"/rounds/{beside}" in client.get(f"/rounds/{made.id}").text
    page = client.get(f"/rounds/{beside}").text
    assert f"/rounds/{made.id}" in page
    assert "只供参考" in page


def test_the_turnout_is_the_only_figure_while_open(call: Call, cast: Cast, clock: Any, client: Visitor):
    made = call(make.open_round, cast)
    call(put_in, cast.lin, made.ballot_id, first(call, made))
    part = client.get(f"/rounds/{made.id}/turnout").text
    assert "已投 1 人" in part
    assert "hx-trigger" in part


def test_while_open_no_page_of_a_round_changes_with_what_was_chosen(
    call: Call, cast: Cast, clock: Any, client: Visitor
):
    """Two rounds alike but for the papers in the box: every page of one reads like the page of the other."""
    rounds = [call(make.open_round, cast) for _ in range(2)]
    for position, made in enumerate(rounds, 1):
        code = call(Option.get, ballot_id=made.ballot_id, position=position).code
        call(put_in, cast.lin, made.ballot_id, Filled((code,)))
    for path in ("", "/turnout", "/result"):
        one, two = (client.get(f"/rounds/{made.id}{path}").text for made in rounds)
        assert _plain(one) == _plain(two), path


def _plain(page: str) -> list[str]:
    """The lines without numbers and digests."""
    return sorted(re.sub(r"[0-9a-f]{64}|\d+", "", page).split("\n"))


def test_home_proposal_and_my_page_show_the_ballot(
    call: Call, cast: Cast, clock: Any, as_: As, client: Visitor
):
    made, lin = call(make.open_round, cast), as_(cast.lin)
    assert "去投票" in client.get("/").text
    home = lin.get("/").text
    assert "您还没投" in home
    assert "2 个项目，总额 ¥60,000" in home
    call(put_in, cast.lin, made.ballot_id, first(call, made))
    assert "您已投" in lin.get("/").text
    option = call(Option.get, ballot_id=made.ballot_id, position=1)
    assert "2026 年社区保障资金投票" in client.get(f"/proposals/{option.proposal_id}").text
    assert "投过的票" in lin.get("/me").text
