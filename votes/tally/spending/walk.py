"""The walk down a list: buying what still fits, held back by quotas and by what hangs together."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from votes.tally.rules import Election
from votes.tally.spending.settings import Quota, Scope, Settings


@dataclass(frozen=True, slots=True)
class Purse:
    """What can be known at one moment of the walk."""

    #: public money left
    left: int
    #: who has been bought, in order
    bought: tuple[int, ...]
    #: the project of the list whose turn it is, or was when somebody who had waited for another was bought
    turn: int


@dataclass(frozen=True, slots=True)
class Walk:
    """One walk: whose turn came when, who was bought, where it stopped."""

    order: list[int]
    #: the moment at which each project was decided on; who never had a turn is not in it
    at: dict[int, Purse]
    #: the moments of buying, in order, each before paying
    purchases: list[int] = field(default_factory=list)
    stopped_by: int | None = None


class Limits:
    """What besides money decides whether a project can be bought: quotas, conflicts, requirements."""

    def __init__(self, election: Election, settings: Settings) -> None:
        self.election, self.quotas = election, settings.quotas
        places = {project.id: place for place, project in enumerate(election.projects)}
        sets = [[places[each] for each in ids if each in places] for ids in settings.conflicts]
        self.conflicts = {
            p: {q for ids in sets if p in ids for q in ids if q != p} for ids in sets for p in ids
        }
        self.needs: dict[int, list[int]] = {}
        for first, second in settings.requires:
            if first in places and second in places:
                self.needs.setdefault(places[first], []).append(places[second])

    def missing(self, project: int, bought: Sequence[int]) -> int | None:
        """A project this one needs and that has not been bought."""
        return next((other for other in self.needs.get(project, ()) if other not in bought), None)

    def rival(self, project: int, bought: Sequence[int]) -> int | None:
        """A project bought already that excludes this one."""
        excluded = self.conflicts.get(project, ())
        return next((other for other in bought if other in excluded), None)

    def full(self, project: int, bought: Sequence[int]) -> tuple[Quota, int] | None:
        """A ceiling this project would break, and what is left below it."""
        for quota in self.quotas:
            if quota.most is not None and self._under(project, quota):
                room = quota.most - self._spent(quota, bought)
                if self.election.projects[project].cost > room:
                    return quota, room
        return None

    def kept(self, project: int, bought: Sequence[int]) -> int:
        """Money that is kept for others and not spent on them yet."""
        return sum(
            max(0, quota.kept - self._spent(quota, bought))
            for quota in self.quotas
            if quota.kept and not self._under(project, quota)
        )

    def _under(self, project: int, quota: Quota) -> bool:
        named = self.election.projects[project]
        return quota.name == (named.category if quota.scope is Scope.CATEGORY else named.place)

    def _spent(self, quota: Quota, bought: Sequence[int]) -> int:
        return sum(self.election.projects[each].cost for each in bought if self._under(each, quota))

    def free(self, project: int, moment: Purse) -> int:
        """The money this project can have at a moment."""
        return moment.left - self.kept(project, moment.bought)

    def allow(self, project: int, bought: Sequence[int]) -> bool:
        """Whether nothing but money can hold it back."""
        return self.rival(project, bought) is None and self.full(project, bought) is None


def walk(election: Election, order: list[int], limits: Limits, skip: bool) -> Walk:
    """Always the first on the list that does not wait for another; without ``skip`` one that costs too much ends it.

    Who needs another that has not been bought waits; once that one is bought it is its turn at once.
    """
    done, waiting, place = Walk(order, {}), list[int](), {project: at for at, project in enumerate(order)}
    left, bought, purchases = election.budget, list[int](), done.purchases
    for turn in order:
        ready = [turn]
        while ready:
            project = ready.pop(0)
            if limits.missing(project, bought) is not None:
                waiting.append(project)
                continue
            moment = done.at[project] = Purse(left, tuple(bought), turn)
            if not limits.allow(project, bought):
                continue
            if election.projects[project].cost > limits.free(project, moment):
                if not skip:
                    return Walk(order, done.at, purchases, project)
                continue
            bought.append(project)
            purchases.append(project)
            left -= election.projects[project].cost
            freed = [each for each in waiting if limits.missing(each, bought) is None]
            waiting = [each for each in waiting if each not in freed]
            ready = sorted((*ready, *freed), key=place.__getitem__)
    return done
