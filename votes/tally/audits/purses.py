"""What every voter has left along a run that is known already, exactly, without a fraction for each voter.

The count itself (``spending``) finds the prices; here the purchases are given and everyone's purse is followed.

*Classes.* Voters who paid for the same purchases have equal purses, so purses are kept for classes of voters.
A class is its parent class and one purchase more.

*Exactness.* A purse is ``share - sum(price_j * points_j)`` over the purchases paid in full, or nothing at all.
Each class also has its purse rounded to a multiple of 2^-128. A rounded value is wrong by less than 2^-80: each
step of rounding costs under one unit of 2^-128 a voter and point, and 2^48 of them are more than any electorate
has. Whatever lies closer than that to a border is decided by the exact value, so rounding decides nothing.
"""

from collections import defaultdict
from collections.abc import Iterable
from fractions import Fraction
from typing import NamedTuple

from votes.tally.rules import Election, Kind, Utility

BITS = 128
TOLERANCE = 1 << 48


class Backers(NamedTuple):
    """The groups of papers that give a project the same points."""

    points: int
    groups: list[int]
    counts: list[int]


#: Supporters of one project who are alike: what each holds (rounded), the points each gives it, how many they are,
#: and their class. A plain tuple, for hundreds of thousands are made.
Share = tuple[int, int, int, int]


class Purses:
    """The purses of all groups of voters; starts with the same share for each."""

    def __init__(self, groups: int, share: Fraction) -> None:
        self.share = share
        self.prices: list[Fraction] = []
        self._class_of = [0] * groups
        self._rounded = [scaled(share)]
        self._exact: list[Fraction | None] = [share]
        self._parent = [-1]
        self._purchase = [-1]
        self._points = [0]
        self._empty = [False]

    def shares(self, backers: Iterable[Backers]) -> list[Share]:
        """The supporters of a project by what they hold; those with nothing left are not among them."""
        rounded, empty, class_of, found = self._rounded, self._empty, self._class_of, []
        for points, groups, counts in backers:
            tally: dict[int, int] = {}
            for group, count in zip(groups, counts, strict=True):
                of = class_of[group]
                tally[of] = tally.get(of, 0) + count
            found += [(rounded[of], points, n, of) for of, n in tally.items() if not empty[of]]
        return found

    def money(self, shares: Iterable[Share]) -> Fraction:
        """What these voters hold together, exactly."""
        people, paid = self.history_of(shares)
        return people * self.share - sum((self.prices[k] * n for k, n in paid.items()), Fraction(0))

    def history_of(self, shares: Iterable[Share]) -> tuple[int, dict[int, int]]:
        """How many these voters are, and for each purchase how many of their points went into it."""
        people = 0
        pending: defaultdict[int, int] = defaultdict(int)
        for _, _, voters, of in shares:
            people += voters
            pending[of] += voters
        return people, self._points_paid(pending)

    def _points_paid(self, pending: dict[int, int]) -> dict[int, int]:
        """For each purchase, how many points voters of these classes have paid for.

        The whole-number part of the certificate. Walks from the latest purchase back, so that classes with
        a common past are added up once.
        """
        layers: list[defaultdict[int, int]] = [defaultdict(int) for _ in self.prices]
        for of, count in pending.items():
            if of:
                layers[self._purchase[of]][of] += count
        paid = {}
        for purchase in range(len(layers) - 1, -1, -1):
            total = 0
            for of, count in layers[purchase].items():
                total += count * self._points[of]
                if self._parent[of]:
                    layers[self._purchase[self._parent[of]]][self._parent[of]] += count
            if total:
                paid[purchase] = total
        return paid

    def exact(self, of: int) -> Fraction:
        """What one voter of a class holds."""
        unknown = []
        while (known := self._exact[of]) is None:
            unknown.append(of)
            of = self._parent[of]
        for child in reversed(unknown):
            known -= self.prices[self._purchase[child]] * self._points[child]
            self._exact[child] = known
        return known

    def pay(self, backers: Iterable[Backers], price: Fraction, poor: list[Share]) -> None:
        """Take the price of a purchase: in full, or all that is left from the poor."""
        self.prices.append(price)
        broke = {(of, points) for _, points, _, of in poor}
        rounded = scaled(price)
        for points, groups, _ in backers:
            moved: dict[int, int] = {}
            for group in groups:
                of = self._class_of[group]
                if self._empty[of]:
                    continue
                if of not in moved:
                    moved[of] = self._child(of, points, rounded, (of, points) in broke)
                self._class_of[group] = moved[of]

    def _child(self, of: int, points: int, price: int, broke: bool) -> int:
        self._parent.append(of)
        self._purchase.append(len(self.prices) - 1)
        self._points.append(points)
        self._empty.append(broke)
        self._rounded.append(0 if broke else self._rounded[of] - price * points)
        self._exact.append(Fraction(0) if broke else None)
        return len(self._parent) - 1

    def everyone(self, voters: Iterable[int]) -> list[tuple[int, int, int]]:
        """What each class holds (rounded), its voters and its number; ``voters`` counts each group's."""
        tally: dict[int, int] = {}
        for of, count in zip(self._class_of, voters, strict=True):
            tally[of] = tally.get(of, 0) + count
        return [(self._rounded[of], count, of) for of, count in tally.items()]

    def whole_money(self, shares: list[Share]) -> int:
        """What these voters hold together, rounded down to whole units."""
        money = sum([held * voters for held, _, voters, _ in shares])
        low, high = (money - TOLERANCE) >> BITS, (money + TOLERANCE) >> BITS
        return low if low == high else int(self.money(shares))


def scaled(value: Fraction) -> int:
    """In the units purses are rounded to."""
    return (value.numerator << BITS) // value.denominator


def backers_of(election: Election, utility: Utility) -> list[list[Backers]]:
    """Each project's supporters by the points they give, as Equal Shares reads the papers.

    With cost utilities whoever names a project supports it alike. Otherwise points count as given, and a
    ranking of length L gives L-1 to the first down to 0 for the last.
    """
    alike = utility is Utility.COST or election.kind in (Kind.APPROVAL, Kind.CHOOSE_ONE)
    found: list[dict[int, Backers]] = [{} for _ in election.projects]
    for number, (projects, given, voters) in enumerate(election.groups):
        ranked = range(len(projects) - 1, -1, -1) if election.kind is Kind.ORDINAL else given
        worth = [1] * len(projects) if alike else ranked
        for project, points in zip(projects, worth, strict=True):
            if points > 0:
                part = found[project].setdefault(points, Backers(points, [], []))
                part.groups.append(number)
                part.counts.append(voters)
    return [[by[points] for points in sorted(by)] for by in found]
