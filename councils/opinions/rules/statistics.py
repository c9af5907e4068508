"""What each group says that others do not, and what all say (counting as Polis does, doc/math in compdemocracy/polis)."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from councils.opinions.rules.matrix import UNSEEN, Matrix, Places, Reals

# 90 % one-sided
SIGNIFICANT = 1.2816
MOST_TOLD = 5


@dataclass(frozen=True)
class Tally:
    """How many agreed, disagreed, and voted at all: one row a group (or one for everybody), one column a statement."""

    agrees: Reals
    disagrees: Reals
    seen: Reals

    def whole(self) -> "Tally":
        """All groups together, as one row."""
        return Tally(*(part.sum(axis=0, keepdims=True) for part in (self.agrees, self.disagrees, self.seen)))


def tally(made: Matrix, labels: Places | None = None) -> Tally:
    """Count the votes of each group, or of everybody."""
    if labels is None:
        labels = np.zeros(len(made.votes), dtype=np.intp)
    groups = [made.votes[labels == number] for number in range(int(labels.max(initial=0)) + 1)]
    counts = [
        [(votes == 1).sum(axis=0), (votes == -1).sum(axis=0), (votes != UNSEEN).sum(axis=0)]
        for votes in groups
    ]
    agrees, disagrees, seen = np.array(counts, dtype=np.float64).transpose(1, 0, 2)
    return Tally(agrees, disagrees, seen)


def share(count: Reals, seen: Reals) -> Reals:
    """The share of those who saw it, drawn towards one half as long as they are few."""
    return (count + 1) / (seen + 2)


def one_share(count: Reals, seen: Reals) -> Reals:
    """How surely the share lies above one half: a z value."""
    return 2 * np.sqrt(seen + 1) * ((count + 1) / (seen + 1) - 0.5)


def two_shares(count: Reals, seen: Reals, count_rest: Reals, seen_rest: Reals) -> Reals:
    """How surely the share here lies above that of the rest: a z value, 0 where everybody did it."""
    here, n_here, there, n_there = count + 1, seen + 1, count_rest + 1, seen_rest + 1
    pooled = (here + there) / (n_here + n_there)
    spread = np.sqrt(np.maximum(pooled * (1 - pooled) * (1 / n_here + 1 / n_there), 0))
    off = here / n_here - there / n_there
    return np.divide(off, spread, out=np.zeros_like(off), where=(pooled < 1) & (spread > 0))


@dataclass(frozen=True)
class Side:
    """One direction (agreeing, or disagreeing) by group and statement: count, share, its z, how many times the share of
    the rest, and the z of that."""

    count: Reals
    share: Reals
    share_z: Reals
    ratio: Reals
    ratio_z: Reals

    @property
    def weight(self) -> Reals:
        """By what statements are put in order."""
        return self.ratio * self.ratio_z * self.share * self.share_z


def side(count: Reals, seen: Reals) -> Side:
    """All figures of one direction."""
    rest, seen_rest = count.sum(axis=0) - count, seen.sum(axis=0) - seen
    chance = share(count, seen)
    return Side(
        count=count,
        share=chance,
        share_z=one_share(count, seen),
        ratio=chance / ((1 + rest) / (2 + seen_rest)),
        ratio_z=two_shares(count, seen, rest, seen_rest),
    )


@dataclass(frozen=True)
class Typical:
    """A statement a group stands for: the place of its column, and the figures of the direction in which the group differs
    more from the rest: agreeing or not. ``most_agreed`` is what the group agrees with most plainly: it is told for that,
    even where the rest agrees with it still more, so that the direction is the other."""

    statement: int
    agrees: bool
    most_agreed: bool
    count: int
    seen: int
    share: float
    share_z: float
    ratio: float
    ratio_z: float


def typical(counted: Tally, left_out: Sequence[int] = ()) -> list[list[Typical]]:
    """For each group the statements that tell it from the rest, at most five: first what it agrees with, and at least one."""
    agree, disagree = side(counted.agrees, counted.seen), side(counted.disagrees, counted.seen)
    columns = [column for column in range(counted.seen.shape[1]) if column not in set(left_out)]
    return [_of_group(group, agree, disagree, counted, columns) for group in range(len(counted.seen))]


def _of_group(
    group: int, agree: Side, disagree: Side, counted: Tally, columns: Sequence[int]
) -> list[Typical]:
    head = _most_agreed(group, agree, counted, columns)

    def told(column: int) -> Typical:
        at = group, column
        agrees = bool(agree.ratio_z[at] > disagree.ratio_z[at])
        by = agree if agrees else disagree
        figures = (float(figure[at]) for figure in (by.share, by.share_z, by.ratio, by.ratio_z))
        return Typical(column, agrees, column == head, int(by.count[at]), int(counted.seen[at]), *figures)

    def sure(column: int) -> bool:
        at = group, column
        return any(min(by.ratio_z[at], by.share_z[at]) > SIGNIFICANT for by in (agree, disagree))

    def differs(column: int) -> float:
        return float(max(agree.ratio_z[group, column], disagree.ratio_z[group, column]))

    surely = [told(column) for column in columns if sure(column) and column != head]
    surely.sort(key=lambda one: -one.ratio * one.ratio_z * one.share * one.share_z)
    chosen = [*([] if head is None else [told(head)]), *surely]
    if not chosen and columns:
        chosen = [told(max(columns, key=differs))]
    return sorted(chosen[:MOST_TOLD], key=lambda one: not one.agrees)


def _most_agreed(group: int, agree: Side, counted: Tally, columns: Sequence[int]) -> int | None:
    """What the group agrees with most plainly, if there is anything: so that a group is not only told by what it rejects."""
    best: int | None = None
    for column in columns:
        at = (group, column)
        if not counted.agrees[at] + counted.disagrees[at]:
            continue
        if best is None:
            good = agree.share_z[at] > SIGNIFICANT or (agree.ratio[at] > 1 and agree.share[at] > 0.5)
        elif agree.ratio[group, best] > 1:
            good = agree.weight[at] > agree.weight[group, best]
        else:
            by = agree.share * agree.share_z
            good = by[at] > by[group, best]
        best = column if good else best
    return best


@dataclass(frozen=True)
class Shared:
    """A statement most people say the same about: the place of its column and the figures over everybody."""

    statement: int
    count: int
    seen: int
    share: float
    share_z: float


def shared(counted: Tally, agreeing: bool, left_out: Sequence[int] = ()) -> list[Shared]:
    """What surely more than half of everybody agree with (or disagree with), at most five, the surest first."""
    whole = counted.whole()
    count, seen = (whole.agrees if agreeing else whole.disagrees)[0], whole.seen[0]
    chance, sure = share(count, seen), one_share(count, seen)
    fit = [
        place
        for place in range(len(seen))
        if chance[place] > 0.5 and sure[place] > SIGNIFICANT and place not in set(left_out)
    ]
    fit.sort(key=lambda place: -chance[place] * sure[place])
    return [Shared(p, int(count[p]), int(seen[p]), float(chance[p]), float(sure[p])) for p in fit[:MOST_TOLD]]


def across_groups(counted: Tally) -> Reals:
    """Group-informed consensus: the share that agrees in each group, multiplied. One group that is against weighs as much
    as the largest that is for."""
    product: Reals = share(counted.agrees, counted.seen).prod(axis=0)
    return product


def everywhere(counted: Tally, agreeing: bool, left_out: Sequence[int] = ()) -> list[int]:
    """Places of the statements that surely more than half of each group agree with (or disagree with), at most five: those
    first that even the group least so does most."""
    count = counted.agrees if agreeing else counted.disagrees
    least, sure = share(count, counted.seen).min(axis=0), one_share(count, counted.seen).min(axis=0)
    out = set(left_out)
    fit = [
        place
        for place in range(len(least))
        if least[place] > 0.5 and sure[place] > SIGNIFICANT and place not in out
    ]
    return sorted(fit, key=lambda place: -float(least[place]))[:MOST_TOLD]
