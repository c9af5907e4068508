"""What a count without a budget reads, and how its answer is stored and told."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from votes.results.rules.kept import Line, kept, reason
from votes.rules import Rule
from votes.tally.choosing import why
from votes.tally.choosing.owners import Bulk
from votes.tally.rules import Fact, Reason

Document = dict[str, Any]


class Same(NamedTuple):
    """Papers that say the same."""

    #: canonical text; empty for a blank paper
    text: str
    papers: int
    #: what their owners hold together in 0.01 m²; 0 where papers are secret
    area: int = 0


@dataclass(frozen=True)
class Box:
    """Everything a count without a budget reads, fixed when the ballot is closed."""

    rule: Rule
    parameters: Mapping[str, Any]
    #: codes in the official order
    options: tuple[str, ...]
    papers: Sequence[Same]
    #: the roll by heads, and by area where owners vote
    roll: Bulk
    #: the ballot's digest and the root over its papers: nobody could know both before the box was closed
    seed: str
    seats: int = 1
    points: int = 0
    #: what objectors gave as their reasons
    reasons: tuple[str, ...] = ()
    #: silent owners to whom no paper could be delivered
    undelivered: Bulk = field(default_factory=Bulk)

    def said(self, text: str) -> Bulk:
        """Who says this, by area and by heads."""
        return sum((Bulk(same.area, same.papers) for same in self.papers if same.text == text), Bulk())

    @property
    def part(self) -> Bulk:
        """Who took part."""
        return sum((Bulk(same.area, same.papers) for same in self.papers), Bulk())


@dataclass(frozen=True)
class Tallied:
    """A count that has been worked out, as it is stored."""

    papers: int
    lines: list[Line]
    working: Document


def stored(reasons: Sequence[Reason]) -> Document:
    """Reasons as JSON."""
    return {
        "reasons": [
            {"code": each.code, "facts": {name: kept(fact) for name, fact in each.facts.items()}}
            for each in reasons
        ]
    }


def told(kept_why: Mapping[str, Any], names: Mapping[str, str], translate: Callable[[str], str]) -> list[str]:
    """The sentences of a stored line."""
    return [why.told(reason(each), names, translate) for each in kept_why["reasons"]]


def numbers(found: Mapping[str, Fact]) -> Document:
    """Numbers by code as JSON."""
    return {code: kept(value) for code, value in found.items()}
