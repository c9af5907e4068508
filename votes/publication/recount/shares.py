"""Equal Shares, bought one project at a time with exact numbers, and Add1 step by step.

The budget is shared out equally. The project whose supporters pay the least for each unit of what they get from it is
bought; who cannot pay the full price gives what is left. Purses are whole numbers over one common denominator.
"""

from __future__ import annotations

import heapq
from collections import Counter
from fractions import Fraction
from math import gcd, lcm
from typing import NamedTuple

from votes.publication.recount.case import Case


class Bought(NamedTuple):
    """One purchase."""

    option: int
    left: int
    #: what each supporter paid for each point; None where nobody pays from a purse
    price: Fraction | None
    full: int
    partial: int


#: who wants an option: groups of equal papers, by the points each voter gives and by how many voters a group has
Backing = dict[tuple[int, int], list[int]]


class Wishes(NamedTuple):
    """Who wants what, and what one point of it is worth to them."""

    backing: list[Backing]
    worth: list[int]
    #: place of each option when all else is equal
    ranks: list[int]


def wishes(case: Case, by_cost: bool, ranks: list[int], able: set[int]) -> Wishes:
    """With cost utilities who names an option wants it alike; else points as given, or L-1 … 0 on a ranking of L."""
    found: list[Backing] = [{} for _ in case.codes]
    scale = _scale(case)
    for group, (paper, count) in enumerate(case.papers.items()):
        for place, (option, points) in enumerate(paper):
            given = int(points * scale)
            if by_cost or case.method in ("approval", "knapsack", "choose_one"):
                given = 1
            elif case.method == "ordinal":
                given = len(paper) - 1 - place
            if given > 0 and option in able:
                found[option].setdefault((given, count), []).append(group)
    return Wishes(found, list(case.costs) if by_cost else [1] * len(case.codes), ranks)


def _scale(case: Case) -> int:
    """A power of ten that makes all points whole."""
    scale = 1
    while any((points * scale).denominator > 1 for paper in case.papers for _, points in paper):
        scale *= 10
    return scale


class Purses:
    """What every group of equal papers has left, for each voter in it."""

    def __init__(self, groups: int, share: Fraction) -> None:
        self.unit = share.denominator
        self.held = [share.numerator] * groups

    def offer(self, cost: int, backing: Backing) -> tuple[Fraction, int] | None:
        """The least price a point at which these people can pay, and how many of them pay in full; or None."""
        alike: dict[tuple[int, int], int] = {}
        for (points, voters), groups in backing.items():
            for held, times in Counter(map(self.held.__getitem__, groups)).items():
                if held:
                    alike[held, points] = alike.get((held, points), 0) + times * voters
        if sum(held * count for (held, _), count in alike.items()) < cost * self.unit:
            return None
        common = lcm(*{points for _, points in alike}) if alike else 1
        order = sorted(alike, key=lambda each: each[0] * (common // each[1]))
        missing, weight, rich = cost * self.unit, 0, 0
        for each in order:
            weight += each[1] * alike[each]
            rich += alike[each]
        for held, points in order:
            if held * weight >= missing * points:
                break
            missing -= held * alike[held, points]
            weight -= points * alike[held, points]
            rich -= alike[held, points]
        return Fraction(missing, weight * self.unit), rich

    def pay(self, price: Fraction, backing: Backing) -> None:
        """Everyone pays the price for each point, or all there is."""
        factor = price.denominator // gcd(price.denominator, self.unit)
        if factor > 1:
            self.unit *= factor
            self.held = [held * factor for held in self.held]
        each = price.numerator * (self.unit // price.denominator)
        for (points, _), groups in backing.items():
            for group in groups:
                self.held[group] = max(0, self.held[group] - each * points)


def run(case: Case, wanted: Wishes, share: Fraction, ceiling: int | None = None) -> list[Bought] | None:
    """Buy until nobody can pay for anything; None as soon as more than ``ceiling`` is spent.

    Purses only shrink, so an old price is a lower bound: who stands first with a fresh price is the cheapest.
    """
    purses, left = Purses(len(case.papers), share), case.budget
    bought: list[Bought] = []
    queue = _queue(case, wanted)
    while queue:
        _, rank, option = heapq.heappop(queue)
        backing, cost = wanted.backing[option], case.costs[option]
        everyone = sum(voters * len(groups) for (_, voters), groups in backing.items())
        if not cost:
            bought.append(Bought(option, left, Fraction(0), everyone, 0))
            continue
        offer = purses.offer(cost, backing)
        if offer is None:
            continue
        price, full = offer
        fresh = (price / wanted.worth[option], rank, option)
        if queue and fresh > queue[0]:
            heapq.heappush(queue, fresh)
            continue
        bought.append(Bought(option, left, price, full, everyone - full))
        purses.pay(price, backing)
        left -= cost
        if ceiling is not None and case.budget - left > ceiling:
            return None
    return bought


def _queue(case: Case, wanted: Wishes) -> list[tuple[Fraction, int, int]]:
    """Options that anybody wants by the best price each could have; free ones before all others."""
    queue = []
    for option, backing in enumerate(wanted.backing):
        weight = sum(points * voters * len(groups) for (points, voters), groups in backing.items())
        if weight:
            cost, worth = case.costs[option], wanted.worth[option]
            rate = Fraction(cost, weight * worth) if cost else Fraction(-1)
            queue.append((rate, wanted.ranks[option], option))
    heapq.heapify(queue)
    return queue
