"""The pages about a counted round: every number on them is true, and they stand before and after the count."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from civic.audit.services import record
from civic.kit.db import rows, transaction
from civic.kit.refs import Ref
from civic.people.rules import SYSTEM, Actor
from main import create_app
from tests.browsing import Visitor
from tests.cast import Cast
from tests.conftest import Call
from tests.factories import votes
from tests.statements import counted as statements
from votes.casting.services import cast as cast_paper
from votes.pabulib.services import import_file
from votes.results import queries, rules, services
from votes.rounds.models import Round
from votes.rules import Filled, Rule
from votes.tally.audits.enough import at_cost, with_newcomers

DATA = Path(__file__).parent.parent / "data"
COSTS = (60_000_00, 50_000_00, 30_000_00, 45_000_00)


@pytest.fixture
def made(call: Call, cast: Cast, clock: Any) -> Round:
    """Four proposals for 100,000 yuan under Equal Shares; five have voted, the box is closed and counted."""

    round_ = call(votes.round_of, cast, COSTS, Rule.MES_COST)
    codes = [row["code"] for row in call(_options, round_.ballot_id)]
    for who, chosen in (("lin", (0, 1)), ("wei", (0, 1)), ("chen", (0, 2)), ("tang", (2,)), ("deng", (3,))):
        call(cast_paper, getattr(cast, who), round_.ballot_id, Filled(tuple(codes[n] for n in chosen)))
    clock.travel(timedelta(days=3))
    call(services.close, cast.sun, round_.id)
    return round_


async def _options(ballot_id: int) -> list[dict[str, Any]]:
    return await rows("SELECT id, code FROM ballot_option WHERE ballot_id = ? ORDER BY position", ballot_id)


def _option_page(client: Visitor, call: Call, made: Round, place: int) -> str:
    option = call(_options, made.ballot_id)[place]["id"]
    page = client.get(f"/rounds/{made.id}/result/options/{option}")
    assert page.status_code == 200
    return page.text


def test_numbers_said_to_be_enough_are_enough_for_the_stored_papers(call: Call, made: Round) -> None:
    async def check() -> int:
        found = await Round.get(id=made.id).select_related("ballot")
        election = await queries.election(found.ballot)
        way = rules.way(found.ballot.rule, found.ballot.parameters)
        result = await queries.official(found.ballot_id)
        assert result is not None
        tried = 0
        for place, project in enumerate(election.projects):
            told = rules.read(result.working).projects[project.id]
            if told.newcomers:
                assert place in way.count(with_newcomers(election, place, told.newcomers)).winners
                tried += 1
            if told.cost:
                assert place in way.count(at_cost(election, place, told.cost)).winners
        return tried

    assert call(check) > 0


def test_a_losers_page_tells_what_would_have_been_enough(client: Visitor, call: Call, made: Round) -> None:
    page = _option_page(client, call, made, 3)
    assert "没有入选" in page
    assert "怎样就够了" in page
    assert "位只选它的投票人，它就会入选" in page
    assert "它的价钱降到" in page


def test_a_page_names_what_its_supporters_chose_beside(client: Visitor, call: Call, made: Round) -> None:
    page = _option_page(client, call, made, 1)
    assert "选它的人还选了" in page
    assert "第 1 个提案：路灯和长椅" in page


def test_an_option_of_another_ballot_is_not_there(
    client: Visitor, call: Call, made: Round, cast: Cast
) -> None:
    other = call(
        import_file, SYSTEM, (DATA / "Netherlands_Assen_2024.pb").read_bytes(), cast.community.id, "a"
    )
    option = call(_options, other.ballot_id)[0]["id"]
    assert client.get(f"/rounds/{made.id}/result/options/{option}").status_code == 404
    assert client.get(f"/rounds/{made.id}/result/options/999999").status_code == 404


def test_step_by_step_names_every_purchase(client: Visitor, call: Call, made: Round) -> None:
    result = call(queries.official, made.ballot_id)
    assert result is not None
    page = client.get(f"/rounds/{made.id}/result/steps").text
    for number in range(1, len(result.working["steps"]) + 1):
        assert f'id="step-{number}"' in page
    assert "位支持者，每人出" in page


def test_long_counts_are_turned_page_by_page(client: Visitor, call: Call, cast: Cast) -> None:
    raw = (DATA / "Poland_Wieliczka_2023_Green_Budget.pb").read_bytes()
    round_ = call(import_file, SYSTEM, raw, cast.community.id, "wieliczka.pb")
    first = client.get(f"/rounds/{round_.id}/result/steps").text
    assert 'id="step-20"' in first
    assert 'id="step-21"' not in first
    second = client.get(f"/rounds/{round_.id}/result/steps?after=20").text
    assert 'id="step-21"' in second
    assert client.get(f"/rounds/{round_.id}/result/steps?after=999").status_code == 200


def test_the_list_of_votes_is_walked_from_the_top(client: Visitor, call: Call, cast: Cast) -> None:
    raw = (DATA / "Netherlands_Assen_2024.pb").read_bytes().replace(b"rule;equalshares/add1", b"rule;greedy")
    round_ = call(import_file, SYSTEM, raw, cast.community.id, "assen.pb")
    page = client.get(f"/rounds/{round_.id}/result/steps").text
    assert "从第一名往下看" in page
    assert "够，入选" in page


def test_the_rule_is_explained_with_the_rounds_own_numbers(client: Visitor, call: Call, made: Round) -> None:
    page = client.get(f"/rounds/{made.id}/result/rule").text
    assert "一共 5 张票，4 个项目，总额 ¥100,000。" in page
    assert "每人名下有 ¥20,000" in page
    assert '<td class="num">3</td>' in page  # 60,000 × 5 ÷ 100,000


def test_the_rule_is_explained_before_anybody_votes(
    client: Visitor, call: Call, cast: Cast, clock: Any
) -> None:
    round_ = call(votes.open_round, cast)
    page = client.get(f"/rounds/{round_.id}/result/rule")
    assert page.status_code == 200
    assert "有多少人来投，截止以后才知道" in page.text
    assert client.get(f"/rounds/{round_.id}/result/steps").status_code == 404


def test_an_earlier_run_can_be_read_and_says_so(client: Visitor, call: Call, made: Round) -> None:
    call(services.count_again, made.ballot_id)
    assert "较早的一次清点" in client.get(f"/rounds/{made.id}/result?run=1").text
    assert "较早的一次清点" not in client.get(f"/rounds/{made.id}/result").text
    for run in ("3", "x", "99999999999"):
        assert client.get(f"/rounds/{made.id}/result?run={run}").status_code == 404


def test_only_the_others_can_be_listed(client: Visitor, call: Call, made: Round) -> None:
    all_of_them = client.get(f"/rounds/{made.id}/result").text.count('class="card" id="option-')
    won = client.get(f"/rounds/{made.id}/result?show=won").text.count('class="card" id="option-')
    lost = client.get(f"/rounds/{made.id}/result?show=lost").text.count('class="card" id="option-')
    assert won + lost == all_of_them == 4


def test_the_file_for_machines_tells_all_that_the_pages_tell(client: Visitor, made: Round) -> None:
    document = client.get(f"/rounds/{made.id}/result.json").json()
    assert sum(document["effects"]["histogram"]) == document["papers"] == 5
    assert document["beside"]["rule"] == "greedy"
    assert all(step["row"] for step in document["steps"] if step["price"])
    lost = [project for project in document["projects"] if not project["selected"]]
    assert lost
    assert all({"newcomers", "cost"} & set(project["told"]) for project in lost)


@pytest.mark.parametrize("page", ["", "/steps", "/rule"])
def test_english_and_elder_readers_get_the_same_pages(
    client: Visitor, call: Call, made: Round, page: str
) -> None:
    client.cookies.set("lang", "en")
    client.cookies.set("elder", "1")
    assert client.get(f"/rounds/{made.id}/result{page}").status_code == 200


def test_a_page_of_one_option_asks_few_questions(client: Visitor, call: Call, made: Round) -> None:
    option = call(_options, made.ballot_id)[3]["id"]
    client.get("/")
    with statements() as seen:
        assert client.get(f"/rounds/{made.id}/result/options/{option}").status_code == 200
    assert len(seen) <= 10


def test_wrong_people_see_the_same_public_page(
    as_: Callable[[Actor], Visitor], call: Call, cast: Cast, made: Round
) -> None:
    assert as_(cast.outsider).get(f"/rounds/{made.id}/result").status_code == 200


def test_a_certified_result_is_kept_while_people_vote_elsewhere(settings):
    """Its bytes need not be made anew when something else is written; an open round's page must be."""
    with Visitor(create_app(settings.changed(page_cache_seconds=60))) as visitor:
        raw = (DATA / "Netherlands_Assen_2024.pb").read_bytes().replace(b"equalshares/add1", b"equalshares")
        assert visitor.portal is not None
        round_ = visitor.portal.call(import_file, SYSTEM, raw, None, "assen.pb")
        visitor.get(f"/rounds/{round_.id}/result")
        visitor.get("/proposals")
        visitor.portal.call(_write_something)
        with statements() as seen:
            visitor.get(f"/rounds/{round_.id}/result")
            assert not seen
            visitor.get("/proposals")
            assert seen


async def _write_something() -> None:
    async with transaction():
        await record(SYSTEM, "round_counted", Ref("round", 1))
