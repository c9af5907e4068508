"""An election made ready for Equal Shares: who supports what, and with how many points."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property
from itertools import chain, pairwise

import numpy as np

from votes.tally.rules import Election, Kind, Ties, Utility, tie_ranks
from votes.tally.spending.ledger import Crowd, Numbers, Places

_NOBODY = Crowd(np.empty(0, np.intp), np.empty(0), None, np.empty(0), 0, 0)


@dataclass(frozen=True)
class Field:
    """Ready for any share."""

    election: Election
    #: what one point is worth: the cost with cost utilities, otherwise 1
    worth: tuple[int, ...]
    crowds: tuple[Crowd, ...]
    ranks: Sequence[int]
    most_points: int

    @cached_property
    def named(self) -> Places:
        """For each group of papers how many projects it supports."""
        return np.bincount(
            np.concatenate([crowd.groups for crowd in self.crowds]), minlength=len(self.election.groups)
        )

    def without(self, *projects: int) -> "Field":
        """The same with nobody supporting these projects."""
        crowds = (_NOBODY if place in projects else crowd for place, crowd in enumerate(self.crowds))
        return replace(self, crowds=tuple(crowds))


def fair_share(election: Election) -> Fraction:
    """An equal part of the budget for every voter, those with empty papers too; 0 when nobody voted."""
    return Fraction(election.budget, election.voters) if election.voters else Fraction(0)


def field(election: Election, utility: Utility, ties: Ties, seed: str = "") -> Field:
    """Collect each project's supporters.

    With cost utilities whoever names a project supports it alike. Otherwise points count as given, and a
    ranking of length L gives L-1 to the first down to 0 for the last (Borda as in the literature). Who gives no
    points is no supporter.
    """
    lengths = [len(group.projects) for group in election.groups]
    names = np.fromiter(chain.from_iterable(g.projects for g in election.groups), np.intp, sum(lengths))
    groups = np.repeat(np.arange(len(lengths)), lengths)
    voters = np.array([group.voters for group in election.groups], dtype=np.float64)
    alike = utility is Utility.COST or election.kind in (Kind.APPROVAL, Kind.CHOOSE_ONE)
    points = None if alike else _points(election, len(names))
    order = np.argsort(names, kind="stable")
    borders = np.searchsorted(names[order], np.arange(len(election.projects) + 1))
    crowds = []
    for begin, end in pairwise(borders):
        chosen = order[begin:end]
        crowds.append(_crowd(groups[chosen], voters, None if points is None else points[chosen]))
    worth = tuple(project.cost if utility is Utility.COST else 1 for project in election.projects)
    most = 1 if points is None or not len(points) else int(points.max())
    return Field(election, worth, tuple(crowds), tie_ranks(election, ties, seed), max(most, 1))


def _points(election: Election, names: int) -> Numbers:
    """Points as given, or by rank."""
    if election.kind is Kind.ORDINAL:
        given = chain.from_iterable(range(len(g.projects) - 1, -1, -1) for g in election.groups)
    else:
        given = chain.from_iterable(g.points for g in election.groups)
    return np.fromiter(given, np.float64, names)


def _crowd(groups: Places, voters: Numbers, points: Numbers | None) -> Crowd:
    if points is not None:
        giving = points > 0
        groups, points = groups[giving], points[giving]
    counts = voters[groups]
    weights = counts if points is None else counts * points
    return Crowd(groups, counts, points, weights, int(counts.sum()), int(weights.sum()))
