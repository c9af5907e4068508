"""What is counted when options are chosen and no money is spent, and what every such count answers.

A tie is settled by what the rule declares and, when that leaves it, by lot: one order of all options, drawn from a
published seed before anything is compared. The order in which options are listed never decides anything.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import NamedTuple

from civic.kit import lots
from votes.tally.rules import Reason


class Pile(NamedTuple):
    """Equal papers."""

    #: the options named; in the voter's order where papers rank
    codes: tuple[str, ...]
    #: points for each of them; empty where the paper gives none
    points: tuple[int, ...]
    papers: int


@dataclass(frozen=True)
class Contest:
    """The options and the papers. A blank paper (none of these) says that its voter took part, and nothing else."""

    options: tuple[str, ...]
    piles: Sequence[Pile]
    #: published; the lot that settles what the rule leaves tied is drawn from it
    seed: str
    seats: int = 1
    blank: int = 0
    #: the most one paper can give to one option, where papers give points
    points: int = 0

    @cached_property
    def valid(self) -> int:
        """Papers that name an option."""
        return sum(pile.papers for pile in self.piles)

    @cached_property
    def votes(self) -> dict[str, int]:
        """On how many papers each option is named."""
        found = dict.fromkeys(self.options, 0)
        for pile in self.piles:
            for code in pile.codes:
                found[code] += pile.papers
        return found

    @cached_property
    def firsts(self) -> dict[str, int]:
        """On how many papers each option is named first."""
        found = dict.fromkeys(self.options, 0)
        for pile in self.piles:
            found[pile.codes[0]] += pile.papers
        return found

    @cached_property
    def lot(self) -> dict[str, int]:
        """The place of each option in the one drawn order; the smaller wins a tie."""
        return {code: place for place, code in enumerate(lots.draw(self.seed, self.options))}


@dataclass(frozen=True, slots=True)
class Draw:
    """A tie that the lot settled: the options that were equal, in the drawn order."""

    among: tuple[str, ...]
    #: the round in which it happened; 0 for rules without rounds
    round: int = 0


@dataclass(frozen=True, slots=True)
class Fate:
    """How one option fared."""

    code: str
    selected: bool
    #: what the rule compared in the end
    score: int | Fraction
    why: tuple[Reason, ...]


@dataclass(frozen=True)
class Outcome:
    """A count: the options from first to last, and the ties that were drawn."""

    fates: tuple[Fate, ...]
    draws: tuple[Draw, ...] = ()

    @property
    def winners(self) -> tuple[str, ...]:
        """Who was chosen, best first."""
        return tuple(fate.code for fate in self.fates if fate.selected)


def because(code: str, **facts: int | Fraction | str) -> Reason:
    """A reason with its numbers."""
    return Reason(code, facts)


def drawn(contest: Contest, codes: Iterable[str], number: int = 0) -> Draw:
    """The lot among these options."""
    return Draw(tuple(sorted(codes, key=contest.lot.__getitem__)), number)
