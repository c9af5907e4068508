"""Real elections give the winners an independent exact count gives, and those their cities recorded."""

import json
import os
from dataclasses import replace
from pathlib import Path

import pytest

from votes.pabulib.rules import Broken, Rule, agrees, count, read
from votes.tally.rules import Kind, Ties
from votes.tally.spending.settings import Completion, Settings

HERE = Path(__file__).parent.parent / "data"
FILES = sorted(HERE.glob("*.pb"))
EXPECTED = json.loads((HERE / "expected.json").read_text())
#: names of the reference's results, and how to come to them here
UNTIL_EXHAUSTED = Settings(stop_exhaustive=True, completion=Completion.VOTES)
RULES = {
    "greedy_cost": (Rule.GREEDY, Settings()),
    "mes_cost": (Rule.MES_COST, Settings()),
    "mes_card": (Rule.MES_CARD, Settings()),
    "add1u_cost": (Rule.ADD1_COST, UNTIL_EXHAUSTED),
    "add1u_card": (Rule.ADD1_CARD, UNTIL_EXHAUSTED),
    "phragmen": (Rule.PHRAGMEN, Settings()),
}
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


POINTED = frozenset((Kind.CUMULATIVE, Kind.ORDINAL))
#: the reference sorts these winners by their name
UNORDERED = frozenset(("phragmen",))


def winners(path: Path, name: str) -> list[str] | None:
    """In their order; None where the reference does not count as cities do (rankings in a list of votes).

    Where papers give points the reference goes down a list of points for each unit of money, after Add1 as well; what
    Add1 came to before is compared then.
    """
    file = read(path.read_bytes())
    rule, settings = RULES[name]
    if name == "greedy_cost" and file.election.kind is Kind.ORDINAL:
        return None
    if name == "greedy_cost" and file.election.kind is Kind.CUMULATIVE:
        rule = Rule.GREEDY_PER_COST
    if name.startswith("add1u") and file.election.kind in POINTED:
        settings = replace(settings, completion=Completion.NONE)
    found = [file.election.projects[place].id for place in count(file, rule, settings).winners]
    return sorted(found) if name in UNORDERED else found


@pytest.mark.parametrize("name", list(RULES))
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_winners_and_their_order(path: Path, name: str) -> None:
    if name in EXPECTED[path.stem]:
        assert winners(path, name) in (EXPECTED[path.stem][name], None)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
@pytest.mark.parametrize("ties", [Ties.FILE, Ties.COST_VOTES_ID])
def test_the_recorded_outcome_is_replayed(path: Path, ties: Ties) -> None:
    file = read(path.read_bytes())
    if file.rule == "unknown":
        with pytest.raises(Broken) as broken:
            count(file, Rule.RECORDED, Settings(ties=ties))
        assert broken.value.code == "pb_rule_unknown"
        assert path.read_text().splitlines()[broken.value.line - 1].startswith("rule;")
    else:
        assert agrees(file, count(file, Rule.RECORDED, Settings(ties=ties))) in (True, None)


def test_equal_shares_elections_are_among_the_files() -> None:
    """The three cities that publish an Equal Shares outcome, with Add1 and with its comparison step."""
    recorded = [read(path.read_bytes()) for path in FILES]
    shares = [file for file in recorded if file.rule.startswith("equalshares") and file.selected]
    assert len(shares) == 3
    assert all(agrees(file, count(file, Rule.RECORDED, Settings())) for file in shares)


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
    for name in RULES:
        expected = Path(MORE).parent / "expected" / f"{path.stem}.{name}.json"
        known = json.loads(expected.read_text()) if expected.exists() else {}
        before = name.startswith("add1u") and file.election.kind in POINTED
        outcome = known.get("add1_winners" if before else "winners_in_order")
        if outcome is not None and winners(path, name) not in (outcome, None):
            found.append(f"{path.stem}: {name}")
    replayed = file.rule in REPLAYED and path.stem not in RECORDED_WRONG
    if replayed and agrees(file, count(file, Rule.RECORDED)) is False:
        found.append(f"{path.stem}: recorded")
    return found
