"""What is counted and what a count answers: the words every counting rule of this room shares.

All amounts are integers in the smallest unit an election uses (fen in our own rounds; ``scale`` says how
many of them make one unit of currency). Nothing that decides is a float.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from functools import cached_property
from typing import Any, NamedTuple

from civic.kit import lots

Fact = int | Fraction | str
#: plain JSON: what was fixed beforehand and what the count itself fixed
Parameters = Mapping[str, Any]


class Kind(StrEnum):
    """How a paper was filled in; the names are Pabulib's."""

    APPROVAL = "approval"
    CHOOSE_ONE = "choose-1"
    CUMULATIVE = "cumulative"
    ORDINAL = "ordinal"
    SCORING = "scoring"


class Ties(StrEnum):
    """Which of two equal projects comes first."""

    #: the cheaper one, then the one on more papers, then the smaller id as text
    COST_VOTES_ID = "cost,votes,id"
    #: the order in which the projects were listed
    FILE = "file"
    #: the cheaper one, then the one on more papers, then a draw that anyone can repeat from a published seed
    LOT = "lot"


class Utility(StrEnum):
    """What a voter gets from a project that is bought, for Equal Shares."""

    #: as much as the project costs
    COST = "cost"
    #: one, or the points or the rank the paper gives it
    CARD = "card"


@dataclass(frozen=True, slots=True)
class Project:
    """Something that can be bought."""

    id: str
    name: str
    cost: int
    #: what it is about and where it is, for quotas; empty when it is not said
    category: str = ""
    place: str = ""


class Group(NamedTuple):
    """Equal papers, held together because equal papers always fare alike."""

    #: indices of the projects named, in the order of the paper
    projects: tuple[int, ...]
    #: points for each of them; empty where the paper gives none
    points: tuple[int, ...]
    #: how many cast exactly this
    voters: int


@dataclass(frozen=True)
class Election:
    """A budget, the projects and the grouped papers. Empty papers are counted in ``voters`` only."""

    kind: Kind
    budget: int
    projects: tuple[Project, ...]
    groups: Sequence[Group]
    voters: int
    scale: int = 1
    point_scale: int = 1

    @property
    def withdrawn(self) -> int:
        """The cost by which Pabulib marks a project that was taken back after printing: 999999999."""
        return 999_999_999 * self.scale

    @cached_property
    def votes(self) -> tuple[int, ...]:
        """On how many papers each project stands."""
        totals = [0] * len(self.projects)
        for projects, _, count in self.groups:
            for project in projects:
                totals[project] += count
        return tuple(totals)

    @cached_property
    def scores(self) -> tuple[int, ...]:
        """What greedy sorts by: votes; points; or Borda, L for the first of L ranked down to 1 (Pabulib)."""
        if self.kind in (Kind.APPROVAL, Kind.CHOOSE_ONE):
            return self.votes
        totals = [0] * len(self.projects)
        for projects, points, count in self.groups:
            worth = range(len(projects), 0, -1) if self.kind is Kind.ORDINAL else points
            for project, value in zip(projects, worth, strict=True):
                totals[project] += value * count
        return tuple(totals)


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a project fared as it did: a code with its sentence in ``why.py``, and the numbers in it."""

    code: str
    facts: Mapping[str, Fact]


@dataclass(frozen=True, slots=True)
class Verdict:
    """One project's fate."""

    votes: int
    score: int
    selected: bool
    why: Reason
    #: Equal Shares: what its supporters paid for each winner before it could not be paid, in order of buying
    losses: tuple[tuple[int, Fraction], ...] = ()


class Row(NamedTuple):
    """One row of the certificate of a count by Equal Shares, whole numbers only.

    ``price = (cost - poor * share + sum(points * price of purchase j for j, points in paid)) / rich``: from these
    rows and the costs anybody recomputes every price without a purse.
    """

    #: points of those who paid in full (persons, where papers give no points)
    rich: int
    #: supporters who gave all they had left
    poor: int
    #: what the poor had paid in full before: number of the purchase (from 0, free projects left out), their points
    paid: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Step:
    """One purchase of the working."""

    project: int
    #: public money left when this purchase was made, before paying for it
    left: int
    #: what a voter who could afford it paid (for each point, where papers give points); None for greedy
    price: Fraction | None = None
    #: supporters who paid the whole price
    full: int = 0
    #: supporters who could not, and gave what they had left, if anything
    partial: int = 0
    #: projects that could no longer be paid once this one was bought
    dropped: tuple[int, ...] = ()
    #: Equal Shares: the whole numbers that prove the price
    row: Row | None = None


@dataclass(frozen=True, slots=True)
class Result:
    """A count with its working. Winners stand in the order in which they were chosen."""

    rule: str
    parameters: Parameters
    budget: int
    spent: int
    winners: tuple[int, ...]
    verdicts: tuple[Verdict, ...]
    steps: tuple[Step, ...]


def tie_ranks(
    election: Election, ties: Ties, seed: str = "", votes: Sequence[int] | None = None
) -> list[int]:
    """For each project its place when all are equal otherwise: smaller goes first. ``seed`` is for drawing lots.

    ``votes`` stand in for the election's own, to ask what if they were others.
    """
    votes = election.votes if votes is None else votes
    ranks = list(range(len(election.projects)))
    if ties is Ties.FILE:
        return ranks
    ids = [project.id for project in election.projects]
    if ties is Ties.LOT:
        drawn = {project_id: place for place, project_id in enumerate(lots.draw(seed, ids))}
        last: list[Any] = [drawn[project_id] for project_id in ids]
    else:
        last = ids
    order = sorted(ranks, key=lambda p: (election.projects[p].cost, -votes[p], last[p]))
    for rank, project in enumerate(order):
        ranks[project] = rank
    return ranks


def whole(value: Fraction | int) -> int | Fraction:
    """The integer, when the fraction is one."""
    return value.numerator if value.denominator == 1 else value
