"""What an outcome does for the voters and where its money goes; and which of two outcomes more of them prefer."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from fractions import Fraction

from votes.tally.rules import Election


@dataclass(frozen=True, slots=True)
class Effects:
    """The outcome as the voters see it."""

    voters: int
    #: how many voters have 0, 1, 2 … chosen projects among those they named
    histogram: tuple[int, ...]
    budget: int
    spent: int

    @property
    def with_one(self) -> int:
        """Voters with at least one chosen project."""
        return self.voters - self.histogram[0]

    @property
    def mean(self) -> Fraction:
        """Chosen projects for each voter, on average."""
        named = sum(number * voters for number, voters in enumerate(self.histogram))
        return Fraction(named, self.voters) if self.voters else Fraction(0)


@dataclass(frozen=True, slots=True)
class Slice:
    """One place or category: what was asked for there and what it gets."""

    label: str
    projects: int
    chosen: int
    #: votes for its projects, each mark on a paper counted
    votes: int
    money: int


@dataclass(frozen=True, slots=True)
class Preference:
    """How many voters have more chosen projects in one outcome than in the other."""

    first: int
    second: int
    alike: int


def effects(election: Election, winners: Collection[int]) -> Effects:
    """How the voters fare; an empty paper is a voter with nothing."""
    counts = [0]
    for number, voters in zip(_named(election, winners), _voters(election), strict=True):
        counts += [0] * (number + 1 - len(counts))
        counts[number] += voters
    counts[0] += election.voters - sum(counts)
    spent = sum(election.projects[project].cost for project in winners)
    return Effects(election.voters, tuple(counts), election.budget, spent)


def slices(election: Election, winners: Collection[int], labels: Sequence[str]) -> list[Slice]:
    """The money by label (one for each project, «» for none), in the order in which labels first appear."""
    chosen, found = set(winners), []
    for label in dict.fromkeys(labels):
        inside = [project for project, each in enumerate(labels) if each == label]
        won = [project for project in inside if project in chosen]
        votes = sum(election.votes[project] for project in inside)
        money = sum(election.projects[project].cost for project in won)
        found.append(Slice(label, len(inside), len(won), votes, money))
    return found


def preference(election: Election, first: Collection[int], second: Collection[int]) -> Preference:
    """Each voter prefers the outcome with more projects she named; voters with as many in both are alike."""
    for_first = for_second = 0
    both = zip(_named(election, first), _named(election, second), _voters(election), strict=True)
    for ours, theirs, voters in both:
        for_first += voters * (ours > theirs)
        for_second += voters * (theirs > ours)
    return Preference(for_first, for_second, election.voters - for_first - for_second)


def _named(election: Election, winners: Collection[int]) -> list[int]:
    """For each group of papers how many chosen projects it names."""
    chosen = [False] * len(election.projects)
    for project in winners:
        chosen[project] = True
    return [
        sum([chosen[p] for p in projects])
        if not points
        else sum(chosen[p] for p, given in zip(projects, points, strict=True) if given > 0)
        for projects, points, _ in election.groups
    ]


def _voters(election: Election) -> list[int]:
    return [group.voters for group in election.groups]
