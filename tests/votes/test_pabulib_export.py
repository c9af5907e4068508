"""A round written as a Pabulib file: the format to the letter, nobody in it, and our own import counts it alike."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from civic.people.rules import SYSTEM
from tests.browsing import Visitor
from tests.cast import Cast
from tests.conftest import Call
from tests.factories import votes
from votes.pabulib import queries
from votes.pabulib.rules import read
from votes.pabulib.rules.written import Row, Sheet, file_rule, write
from votes.pabulib.services import import_file
from votes.results import queries as results
from votes.rules import Method, Rule
from votes.tally.rules import Kind

FILES = sorted((Path(__file__).parent.parent / "data").glob("*.pb"))


def sheet(**changes: Any) -> Sheet:
    made: dict[str, Any] = {
        "title": "2026 年社区保障资金",
        "country": "China",
        "unit": "成都市",
        "district": "锦城区",
        "subunit": "槐树街社区",
        "currency": "CNY",
        "budget_fen": 100_000_00,
        "method": Method.APPROVAL,
        "rule": Rule.GREEDY,
        "parameters": {"ties": "cost,votes,id", "skip": True},
        "least": 1,
        "most": 0,
        "points": 0,
        "max_cost_fen": 0,
        "begins": date(2026, 11, 1),
        "ends": date(2026, 11, 14),
        "projects": [
            Row("1", "路灯；长椅", 60_000_00, "便民", 2, True),
            Row("2", '"名牌"', 50_000_50, "", 1, False),
        ],
        "papers": ["1,2", "1", ""],
    }
    return Sheet(**made | changes)


def test_sections_fields_and_rows_are_written_as_the_format_asks():
    assert write(sheet()) == (
        "META\nkey;value\n"
        "description;2026 年社区保障资金\ncountry;China\nunit;成都市\ndistrict;锦城区\nsubunit;槐树街社区\n"
        "instance;2026\nnum_projects;2\nnum_votes;3\nbudget;100000\nvote_type;approval\nrule;greedy\n"
        "date_begin;01.11.2026\ndate_end;14.11.2026\nmin_length;1\nmax_length;2\nlanguage;zh\ncurrency;CNY\n"
        "comment;#1: counted by greedy (skip=True, ties=cost,votes,id)\n"
        "PROJECTS\nproject_id;cost;votes;name;category;selected\n"
        '1;60000;2;路灯；长椅;便民;1\n2;50000.5;1;"""名牌""";;0\n'
        "VOTES\nvoter_id;vote\n1;1,2\n2;1\n3;\n"
    )


def test_points_stand_in_falling_order_and_scores_are_added_up():
    text = write(sheet(method=Method.CUMULATIVE, points=10, papers=["1:3,2:7", "1:10"]))
    assert "vote_type;cumulative\n" in text
    assert "max_sum_points;10\n" in text
    assert "project_id;cost;votes;score;name" in text
    assert "\n1;60000;2;13;" in text
    assert text.endswith("voter_id;vote;points\n1;2,1;7,3\n2;1;10\n")


def test_rankings_keep_their_order_and_are_scored_by_borda():
    text = write(sheet(method=Method.ORDINAL, papers=["2,1", "1"]))
    assert "\n1;60000;2;2;" in text
    assert "\n2;50000.5;1;2;" in text
    assert text.endswith("1;2,1\n2;1\n")


@pytest.mark.parametrize(
    ("rule", "parameters", "name"),
    [
        (Rule.GREEDY, {"skip": True}, "greedy"),
        (Rule.GREEDY, {"skip": False}, "greedy-no-skip"),
        (Rule.GREEDY, {"threshold": "50"}, "greedy-threshold"),
        (Rule.GREEDY, {"quotas": {"category": {"便民": 1}}}, "greedy-custom"),
        (Rule.GREEDY, {"requires": [["1", "2"]]}, "greedy-custom"),
        (Rule.GREEDY_PER_COST, {}, "greedy-custom"),
        (Rule.MES_COST, {}, "equalshares"),
        (Rule.MES_COST, {"comparison": "satisfaction"}, "equalshares-comparison"),
        (Rule.ADD1_COST, {"start": "floor"}, "equalshares/add1"),
        (Rule.ADD1_COST, {"start": "floor", "comparison": "satisfaction"}, "equalshares/add1-comparison"),
        (Rule.ADD1_COST, {"start": "exact"}, "unknown"),
        (Rule.ADD1_COST, {"start": "floor", "completion": "votes"}, "unknown"),
        (Rule.MES_CARD, {}, "unknown"),
        (Rule.PHRAGMEN, {}, "unknown"),
    ],
)
def test_a_rule_has_pabulibs_name_only_where_the_name_says_all(
    rule: Rule, parameters: dict[str, Any], name: str
):
    found, remarks = file_rule(rule, parameters)
    assert found == name
    assert remarks[0].startswith(f"counted by {rule.value}")


def _counted(call: Call, raw: bytes, cast: Cast) -> tuple[list[tuple[Any, ...]], int]:
    round_ = call(import_file, SYSTEM, raw, cast.community.id, "file.pb")
    result = call(results.official, round_.ballot_id)
    assert result is not None
    lines = call(results.lines, result.id)
    return [(line.code, line.order, line.votes, line.selected) for line in lines], round_.ballot_id


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_what_was_imported_is_written_and_imported_again_and_counts_the_same(
    call: Call, cast: Cast, path: Path
):
    first, ballot_id = _counted(call, path.read_bytes(), cast)
    text = write(call(queries.sheet, ballot_id))
    second, _ = _counted(call, text.encode(), cast)
    assert second == first


def test_our_own_round_is_written_for_anyone_without_its_voters(
    call: Call, cast: Cast, clock: Any, client: Visitor, as_: Callable[..., Visitor]
):
    ballot_id = call(_round, cast)
    answer = client.get(f"/ballots/{ballot_id}/papers.pb")
    assert answer.status_code == 200
    file = read(answer.content)
    assert (file.election.kind, file.election.voters) == (Kind.APPROVAL, 3)
    names = [each.name for each in (cast.lin, cast.wei, cast.chen)]
    assert not [name for name in names if name in answer.text]
    assert "voter_id;vote\n1;" in answer.text


async def _round(cast: Cast) -> int:
    return await votes.round_counted(cast)


def test_before_the_count_there_is_no_file(call: Call, cast: Cast, clock: Any, client: Visitor):
    open_ = call(votes.open_round, cast)
    assert client.get(f"/ballots/{open_.ballot_id}/papers.pb").status_code == 422
    other = call(votes.closed_ballot, cast, method=Method.YES_NO)
    assert client.get(f"/ballots/{other.id}/papers.pb").status_code == 404


# a kind of paper, the papers, and on how many the first and the second project stand
CHECKED: list[tuple[dict[str, Any], int, int]] = [
    ({"papers": ["1,2", "1", "1"]}, 3, 1),
    ({"method": Method.KNAPSACK, "max_cost_fen": 120_000_00, "papers": ["1,2", "1", "1"]}, 3, 1),
    ({"method": Method.CHOOSE_ONE, "papers": ["1", "1", "2"]}, 2, 1),
    ({"method": Method.CUMULATIVE, "points": 10, "papers": ["1:3,2:7", "1:10"]}, 2, 1),
    ({"method": Method.ORDINAL, "papers": ["1,2", "1"]}, 2, 1),
]


@pytest.mark.parametrize(("kind", "first", "second"), CHECKED)
def test_pabulibs_own_checker_finds_no_error(kind: dict[str, Any], first: int, second: int, tmp_path: Path):
    checker = pytest.importorskip("pabulib.checker")
    rows = [
        Row("1", "路灯", 60_000_00, "便民", first, True),
        Row("2", "长椅", 50_000_00, "", second, False),
    ]
    path = tmp_path / "ours.pb"
    path.write_text(write(sheet(projects=rows, **kind)))
    found = checker.Checker().process_files([str(path)])
    assert [each["results"]["errors"] for each in found.values() if "results" in each] == [{}]
