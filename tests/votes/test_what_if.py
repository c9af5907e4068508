"""What if: the same papers counted another way, plainly not the result, and bounded in what it may cost."""

import asyncio
from pathlib import Path
from typing import Any

import pytest

from civic.kit.errors import TooMany
from civic.people.rules import SYSTEM
from tests.browsing import Visitor
from tests.cast import Cast
from tests.conftest import Call
from tests.factories import votes
from votes.models import Ballot
from votes.pabulib.services import import_file
from votes.results import queries
from votes.results.boxes import queries as boxes
from votes.results.rules import Choice
from votes.results.trials.rules import Trial, outcome, way_of
from votes.rounds.models import Round
from votes.rules import Method, Rule
from votes.tally.rules import Ties

ASSEN = (
    (Path(__file__).parent.parent / "data" / "Netherlands_Assen_2024.pb")
    .read_bytes()
    .replace(b"rule;equalshares/add1", b"rule;equalshares")
)


@pytest.fixture
def assen(call: Call, cast: Cast) -> Round:
    """A real election, imported: fourteen projects under Equal Shares."""
    round_: Round = call(import_file, SYSTEM, ASSEN, cast.community.id, "assen.pb")
    return round_


def test_a_first_look_offers_the_other_rule_and_counts_nothing(client: Visitor, assen: Round) -> None:
    page = client.get(f"/rounds/{assen.id}/what-if")
    assert page.status_code == 200
    assert '<option value="greedy" selected>' in page.text
    assert "这不是结果" not in page.text


def test_another_rule_stands_beside_the_result_and_is_not_it(
    client: Visitor, call: Call, assen: Round
) -> None:
    before = call(queries.official, assen.ballot_id)
    assert before is not None
    page = client.get(f"/rounds/{assen.id}/what-if?rule=greedy").text
    assert "这不是结果。" in page
    assert "正式结果" in page
    assert "只在正式结果里" in page
    after = call(queries.official, assen.ballot_id)
    assert after is not None
    assert after.digest == before.digest
    assert len(call(queries.of_ballot, assen.ballot_id)) == 1


@pytest.mark.parametrize(
    "rule", ["greedy", "greedy-per-cost", "mes-cost", "mes-card", "add1-card", "phragmen"]
)
def test_every_rule_that_fits_the_papers_can_be_tried(client: Visitor, assen: Round, rule: str) -> None:
    assert client.get(f"/rounds/{assen.id}/what-if?rule={rule}").status_code == 200


def test_another_budget_changes_the_outcome(client: Visitor, assen: Round) -> None:
    small = client.get(f"/rounds/{assen.id}/what-if?rule=greedy&budget=5000").text
    assert "5,000 EUR" in small or "¥5,000" in small or "5,000" in small


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("rule=nonsense", ""),
        ("rule=majority", "这种算法不能用来数这次的票"),
        ("rule=greedy&budget=abc", ""),
        ("rule=greedy&budget=-5", ""),
        ("rule=greedy&budget=99999999999999999999999", ""),
        ("rule=greedy&quota=category:nothing&most=5", "没有这个类别或地方"),
        ("rule=mes-cost&quota=category:nothing&most=5", "这种算法不设分项上限"),
        ("rule=greedy&completion=1", "不用再补一轮"),
        ("budget=5", ""),
    ],
)
def test_a_bad_parameter_gets_a_sentence_beside_its_field(
    client: Visitor, assen: Round, query: str, sentence: str
) -> None:
    page = client.get(f"/rounds/{assen.id}/what-if?{query}")
    assert page.status_code == 422
    assert 'aria-invalid="true"' in page.text
    assert sentence in page.text
    assert "这不是结果" not in page.text


def test_nothing_is_tried_before_there_is_a_count(
    client: Visitor, call: Call, cast: Cast, clock: Any
) -> None:
    round_ = call(votes.open_round, cast)
    assert client.get(f"/rounds/{round_.id}/what-if?rule=greedy").status_code == 404


def test_the_official_way_tried_again_gives_the_official_outcome(call: Call, assen: Round) -> None:
    async def both() -> tuple[list[str], list[str]]:
        ballot = await Ballot.get(id=assen.ballot_id)
        result = await queries.official(ballot.id)
        assert result is not None
        choices = await queries.choices(ballot.id)
        trial = Trial(Rule.MES_COST, assen.budget_fen)
        way = way_of(trial, Ties.FILE, "", choices, ballot.method)
        election = await queries.election(ballot)
        official = [step["code"] for step in result.working["steps"]]
        tried = outcome(election, way, assen.budget_fen, official)
        assert tried.prefer.first + tried.prefer.second + tried.prefer.alike == election.voters
        return [election.projects[p].id for p in way.count(election).winners], list(tried.winners)

    full, quick = call(both)
    assert full == quick


def test_a_quota_holds(call: Call, assen: Round) -> None:
    async def spent() -> int:
        ballot = await Ballot.get(id=assen.ballot_id)
        election = await queries.election(ballot)
        choices = [
            Choice(each.code, each.label, each.cost_fen, "绿化" if place % 2 else "道路")
            for place, each in enumerate(await queries.choices(ballot.id))
        ]
        from_papers = await queries.papers(ballot.id)
        assert from_papers
        trial = Trial(Rule.GREEDY, assen.budget_fen, "category:绿化", assen.budget_fen // 4)
        way = way_of(trial, Ties.COST_VOTES_ID, "", choices, Method.APPROVAL)
        projects = tuple(
            type(p)(p.id, p.name, p.cost, choice.category)
            for p, choice in zip(election.projects, choices, strict=True)
        )
        limited = type(election)(election.kind, election.budget, projects, election.groups, election.voters)
        return sum(projects[p].cost for p in way.count(limited).winners if projects[p].category == "绿化")

    assert call(spent) <= assen.budget_fen // 4


def test_strangers_cannot_make_the_house_count_without_end(call: Call) -> None:
    async def crowd() -> int:
        held = asyncio.Event()
        started: list[int] = []

        def slow() -> int:
            started.append(1)
            return len(started)

        tries = [boxes.counted(("crowd", n), slow) for n in range(boxes.MOST_WAITING * 2)]
        answers = await asyncio.gather(*tries, return_exceptions=True)
        held.set()
        return sum(isinstance(answer, TooMany) for answer in answers)

    assert call(crowd) == boxes.MOST_WAITING


def test_one_address_is_asked_to_wait(client: Visitor, assen: Round) -> None:
    statuses = {
        client.get(f"/rounds/{assen.id}/what-if?rule=greedy&budget={n}").status_code for n in range(1, 70)
    }
    assert statuses == {200, 429}


def test_what_was_counted_lately_is_remembered(call: Call) -> None:
    async def twice() -> list[int]:
        made: list[int] = []

        def work() -> int:
            made.append(1)
            return 7

        assert await boxes.counted(("lately",), work) == await boxes.counted(("lately",), work) == 7
        return made

    assert call(twice) == [1]
