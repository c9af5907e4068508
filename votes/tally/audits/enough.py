"""What would have been enough, found by counting again: every number told was tried, and one less was not enough.

Newcomers are new voters who name one project only; the voters, and so everyone's equal part, change with them.
Whether more is enough does not always follow from less being enough (Add1 starts again from another share), so a
number is told only after a count with exactly that number has chosen the project.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass, replace

from votes.tally.rules import Election, Group, Kind

#: with fewer counts than this the search takes longer strides and ends sooner
PLENTY = 20
Count = Callable[[Election], Collection[int]]


@dataclass(slots=True)
class Effort:
    """How many counts may still be made. A number of counts and not of seconds: every recount tells the same."""

    counts: int

    def spend(self) -> bool:
        """Whether one more may be made; it is then taken as made."""
        self.counts -= 1
        return self.counts >= 0


def fewest(
    enough: Callable[[int], bool], guess: int, most: int, effort: Effort, grain: int = 1, coarse: int = 1
) -> int | None:
    """A number that is enough while ``grain`` less is not, found from a guess; None when there is none to tell.

    When the effort ends on the way down, the best number found so far is told: it is enough all the same. With little
    effort the first number tried is no less than ``coarse``, and each further one twice as far off.
    """
    few = effort.counts <= PLENTY
    known, least, tried = None, 0, max(min(max(guess, coarse) if few else guess, most), 1)
    stride = max(grain, tried) if few else grain
    while most > 0 and effort.spend():
        if enough(tried):
            known = tried
        elif tried >= most:
            return None
        else:
            least = tried
        if known is not None and known - least <= grain:
            break
        if known is None:
            tried, stride = min(tried + stride, most), stride * 2
        elif least:
            tried = (known + least) // 2
        else:
            tried, stride = max(known - stride, 1), stride * 2
    return known


def newcomers(
    election: Election, project: int, count: Count, guess: int, effort: Effort, points: int = 1
) -> int | None:
    """New voters naming only this project (with so many points, where papers give points) who get it chosen."""

    def enough(people: int) -> bool:
        return project in count(with_newcomers(election, project, people, points))

    return fewest(enough, guess, 4 * election.voters + 4, effort, coarse=election.votes[project] // 20)


def with_newcomers(election: Election, project: int, people: int, points: int = 1) -> Election:
    """The same election with new voters who name one project only."""
    given = (points,) if election.kind in (Kind.CUMULATIVE, Kind.SCORING) else ()
    groups = [*election.groups, Group((project,), given, people)]
    return replace(election, groups=groups, voters=election.voters + people)


def cheaper(election: Election, project: int, count: Count, guess: int, effort: Effort) -> int | None:
    """The highest cost found, to a hundredth of the cost or better, at which the project is chosen.

    ``guess`` is a cost.
    """
    cost = election.projects[project].cost

    def enough(saved: int) -> bool:
        return project in count(at_cost(election, project, cost - saved))

    grain = max(1, cost // 100)
    saved = fewest(enough, cost - guess, cost - 1, effort, grain, coarse=cost // 20)
    return None if saved is None else cost - saved


def at_cost(election: Election, project: int, cost: int) -> Election:
    """The same election with another cost for one project."""
    projects = list(election.projects)
    projects[project] = replace(projects[project], cost=cost)
    return replace(election, projects=tuple(projects))
