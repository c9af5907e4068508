"""What is counted: the question as its digest fixes it, and the papers."""

from __future__ import annotations

import hashlib
from collections import Counter
from fractions import Fraction
from typing import Any, NamedTuple

#: the points on one paper: (option, points), options by their place on the ballot
Points = tuple[tuple[int, Fraction], ...]


class Case(NamedTuple):
    """One ballot ready to be counted."""

    method: str
    rule: str
    parameters: dict[str, Any]
    seats: int
    #: in fen
    budget: int
    codes: list[str]
    costs: list[int]
    categories: list[str]
    places: list[str]
    #: equal papers together; the empty ones are under ()
    papers: dict[Points, int]
    voters: int
    roll_size: int

    def points(self, paper: Points) -> list[tuple[int, Fraction]]:
        """What a paper gives to each option it names, for a count by points: one each, or Borda, or as written."""
        if self.method == "ordinal":
            return [(option, Fraction(len(paper) - place)) for place, (option, _) in enumerate(paper)]
        return list(paper)

    def votes(self) -> list[int]:
        """On how many papers each option stands."""
        totals = [0] * len(self.codes)
        for paper, count in self.papers.items():
            for option, _ in paper:
                totals[option] += count
        return totals

    def scores(self) -> list[Fraction]:
        """Points of each option: votes where papers give none, L for the first of L ranked down to 1 for the last."""
        totals = [Fraction(0)] * len(self.codes)
        for paper, count in self.papers.items():
            for option, points in self.points(paper):
                totals[option] += points * count
        return totals


class Count(NamedTuple):
    """What a count comes to: codes in the order of choosing, and the figures that are published with it."""

    winners: list[str]
    working: dict[str, Any]


def plain(value: Any) -> Any:
    """A number as it is published: whole, or numerator and denominator as two texts."""
    exact = Fraction(value)
    return exact.numerator if exact.denominator == 1 else [str(exact.numerator), str(exact.denominator)]


def lot(case: Case, seed: str) -> dict[str, int]:
    """Place of each option in the one order drawn from the published seed."""
    return {code: place for place, code in enumerate(drawn(seed, case.codes))}


def read_paper(method: str, places: dict[str, int], text: str) -> Points:
    """A paper's text as points; an unknown option raises KeyError."""
    if not text:
        return ()
    if method in ("score", "cumulative"):
        pairs = [each.rsplit(":", 1) for each in text.split(",")]
        return tuple((places[code], Fraction(points)) for code, points in pairs)
    return tuple((places[code], Fraction(1)) for code in text.split(","))


def grouped(method: str, codes: list[str], texts: list[str]) -> dict[Points, int]:
    """Equal papers together."""
    places = {code: place for place, code in enumerate(codes)}
    found: dict[Points, int] = {}
    for text, count in sorted(Counter(texts).items()):
        paper = read_paper(method, places, text)
        found[paper] = found.get(paper, 0) + count
    return found


def drawn(seed: str, items: list[str]) -> list[str]:
    """Lots: ascending SHA-256 of the published seed and the item."""
    return sorted(items, key=lambda item: hashlib.sha256((seed + "\n" + item).encode()).digest())
