"""Sequential Phragmén: every voter saves money alike; whoever can pay for a project first buys it and begins again.

Phragmén (1894) for seats; for budgets Los, Christoff, Grossi, «Proportional Budget Allocations: Towards a
Systematization» (2022). Said with loads: a project's cost is spread over its supporters so that all of them carry the
same load, and the project with the least load comes next. Like pabutools this stops at the first project that would
break the budget (at a tie, if any of the tied would); with ``skip`` it is passed over instead.
"""

from dataclasses import dataclass
from fractions import Fraction
from heapq import heapify, heappop, heappush

import numpy as np

from votes.tally.rules import Election, Fact, Kind, Reason, Result, Step, Utility, Verdict, whole
from votes.tally.spending.eligible import eligible, left_out
from votes.tally.spending.field import Field, field
from votes.tally.spending.settings import Rule, Settings

#: papers that name projects, without points or ranks
NAMING = frozenset((Kind.APPROVAL, Kind.CHOOSE_ONE))


def phragmen(election: Election, settings: Settings) -> Result:
    """Count papers that name projects. Raises ValueError for papers with points or ranks."""
    if election.kind not in NAMING:
        raise ValueError("sequential Phragmén counts papers that name projects")
    ready = field(election, Utility.CARD, settings.ties, settings.seed)
    saving = _Saving(ready, eligible(election, settings), settings.passes_over(Rule.PHRAGMEN))
    saving.run()
    return Result(
        rule=str(Rule.PHRAGMEN),
        parameters=settings.as_parameters(Rule.PHRAGMEN),
        budget=election.budget,
        spent=election.budget - saving.left,
        winners=tuple(step.project for step in saving.steps),
        verdicts=tuple(_verdict(saving, settings, p) for p in range(len(election.projects))),
        steps=tuple(saving.steps),
    )


@dataclass(frozen=True, slots=True)
class _Stop:
    """Where the count ended before all was bought: what each voter had saved, who broke the budget."""

    load: Fraction
    breakers: tuple[int, ...]


class _Saving:
    """The count itself. Loads only grow, so an old due load is a lower bound, and only the front is looked at again."""

    def __init__(self, ready: Field, able: list[int], skip: bool) -> None:
        self.ready, self.election, self.skip = ready, ready.election, skip
        self.left = self.election.budget
        self.steps: list[Step] = []
        self.stop: _Stop | None = None
        #: what was left when a project could not be paid
        self.left_at: dict[int, int] = {}
        self._loads = [Fraction(0)]
        #: for each group of papers the purchase that set its load (0: none yet)
        self._last = np.zeros(len(self.election.groups), dtype=np.intp)
        wanted = [p for p in able if self.ready.crowds[p].people and self._cost(p) <= self.left]
        self._queue = [
            (Fraction(self._cost(p), self.ready.crowds[p].people), ready.ranks[p], p) for p in wanted
        ]
        heapify(self._queue)

    def _cost(self, project: int) -> int:
        return self.election.projects[project].cost

    def carried(self, project: int) -> Fraction:
        """What a project's supporters carry already."""
        crowd = self.ready.crowds[project]
        people = np.bincount(self._last[crowd.groups], crowd.voters, len(self._loads))
        loads = zip(people.astype(np.int64).tolist(), self._loads, strict=True)
        return sum((number * load for number, load in loads if number), Fraction(0))

    def run(self) -> None:
        """Buy until the budget would be broken or nobody is left."""
        while self._queue and self.stop is None:
            load, tied = self._next()
            broken = [p for p in tied if self._cost(p) > self.left]
            able = [p for p in tied if self._cost(p) <= self.left]
            self.left_at |= dict.fromkeys(broken, self.left)
            if broken and not self.skip:
                self.stop = _Stop(load, tuple(broken))
                return
            for project in able[1:]:
                heappush(self._queue, (load, self.ready.ranks[project], project))
            if able:
                self._buy(able[0], load)

    def _next(self) -> tuple[Fraction, list[int]]:
        """The least load due, and all projects that share it in the order of ties."""
        fresh: list[tuple[Fraction, int, int]] = []
        while self._queue and (not fresh or self._queue[0][0] <= fresh[0][0]):
            _, rank, project = heappop(self._queue)
            due = (self.carried(project) + self._cost(project)) / self.ready.crowds[project].people
            heappush(fresh, (due, rank, project))
        least = fresh[0][0]
        for entry in fresh:
            if entry[0] > least:
                heappush(self._queue, entry)
        return least, [project for due, _, project in sorted(fresh) if due == least]

    def _buy(self, project: int, load: Fraction) -> None:
        crowd = self.ready.crowds[project]
        self.steps.append(Step(project, self.left, load, crowd.people))
        self.left -= self._cost(project)
        self._last[crowd.groups] = len(self._loads)
        self._loads.append(load)


def _verdict(saving: _Saving, settings: Settings, project: int) -> Verdict:
    election = saving.election
    place = next((n for n, step in enumerate(saving.steps, start=1) if step.project == project), 0)
    votes, score = election.votes[project], election.scores[project]
    if place:
        return Verdict(votes, score, True, _bought(saving, place))
    return Verdict(votes, score, False, left_out(election, project, settings) or _missed(saving, project))


def _bought(saving: _Saving, place: int) -> Reason:
    step = saving.steps[place - 1]
    assert step.price is not None
    cost = saving.election.projects[step.project].cost
    return Reason(
        "tally_phragmen_bought",
        {
            "supporters": step.full,
            "cost": cost,
            "place": place,
            "saved": whole(step.price),
            "left": step.left,
        },
    )


def _missed(saving: _Saving, project: int) -> Reason:
    election, people = saving.election, saving.ready.crowds[project].people
    cost = election.projects[project].cost
    facts: dict[str, Fact] = {"supporters": people, "cost": cost}
    if not people:
        return Reason("tally_mes_nobody", facts)
    if (left := saving.left_at.get(project)) is not None:
        stopped = "_stop" if saving.stop else ""
        return Reason("tally_phragmen_too_dear" + stopped, facts | {"left": left, "lack": cost - left})
    assert saving.stop is not None  # who is not stopped is bought or too dear
    return _later(saving, saving.stop, project, facts)


def _later(saving: _Saving, stop: _Stop, project: int, facts: dict[str, Fact]) -> Reason:
    """The count ended before its supporters had saved enough; and what would have been enough.

    A project nobody buys changes nothing for the others, and neither do new voters who name only it. So it would have
    come before the end at less than its supporters held then, or with so many more who save for it alone.
    """
    carried, cost = saving.carried(project), saving.election.projects[project].cost
    people, left = saving.ready.crowds[project].people, saving.left
    held = stop.load * people - carried
    facts |= {
        "stopper": saving.election.projects[stop.breakers[0]].name,
        "saved": whole(stop.load),
        "money": whole(held),
        "lack": whole(cost - held),
    }
    if cost <= left:
        more = (carried + cost) // stop.load - people + 1
        return Reason("tally_phragmen_later", facts | {"more": more})
    enough = min(left, -(-held.numerator // held.denominator) - 1)
    if enough > 0:
        return Reason("tally_phragmen_later_dear", facts | {"left": left, "enough": enough})
    return Reason("tally_phragmen_later_none", facts | {"left": left})
