"""Equal Shares, bought one project at a time with exact numbers, and Add1 step by step.

The budget is shared out equally. The project whose supporters pay the least for each unit of what they get from it is
bought; who cannot pay the full price gives what is left. Purses are whole numbers over one common denominator.
"""

from __future__ import annotations

import heapq
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


class Supporter(NamedTuple):
    """A group of equal papers that wants an option."""

    group: int
    points: int
    voters: int


class Wishes(NamedTuple):
    """Who wants what, and what one point of it is worth to them."""

    supporters: list[list[Supporter]]
    worth: list[int]
    #: place of each option when all else is equal
    ranks: list[int]


def wishes(case: Case, by_cost: bool, ranks: list[int], able: set[int]) -> Wishes:
    """With cost utilities who names an option wants it alike; else points as given, or L-1 … 0 on a ranking of L."""
    found: list[list[Supporter]] = [[] for _ in case.codes]
    scale = _scale(case)
    for group, (paper, count) in enumerate(case.papers.items()):
        for place, (option, points) in enumerate(paper):
            given = int(points * scale)
            if by_cost or case.method in ("approval", "knapsack", "choose_one"):
                given = 1
            elif case.method == "ordinal":
                given = len(paper) - 1 - place
            if given > 0 and option in able:
                found[option].append(Supporter(group, given, count))
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

    def offer(self, cost: int, supporters: list[Supporter]) -> tuple[Fraction, int] | None:
        """The least price a point at which these people can pay, and how many of them pay in full; or None."""
        alike: dict[tuple[int, int], int] = {}
        for group, points, count in supporters:
            held = self.held[group]
            if held:
                alike[held, points] = alike.get((held, points), 0) + count
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

    def pay(self, price: Fraction, supporters: list[Supporter]) -> None:
        """Everyone pays the price for each point, or all there is."""
        factor = price.denominator // gcd(price.denominator, self.unit)
        if factor > 1:
            self.unit *= factor
            self.held = [held * factor for held in self.held]
        each = price.numerator * (self.unit // price.denominator)
        for group, points, _ in supporters:
            self.held[group] = max(0, self.held[group] - each * points)


def run(case: Case, wanted: Wishes, share: Fraction, ceiling: int | None = None) -> list[Bought] | None:
    """Buy until nobody can pay for anything; None as soon as more than ``ceiling`` is spent.

    Purses only shrink, so an old price is a lower bound: who stands first with a fresh price is the cheapest.
    """
    purses, bought, left = Purses(len(case.papers), share), [], case.budget
    queue: list[tuple[Fraction, int, int]] = []
    for option, supporters in enumerate(wanted.supporters):
        weight = sum(points * voters for _, points, voters in supporters)
        if weight and not case.costs[option]:
            queue.append((Fraction(-1), wanted.ranks[option], option))
        elif weight:
            rate = Fraction(case.costs[option], weight * wanted.worth[option])
            queue.append((rate, wanted.ranks[option], option))
    heapq.heapify(queue)
    while queue:
        rate, rank, option = heapq.heappop(queue)
        supporters, cost = wanted.supporters[option], case.costs[option]
        everyone = sum(voters for _, _, voters in supporters)
        if not cost:
            bought.append(Bought(option, left, Fraction(0), everyone, 0))
            continue
        offer = purses.offer(cost, supporters)
        if offer is None:
            continue
        price, full = offer
        fresh = (price / wanted.worth[option], rank, option)
        if queue and fresh > queue[0]:
            heapq.heappush(queue, fresh)
            continue
        bought.append(Bought(option, left, price, full, everyone - full))
        purses.pay(price, supporters)
        left -= cost
        if ceiling is not None and case.budget - left > ceiling:
            return None
    return bought
