"""The count command: what it prints, and how it refuses."""

import json
from pathlib import Path
from typing import Any

import pytest

from main import run
from votes.pabulib.rules import Rule, read
from votes.tally.rules import Ties

DATA = Path(__file__).parent.parent / "data"
ASSEN = str(DATA / "Netherlands_Assen_2024.pb")
ZURICH = str(DATA / "Switzerland_Zurich_D10.pb")
WIELICZKA = str(DATA / "Poland_Wieliczka_2023_Green_Budget.pb")
#: what a rule cannot be counted without
GIVEN = {Rule.GREEDY_THRESHOLD: ["--threshold", "20"], Rule.GREEDY_EXCLUSIVE: ["--conflict", "{0},{1}"]}


def count(file: str, *words: str) -> int:
    """The command line, with what is told to people caught by ``capsys``."""
    return run(["count", file, *words])


def counted(capsys: pytest.CaptureFixture[str], file: str, *words: str) -> dict[str, Any]:
    """The answer as an object."""
    assert count(file, "--json", *words) == 0
    return dict(json.loads(capsys.readouterr().out))


def test_json_has_exactly_what_was_promised(capsys: pytest.CaptureFixture[str]) -> None:
    document = counted(capsys, ASSEN, "--rule", "mes-cost")
    assert list(document) == ["rule", "parameters", "budget", "spent", "winners", "projects"]
    assert {tuple(project) for project in document["projects"]} == {
        ("id", "name", "cost", "votes", "selected", "why")
    }
    chosen = {project["id"]: project["cost"] for project in document["projects"] if project["selected"]}
    assert set(document["winners"]) == set(chosen)
    assert document["spent"] == sum(chosen.values()) <= document["budget"] == 100000


@pytest.mark.parametrize("rule", list(Rule))
@pytest.mark.parametrize("file", sorted(DATA.glob("*.pb")), ids=lambda path: path.stem)
def test_every_project_has_a_whole_sentence(
    capsys: pytest.CaptureFixture[str], file: Path, rule: Rule
) -> None:
    ids = [project.id for project in read(file.read_bytes()).election.projects]
    words = ["--json", "--explain", "--rule", rule, *(each.format(*ids) for each in GIVEN.get(rule, []))]
    code = count(str(file), *words, "--lang", "en" if len(file.stem) % 2 else "zh")
    output = capsys.readouterr()
    if code:
        assert code == 2
        assert rule in (Rule.RECORDED, Rule.PHRAGMEN)
        assert output.err.startswith(f"{file}:")
        return
    document = json.loads(output.out)
    assert [step["project"] for step in document["working"]] == document["winners"]
    for project in document["projects"]:
        assert "{" not in project["why"]["sentence"]
        assert len(project["why"]["sentence"]) > 10


def test_people_read_winners_first_and_why(capsys: pytest.CaptureFixture[str]) -> None:
    assert count(ASSEN, "--rule", "recorded", "--explain") == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("Assen Top Idee")
    assert "与文件里记录的结果一致" in lines
    assert lines.index("入选") < lines.index("没有入选") < lines.index("逐个选出的过程")
    assert lines[-1].startswith("    每份出 214.29 EUR：7 人出足，2 人")


@pytest.mark.parametrize(("rule", "ties"), [("recorded", Ties.FILE), ("greedy", Ties.COST_VOTES_ID)])
def test_ties_follow_the_file_only_when_its_own_rule_is_replayed(
    capsys: pytest.CaptureFixture[str], rule: str, ties: Ties
) -> None:
    assert counted(capsys, ASSEN, "--rule", rule)["parameters"]["ties"] == str(ties)
    for chosen in Ties:
        words = ["--rule", rule, "--ties", chosen, "--seed", "22.11.2026"]
        assert counted(capsys, ASSEN, *words)["parameters"]["ties"] == chosen


def test_every_setting_of_add1_is_said_in_the_answer(capsys: pytest.CaptureFixture[str]) -> None:
    words = ["--start", "floor", "--step", "0.5", "--stop-exhaustive", "--completion", "votes"]
    found = counted(capsys, ASSEN, "--rule", "add1-cost", "--comparison", "exclusion", *words)["parameters"]
    settings = {"start": "floor", "step": "1/2", "stop_exhaustive": True, "completion": "votes"}
    assert settings.items() <= found.items()
    assert found["comparison"] == "exclusion"
    assert found["outcome_of"] == (
        "greedy" if found["prefer_greedy"] > found["prefer_shares"] else "add1-cost"
    )


def test_whether_add1_stops_when_nothing_more_fits_changes_real_winners(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """The official 30 winners of Wieliczka come without stopping; counting.md §0 tells of 118 such elections."""
    official = counted(capsys, WIELICZKA, "--rule", "add1-cost", "--no-stop-exhaustive")
    stopped = counted(capsys, WIELICZKA, "--rule", "add1-cost", "--stop-exhaustive")
    assert (len(official["winners"]), len(stopped["winners"])) == (30, 31)
    assert (official["parameters"]["raised"], stopped["parameters"]["raised"]) == (164, 150)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--rule", "greedy", "--ties", "lot"], "--seed"),
        (["--rule", "greedy-threshold"], "--threshold"),
        (["--rule", "greedy-exclusive"], "--conflict"),
        (["--rule", "greedy", "--conflict", "1,none"], "“none”"),
    ],
)
def test_a_setting_that_is_missing_or_strange_is_asked_for(
    capsys: pytest.CaptureFixture[str], words: list[str], said: str
) -> None:
    assert count(ASSEN, *words) == 2
    assert said in capsys.readouterr().err


@pytest.mark.parametrize("words", [["--step", "0"], ["--step", "x"], ["--threshold", "-1"], ["--rule", "x"]])
def test_a_number_that_makes_no_sense_is_refused(
    capsys: pytest.CaptureFixture[str], words: list[str]
) -> None:
    with pytest.raises(SystemExit) as left:
        count(ASSEN, *words)
    assert left.value.code == 2


def test_a_rule_that_does_not_fit_the_papers_is_named_with_its_line(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert count(ZURICH, "--rule", "phragmen") == 2
    line = capsys.readouterr().err.removeprefix(f"{ZURICH}:").split(":")[0]
    assert Path(ZURICH).read_text().splitlines()[int(line) - 1].startswith("vote_type;")


def test_a_broken_file_is_named_with_its_line(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    broken = tmp_path / "broken.pb"
    broken.write_text(Path(ASSEN).read_text().replace("budget;100000", "budget;many"))
    assert count(str(broken), "--rule", "greedy") == 2
    output = capsys.readouterr()
    assert output.out == ""
    assert output.err == f"{broken}:9: budget 应该是不小于零的数，这里却是“many”。\n"


@pytest.mark.parametrize("name", ["missing.pb", "."])
def test_a_file_that_cannot_be_read_is_refused_with_a_sentence(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, name: str
) -> None:
    assert count(str(tmp_path / name), "--rule", "greedy") == 2
    assert capsys.readouterr().err.startswith(f"{tmp_path / name}: 读不到这个文件")


def test_a_rule_that_only_a_comment_tells_is_not_replayed(capsys: pytest.CaptureFixture[str]) -> None:
    assert count(ZURICH, "--rule", "recorded") == 2
    assert "unknown" in capsys.readouterr().err
