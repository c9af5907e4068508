"""A stored count as its page shows it: numbers as readers write them, rounds as a table, pairs as a table."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from votes.results.rules.kept import Line, number
from votes.tally.why import decimal

# how wide a full bar is drawn
WIDE = 1000


@dataclass(frozen=True)
class Cell:
    """A number in a table of rounds."""

    text: str
    #: of WIDE, beside the largest number of the table
    width: int
    #: ``elected``, ``out`` or empty
    mark: str = ""


@dataclass(frozen=True)
class Stage:
    """One round: what happened at its end, by label."""

    elected: list[str]
    surplus: str
    out: str
    exhausted: str
    #: elected without the quota because as many were left as seats
    last: bool = False


@dataclass(frozen=True)
class Grid:
    """The rounds of a count: a row an option, a column a round."""

    stages: list[Stage]
    rows: list[tuple[str, list[Cell | None]]]


@dataclass(frozen=True)
class Duel:
    """One option against another."""

    mine: int
    theirs: int

    @property
    def won(self) -> bool:
        """More prefer it than the other."""
        return self.mine > self.theirs


@dataclass(frozen=True)
class Measure:
    """One of the two measures of an owners' vote, in square metres or heads."""

    everybody: str
    part: str
    part_needed: str
    yes: str
    yes_needed: str
    no: str
    part_met: bool
    yes_met: bool


@dataclass(frozen=True)
class Measures:
    """One reading of an owners' vote by both measures, with its sentences."""

    area: Measure
    heads: Measure
    sentences: Sequence[str]


def grid(working: Mapping[str, Any], names: Mapping[str, str], order: Sequence[str]) -> Grid:
    """The rounds of a runoff or of seats; ``order`` are codes from first to last."""
    stages = working["rounds"] if working["kind"] == "runoff" else working["stages"]
    most = max((_value(held) for stage in stages for held in stage["tallies"].values()), default=Fraction(1))
    rows: list[tuple[str, list[Cell | None]]] = []
    for code in order:
        rows.append((names[code], _cells(code, stages, most or Fraction(1), working["kind"] == "runoff")))
    return Grid([_stage(stage, names) for stage in stages], rows)


def _cells(code: str, stages: Sequence[Mapping[str, Any]], most: Fraction, runoff: bool) -> list[Cell | None]:
    cells: list[Cell | None] = []
    gone = False
    for stage in stages:
        if gone or code not in stage["tallies"]:
            cells.append(None)
            continue
        held = _value(stage["tallies"][code])
        elected = code in stage.get("elected", ())
        mark = "out" if stage["out"] == code else "elected" if elected else ""
        cells.append(Cell(decimal(held, 2), int(held * WIDE / most), mark))
        gone = stage["out"] == code and not runoff
    return cells


def _stage(stage: Mapping[str, Any], names: Mapping[str, str]) -> Stage:
    return Stage(
        [names[code] for code in stage.get("elected", ())],
        names.get(stage.get("surplus", ""), ""),
        names.get(stage["out"], ""),
        decimal(_value(stage["exhausted"]), 2),
        stage.get("last", False),
    )


def duels(
    working: Mapping[str, Any], names: Mapping[str, str], order: Sequence[str]
) -> list[tuple[str, list[Duel | None]]]:
    """The table of pairs: a row an option, against each other in the same order; nothing against itself."""
    table = working["table"]
    return [(names[a], [None if a == b else Duel(table[a][b], table[b][a]) for b in order]) for a in order]


def measures(working: Mapping[str, Any], reading: str, told: Sequence[str]) -> Measures:
    """Both measures of an owners' vote by one reading, ``actual`` or ``deemed``."""
    read = working[reading]
    everybody = working["all"]
    return Measures(_measure(everybody, read, "area", 100), _measure(everybody, read, "heads", 1), told)


def _measure(everybody: Mapping[str, int], read: Mapping[str, Any], name: str, scale: int) -> Measure:
    def written(value: int) -> str:
        return decimal(Fraction(value, scale), 2)

    return Measure(
        everybody=written(everybody[name]),
        part=written(read["part"][name]),
        part_needed=written(read["part_needed"][name]),
        yes=written(read["yes"][name]),
        yes_needed=written(read["yes_needed"][name]),
        no=written(read["no"][name]),
        part_met=read["part"][name] >= read["part_needed"][name],
        yes_met=read["yes"][name] >= read["yes_needed"][name],
    )


def score(working: Mapping[str, Any], code: str) -> str:
    """What an option got, as the rule compared it."""
    return decimal(_value(working["scores"][code]), 2)


def mean(working: Mapping[str, Any], code: str) -> str:
    """Points for each paper on average; empty where papers give none."""
    return decimal(_value(working["means"][code]), 2) if working.get("means") else ""


def width(working: Mapping[str, Any], code: str) -> int:
    """An option's bar beside the longest, of WIDE."""
    most = max(_value(found) for found in working["scores"].values())
    return int(_value(working["scores"][code]) * WIDE / most) if most else 0


def _value(kept: int | list[str]) -> Fraction:
    return Fraction(number(kept))


@dataclass(frozen=True)
class Row:
    """One option as the result shows it."""

    rank: int
    label: str
    votes: int
    selected: bool
    sentences: list[str]
    #: what the rule compared; empty where nothing but votes is
    score: str
    mean: str
    width: int


def row(line: Line, names: Mapping[str, str], working: Mapping[str, Any], told: list[str]) -> Row:
    """A stored line for people."""
    compared = "scores" in working
    return Row(
        line.rank,
        names[line.code],
        line.votes,
        line.selected,
        told,
        score(working, line.code) if compared else "",
        mean(working, line.code),
        width(working, line.code) if compared else 0,
    )


def pictures(
    working: Mapping[str, Any], names: Mapping[str, str], lines: Sequence[Line], told: Sequence[str]
) -> dict[str, Any]:
    """The tables that go with a family of rules, where it has any; ``told`` are the sentences of the first line."""
    order = [line.code for line in lines]
    kind = working["kind"]
    return {
        "grid": grid(working, names, order) if kind in ("runoff", "stv") else None,
        "duels": duels(working, names, order) if kind == "pairs" else None,
        "cycle": [names[code] for code in working.get("cycle", ())],
        "readings": readings(working, lines[0], told) if kind == "owners" else {},
        "draws": [[names[code] for code in draw["among"]] for draw in working.get("draws", ())],
    }


def readings(working: Mapping[str, Any], line: Line, told: Sequence[str]) -> dict[str, Measures]:
    """An owners' vote as cast and, where their own rule asks for it, as deemed; the reasons stand in this order."""
    deemed = sum(each["code"].startswith("owners_deemed") for each in line.why["reasons"])
    actual = len(told) - deemed
    found = {"actual": measures(working, "actual", told[:actual])}
    return found | {"deemed": measures(working, "deemed", told[actual:])} if working["deemed"] else found


def line_document(line: Line, labels: Mapping[str, str]) -> dict[str, Any]:
    """A stored line for machines."""
    return {
        "code": line.code,
        "label": labels[line.code],
        "order": line.order,
        "votes": line.votes,
        "selected": line.selected,
        "why": line.why["reasons"],
    }
