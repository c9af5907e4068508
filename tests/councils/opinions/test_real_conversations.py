"""The map of opinions against real conversations: exactly what a Polis server answered where there is one right answer,
and much the same groups where there is none."""

import csv
import gzip
import json
import os
from dataclasses import dataclass
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from civic.kit.settings import ROOT
from councils.opinions.rules.clusters import agreement
from councils.opinions.rules.grouping import group
from councils.opinions.rules.mapping import opinion_map
from councils.opinions.rules.matrix import Matrix, in_lots, matrix, placed
from councils.opinions.rules.projection import axes, extremity
from councils.opinions.rules.routing import priority
from councils.opinions.rules.states import Counts
from councils.opinions.rules.statistics import Shared, Tally, Typical, across_groups, shared, tally, typical

DATA = ROOT / "tests/data/opinions"
SIGNS = {"+": 1, "-": -1, "0": 0}
Rows = list[tuple[int, int, int]]


@dataclass
class Recorded:
    """A conversation and what was recorded of it."""

    rows: Rows
    facts: dict[str, Any]

    @property
    def matrix(self) -> Matrix:
        return matrix(self.rows, self.facts["hidden"])

    def grouped(self) -> tuple[Matrix, Tally]:
        """The votes, nothing hidden, of those who were in a group, and the counts of each recorded group."""
        group_of = {one: number for number, group in enumerate(self.facts["groups"]) for one in group}
        made = matrix(self.rows)
        inside = made.of(np.isin(made.participants, list(group_of)))
        return inside, tally(inside, np.array([group_of[int(one)] for one in inside.participants]))

    def left_out(self, made: Matrix) -> list[int]:
        """Columns of statements that were taken down or ask who somebody is."""
        gone = [*self.facts["hidden"], *self.facts["about_people"]]
        return np.flatnonzero(np.isin(made.statements, gone)).tolist()


@cache
def recorded(name: str) -> Recorded:
    path = DATA / name
    facts = json.loads(gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_text())
    rows = [
        (participant, statement, SIGNS[sign])
        for participant, line in zip(facts["participants"], facts["votes"], strict=True)
        for statement, sign in zip(facts["statements"], line, strict=True)
        if sign != "."
    ]
    return Recorded(rows, facts)


SERVER = pytest.mark.parametrize("name", ["small.json", "large.json"])


@SERVER
def test_the_two_directions_are_the_servers_up_to_their_sign(name: str):
    conversation = recorded(name)
    ours = axes(conversation.matrix)
    assert ours.means == pytest.approx(conversation.facts["means"], abs=1e-5)
    for mine, theirs in zip(ours.directions, conversation.facts["directions"], strict=True):
        assert abs(mine @ np.array(theirs)) / np.linalg.norm(theirs) == pytest.approx(1, abs=1e-6)
    assert extremity(ours) == pytest.approx(conversation.facts["extremity"], abs=1e-4)


@SERVER
def test_who_has_voted_enough_was_placed_by_the_server_too(name: str):
    """It placed more: whoever was among the most active once stays in, which only the history of the votes can tell."""
    conversation = recorded(name)
    ours = set(conversation.matrix.participants[placed(conversation.matrix)].tolist())
    assert ours <= set(conversation.facts["placed"])
    kept = placed(conversation.matrix, conversation.facts["placed"])
    assert conversation.matrix.participants[kept].tolist() == conversation.facts["placed"]


@SERVER
def test_what_each_group_stands_for_is_what_the_server_said(name: str):
    conversation = recorded(name)
    made, counted = conversation.grouped()
    ours = typical(counted, conversation.left_out(made))
    assert [[told(made, one) for one in group] for group in ours] == [
        [pytest.approx(_worded(one), abs=1e-5) for one in group] for group in conversation.facts["typical"]
    ]


def told(made: Matrix, one: Typical) -> list[float]:
    statement = int(made.statements[one.statement])
    return [statement, one.agrees, one.count, one.seen, one.share, one.share_z, one.ratio, one.ratio_z]


def _worded(one: list[Any]) -> list[float]:
    return [one[0], one[1] == "agree", *one[2:]]


@SERVER
@pytest.mark.parametrize("side", ["agree", "disagree"])
def test_what_all_agree_on_is_what_the_server_said(name: str, side: str):
    conversation = recorded(name)
    made = matrix(conversation.rows)

    def figures(one: Shared) -> list[float]:
        return [int(made.statements[one.statement]), one.count, one.seen, one.share, one.share_z]

    ours = shared(tally(made), side == "agree", conversation.left_out(made))
    assert [figures(one) for one in ours] == [
        pytest.approx(one, abs=1e-5) for one in conversation.facts["shared"][side]
    ]


@SERVER
def test_consensus_across_groups_is_the_servers(name: str):
    conversation = recorded(name)
    made, counted = conversation.grouped()
    ours = dict(zip(map(str, made.statements), across_groups(counted), strict=True))
    assert ours == pytest.approx(conversation.facts["across"], abs=1e-5)


@SERVER
def test_priorities_are_the_servers(name: str):
    """Statements that ask who somebody is have a fixed one there, and do not exist here."""
    conversation = recorded(name)
    made, counted = conversation.grouped()
    whole, apart = counted.whole(), extremity(axes(conversation.matrix))
    for place, statement in enumerate(made.statements):
        if statement in conversation.facts["about_people"]:
            continue
        agrees, disagrees = int(whole.agrees[0, place]), int(whole.disagrees[0, place])
        counts = Counts(agrees, disagrees, int(whole.seen[0, place]) - agrees - disagrees)
        assert priority(counts, apart[place]) == pytest.approx(
            conversation.facts["priority"][str(statement)], rel=1e-4, abs=1e-5
        )


@pytest.mark.parametrize("name", ["canada.json.gz", "biodiversity.json.gz"])
def test_the_groups_are_much_those_that_were_recorded(name: str):
    """Two groups, and all but a few people in the same one. A server's groups depend on the order in which votes came, so
    that another run of Polis would not give them exactly either."""
    conversation = recorded(name)
    everyone = in_lots(conversation.matrix)
    close = everyone.of(placed(everyone))
    found = group(close, axes(everyone), fewest=5)
    assert found is not None
    assert found.groups == 2
    inside = np.isin(close.participants, [*chain(*conversation.facts["groups"])])
    theirs = np.isin(close.participants, conversation.facts["groups"][1]).astype(np.intp)
    assert agreement(found.labels[inside], theirs[inside]) > 0.8
    assert found.silhouette > 0.4
    assert found.stability > 0.6


FOLDER = os.environ.get("CIVIC_POLIS_DIR", "")


@pytest.mark.skipif(not FOLDER, reason="CIVIC_POLIS_DIR names no folder of conversations")
@pytest.mark.parametrize(
    "path", sorted(Path(FOLDER).glob("*/votes.csv")) if FOLDER else [], ids=lambda p: p.parent.name
)
def test_any_conversation_of_the_open_data_gives_a_sound_map(path: Path):
    with path.open(encoding="utf-8") as file:
        votes = sorted(csv.DictReader(file), key=lambda row: int(row["timestamp"]))
    rows = [(int(row["voter-id"]), int(row["comment-id"]), int(row["vote"])) for row in votes]
    document = opinion_map(rows).document
    assert "NaN" not in json.dumps(document)
    assert all(group["people"] >= 5 for group in document["groups"])
    assert sum(group["people"] for group in document["groups"]) in (0, document["placed"])
