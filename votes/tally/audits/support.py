"""How near each project came under Equal Shares: effective support, and what would have been enough for certain.

A project nobody buys changes nothing for the others. So a loser's fate under other circumstances is read off the
run as it was: it would have been bought at the first purchase where its supporters could have paid it at a lower
rate than the one paid there, or at the end, when nothing else could be paid. Numbers are kept on the safe side of
every rounding, so that they hold; ``enough.py`` finds by counting again what cannot be read off.
"""

from dataclasses import dataclass, field
from fractions import Fraction

from votes.tally.audits.purses import BITS, Purses, Share, scaled
from votes.tally.audits.trail import Field, Moment, moments
from votes.tally.rules import Election, Kind, Step, Utility

#: nearest rivals told for each purchase
RIVALS = 3
#: wider than any rounding of purses and rates: 2^-24 of a unit
_DOUBT = 1 << (BITS - 24)


@dataclass(slots=True)
class Support:
    """How near one project came. Amounts in the election's unit."""

    #: what its supporters could raise at best, at the rate paid at that moment, in thousandths of its cost,
    #: rounded down («effective support» of equalshares.net); 1000 is the whole, and a loser with it lost by a tie
    effective: int = 0
    #: number of the purchase at which it was nearest, from 1; one more than all purchases: at the end
    nearest: int = 1
    #: the highest cost at which it would have been bought for certain; 0: none
    cost: int = 0
    #: so many more of the voters there were, had they named it too (those with most left): enough for certain
    among: int | None = None
    #: so many more who bring a full share and name only it, if shares stayed as they were: a first guess
    newcomers: int | None = None


@dataclass(frozen=True, slots=True)
class Round:
    """One purchase seen by those waiting."""

    project: int
    #: the nearest of the projects not yet bought, with what their supporters could raise, in thousandths
    rivals: tuple[tuple[int, int], ...]


@dataclass(slots=True)
class Walk:
    """What is learnt on the way through a run."""

    rounds: list[Round] = field(default_factory=list)
    #: for each project that was not bought though somebody wanted it
    losers: dict[int, Support] = field(default_factory=dict)


def walk(
    ready: Field,
    share: Fraction,
    steps: tuple[Step, ...],
    *,
    only: int | None = None,
    barred: frozenset[int] = frozenset(),
) -> Walk:
    """Go through a run and measure at every moment each project that waits, or ``only`` one.

    Those ``barred`` were not considered and do not wait.
    """
    waiting = _waiting(ready) - barred if only is None else {only}
    return _Walking(ready, share, steps, waiting).walk


def effective_of_winner(ready: Field, share: Fraction, project: int, without: tuple[Step, ...]) -> int:
    """A winner's effective support in thousandths, so never below 1000. ``without`` is the run without it."""
    return walk(ready, share, without, only=project).losers[project].effective


class _Walking:
    """The walk itself."""

    def __init__(self, ready: Field, share: Fraction, steps: tuple[Step, ...], waiting: set[int]) -> None:
        election = ready.election
        self.ready, self.election, self.share = ready, election, scaled(share)
        self.by_cost = ready.utility is Utility.COST
        self.alike = self.by_cost or election.kind in (Kind.APPROVAL, Kind.CHOOSE_ONE)
        self.may_name_more = election.kind is Kind.APPROVAL
        bought = {step.project for step in steps if step.price is not None}
        self.waiting = waiting
        self.walk = Walk(losers={project: Support() for project in sorted(waiting - bought)})
        purses, number = Purses(len(election.groups), share), 0
        for number, moment in enumerate(moments(ready, share, steps), start=1):
            purses = moment.purses
            self._purchase(number, moment)
        self._end(number + 1, purses)

    def _purchase(self, number: int, moment: Moment) -> None:
        self.waiting.discard(moment.step.project)
        near, everyone = [], _Everyone(self.election, moment.purses)
        for project in self.waiting:
            shares = moment.purses.shares(self.ready.backers[project])
            cap = scaled(moment.rate * self.ready.worth[project])
            raised = sum([min(held, cap * points) * voters for held, points, voters, _ in shares])
            cost = self.election.projects[project].cost
            thousandths = ((raised + _DOUBT) * 1000 // cost) >> BITS
            near.append((-thousandths, project))
            support = self.walk.losers.get(project)
            if support is not None:
                if thousandths > support.effective:
                    support.effective, support.nearest = thousandths, number
                self._cheaper(support, project, moment.rate, shares, raised)
                self._more(support, (cost << BITS) - raised, cap, shares, everyone)
        rivals = tuple((project, -value) for value, project in sorted(near)[:RIVALS])
        self.walk.rounds.append(Round(moment.step.project, rivals))

    def _end(self, number: int, purses: Purses) -> None:
        everyone = _Everyone(self.election, purses)
        for project, support in self.walk.losers.items():
            shares = purses.shares(self.ready.backers[project])
            cost, held = self.election.projects[project].cost, purses.whole_money(shares)
            if held * 1000 // cost > support.effective:
                support.effective, support.nearest = held * 1000 // cost, number
            support.cost = max(support.cost, held)
            self._more(support, (cost - held) << BITS, self.share, shares, everyone)

    def _cheaper(
        self, support: Support, project: int, rate: Fraction, shares: list[Share], raised: int
    ) -> None:
        """A cost at which it would have been bought now, if that is more than what is known already."""
        if not self.by_cost:
            support.cost = max(support.cost, (raised - _DOUBT) >> BITS)
            return
        ratio, known = scaled(rate), support.cost + 1
        if sum([min(held, known * ratio) * v for held, _, v, _ in shares]) > (known << BITS) + _DOUBT:
            support.cost = max(support.cost, _dearest(self.election.projects[project].cost, ratio, shares))

    def _more(
        self, support: Support, lack: int, cap: int, shares: list[Share], everyone: "_Everyone"
    ) -> None:
        """The fewest others who, naming it too, would have got it bought now, if fewer than known."""
        most = min(self.share, cap)
        if not self.alike or not most:
            return
        lack += _DOUBT
        newcomers = -(-lack // most)
        if support.newcomers is None or newcomers < support.newcomers:
            support.newcomers = newcomers
        if self.may_name_more and (support.among is None or newcomers < support.among):
            found = everyone.enough(lack, cap, shares)
            if found is not None and (support.among is None or found < support.among):
                support.among = found


def _waiting(ready: Field) -> set[int]:
    election = ready.election
    return {
        place
        for place, project in enumerate(election.projects)
        if ready.backers[place] and project.cost not in (0, election.withdrawn)
    }


class _Everyone:
    """All voters' purses at a moment, the fullest first; looked at only when somebody asks."""

    def __init__(self, election: Election, purses: Purses) -> None:
        self.election, self.purses = election, purses
        self._sorted: list[tuple[int, int, int]] = []

    def _fullest_first(self) -> list[tuple[int, int, int]]:
        """Purse, voters, class; voters with empty papers are class -1."""
        if not self._sorted:
            counts = [group.voters for group in self.election.groups]
            silent = (scaled(self.purses.share), self.election.voters - sum(counts), -1)
            self._sorted = sorted([*self.purses.everyone(counts), silent], reverse=True)
        return self._sorted

    def enough(self, lack: int, cap: int, own: list[Share]) -> int | None:
        """How many of those who are not ``own`` can fill up the lack, each giving no more than ``cap``."""
        named = {of: voters for _, _, voters, of in own}
        people = 0
        for held, voters, of in self._fullest_first():
            others, worth = voters - named.get(of, 0), min(held, cap)
            if worth <= 0:
                break
            needed = -(-lack // worth)
            if needed <= others:
                return people + needed
            people, lack = people + others, lack - others * worth
        return None


def _dearest(cost: int, ratio: int, shares: list[Share]) -> int:
    """The highest cost up to ``cost`` that these supporters pay when nobody pays more than ``ratio`` of it.

    What they raise less the cost is a concave function of the cost, nothing at nothing, so Newton's steps from
    above end at its other crossing. 0 when there is none.
    """
    at = cost << BITS
    while True:
        cap = (at * ratio) >> BITS
        poor = [(held, voters) for held, _, voters, _ in shares if held < cap]
        rich = sum([share[2] for share in shares]) - sum([voters for _, voters in poor])
        slope = (1 << BITS) - ratio * rich
        if slope <= 0:
            return 0
        further = (sum([held * voters for held, voters in poor]) << BITS) // slope
        if further >= at:
            return (at - _DOUBT) >> BITS
        at = further
