"""The map as a drawing: where each mark, each outline and each name goes. Numbers only; a template makes SVG of them."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from civic.kit.errors import N_

WIDTH, HEIGHT = 360, 300
# room around the outermost marks, for outlines and names
_EDGE = 46
_NAME_ABOVE = 27

# Groups have no names of their own: letters say nothing about them.
GROUP_NAMES = (N_("甲组"), N_("乙组"), N_("丙组"), N_("丁组"), N_("戊组"))

Point = tuple[float, float]


@dataclass(frozen=True)
class Mark:
    """One handful of people: its middle, half its width, and how many they are."""

    x: float
    y: float
    size: float
    people: int


@dataclass(frozen=True)
class Region:
    """A group: its outline as a path of SVG, to be drawn with a wide round stroke, where its name stands, and its marks."""

    number: int
    outline: str
    name_x: float
    name_y: float
    marks: tuple[Mark, ...]


def picture(document: Mapping[str, Any]) -> list[Region]:
    """The regions of a map, the biggest group first. Both directions have the same scale; nothing touches the edge."""
    dots = document["dots"]
    if not dots:
        return []
    place = _scale([(dot["x"], dot["y"]) for dot in dots])
    regions = []
    for number in range(len(document["groups"])):
        marks = [_mark(dot, place) for dot in dots if dot["group"] == number]
        corners = _hull([(mark.x, mark.y) for mark in marks])
        x = sum(mark.x for mark in marks) / len(marks)
        y = min(mark.y for mark in marks) - _NAME_ABOVE
        regions.append(Region(number, _path(corners), round(x, 1), round(max(y, 14), 1), tuple(marks)))
    return regions


def _path(corners: Sequence[Point]) -> str:
    """Closed; a single corner is a line of no length, of which a round stroke makes a disc."""
    (x, y), *others = corners
    return f"M{x:g} {y:g}" + "".join(f"L{one:g} {other:g}" for one, other in others or corners) + "z"


@dataclass(frozen=True)
class _Scale:
    factor: float
    x: float
    y: float

    def __call__(self, x: float, y: float) -> Point:
        return round(self.x + x * self.factor, 1), round(self.y - y * self.factor, 1)


def _scale(points: Sequence[Point]) -> _Scale:
    """What makes these points fill the paper, upwards being up."""
    xs, ys = [x for x, _ in points], [y for _, y in points]
    wide, high = max(xs) - min(xs), max(ys) - min(ys)
    factor = min((WIDTH - 2 * _EDGE) / max(wide, 1e-6), (HEIGHT - 2 * _EDGE) / max(high, 1e-6), 400.0)
    return _Scale(
        factor,
        WIDTH / 2 - (min(xs) + max(xs)) / 2 * factor,
        HEIGHT / 2 + (min(ys) + max(ys)) / 2 * factor,
    )


def _mark(dot: Mapping[str, Any], place: _Scale) -> Mark:
    x, y = place(dot["x"], dot["y"])
    return Mark(x, y, round(min(4 + 1.4 * math.sqrt(dot["people"]), 15), 1), dot["people"])


def _hull(points: Sequence[Point]) -> list[Point]:
    """The convex hull, by Andrew's monotone chain."""
    ordered = sorted(set(points))
    if len(ordered) < 3:
        return ordered
    return _half(ordered)[:-1] + _half(ordered[::-1])[:-1]


def _half(points: Sequence[Point]) -> list[Point]:
    chain: list[Point] = []
    for point in points:
        while len(chain) > 1 and _turn(chain[-2], chain[-1], point) <= 0:
            chain.pop()
        chain.append(point)
    return chain


def _turn(a: Point, b: Point, c: Point) -> float:
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])


def separation(silhouette: float) -> str:
    """How far apart the groups lie, in words (Kaufman and Rousseeuw's reading of the silhouette)."""
    if silhouette > 0.5:
        return N_("各组分得很开。")
    return N_("各组分得开，也有靠得近的。") if silhouette > 0.25 else N_("各组靠得很近。")


def steadiness(stability: float) -> str:
    """How alike the groups would be had other people come, in words."""
    if stability >= 0.8:
        return N_("分组稳定：换一批人来，分出来也差不多。")
    if stability >= 0.5:
        return N_("分组大致稳定：换一批人来，有些人会换组。")
    return N_("分组不太稳定：换一批人来，可能分得很不一样。")
