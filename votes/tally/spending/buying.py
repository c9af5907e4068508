"""Method of Equal Shares: every voter holds the same share and pays for what she chose.

Peters, Pierczyński, Skowron, «Proportional Participatory Budgeting with Additive Utilities» (2021); in plain
words on equalshares.net. In each round the project is bought that asks its supporters the least for each unit
of utility; whoever cannot pay the common price gives what is left.
"""

from dataclasses import dataclass
from fractions import Fraction
from heapq import heapify, heappop, heappush

from votes.tally.rules import Election, Kind, Step, Ties, Utility, tie_ranks
from votes.tally.spending.purses import BITS, Backers, Purses, Share

_RATE_BITS = 64


@dataclass(frozen=True, slots=True)
class Field:
    """An election made ready for Equal Shares, for any share."""

    election: Election
    #: what one point is worth: the cost with cost utilities, otherwise 1
    worth: list[int]
    backers: list[list[Backers]]
    ranks: list[int]


@dataclass(frozen=True, slots=True)
class Run:
    """Equal Shares run once with one share."""

    share: Fraction
    purses: Purses
    steps: tuple[Step, ...]
    #: for each project bought, the number of its purchase in the purses; free projects have none
    purchase_of: dict[int, int]
    spent: int

    @property
    def winners(self) -> tuple[int, ...]:
        """In the order of buying."""
        return tuple(step.project for step in self.steps)


@dataclass(frozen=True, slots=True)
class _Offer:
    """A project that can be bought now: its rate (price for each unit of utility), rounded."""

    rate: int
    price: int
    project: int
    shares: list[Share]


def field(election: Election, utility: Utility, ties: Ties) -> Field:
    """Collect each project's supporters by the points they give.

    With cost utilities whoever names a project supports it alike. Otherwise points count as given, and a
    ranking of length L gives L-1 to the first down to 0 for the last (Borda as in the literature).
    """
    alike = utility is Utility.COST or election.kind in (Kind.APPROVAL, Kind.CHOOSE_ONE)
    backers = _alike(election) if alike else _by_points(election)
    worth = [project.cost if utility is Utility.COST else 1 for project in election.projects]
    return Field(election, worth, backers, tie_ranks(election, ties))


def _alike(election: Election) -> list[list[Backers]]:
    """Whoever names a project gives it one point."""
    found = [Backers(1, [], []) for _ in election.projects]
    for number, (projects, _, voters) in enumerate(election.groups):
        for project in projects:
            _, groups, counts = found[project]
            groups.append(number)
            counts.append(voters)
    return [[part] if part.groups else [] for part in found]


def _by_points(election: Election) -> list[list[Backers]]:
    """Points as given, or by rank."""
    found: list[dict[int, Backers]] = [{} for _ in election.projects]
    for number, (projects, given, voters) in enumerate(election.groups):
        worth = range(len(projects) - 1, -1, -1) if election.kind is Kind.ORDINAL else given
        for project, points in zip(projects, worth, strict=True):
            if points > 0:
                part = found[project].setdefault(points, Backers(points, [], []))
                part.groups.append(number)
                part.counts.append(voters)
    return [[by[points] for points in sorted(by)] for by in found]


def run(ready: Field, share: Fraction, ceiling: int | None = None) -> Run | None:
    """Buy until nothing more can be paid; None as soon as the purchases cost more than ``ceiling``."""
    return _Buying(ready, share).run(ceiling)


class _Buying:
    """One run: a queue of projects by the least rate each can still have.

    Purses only shrink, so a rate only rises, and an old rate is a lower bound: only the projects at the
    front need to be looked at again.
    """

    def __init__(self, ready: Field, share: Fraction) -> None:
        self.ready = ready
        self.purses = Purses(len(ready.election.groups), share)
        self.left = ready.election.budget
        self.steps: list[Step] = []
        self.purchase_of: dict[int, int] = {}
        self.queue: list[tuple[int, int]] = []
        self._begin()

    def _begin(self) -> None:
        """Free projects that someone wants are bought at once; the others start at their best rate."""
        free = []
        for project, backers in enumerate(self.ready.backers):
            cost, weight = (
                self.ready.election.projects[project].cost,
                sum(b.points * sum(b.counts) for b in backers),
            )
            if weight and not cost:
                free.append(project)
            elif weight:
                self.queue.append((self._rate((cost << BITS) // weight, project), project))
        for project in sorted(free, key=self.ready.ranks.__getitem__):
            self.steps.append(
                Step(project, self.left, Fraction(0), sum(sum(b.counts) for b in self.ready.backers[project]))
            )
        heapify(self.queue)

    def _rate(self, price: int, project: int) -> int:
        return (price << _RATE_BITS) // self.ready.worth[project]

    def run(self, ceiling: int | None) -> Run | None:
        while (best := self._best()) is not None:
            self._buy(best)
            if ceiling is not None and self.ready.election.budget - self.left > ceiling:
                return None
        spent = self.ready.election.budget - self.left
        return Run(self.purses.share, self.purses, tuple(self.steps), self.purchase_of, spent)

    def _best(self) -> _Offer | None:
        """The offer with the least rate; exact prices and then the order of ties decide between near ones."""
        offers: list[_Offer] = []
        bar: int | None = None
        while self.queue and (bar is None or self.queue[0][0] <= bar):
            _, project = heappop(self.queue)
            shares = self.purses.shares(self.ready.backers[project])
            price = self.purses.rounded_price(self.ready.election.projects[project].cost, shares)
            if price is None:
                continue
            rate = self._rate(price, project)
            offers.append(_Offer(rate, price, project, shares))
            bar = rate + _MARGIN if bar is None else min(bar, rate + _MARGIN)
        if bar is None:
            return None
        near = [offer for offer in offers if offer.rate <= bar]
        chosen = near[0] if len(near) == 1 else min(near, key=self._exact_key)
        for offer in offers:
            if offer is not chosen:
                heappush(self.queue, (offer.rate - _MARGIN, offer.project))
        return chosen

    def _exact_key(self, offer: _Offer) -> tuple[Fraction, int]:
        cost = self.ready.election.projects[offer.project].cost
        price, _ = self.purses.exact_price(cost, offer.shares, offer.price)
        return price / self.ready.worth[offer.project], self.ready.ranks[offer.project]

    def _buy(self, offer: _Offer) -> None:
        project, cost = offer.project, self.ready.election.projects[offer.project].cost
        price, poor = self.purses.exact_price(cost, offer.shares, offer.price)
        everyone = sum(sum(part.counts) for part in self.ready.backers[project])
        full = sum(share[2] for share in offer.shares) - sum(share[2] for share in poor)
        self.purchase_of[project] = len(self.purses.prices)
        self.purses.pay(self.ready.backers[project], price, poor)
        self.steps.append(Step(project, self.left, price, full, everyone - full))
        self.left -= cost


#: two rates farther apart than this differ for certain: twice the tolerance of a price, widened by the shift
_MARGIN = 1 << (48 + _RATE_BITS + 1)
