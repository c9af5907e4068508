"""Real elections give the winners an independent exact count gives, and those their cities recorded."""

import json
import os
from pathlib import Path

import pytest

from votes.pabulib.rules import Broken, Rule, agrees, count, read
from votes.tally.rules import Kind, Ties

HERE = Path(__file__).parent.parent / "data"
FILES = sorted(HERE.glob("*.pb"))
EXPECTED = json.loads((HERE / "expected.json").read_text())
RULES = {"greedy_cost": Rule.GREEDY, "mes_cost": Rule.MES_COST, "mes_card": Rule.MES_CARD}
#: rules a file's own outcome can be replayed by
REPLAYED = ("greedy", "greedy-no-skip", "greedy-threshold")
#: Pabulib's own checker finds the recorded outcome of these wrong (archive of April 2026)
RECORDED_WRONG = {
    "Poland_Warszawa_2018_Las",
    "Poland_Warszawa_2018_Ursynow_Wysoki_Poludniowy",
    "Poland_Warszawa_2018_Wawrzyszew",
    "Poland_Warszawa_2020_Bialoleka",
    "Poland_Warszawa_2020_Targowek",
}
MORE = os.environ.get("CIVIC_PB_DIR", "")


def winners(path: Path, rule: Rule) -> list[str]:
    file = read(path.read_bytes())
    return [file.election.projects[place].id for place in count(file, rule, Ties.COST_VOTES_ID).winners]


@pytest.mark.parametrize("name", list(RULES))
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_winners_and_their_order(path: Path, name: str) -> None:
    if name in EXPECTED[path.stem]:
        assert winners(path, RULES[name]) == EXPECTED[path.stem][name]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
@pytest.mark.parametrize("ties", list(Ties))
def test_the_recorded_outcome_is_replayed(path: Path, ties: Ties) -> None:
    file = read(path.read_bytes())
    if file.rule == "unknown":
        with pytest.raises(Broken) as broken:
            count(file, Rule.RECORDED, ties)
        assert broken.value.code == "pb_rule_unknown"
        assert path.read_text().splitlines()[broken.value.line - 1].startswith("rule;")
    else:
        assert agrees(file, count(file, Rule.RECORDED, ties)) in (True, None)


def test_equal_shares_elections_are_among_the_files() -> None:
    """The three cities that publish an Equal Shares outcome, with Add1 and with its comparison step."""
    recorded = [read(path.read_bytes()) for path in FILES]
    shares = [file for file in recorded if file.rule.startswith("equalshares") and file.selected]
    assert len(shares) == 3
    assert all(agrees(file, count(file, Rule.RECORDED, Ties.COST_VOTES_ID)) for file in shares)


@pytest.mark.skipif(not MORE, reason="CIVIC_PB_DIR names no directory with more real elections")
def test_more_real_elections() -> None:
    paths = sorted(Path(MORE).glob("*.pb"))
    assert paths
    wrong = [found for path in paths for found in _wrong(path)]
    assert not wrong, "\n".join(wrong)


def _wrong(path: Path) -> list[str]:
    """What differs from the expected and the recorded outcome of one file."""
    file = read(path.read_bytes())
    found = []
    for name, rule in RULES.items():
        expected = Path(MORE).parent / "expected" / f"{path.stem}.{name}.json"
        plain = file.election.kind in (Kind.APPROVAL, Kind.CHOOSE_ONE) or name != "greedy_cost"
        known = json.loads(expected.read_text()) if plain and expected.exists() else {}
        if "winners_in_order" in known and winners(path, rule) != known["winners_in_order"]:
            found.append(f"{path.stem}: {name}")
    replayed = file.rule in REPLAYED and path.stem not in RECORDED_WRONG
    if replayed and agrees(file, count(file, Rule.RECORDED, Ties.FILE)) is False:
        found.append(f"{path.stem}: recorded")
    return found
