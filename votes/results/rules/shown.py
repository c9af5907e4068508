"""How counted numbers are shown: amounts in a round's currency, pieces of a drawing, what two outcomes share."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from civic.kit.money import Fen
from proposals.rules import Category
from votes.results.rules.spending import Choice
from votes.rules import Method
from votes.tally.why import POINTS, VOTES, decimal


@dataclass(frozen=True)
class Difference:
    """Where two rules choose alike and where not, by label."""

    both: list[str] = field(default_factory=list)
    only_this: list[str] = field(default_factory=list)
    only_other: list[str] = field(default_factory=list)


def difference(this: Mapping[str, str], other: Mapping[str, str]) -> Difference:
    """Compare two sets of winners, given as label by code."""
    return Difference(
        [label for code, label in this.items() if code in other],
        [label for code, label in this.items() if code not in other],
        [label for code, label in other.items() if code not in this],
    )


def amount(fen: Fraction | int, currency: str) -> str:
    """An amount for people in the round's own currency, rounded to hundredths (finer when it is tiny)."""
    digits = decimal(Fraction(fen) / 100, 2)
    return f"¥{digits}" if currency == "CNY" else f"{digits} {currency}".rstrip()


def parts(chosen: Sequence[Choice], budget: Fen) -> list[tuple[Choice, int, int]]:
    """Winners as pieces of the budget for a drawing 1000 wide: from where, and how wide."""
    found, start = [], 0
    for choice in chosen:
        end = start + choice.cost_fen
        found.append((choice, start * 1000 // budget, end * 1000 // budget - start * 1000 // budget))
        start = end
    return found


def unit(method: Method) -> str:
    """What scores are counted in."""
    return VOTES if method in (Method.APPROVAL, Method.KNAPSACK, Method.CHOOSE_ONE) else POINTS


def category_words(label: str) -> str:
    """A category as people call it, marked for translation; a name from elsewhere stays as it is."""
    return Category(label).words if label in list(Category) else label
