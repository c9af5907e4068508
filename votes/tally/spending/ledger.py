"""What every voter has left while Equal Shares buys: quick with arrays, exact where it matters.

*Filter.* Purses are kept in whole multiples of a small unit, in floats that hold whole numbers below 2^53, so that
every sum is the same in any order and on any machine. The unit is chosen so that all the money together is below 2^52
of it. ``error`` bounds by how many units a purse can be wrong: two more for each purchase.

*Certificate.* A purse is ``share - sum(price_j * points_j)`` over the purchases paid in full, or nothing at all. So
the exact price of a purchase needs whole numbers only: how many paid all they had, and what they had paid before.
Share and prices are kept as numerators over one denominator, so no voter ever needs a fraction.

Whatever lies closer to a border than ``error`` allows is decided by the exact value: rounding decides nothing.
"""

from dataclasses import dataclass
from fractions import Fraction
from math import gcd, ldexp

import numpy as np
from numpy.typing import NDArray

from votes.tally.rules import Row

Numbers = NDArray[np.float64]
Places = NDArray[np.intp]
Marks = NDArray[np.bool_]

#: bits of all the money together
_MONEY_BITS = 52
#: wider than what a few roundings of a float can make of a number
FLOAT_DOUBT = 2.0**-48


@dataclass(frozen=True, slots=True)
class Crowd:
    """The supporters of one project: an entry for each group of equal papers."""

    groups: Places
    voters: Numbers
    #: what each voter of a group gives the project; None: everybody one
    points: Numbers | None
    #: voters times points
    weights: Numbers
    people: int
    weight: int


@dataclass(frozen=True, slots=True)
class Price:
    """An exact price a point: ``over / (weight * the ledger's denominator)``."""

    over: int
    weight: int
    #: which of the crowd cannot pay it in full
    poor: Marks
    row: Row


def total(one: Numbers, other: Numbers) -> float:
    """The sum of the products. Not ``@``, which calls several threads together for what one has done sooner."""
    return float(np.einsum("i,i", one, other))


class Ledger:
    """The purses of all groups of voters; starts with the same share for each."""

    def __init__(self, groups: int, voters: int, share: Fraction, projects: int, most_points: int) -> None:
        self.share = share
        self.denominator = share.denominator
        self._share = share.numerator
        self.prices: list[int] = []
        self.bits = _MONEY_BITS - int(share * voters + 1).bit_length()
        self.purses = np.full(groups, np.floor(self.units(share.numerator, share.denominator)))
        self.error = 1.0
        #: the purchase at which a group gave its last; -1: it has not
        self._broke_at = np.full(groups, -1)
        self._paid = np.zeros((projects, groups), dtype=np.min_scalar_type(most_points))

    def units(self, over: int, under: int = 1) -> float:
        """An amount as a number of units, rounded as floats are."""
        return ldexp(over / under, self.bits)

    def near_price(self, crowd: Crowd, cost: int, known: float) -> tuple[float, float] | None:
        """The price a point in units, and what it is at least for certain; None when the crowd cannot pay.

        ``known`` is a price it is not below. From there the price is raised until nobody more falls short.
        """
        held, target = self.purses[crowd.groups], self.units(cost)
        money, doubt = total(held, crowd.voters), self.error * crowd.people + 2
        if money < target + doubt and (money < target - doubt or self._cannot_pay(crowd, cost)):
            return None
        price = sure = max(known, target / crowd.weight * (1 - FLOAT_DOUBT))
        given, gone = held * crowd.voters, 0.0
        while True:
            poor = (held < (price if crowd.points is None else price * crowd.points)).astype(np.float64)
            falling = total(crowd.weights, poor)
            if falling == gone:
                return price, max(sure, price * (1 - FLOAT_DOUBT) - doubt / (crowd.weight - gone))
            if falling == crowd.weight:  # all on the border: money and cost are equal but for rounding
                return price, sure
            gone = falling
            price = max(price, (target - total(given, poor)) / (crowd.weight - gone))

    def _cannot_pay(self, crowd: Crowd, cost: int) -> bool:
        people, paid = self._history(crowd.groups, crowd.voters)
        return self._money(people, paid) < cost * self.denominator

    def exact_price(self, crowd: Crowd, cost: int, sure: float) -> Price:
        """The exact price, from one it is not below (``sure``, in units). Needs a crowd that can pay.

        Those too near the border to tell begin as payers and fall out: taking away whoever is too poor only raises
        the price, so the order does not matter.
        """
        held, points = self.purses[crowd.groups], crowd.points
        poor = held < (sure if points is None else sure * points) * (1 - FLOAT_DOUBT) - self.error
        while True:
            people, paid = self._history(crowd.groups[poor], crowd.voters[poor])
            weight = crowd.weight - int(crowd.weights[poor].sum())
            over = cost * self.denominator - self._money(people, paid)
            price = self.units(over, weight * self.denominator) * (1 + FLOAT_DOUBT)
            border = ~poor & (held < (price if points is None else price * points) + self.error)
            falling = self._short(crowd, np.flatnonzero(border), over, weight)
            if not falling:
                row = Row(weight, people, tuple((k, n) for k, n in enumerate(paid) if n))
                return Price(over, weight, poor, row)
            poor[falling] = True

    def _short(self, crowd: Crowd, entries: Places, over: int, weight: int) -> list[int]:
        """Those of the entries whose exact purse is below the price."""
        known: dict[tuple[bytes, int], bool] = {}
        short = []
        for entry in entries.tolist():
            group = crowd.groups[entry]
            points = 1 if crowd.points is None else int(crowd.points[entry])
            history = self._paid[: len(self.prices), group]
            key = (history.tobytes() if self._broke_at[group] < 0 else b"broke", points)
            if key not in known:
                purse = self._money(1, history.tolist()) if self._broke_at[group] < 0 else 0
                known[key] = purse * weight < over * points
            if known[key]:
                short.append(entry)
        return short

    def _history(self, groups: Places, voters: Numbers) -> tuple[int, list[int]]:
        """How many of these voters have something left, and the points they paid for in each purchase."""
        left = self._broke_at[groups] < 0
        groups, voters = groups[left], voters[left]
        if not len(groups):
            return 0, [0] * len(self.prices)
        paid = np.einsum("ij,j", self._paid[: len(self.prices)].take(groups, axis=1), voters)
        return int(voters.sum()), [int(points) for points in paid.tolist()]

    def _money(self, people: int, paid: list[int]) -> int:
        """What so many voters hold who paid for these points; over the denominator."""
        return people * self._share - sum(
            [points * price for points, price in zip(paid, self.prices, strict=True) if points]
        )

    def pay(self, crowd: Crowd, price: Price) -> Fraction:
        """Take the price of a purchase: in full, or all that is left from the poor. Answers the price."""
        rich, poor, number = crowd.groups[~price.poor], crowd.groups[price.poor], len(self.prices)
        level = self.units(price.over, price.weight * self.denominator)
        if crowd.points is None:
            self.purses[rich] -= np.floor(level)
            self._paid[number, rich] = 1
        else:
            self.purses[rich] -= np.floor(level * crowd.points[~price.poor])
            self._paid[number, rich] = crowd.points[~price.poor]
        self.purses[poor] = 0
        self._broke_at[poor[self._broke_at[poor] < 0]] = number
        self.error += 2
        common = gcd(price.over, price.weight)
        factor = price.weight // common
        if factor > 1:
            self.denominator *= factor
            self._share *= factor
            self.prices = [each * factor for each in self.prices]
        self.prices.append(price.over // common)
        return Fraction(price.over // common, self.denominator)

    def flows(self, crowd: Crowd) -> tuple[list[int], int]:
        """What a crowd paid for each purchase and what it holds now, both over the denominator."""
        order = np.argsort(self._broke_at[crowd.groups], kind="stable")
        groups, voters = crowd.groups[order], crowd.voters[order]
        last, starts = np.unique(self._broke_at[groups], return_index=True)
        paid = self._paid[: len(self.prices)].take(groups, axis=1) * voters
        people = np.add.reduceat(voters, starts).astype(np.int64).tolist()
        parts = np.add.reduceat(paid, starts, axis=1).astype(np.int64)
        given = [
            int(points) * price for points, price in zip(parts.sum(axis=1).tolist(), self.prices, strict=True)
        ]
        left = 0
        for number, purchase in enumerate(last.tolist()):
            rest = self._money(people[number], parts[:, number].tolist())
            if purchase < 0:
                left = rest
            else:
                given[purchase] += rest
        return given, left
