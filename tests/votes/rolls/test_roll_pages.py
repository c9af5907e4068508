"""Pages of rolls: what they show to whom, what stands in no address, and what a hostile file does (nothing)."""

from collections.abc import Callable
from datetime import timedelta
from html import unescape
from typing import Any

import pytest

from civic.people.rules import Actor
from tests.browsing import Visitor
from tests.cast import Cast
from tests.conftest import Call
from tests.factories import votes as make
from tests.votes.rolls.sheets import OWNERS, bomb, csv, line_of, on_roll, xlsx
from votes.casting import queries as casting
from votes.models import Ballot
from votes.rolls import queries, services
from votes.rolls.slips import services as slips
from votes.rolls.slips.rules import Which
from votes.rolls.sortition import services as sortition
from votes.rules import Electorate, RollLine

As = Callable[[Actor], Visitor]
SLIP_ONLY = [
    RollLine("", name="张三", unit="1-101", birth_year=1950),
    RollLine("", name="李四", birth_year=1952),
]


@pytest.fixture
def owners(client: Visitor, call: Call, cast: Cast, clock: object) -> Ballot:
    return call(make.draft_ballot, cast, electorate=Electorate.OWNER)


@pytest.fixture
def draft(client: Visitor, call: Call, cast: Cast, clock: object) -> Ballot:
    ballot = call(make.draft_ballot, cast)
    call(on_roll, ballot, SLIP_ONLY)
    return ballot


def upload(visitor: Visitor, ballot: Ballot, data: bytes, lines: int = 4, area: str = "310") -> Any:
    return visitor.post(
        f"/ballots/{ballot.id}/roll/imports",
        data={"lines": str(lines), "total_area": area},
        files={"file": ("list.xlsx", data, "application/octet-stream")},
    )


def test_a_list_goes_from_the_file_over_the_preview_to_the_roll(
    as_: As, call: Call, cast: Cast, owners: Ballot
):
    sun = as_(cast.sun)
    preview = upload(sun, owners, xlsx(OWNERS)).headers["location"]
    page = sun.get(preview)
    assert "310.00" in page.text
    assert page.headers["cache-control"] == "no-store"
    assert call(queries.size, owners.id) == 0
    assert sun.post(f"{preview}/confirmation").headers["location"] == f"/ballots/{owners.id}/roll"
    assert call(queries.size, owners.id) == 3
    gone = sun.post(f"{preview}/confirmation")
    assert gone.status_code == 422
    assert "请再传一次" in gone.text


@pytest.mark.parametrize(
    ("data", "status", "sentence"),
    [
        (b"x" * 6 * 2**20, 422, "文件太大了"),
        (b"x" * 50 * 2**20, 413, "太大了"),
        (bomb(), 422, "文件太大了"),
        (b"PK\x03\x04broken", 422, "打不开"),
        (b"", 422, "还没有填"),
        (csv([["甲", "乙"], ["1", "2"]]), 422, "没有找到"),
    ],
)
def test_a_file_that_does_not_do_is_refused_with_a_sentence(
    as_: As, cast: Cast, owners: Ballot, data: bytes, status: int, sentence: str
):
    answer = upload(as_(cast.sun), owners, data)
    assert answer.status_code == status
    assert sentence in answer.text


def test_markup_in_a_cell_stays_text(as_: As, cast: Cast, owners: Ballot):
    sun = as_(cast.sun)
    hostile = [OWNERS[0], ["<script>alert(1)</script>{{ 7*191 }}", "1-\u202e101", "10", "", "<b>"]]
    page = sun.get(upload(sun, owners, xlsx(hostile), 1, "10").headers["location"])
    assert "<script>alert" not in page.text
    assert "{{ 7*191 }}" in unescape(page.text)
    assert "\u202e" not in page.text
    preview = str(page.url.path)
    sun.post(f"{preview}/confirmation")
    assert "<script>alert" not in sun.get(f"/ballots/{owners.id}/roll").text


def test_a_search_stands_in_no_address(as_: As, cast: Cast, draft: Ballot):
    found = as_(cast.sun).post(f"/ballots/{draft.id}/roll/search", data={"wanted": "１-101"})
    assert found.status_code == 200
    assert "张三" in found.text
    assert "李四" not in found.text
    assert found.headers["cache-control"] == "no-store"


def test_everyone_sees_the_own_line_and_no_other(as_: As, call: Call, cast: Cast, draft: Ballot):
    call(services.build, cast.sun, draft.id)
    page = as_(cast.lin).get(f"/ballots/{draft.id}/roll/me").text
    assert "林秀英" in page
    assert "魏国强" not in page
    assert "没有找到您" in as_(cast.outsider).get(f"/ballots/{draft.id}/roll/me").text


def test_codes_are_shown_once_and_kept_by_nothing_on_the_way(as_: As, cast: Cast, draft: Ballot):
    sun = as_(cast.sun)
    answer = sun.post(f"/ballots/{draft.id}/roll/slips", data={"which": "new", "first": "1"})
    assert answer.status_code == 200
    assert answer.headers["cache-control"] == "no-store"
    assert answer.text.count('class="qr"') == 2
    assert f"{draft.id}-" in answer.text
    assert 'class="receipt"' not in sun.get(f"/ballots/{draft.id}/roll/slips").text


def test_a_slip_opens_the_ballot_for_who_holds_it_and_for_nobody_else(
    client: Visitor, call: Call, cast: Cast, draft: Ballot
):
    call(services.freeze, draft.id, {})
    code = call(slips.print_slips, cast.sun, draft.id, Which.NEW)[0].slips[0][1]
    before = client.get(f"/ballots/{draft.id}")
    holder = client.another()
    answer = holder.post("/vote", data={"code": code})
    assert answer.headers["location"] == f"/ballots/{draft.id}"
    cookie = answer.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert code.lower() not in cookie
    page = holder.get(f"/ballots/{draft.id}")
    assert page.headers["cache-control"] == "no-store"
    assert "data-cost" in page.text or 'name="choices"' in page.text
    assert client.get(f"/ballots/{draft.id}").text == before.text
    cast_ = holder.post(f"/ballots/{draft.id}/papers", data={"choices": "a", "nonce": "0" * 32})
    assert cast_.status_code == 200
    assert call(casting.turnout, draft.id) == 1
    again = holder.post(f"/ballots/{draft.id}/papers", data={"choices": "b", "nonce": "1" * 32})
    assert again.status_code != 200
    assert "已经投过了" in holder.post("/vote", data={"code": code}).text


def test_a_code_is_not_kept_for_after_a_sign_in_or_shown_in_an_address(client: Visitor, draft: Ballot):
    answer = client.post("/vote", data={"code": f"{draft.id}-AAAA-AAAA-AAAA"})
    assert answer.status_code == 422
    assert "location" not in answer.headers
    assert "AAAA" not in str(answer.url)


def test_late_additions_are_counted_beside_the_digest(as_: As, call: Call, cast: Cast, draft: Ballot):
    opened = call(services.freeze, draft.id, {})
    sun = as_(cast.sun)
    answer = sun.post(
        f"/ballots/{draft.id}/roll/late",
        data={"name": "王五", "birth_year": "1960", "basis": "2026年11月22日会议记录第3项"},
    )
    assert answer.status_code == 303
    page = sun.get(f"/ballots/{draft.id}/roll").text
    assert "补登了 1 行" in page
    assert opened.roll_digest[:8] in page


def test_who_was_drawn_is_a_number_to_the_public_and_a_name_to_staff(
    client: Visitor, as_: As, call: Call, cast: Cast, draft: Ballot, clock: Any
):
    wanted = sortition.Announcement("讨论小组", 2, 0, None, "双色球", clock.now() + timedelta(hours=1))
    made = call(sortition.announce, cast.sun, draft.id, wanted)
    clock.travel(timedelta(hours=2))
    answer = as_(cast.sun).post(f"/sortitions/{made.id}/draw", data={"value": "1 2 3"})
    assert answer.status_code == 303
    data = client.get(f"/sortitions/{made.id}/data").json()
    assert sorted(data["panel"]) == [1, 2]
    assert "张三" not in client.get(f"/sortitions/{made.id}").text + str(data)
    assert "张三" in as_(cast.gao).get(f"/sortitions/{made.id}").text


def test_a_line_is_corrected_and_struck_on_its_page(as_: As, call: Call, cast: Cast, draft: Ballot):
    call(services.build, cast.sun, draft.id)
    line, sun = call(line_of, draft, cast.lin), as_(cast.sun)
    path = f"/ballots/{draft.id}/roll/lines/{line.id}"
    assert "1954" in sun.get(path).text
    wrong = sun.post(path, data={"name": "林秀英", "birth_year": "2015"})
    assert wrong.status_code == 422
    assert "不满 18 岁" in wrong.text
    assert "2015" in wrong.text
    assert sun.post(path, data={"name": "林秀英", "birth_year": "1955"}).status_code == 303
    assert call(line_of, draft, cast.lin).birth_year == 1955
    assert sun.post(f"{path}/striking").status_code == 303
    assert sun.post(f"{path}/striking").status_code == 409
