"""The opinion map: everything that is shown of a conversation's groups, as one plain document.

Only what may be public goes in. No figure describes fewer than ``FEWEST_SHOWN`` people: groups have at least so many, dots
stand for at least so many, and shares by group are left out for a statement unless every group has so many votes on it
(else what is missing could be had by subtraction). The same votes give the same document.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from councils.opinions.rules.acts import FEWEST_SHOWN, GROUPED_FROM
from councils.opinions.rules.grouping import Grouping, group
from councils.opinions.rules.matrix import Matrix, Places, Reals, Table, in_lots, matrix, placed
from councils.opinions.rules.projection import axes, extremity, project
from councils.opinions.rules.statistics import (
    SIGNIFICANT,
    Tally,
    across_groups,
    everywhere,
    one_share,
    share,
    shared,
    tally,
    typical,
)

VERSION = 1
# dots on the map, about
_DOTS = 60
# a group of at most this share is a minority, and what it wants at least so surely is told apart
_MINORITY = 1 / 3
_STRONG = 0.6


@dataclass(frozen=True)
class Computed:
    """The document and the digest of the votes it rests on."""

    digest: str
    document: dict[str, Any]


def opinion_map(votes: Table | Sequence[tuple[int, int, int]], hidden: Collection[int] = ()) -> Computed:
    """Compute everything from rows of participant, statement, value. ``hidden``: statements taken down after votes on them."""
    made = in_lots(matrix(votes, hidden))
    by = axes(made)
    apart = extremity(by)
    close = made.of(placed(made))
    enough = len(close.participants) >= GROUPED_FROM
    stands = project(close, by)
    found = group(close, by, FEWEST_SHOWN) if enough else None
    shown = [place for place, number in enumerate(made.statements) if number not in set(hidden)]
    document: dict[str, Any] = {
        "version": VERSION,
        "participants": len(made.participants),
        "placed": len(close.participants),
        "votes": int(made.seen.sum()),
        "extremity": {str(made.statements[place]): round(float(apart[place]), 3) for place in shown},
        **_groups(close, stands, found, shown),
    }
    if enough:
        document["agreed"] = _agreed(made, shown)
    return Computed(made.digest(), document)


def _agreed(made: Matrix, shown: Sequence[int]) -> dict[str, list[int]]:
    """What most of everybody agree on: ids of statements, by direction."""
    counted = tally(made)
    left_out = [place for place in range(len(made.statements)) if place not in set(shown)]
    left_out += [place for place in shown if counted.seen[0, place] < FEWEST_SHOWN]
    return {
        word: [int(made.statements[one.statement]) for one in shared(counted, word == "agree", left_out)]
        for word in ("agree", "disagree")
    }


def _groups(made: Matrix, stands: Reals, found: Grouping | None, shown: Sequence[int]) -> dict[str, Any]:
    """Groups, dots and what each statement is to the groups; empty lists where there are no groups."""
    if found is None:
        return {"groups": [], "dots": [], "statements": {}, "everywhere": {"agree": [], "disagree": []}}
    counted = tally(made, found.labels)
    sizes = np.bincount(found.labels)
    few = set(np.flatnonzero((counted.seen < FEWEST_SHOWN).any(axis=0)).tolist())
    left_out = sorted(few | (set(range(len(made.statements))) - set(shown)))
    told = _told(made, counted, left_out)
    return {
        "silhouette": round(found.silhouette, 3),
        "stability": round(found.stability, 3),
        "groups": [{"people": int(size), "typical": one} for size, one in zip(sizes, told, strict=True)],
        "dots": _dots(stands, found.labels),
        "statements": _statements(made, counted, sizes, shown),
        "everywhere": {
            word: [int(made.statements[place]) for place in everywhere(counted, word == "agree", left_out)]
            for word in ("agree", "disagree")
        },
    }


def _told(made: Matrix, counted: Tally, left_out: Sequence[int]) -> list[list[dict[str, Any]]]:
    """What each group says: ids and whether it agrees. Nothing on which fewer of a group voted than may be shown."""
    return [
        [
            {"statement": int(made.statements[one.statement]), "agrees": one.agrees or one.most_agreed}
            for one in of_group
        ]
        for of_group in typical(counted, left_out)
    ]


def _statements(
    made: Matrix, counted: Tally, sizes: Places, shown: Sequence[int]
) -> dict[str, dict[str, Any]]:
    across, wants = across_groups(counted), _minorities(counted, sizes)
    chance = share(counted.agrees, counted.seen)
    document = {}
    for place in shown:
        enough = bool((counted.seen[:, place] >= FEWEST_SHOWN).all())
        document[str(made.statements[place])] = {
            "across": round(float(across[place]), 4),
            "divided": round(float(np.ptp(chance[:, place])), 4) if enough else 0.0,
            "by_group": _shares(counted, place) if enough else [],
            "minority": np.flatnonzero(wants[:, place]).tolist() if enough else [],
        }
    return document


def _shares(counted: Tally, place: int) -> list[list[int]]:
    """For each group how many of a hundred agreed, and disagreed."""
    seen = counted.seen[:, place]
    return [
        [round(100 * float(a / s)), round(100 * float(d / s))]
        for a, d, s in zip(counted.agrees[:, place], counted.disagrees[:, place], seen, strict=True)
    ]


def _minorities(counted: Tally, sizes: Places) -> NDArray[np.bool_]:
    """Where a small group surely wants what everybody taken together does not: not to be averaged away."""
    small = sizes <= sizes.sum() * _MINORITY
    strong = (share(counted.agrees, counted.seen) >= _STRONG) & (
        one_share(counted.agrees, counted.seen) > SIGNIFICANT
    )
    whole = counted.whole()
    against: NDArray[np.bool_] = share(whole.agrees, whole.seen) < 0.5
    wanted: NDArray[np.bool_] = small[:, None] & strong & against
    return wanted


def _dots(stands: Reals, labels: Places) -> list[dict[str, Any]]:
    """The people of each group in handfuls of neighbours: the middle of each, -1 … 1, and how many they are."""
    least = max(FEWEST_SHOWN, -(-len(stands) // _DOTS))
    wide = max(float(np.abs(stands).max()), 1e-9)
    dots = []
    for number in range(int(labels.max()) + 1):
        for handful in _handfuls(stands[labels == number], least):
            x, y = handful.mean(axis=0) / wide
            dots.append(
                {"x": round(float(x), 3), "y": round(float(y), 3), "people": len(handful), "group": number}
            )
    return dots


def _handfuls(points: Reals, least: int) -> list[Reals]:
    """Points halved across their wider side, as long as both halves have enough."""
    if len(points) < 2 * least:
        return [points]
    wider = int(np.ptp(points, axis=0).argmax())
    order = np.lexsort((points[:, 1 - wider], points[:, wider]))
    half = len(points) // 2
    return _handfuls(points[order[:half]], least) + _handfuls(points[order[half:]], least)
