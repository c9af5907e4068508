"""Which groups of opinion there are: how many, who is in which, how well they separate, how stable they are.

As Polis does it: people are first gathered into at most a hundred base clusters, and these are grouped, into two to five
groups, as many as separate best. Unlike Polis, the number of groups depends on the votes alone and not on what it was
before, no group is smaller than what may be shown, and how stable the groups are is measured.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from councils.opinions.rules.clusters import Clusters, agreement, first_distinct, k_means, silhouette
from councils.opinions.rules.matrix import Matrix, Places, Reals
from councils.opinions.rules.projection import Axes, axes_near, project

BASE_CLUSTERS = 100
# these only gather neighbours: where exactly one ends and the next begins does not matter
_BASE_ROUNDS = 30
MOST_GROUPS = 5
# how often base clusters are drawn, and k-means of them started
_DRAWINGS = 3
_STARTS = 8
# how often people are drawn again, and how many at most
_RESAMPLES = 12
_DRAWN = 600


@dataclass(frozen=True)
class Grouping:
    """The group of each participant, biggest group first; mean silhouette (-1 … 1); mean adjusted Rand index of
    resamples (1: the same groups whenever other people had come)."""

    labels: Places
    groups: int
    silhouette: float
    stability: float


def group(made: Matrix, by: Axes, fewest: int) -> Grouping | None:
    """The groups of these participants, each of at least ``fewest`` people; None when there are not two such groups.

    ``made`` is in drawn order (``in_lots``), ``by`` the directions by which participants are placed.
    """
    stands = project(made, by)
    found = [
        candidate
        for drawing in range(_DRAWINGS)
        for candidate in _candidates(
            np.roll(stands, -(len(stands) * drawing // _DRAWINGS), axis=0), stands, fewest
        )
    ]
    if not found:
        return None
    apart, labels = max(found, key=lambda each: round(each[0], 9))
    labels = _by_size(labels)
    groups = int(labels.max()) + 1
    return Grouping(labels, groups, apart, _stability(made, by, labels, groups))


def _candidates(drawn: Reals, stands: Reals, fewest: int) -> Iterator[tuple[float, Places]]:
    """Silhouette and groups for each number of groups, over base clusters that start from the points drawn first."""
    base = k_means(stands, np.ones(len(stands)), first_distinct(drawn, BASE_CLUSTERS), _BASE_ROUNDS)
    people = np.bincount(base.labels).astype(np.float64)
    for k in range(2, min(MOST_GROUPS, 2 + len(people) // 12) + 1):
        labels = _at_least(best_of(base.centres, people, k), base.centres, people, fewest)
        if labels.max() > 0:
            yield silhouette(base.centres, people, labels), labels[base.labels]


def best_of(points: Reals, weights: Reals, k: int) -> Clusters:
    """The tightest of several k-means, each started from other points: those at the head of the order, moved on each time,
    and those farthest apart."""
    starts = [first_distinct(np.roll(points, -k * turn, axis=0), k) for turn in range(_STARTS)]
    found = [k_means(points, weights, start) for start in (_far_apart(points, weights, k), *starts)]
    return min(found, key=lambda each: round(each.inertia, 6))


def _far_apart(points: Reals, weights: Reals, k: int) -> Reals:
    """Points far from one another: each next one the farthest from those before, weighing in how many it stands for."""
    chosen = [int(weights.argmax())]
    away = np.full(len(points), np.inf)
    for _ in range(k - 1):
        away = np.minimum(away, ((points - points[chosen[-1]]) ** 2).sum(axis=1))
        chosen.append(int((away * weights).argmax()))
    return points[chosen]


def _at_least(found: Clusters, points: Reals, people: Reals, fewest: int) -> Places:
    """The groups, with those too small to be shown dissolved into the nearest that are not."""
    size = np.bincount(found.labels, people)
    large = np.flatnonzero(size >= fewest)
    if not len(large):
        return np.zeros(len(points), dtype=np.intp)
    nearest: Places = ((points[:, None] - found.centres[large]) ** 2).sum(axis=2).argmin(axis=1)
    kept = np.searchsorted(large, found.labels)
    return np.where(size[found.labels] >= fewest, kept, nearest)


def _by_size(labels: Places) -> Places:
    """Numbered anew: the biggest group is 0; of equals the one that came first in the drawn order."""
    _, first, sizes = np.unique(labels, return_index=True, return_counts=True)
    order = np.lexsort((first, -sizes))
    return np.argsort(order)[labels]


def _stability(made: Matrix, by: Axes, labels: Places, groups: int) -> float:
    """Draw people again, with replacement, find as many groups among them from the votes on, and see how far both
    groupings agree."""
    seed = hashlib.sha256(np.ascontiguousarray(made.votes).tobytes()).digest()
    chance = np.random.Generator(np.random.PCG64(int.from_bytes(seed)))
    agreed = []
    for _ in range(_RESAMPLES):
        rows = chance.integers(len(labels), size=min(len(labels), _DRAWN))
        drawn = made.of(rows)
        stands = project(drawn, axes_near(drawn, by))
        again = best_of(stands, np.ones(len(rows)), groups)
        agreed.append(agreement(labels[rows], again.labels))
    return float(np.mean(agreed))
