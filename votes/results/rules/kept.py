"""How a count is kept as JSON and read again: lines, reasons, exact numbers."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from votes.tally.rules import Fact, Reason


@dataclass(frozen=True)
class Line:
    """One option's fate, as it is stored."""

    code: str
    order: int | None
    rank: int
    votes: int
    selected: bool
    why: dict[str, Any]


def kept(fact: Fact) -> int | str | list[str]:
    """A number or name for JSON: a fraction is two texts, for no reader of JSON keeps numbers of any length."""
    if isinstance(fact, Fraction):
        return fact.numerator if fact.denominator == 1 else [str(fact.numerator), str(fact.denominator)]
    return fact


def number(stored: int | list[str]) -> int | Fraction:
    """The other way round."""
    return Fraction(int(stored[0]), int(stored[1])) if isinstance(stored, list) else stored


def reason(why: Mapping[str, Any]) -> Reason:
    """A stored reason."""
    facts = {name: fact if isinstance(fact, str) else number(fact) for name, fact in why["facts"].items()}
    return Reason(why["code"], facts)


def losses(why: Mapping[str, Any]) -> list[tuple[str, Fraction]]:
    """What a loser's supporters paid for winners: code and fen, the largest first."""
    found = [(code, Fraction(number(amount))) for code, amount in why["losses"]]
    return sorted(found, key=lambda loss: -loss[1])
