"""Conversations in the browser: asked, answered without a script, read by anybody, downloaded when over."""

import csv
import io
import re
from collections.abc import Callable
from datetime import timedelta

import pytest

from civic.people.rules import Actor
from councils.opinions import queries, services
from councils.opinions.rules.states import Stance
from tests.browsing import Visitor
from tests.cast import Cast
from tests.conftest import Call
from tests.factories import opinions as make

As = Callable[[Actor], Visitor]
TEXT = "把空着的门面房租下来停电动车"


@pytest.fixture
def asked(call: Call, cast: Cast, clock: object) -> str:
    """The address of an open conversation."""
    return f"/conversations/{call(make.conversation, cast).id}"


def test_without_any_the_list_says_so(client: Visitor):
    assert "这里还没有征集过意见" in client.get("/conversations").text


def test_the_organiser_asks_and_everybody_reads(as_: As, cast: Cast, clock: object, client: Visitor):
    zheng = as_(cast.zheng)
    assert zheng.get("/conversations/new").status_code == 200
    form = {
        "place": cast.community.id,
        "title": "二号院的停车怎么办",
        "question": "怎么停才公平？",
        "seeds": "晚上十点以后不许车进院子\n\n  车位收的钱用来修路灯  ",
        "opens_at": "2026-11-22T19:00",
        "closes_at": "2026-11-29T19:00",
    }
    answer = zheng.post("/conversations", data=form)
    page = client.get(answer.headers["location"]).text
    assert "怎么停才公平？" in page
    assert page.count("发起人写的") == 2
    assert "三分钟参与" in client.get("/").text
    again = zheng.post("/conversations", data=form | {"closes_at": "2026-11-22T18:00"})
    assert again.status_code == 422
    assert "结束的时间要在开始之后" in again.text
    assert "怎么停才公平？" in again.text


def test_one_statement_after_the_other_without_a_script(as_: As, cast: Cast, asked: str):
    lin, seen = as_(cast.lin), []
    for _ in range(9):
        page = lin.get(f"{asked}/next").text
        statement = _asked(page)
        seen.append(statement)
        answer = lin.post(f"{asked}/votes", data={"statement": statement, "stance": "1"})
        assert answer.headers["location"] == f"{asked}/next"
    assert len(set(seen)) == 9
    done = lin.get(f"{asked}/next").text
    assert "现有的意见您都看过了" in done
    assert "您说：同意" in done


def _asked(page: str) -> str:
    found = re.search(r'name="statement" value="(\d+)"', page)
    assert found
    return found[1]


def test_a_slip_is_changed_or_taken_back(as_: As, cast: Cast, asked: str, call: Call):
    wei = as_(cast.wei)
    statement = _asked(wei.get(f"{asked}/next").text)
    wei.post(f"{asked}/votes", data={"statement": statement, "stance": "-1"})
    again = wei.get(f"{asked}/next?statement={statement}").text
    assert _asked(again) == statement
    assert "您原来说：不同意" in again
    wei.post(f"{asked}/votes", data={"statement": statement, "stance": "1"})
    assert "<strong>同意</strong>" in wei.get(f"{asked}/mine").text
    assert wei.post(f"{asked}/undo", data={"statement": statement}).status_code == 303
    assert "您还没有表过态" in wei.get(f"{asked}/mine").text


@pytest.mark.parametrize("stance", ["2", "x", ""])
def test_a_stance_that_is_none_is_asked_again(as_: As, cast: Cast, asked: str, stance: str):
    lin = as_(cast.lin)
    statement = _asked(lin.get(f"{asked}/next").text)
    assert lin.post(f"{asked}/votes", data={"statement": statement, "stance": stance}).status_code == 422


@pytest.mark.parametrize("query", ["statement=x", "statement=999999", "statement=99999999999", "order=best"])
def test_addresses_that_mean_nothing_are_read_as_if_they_said_nothing(
    client: Visitor, asked: str, query: str
):
    assert client.get(f"{asked}/next?{query}").status_code == 200
    assert client.get(f"{asked}?{query}").status_code == 200


def test_a_statement_is_handed_in_read_and_answered(as_: As, cast: Cast, asked: str, client: Visitor):
    lin, zheng = as_(cast.lin), as_(cast.zheng)
    answer = lin.post(f"{asked}/statements", data={"text": TEXT})
    assert "等审核" in lin.get(answer.headers["location"]).text
    assert TEXT not in client.get(asked).text
    page = zheng.get(f"{asked}/review").text
    assert TEXT in page
    accept = re.search(r'action="([^"]+/acceptance)"', page)
    assert accept
    zheng.post(accept[1])
    assert TEXT in client.get(asked).text
    assert "林秀英" not in client.get(asked).text, "who said it is not shown"
    assert "已经放进去" in lin.get(f"{asked}/mine").text
    assert "大家可以表态了" in lin.get("/notifications").text


def test_a_statement_like_another_is_asked_about(as_: As, cast: Cast, asked: str):
    lin = as_(cast.lin)
    near = {"text": "晚上十点以后不准车进院子"}
    refused = lin.post(f"{asked}/statements", data=near)
    assert refused.status_code == 422
    assert make.SEEDS[0] in refused.text
    assert near["text"] in refused.text
    assert lin.post(f"{asked}/statements", data=near | {"sure": "1"}).status_code == 303
    assert lin.post(f"{asked}/statements", data={"text": "长" * 141}).status_code == 422


def test_counts_of_a_few_are_not_shown(call: Call, cast: Cast, asked: str, client: Visitor):
    number = int(asked.rpartition("/")[2])
    call(make.crowd, cast, number, 4)
    assert client.get(asked).text.count("表态的还不到 5 人") == 9
    call(services.vote, cast.lin, call(make.statements, number)[0], Stance.AGREE)
    assert client.get(asked).text.count("表态的还不到 5 人") == 8


def test_below_forty_the_page_says_how_many_are_missing(call: Call, cast: Cast, asked: str, client: Visitor):
    number = int(asked.rpartition("/")[2])
    call(make.crowd, cast, number, 12)
    call(services.compute, number, call(queries.card, number).opens_at)
    page = client.get(asked).text
    assert "现在只数数，不分组" in page
    assert "至少还差 28 人" in page
    assert "opinion-map" not in page.replace("opinions.css", "")


def test_the_map_is_a_picture_and_the_same_in_words(call: Call, cast: Cast, clock: object, client: Visitor):
    made = call(make.grouped, cast, 60)
    page = client.get(f"/conversations/{made.id}").text
    assert "大家的想法，大致分成 2 组" in page
    picture = page[page.index('<svg class="opinion-map"') : page.index("</figure>")]
    assert '<title id="map-title">' in picture
    assert picture.count("甲组 40 人") == 2
    assert 'style="' not in page
    table = page[page.index("<table") : page.index("</table>")]
    assert "乙组 20 人" in table
    assert sum(text in table for text in make.SEEDS[:6]) == 6
    shared = page[page.index("各组都这样看的") : page.index("过半数的人这样看")]
    assert all(text in shared for text in make.SEEDS[6:])
    assert not any(text in shared for text in make.SEEDS[:6])
    assert "人少，但很在意的" in page
    assert "分组稳定" in page


def test_statements_in_the_order_one_asks_for(call: Call, cast: Cast, clock: object, client: Visitor):
    made = call(make.grouped, cast)
    first = {
        order: re.findall(
            r'<li class="list__item stack"><p>([^<]+?)[ <]',
            client.get(f"/conversations/{made.id}?order={order}").text,
        )[0]
        for order in ("agreed", "divided")
    }
    assert first["agreed"] in make.SEEDS[6:]
    assert first["divided"] in make.SEEDS[:6]


def test_votes_are_downloaded_when_it_is_over_and_not_before(
    call: Call, cast: Cast, clock: object, client: Visitor
):
    made = call(make.conversation, cast)
    call(make.crowd, cast, made.id, 40)
    early = client.get(f"/conversations/{made.id}/votes.csv")
    assert early.status_code == 422
    assert "满 40 个" in client.get(f"/conversations/{made.id}").text
    call(services.close_conversation, cast.zheng, made.id)
    table = list(
        csv.reader(io.StringIO(client.get(f"/conversations/{made.id}/votes.csv").text.lstrip("\ufeff")))
    )
    assert len(table) == 41
    statements = client.get(f"/conversations/{made.id}/statements.csv")
    assert statements.headers["content-disposition"].endswith(f'statements-{made.id}.csv"')
    assert make.SEEDS[0] in statements.text


def test_when_it_is_over_nothing_can_be_done_and_all_can_be_read(
    call: Call, cast: Cast, clock: timedelta, as_: As, client: Visitor
):
    made = call(make.grouped, cast)
    call(services.close_conversation, cast.zheng, made.id)
    page = client.get(f"/conversations/{made.id}").text
    assert "三分钟参与" not in page
    assert "甲组" in page
    lin = as_(cast.lin)
    assert "已经结束了，谢谢您" in lin.get(f"/conversations/{made.id}/next").text
    assert lin.post(f"/conversations/{made.id}/statements", data={"text": TEXT}).status_code == 422
    statement = call(make.statements, made.id)[0]
    late = lin.post(f"/conversations/{made.id}/votes", data={"statement": statement, "stance": "1"})
    assert late.status_code == 422
    assert "不能再提意见或表态" in late.text


def test_counts_are_fetched_by_pages_that_stay_open(call: Call, cast: Cast, asked: str, client: Visitor):
    assert 'hx-trigger="every 15s"' in client.get(asked).text
    call(services.vote, cast.lin, call(make.statements, int(asked.rpartition("/")[2]))[0], Stance.PASS)
    part = client.get(f"{asked}/counts").text
    assert '<span class="big">1</span>' in part
    assert "<html" not in part
