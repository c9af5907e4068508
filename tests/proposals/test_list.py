"""The list of proposals, and the receipt."""

import re

import pytest

from civic.kit.refs import Ref
from civic.kit.workdays import DayKind
from civic.notices import services as notices
from proposals import queries, services
from proposals.models import Proposal
from proposals.queries import Wanted
from proposals.rules import Category, Stage
from tests.cast import Cast
from tests.conftest import Call
from tests.factories.proposals import draft, opened, proposal
from tests.statements import counted


async def _many(cast: Cast, count: int) -> None:
    for n in range(count):
        await services.submit(cast.lin, draft(cast, title=f"第 {n:03} 件事要办"), f"key-{n:030}")


def ids(text: str) -> list[int]:
    return [int(found) for found in re.findall(r'id="proposal-(\d+)"', text)]


def test_newest_first_twenty_at_a_time_and_nothing_twice(client, cast: Cast, call: Call):
    call(_many, cast, 45)
    seen, url = [], "/proposals"
    while url:
        page = client.get(url).text
        seen.append(ids(page))
        found = re.search(r'rel="next" href="([^"]+)"', page)
        url = found.group(1).replace("&amp;", "&") if found else ""
    assert [len(each) for each in seen] == [20, 20, 5]
    flat = [each for page in seen for each in page]
    assert flat == sorted(flat, reverse=True)
    assert len(set(flat)) == 45


def test_filters_by_stage_category_and_estate(client, cast: Cast, call: Call):
    waits = call(proposal, cast)
    runs = call(opened, cast, category=Category.SAFETY)
    there = call(opened, cast, place_id=cast.places["estate_two"].id)
    two = cast.places["estate_two"].id
    assert ids(client.get("/proposals").text) == [there.id, runs.id, waits.id]
    assert ids(client.get("/proposals?stage=screening").text) == [waits.id]
    assert ids(client.get("/proposals?stage=open").text) == [there.id, runs.id]
    assert ids(client.get("/proposals?stage=open&category=safety").text) == [runs.id]
    assert ids(client.get(f"/proposals?estate={two}").text) == [there.id]
    assert "这样的提案现在没有" in client.get("/proposals?stage=done").text


@pytest.mark.parametrize(
    "query", ["stage=x", "category=%00", "estate=abc", "after=-1", "after=" + "9" * 30, "estate=" + "9" * 30]
)
def test_what_a_filter_does_not_know_is_left_out_of_it(client, cast: Cast, call: Call, query: str):
    call(proposal, cast)
    assert client.get(f"/proposals?{query}").status_code == 200


def test_another_community_has_its_own_list(as_, cast: Cast, call: Call):
    call(proposal, cast)
    assert "还没有人提" in as_(cast.outsider).get("/proposals").text


def test_the_next_page_keeps_the_filter(client, cast: Cast, call: Call):
    call(_many, cast, 21)
    assert re.search(
        r'rel="next" href="/proposals\?stage=screening&amp;after=\d+"',
        client.get("/proposals?stage=screening").text,
    )


def test_as_many_queries_for_forty_as_for_two(client, cast: Cast, call: Call):
    call(_many, cast, 2)
    with counted() as few:
        client.get("/proposals")
    call(_many, cast, 40)
    with counted() as many:
        client.get("/proposals")
    assert len(few) == len(many) <= 5


def test_a_page_asks_as_much_with_many_supports_and_notes(client, cast: Cast, call: Call):
    made = call(opened, cast)
    with counted() as few:
        client.get(f"/proposals/{made.id}")
    for person in (cast.wei, cast.chen, cast.gao):
        call(services.support, person, made.id)
    for _ in range(5):
        call(services.note, cast.chen, made.id, "上议事会讨论", services.ref(made.id))
    with counted() as many:
        client.get(f"/proposals/{made.id}")
    assert len(few) == len(many)


def test_a_receipt_is_found_however_it_is_typed(client, cast: Cast, call: Call):
    made: Proposal = call(proposal, cast)
    for code in (made.code, made.code.lower(), f"  {made.code.replace('-', ' ')} "):
        answer = client.get("/receipt", params={"code": code})
        assert answer.headers["location"] == f"/proposals/{made.id}"


@pytest.mark.parametrize("code", ["AA-AAAA-A", "x", "一二三四五六七", "<b>", "A" * 300])
def test_an_unknown_receipt_says_so(client, code: str):
    answer = client.get("/receipt", params={"code": code})
    assert answer.status_code == 404
    assert "没有查到这个号" in answer.text
    assert "<b>" not in answer.text


async def _objection(cast: Cast) -> tuple[str, int]:
    about = Ref("place", cast.community.id)
    words = ("楼道公示", "楼道里的长椅放在哪里，公示七天。")
    notice = await notices.publish(cast.sun, about, cast.community.id, *words, 7, DayKind.CALENDAR)
    objection = await notices.object_to(cast.lin, notice.id, "长椅挡住了消防通道，请换个地方。")
    return objection.code, notice.id


def test_a_receipt_of_an_objection_leads_to_its_notice(client, cast: Cast, call: Call):
    code, notice_id = call(_objection, cast)
    answer = client.get("/receipt", params={"code": code})
    assert answer.headers["location"] == f"/notices/{notice_id}"


def test_the_receipt_page_opens_empty(client):
    assert client.get("/receipt").status_code == 200


def test_what_is_not_there(client):
    for path in ("/proposals/999", "/proposals/999/receipt", "/proposals/0", "/proposals/x"):
        assert client.get(path).status_code == 404


def test_most_supported_and_latest(cast: Cast, call: Call):
    first, second, _ = call(opened, cast), call(opened, cast), call(proposal, cast)
    call(services.support, cast.wei, first.id)
    assert [each.id for each in call(queries.most_supported, cast.community.id, 5)] == [first.id, second.id]
    assert [each.id for each in call(queries.latest, None, 1)] == [second.id]


def test_home_and_my_page_show_them(as_, client, cast: Cast, call: Call):
    made = call(opened, cast)
    assert made.title in client.get("/").text
    assert made.code in as_(cast.lin).get("/me").text


def test_wanted_means_all_of_it(cast: Cast, call: Call):
    call(opened, cast)
    wanted = Wanted(cast.community.id, cast.places["estate_one"].id, Stage.OPEN, Category.ELDERLY)
    assert len(call(queries.cards, wanted, None, 20)) == 1
