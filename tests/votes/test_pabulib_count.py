"""The count command: what it prints, and how it refuses."""

import json
from pathlib import Path

import pytest

from votes.pabulib.commands import RULES, TIES, count
from votes.tally.rules import Ties

DATA = Path(__file__).parent.parent / "data"
ASSEN = str(DATA / "Netherlands_Assen_2024.pb")
ZURICH = str(DATA / "Switzerland_Zurich_D10.pb")


def test_json_has_exactly_what_was_promised(capsys: pytest.CaptureFixture[str]) -> None:
    assert count(ASSEN, "mes-cost", as_json=True) == 0
    document = json.loads(capsys.readouterr().out)
    assert list(document) == ["rule", "parameters", "budget", "spent", "winners", "projects"]
    assert {tuple(project) for project in document["projects"]} == {
        ("id", "name", "cost", "votes", "selected", "why")
    }
    chosen = {project["id"]: project["cost"] for project in document["projects"] if project["selected"]}
    assert set(document["winners"]) == set(chosen)
    assert document["spent"] == sum(chosen.values()) <= document["budget"] == 100000


@pytest.mark.parametrize("rule", RULES)
@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("file", sorted(DATA.glob("*.pb")), ids=lambda path: path.stem)
def test_every_project_has_a_whole_sentence(
    capsys: pytest.CaptureFixture[str], file: Path, rule: str, lang: str
) -> None:
    code = count(str(file), rule, as_json=True, lang=lang)
    output = capsys.readouterr()
    if code:
        assert (code, rule) == (2, "recorded")
        assert output.err.startswith(f"{file}:")
        return
    for project in json.loads(output.out)["projects"]:
        assert "{" not in project["why"]["sentence"]
        assert len(project["why"]["sentence"]) > 10


def test_people_read_winners_first_and_why(capsys: pytest.CaptureFixture[str]) -> None:
    assert count(ASSEN, "recorded") == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("Assen Top Idee")
    assert "与文件里记录的结果一致" in lines
    assert lines.index("入选") < lines.index("没有入选")


@pytest.mark.parametrize(("rule", "ties"), [("recorded", Ties.FILE), ("greedy", Ties.COST_VOTES_ID)])
def test_ties_follow_the_file_only_when_its_own_rule_is_replayed(
    capsys: pytest.CaptureFixture[str], rule: str, ties: Ties
) -> None:
    count(ASSEN, rule, as_json=True)
    assert json.loads(capsys.readouterr().out)["parameters"]["ties"] == str(ties)
    for chosen in TIES:
        count(ASSEN, rule, chosen, as_json=True)
        assert json.loads(capsys.readouterr().out)["parameters"]["ties"] == chosen


def test_a_broken_file_is_named_with_its_line(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    broken = tmp_path / "broken.pb"
    broken.write_text(Path(ASSEN).read_text().replace("budget;100000", "budget;many"))
    assert count(str(broken), "greedy") == 2
    output = capsys.readouterr()
    assert output.out == ""
    assert output.err == f"{broken}:9: budget 应该是不小于零的数，这里却是“many”。\n"


@pytest.mark.parametrize("name", ["missing.pb", "."])
def test_a_file_that_cannot_be_read_is_refused_with_a_sentence(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, name: str
) -> None:
    assert count(str(tmp_path / name), "greedy") == 2
    assert capsys.readouterr().err.startswith(f"{tmp_path / name}: 读不到这个文件")


def test_a_rule_that_only_a_comment_tells_is_not_replayed(capsys: pytest.CaptureFixture[str]) -> None:
    assert count(ZURICH, "recorded") == 2
    assert "unknown" in capsys.readouterr().err
