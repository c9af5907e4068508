"""Method of Equal Shares: every voter holds the same share and pays for what she chose.

Peters, Pierczyński, Skowron, «Proportional Participatory Budgeting with Additive Utilities» (2021); in plain
words on equalshares.net. In each round the project is bought that asks its supporters the least for each unit
of utility; whoever cannot pay the common price gives what is left.
"""

from dataclasses import dataclass
from fractions import Fraction
from heapq import heapify, heappop, heappush
from math import inf

from votes.tally.rules import Step
from votes.tally.spending.field import Field
from votes.tally.spending.ledger import FLOAT_DOUBT, Ledger, Price


@dataclass(frozen=True, slots=True)
class Run:
    """Equal Shares run once with one share."""

    share: Fraction
    ledger: Ledger
    steps: tuple[Step, ...]
    spent: int

    @property
    def winners(self) -> tuple[int, ...]:
        """In the order of buying."""
        return tuple(step.project for step in self.steps)

    @property
    def purchases(self) -> tuple[int, ...]:
        """The projects that supporters paid for, in the order of buying."""
        return tuple(step.project for step in self.steps if step.price)


@dataclass(frozen=True, slots=True)
class _Offer:
    """A project that can be bought now. Rates are prices for each unit of utility, in units of the ledger."""

    rate: float
    #: the rate is not below this
    least: float
    project: int


def run(ready: Field, share: Fraction, ceiling: int | None = None) -> Run | None:
    """Buy until nothing more can be paid; None as soon as the purchases cost more than ``ceiling``."""
    return Buying(ready, share).run(ceiling)


class Buying:
    """One run: a queue of projects by the least rate each can still have.

    Purses only shrink, so a rate only rises, and an old rate is a lower bound: only the projects at the
    front need to be looked at again.
    """

    def __init__(self, ready: Field, share: Fraction) -> None:
        self.ready, self.election = ready, ready.election
        self.ledger = Ledger(
            len(self.election.groups), self.election.voters, share, len(ready.crowds), ready.most_points
        )
        self.left = self.election.budget
        self.steps: list[Step] = []
        self.queue: list[tuple[float, int]] = []
        self._begin()

    def _begin(self) -> None:
        """Free projects that someone wants are bought at once; others that can be paid at all start at their best rate."""
        free = []
        for project, crowd in enumerate(self.ready.crowds):
            cost = self.election.projects[project].cost
            if crowd.weight and not cost:
                free.append(project)
            elif crowd.weight and crowd.people * self.ledger.share >= cost:
                price = self.ledger.units(cost, crowd.weight) * (1 - FLOAT_DOUBT)
                self.queue.append((price / self.ready.worth[project], project))
        for project in sorted(free, key=self.ready.ranks.__getitem__):
            self.steps.append(Step(project, self.left, Fraction(0), self.ready.crowds[project].people))
        heapify(self.queue)

    def run(self, ceiling: int | None) -> Run | None:
        """Buy to the end, or until more than the ceiling is spent."""
        while (best := self._best()) is not None:
            self._buy(*best)
            if ceiling is not None and self.election.budget - self.left > ceiling:
                return None
        return self._finished()

    def _finished(self) -> Run:
        spent = self.election.budget - self.left
        return Run(self.ledger.share, self.ledger, tuple(self.steps), spent)

    def follow(self, earlier: Run) -> Run | None:
        """This run, if every share from the earlier one's to this one's buys the same in the same order.

        As long as the order is the same, a larger share leaves every purse at least as full, so every rate lies
        between the two runs' rates. So the order is the same all the way if at each purchase nobody else's rate here
        is as low as the rate paid there, and if in the end nobody here can pay for anything. None when that is not so.
        """
        for step in earlier.steps:
            if step.price and not self._follow(step):
                return None
        while self.queue:
            if self._offer() is not None:
                return None
        return self._finished()

    def _follow(self, step: Step) -> bool:
        assert step.price is not None
        price, found = step.price, None
        top = self._rate(price.numerator, price.denominator, step.project) * (1 + FLOAT_DOUBT)
        while self.queue and self.queue[0][0] <= top:
            offer = self._offer()
            if offer is not None and offer.project == step.project:
                found = offer
            elif offer is not None and offer.least <= top:
                return False
            elif offer is not None:
                heappush(self.queue, (offer.least, offer.project))
        if found is None:
            return False
        self._buy(step.project, self._exact(found))
        return True

    def _best(self) -> tuple[int, Price] | None:
        """The project with the least rate; exact prices and then the order of ties decide between near ones."""
        offers, bar = list[_Offer](), inf
        while self.queue and self.queue[0][0] <= bar:
            if (offer := self._offer()) is not None:
                offers.append(offer)
                bar = min(bar, offer.rate * (1 + FLOAT_DOUBT))
        if not offers:
            return None
        nearest = min(offers, key=lambda offer: offer.rate)
        best, price = self._decided(offers, nearest)
        for offer in offers:
            if offer.project != best:
                heappush(self.queue, (offer.least, offer.project))
        return best, price

    def _decided(self, offers: list[_Offer], nearest: _Offer) -> tuple[int, Price]:
        """Who is first for certain: the nearest, or another that may be as near, those not yet looked at included."""
        best, price = nearest.project, self._exact(nearest)
        top = self._rate(price.over, price.weight * self.ledger.denominator, best) * (1 + FLOAT_DOUBT)
        while self.queue and self.queue[0][0] <= top:
            if (offer := self._offer()) is not None:
                offers.append(offer)
        for offer in offers:
            if offer is not nearest and offer.least <= top:
                other = self._exact(offer)
                if self._before(offer.project, other, best, price):
                    best, price = offer.project, other
        return best, price

    def _rate(self, over: int, under: int, project: int) -> float:
        """A price a point as a price a unit of utility, in units of the ledger."""
        return self.ledger.units(over, under * self.ready.worth[project])

    def _offer(self) -> _Offer | None:
        """The front of the queue looked at again; None when it can no longer be paid, now or ever."""
        least, project = heappop(self.queue)
        worth = self.ready.worth[project]
        found = self.ledger.near_price(
            self.ready.crowds[project],
            self.election.projects[project].cost,
            least * worth * (1 - FLOAT_DOUBT),
        )
        if found is None:
            return None
        return _Offer(found[0] / worth, max(least, found[1] / worth * (1 - FLOAT_DOUBT)), project)

    def _exact(self, offer: _Offer) -> Price:
        project = offer.project
        sure = offer.least * self.ready.worth[project] * (1 - FLOAT_DOUBT)
        return self.ledger.exact_price(self.ready.crowds[project], self.election.projects[project].cost, sure)

    def _before(self, one: int, price: Price, other: int, others: Price) -> bool:
        ours = price.over * others.weight * self.ready.worth[other]
        theirs = others.over * price.weight * self.ready.worth[one]
        return (ours, self.ready.ranks[one]) < (theirs, self.ready.ranks[other])

    def _buy(self, project: int, price: Price) -> None:
        crowd = self.ready.crowds[project]
        full = int(crowd.voters[~price.poor].sum())
        paid = self.ledger.pay(crowd, price)
        self.steps.append(Step(project, self.left, paid, full, crowd.people - full, row=price.row))
        self.left -= self.election.projects[project].cost
