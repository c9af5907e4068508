"""Setting a round up in the browser: one page, nothing lost, two people at once, the preview, opening."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from civic.people.rules import Actor
from tests.browsing import Visitor
from tests.cast import Cast
from tests.conftest import Call
from tests.factories import votes as make
from votes.models import Ballot
from votes.rounds import queries, services
from votes.rounds.models import Round
from votes.rules import Method, Rule

As = Callable[[Actor], Visitor]
DAY = timedelta(days=1)


def typed(cast: Cast, ids: tuple[int, ...], **changes: Any) -> dict[str, Any]:
    """The page as somebody fills it in, the usual way."""
    sound = {
        "place": cast.community.id,
        "title": "2026 年社区保障资金投票",
        "budget": "60000",
        "preset": "equal-shares",
        "proposals": [str(id) for id in ids],
        "opens_at": "2026-11-23T08:00",
        "closes_at": "2026-12-07T20:00",
        "min_choices": "1",
        "max_choices": "",
        "shuffled": "1",
        "reminders": ["72", "24"],
    }
    return sound | changes


@pytest.mark.parametrize(
    ("preset", "method", "rule"),
    [
        ("equal-shares", Method.APPROVAL, Rule.ADD1_COST),
        ("queue", Method.APPROVAL, Rule.GREEDY),
        ("knapsack", Method.KNAPSACK, Rule.GREEDY),
    ],
)
def test_a_ready_made_way_sets_paper_and_rule(
    call: Call, cast: Cast, clock: Any, as_: As, preset: str, method: Method, rule: Rule
):
    ids = call(make.plan, cast).proposals
    answer = as_(cast.sun).post("/rounds", data=typed(cast, ids, preset=preset))
    assert answer.status_code == 303
    ballot = call(Ballot.get, title="2026 年社区保障资金投票")
    assert (ballot.method, ballot.rule) == (method, rule)
    assert ballot.max_cost_fen == (60_000_00 if method is Method.KNAPSACK else 0)


@pytest.mark.parametrize(
    ("method", "rule", "more"),
    [
        ("choose_one", "phragmen", {}),
        ("ordinal", "mes-card", {"max_choices": "2"}),
        ("score", "greedy-per-cost", {"points": "5"}),
        (
            "cumulative",
            "add1-card",
            {"points": "10", "step": "5", "start": "floor", "comparison": "exclusion"},
        ),
        ("approval", "greedy", {"min_votes": "3", "ties": "lot", "seed": "双色球 2026130 期"}),
    ],
)
def test_every_kind_of_paper_can_be_set_up(
    call: Call, cast: Cast, clock: Any, as_: As, method: str, rule: str, more: dict[str, str]
):
    ids = call(make.plan, cast).proposals
    sent = typed(cast, ids, preset="own", method=method, rule=rule, **more)
    answer = as_(cast.sun).post("/rounds", data=sent)
    assert answer.status_code == 303
    ballot = call(Ballot.get, title="2026 年社区保障资金投票")
    assert (ballot.method, ballot.rule) == (method, rule)
    assert as_(cast.zheng).get(answer.headers["location"]).status_code == 200
    assert as_(cast.zheng).get(f"{answer.headers['location']}/preview").status_code == 200
    page = as_(cast.zheng).get(f"{answer.headers['location']}/edit").text
    for value in more.values():
        assert value in page


def test_a_clerk_sets_a_round_up_looks_at_it_and_opens_it(call: Call, cast: Cast, clock: Any, as_: As):
    ids, sun = call(make.plan, cast).proposals, as_(cast.sun)
    assert sun.get("/rounds/new").status_code == 200
    made = sun.post("/rounds", data=typed(cast, ids))
    where = made.headers["location"]
    assert "公布，按时开始" in sun.get(where).text
    preview = sun.get(f"{where}/preview").text
    assert preview.count('type="checkbox"') == 2
    assert "<form" not in preview.split("<main")[1].split("</main>")[0]
    assert sun.post(f"{where}/opening").status_code == 303
    assert "公布，按时开始" not in sun.get(where).text
    assert sun.get(f"{where}/edit").status_code == 404


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"title": ""}, "title"),
        ({"title": "x" * 61}, "title"),
        ({"budget": "-5"}, "budget"),
        ({"budget": "0"}, "budget"),
        ({"budget": "abc"}, "budget"),
        ({"budget": "9" * 30}, "budget"),
        ({"budget": "20000"}, "proposals"),
        ({"preset": "own"}, "rule"),
        ({"preset": "own", "rule": "coin"}, "rule"),
        ({"preset": "own", "rule": "majority"}, "rule"),
        ({"preset": "own", "rule": "phragmen", "method": "ordinal"}, "rule"),
        ({"preset": "own", "rule": "greedy", "method": "yes_no"}, "method"),
        ({"preset": "own", "rule": "greedy", "method": "score", "points": "1"}, "points"),
        ({"preset": "magic"}, "preset"),
        ({"proposals": []}, "proposals"),
        ({"proposals": ["x"]}, "proposals"),
        ({"proposals": ["9" * 40, "1"]}, "proposals"),
        ({"opens_at": "yesterday"}, "opens_at"),
        ({"opens_at": "2026-11-22T08:00"}, "opens_at"),
        ({"closes_at": "2026-11-23T08:10"}, "closes_at"),
        ({"closes_at": ""}, "closes_at"),
        ({"closes_at": "2025-12-07T20:00"}, "closes_at"),
        ({"min_choices": "0"}, "min_choices"),
        ({"min_choices": "9"}, "min_choices"),
        ({"min_choices": "2", "max_choices": "1"}, "max_choices"),
        ({"max_choices": "100000"}, "max_choices"),
        ({"ties": "lot"}, "seed"),
        ({"step": "0"}, "step"),
        ({"step": "70000"}, "step"),
        ({"least_age": "17"}, "least_age"),
        ({"youth": "1", "youth_from": "8"}, "youth_from"),
        ({"youth": "1", "youth_to": "18"}, "youth_to"),
        ({"reminders": ["5"]}, "reminders"),
        ({"reminders": ["x"]}, "reminders"),
        ({"electorate": "owner"}, "electorate"),
        ({"preset": "queue", "quota_on": ["category:elderly"], "quota_most": ["70000"]}, "quotas"),
        ({"preset": "queue", "quota_on": ["category:elderly"], "quota_most": ["100"]}, "quotas"),
        ({"preset": "queue", "quota_on": ["category:elderly"], "quota_most": ["-3"]}, "quotas"),
        ({"preset": "queue", "quota_on": ["moon:full"], "quota_most": ["100"]}, "quotas"),
        ({"preset": "queue", "quota_on": ["place:月球"], "quota_most": ["100"]}, "quotas"),
        ({"quota_on": ["category:elderly"], "quota_most": ["50000"]}, "quotas"),
        (
            {"preset": "queue", "link_first": ["first"], "link_kind": ["conflict"], "link_second": ["first"]},
            "links",
        ),
        ({"preset": "queue", "link_first": ["first"], "link_kind": [""], "link_second": ["second"]}, "links"),
        (
            {"preset": "queue", "link_first": ["first"], "link_kind": ["conflict"], "link_second": ["99"]},
            "links",
        ),
        (
            {
                "preset": "queue",
                "link_first": ["first", "second"],
                "link_kind": ["requires", "requires"],
                "link_second": ["second", "first"],
            },
            "links",
        ),
    ],
)
def test_a_round_set_up_wrongly_is_shown_again_with_the_reason_beside_its_field(
    call: Call, cast: Cast, clock: Any, as_: As, changes: dict[str, Any], field: str
):
    first, second = call(make.plan, cast).proposals
    known = {"first": str(first), "second": str(second)}
    sent = {
        name: [known.get(each, each) for each in value] if isinstance(value, list) else value
        for name, value in changes.items()
    }
    answer = as_(cast.sun).post("/rounds", data=typed(cast, (first, second), **sent))
    assert answer.status_code == 422
    assert f'id="error-{field}"' in answer.text
    assert "60000" in answer.text or "budget" in changes
    assert call(Round.all().count) == 0


def test_lists_of_unequal_length_do_no_harm(call: Call, cast: Cast, clock: Any, as_: As):
    ids = call(make.plan, cast).proposals
    sent = typed(
        cast, ids, title="", quota_on=["category:elderly", "a", "b"], quota_most=["5"], link_first=["1"] * 60
    )
    assert as_(cast.sun).post("/rounds", data=sent).status_code == 422


def test_what_was_set_up_is_there_when_it_is_changed(call: Call, cast: Cast, clock: Any, as_: As):
    first, second = (str(id) for id in call(make.plan, cast).proposals)
    sent = typed(
        cast,
        (int(first), int(second)),
        preset="queue",
        quota_on=["category:elderly"],
        quota_most=["50000"],
        link_first=[first],
        link_kind=["conflict"],
        link_second=[second],
    )
    where = as_(cast.sun).post("/rounds", data=sent).headers["location"]
    page = as_(cast.sun).get(f"{where}/edit").text
    assert 'value="50000"' in page
    assert f'<option value="{first}" selected>' in page
    answer = as_(cast.sun).post(f"{where}/edit", data=sent | {"version": "1", "title": "改了名字的投票"})
    assert answer.status_code == 303
    assert "改了名字的投票" in as_(cast.sun).get(where).text


def test_who_is_second_sees_what_changed_and_keeps_what_was_typed(
    call: Call, cast: Cast, clock: Any, as_: As
):
    made = call(make.round_, cast)
    ids = call(queries.plan, call(queries.one, made.id)).proposals
    mine = typed(cast, ids, version="1", title="孙敏改的名字")
    theirs = typed(cast, ids, version="1", title="郑怡改的名字", budget="70000")
    assert as_(cast.zheng).post(f"/rounds/{made.id}/edit", data=theirs).status_code == 303
    answer = as_(cast.sun).post(f"/rounds/{made.id}/edit", data=mine)
    assert answer.status_code == 409
    for words in ("郑怡改的名字", "70000", 'value="孙敏改的名字"', 'name="version" value="2"'):
        assert words in answer.text, words
    assert as_(cast.sun).post(f"/rounds/{made.id}/edit", data=mine | {"version": "2"}).status_code == 303
    assert call(queries.card, made.id).title == "孙敏改的名字"


def test_after_opening_the_page_answers_that_it_is_too_late_and_keeps_what_was_typed(
    call: Call, cast: Cast, clock: Any, as_: As
):
    made = call(make.open_round, cast)
    ids = call(queries.plan, call(queries.one, made.id)).proposals
    sent = typed(cast, ids, version="1", title="晚了一步的名字", opens_at="2026-11-24T08:00")
    answer = as_(cast.sun).post(f"/rounds/{made.id}/edit", data=sent)
    assert answer.status_code == 409
    assert "已经公布或者取消了" in answer.text
    assert "晚了一步的名字" in answer.text


def test_a_draft_is_called_off_from_its_page(call: Call, cast: Cast, clock: Any, as_: As):
    made, sun = call(make.round_, cast), as_(cast.sun)
    assert "取消这轮投票" in sun.get(f"/rounds/{made.id}").text
    assert sun.get(f"/rounds/{made.id}/cancellation").status_code == 200
    assert sun.post(f"/rounds/{made.id}/cancellation", data={"reason": ""}).status_code == 422
    answer = sun.post(f"/rounds/{made.id}/cancellation", data={"reason": "钱没有到账，明年再办。"})
    assert answer.status_code == 303
    assert "取消这轮投票" not in sun.get(f"/rounds/{made.id}").text


def test_a_resident_does_not_find_the_set_up(call: Call, cast: Cast, clock: Any, as_: As, client: Visitor):
    ids, made = call(make.plan, cast).proposals, call(make.round_, cast)
    lin = as_(cast.lin)
    assert lin.get("/rounds/new").status_code == 403
    assert lin.post("/rounds", data=typed(cast, ids)).status_code == 403
    for page in ("edit", "preview", "cancellation"):
        assert lin.get(f"/rounds/{made.id}/{page}").status_code == 403
        assert client.get(f"/rounds/{made.id}/{page}").status_code == 303
    assert client.get("/rounds/new").status_code == 303
    assert "新办一轮" not in client.get("/rounds").text
    assert "公布，按时开始" not in lin.get(f"/rounds/{made.id}").text


def test_the_page_without_proposals_says_where_to_find_some(cast: Cast, clock: Any, as_: As):
    page = as_(cast.sun).get("/rounds/new").text
    assert "还没有通过初审的提案" in page


def test_opening_freezes_what_the_page_showed(call: Call, cast: Cast, clock: Any, as_: As):
    ids = call(make.plan, cast).proposals
    where = as_(cast.sun).post("/rounds", data=typed(cast, ids)).headers["location"]
    round_id = int(where.rsplit("/", 1)[1])
    before = call(queries.plan, call(queries.one, round_id))
    call(services.open_round, cast.sun, round_id)
    assert call(queries.plan, call(queries.one, round_id)) == before
    assert "防改动的指纹" in as_(cast.lin).get(where).text
