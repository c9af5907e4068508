"""The votes of a Pabulib file: read once, equal papers together."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from votes.pabulib.rules.broken import Broken
from votes.tally.rules import Group, Kind

_POINTS = re.compile(r"-?[0-9]{1,12}([.,][0-9]{1,6})?")

Cell = tuple[str, str]
#: all points together, in their smallest unit: counts are exact below this
MOST_POINTS = 2**52


@dataclass(frozen=True, slots=True)
class Papers:
    """All papers of a file in groups; a paper that names nobody is only counted."""

    groups: list[Group]
    voters: int
    #: points are kept as whole numbers, this many times as large as written
    point_scale: int


@dataclass(frozen=True, slots=True)
class Form:
    """What a paper of this election may look like."""

    kind: Kind
    #: project id → its place in the list
    places: dict[str, int]
    #: max_length, max_points and max_sum_points, as far as the file sets them
    limits: dict[str, Fraction | int]

    @property
    def pointed(self) -> bool:
        """Whether papers give points."""
        return self.kind in (Kind.CUMULATIVE, Kind.SCORING)


def read_papers(rows: Iterator[tuple[int, list[str]]], columns: dict[str, int], form: Form) -> Papers:
    """Read the rows of VOTES. Raises Broken with the line of the first paper that is wrong.

    Papers written alike are understood once; with 131,778 of them this is where the time goes.
    """
    width, voter, vote = len(columns), columns["voter_id"], columns["vote"]
    points = columns["points"] if form.pointed else None
    written: dict[Cell | str, list[int]] = {}
    seen: set[str] = set()
    for line, row in rows:
        if len(row) != width:
            if not any(cell.strip() for cell in row):
                continue
            raise Broken(line, "pb_columns", found=len(row), expected=width)
        seen_before = len(seen)
        seen.add(row[voter])
        if len(seen) == seen_before or not row[voter]:
            raise Broken(line, "pb_voter_twice" if row[voter] else "pb_voter_nameless", voter=row[voter])
        cell = row[vote] if points is None else (row[vote], row[points])
        if cell in written:
            written[cell][1] += 1
        else:
            written[cell] = [line, 1]
    return _grouped(written, len(seen), form)


def _grouped(written: dict[Cell | str, list[int]], voters: int, form: Form) -> Papers:
    """Papers that differ only in the order of writing become one, except in a ranking."""
    found: dict[tuple[tuple[int, ...], tuple[Fraction | int, ...]], int] = {}
    lines: dict[object, int] = {}
    for cell, (line, number) in written.items():
        key = _understood(cell, line, form)
        if key[0]:
            found[key] = found.get(key, 0) + number
            lines.setdefault(key, line)
    scale = 1
    if form.pointed:
        while any((value * scale).denominator > 1 for _, given in found for value in given):
            scale *= 10
        together = sum((_size(given) * number for (_, given), number in found.items()), Fraction(0))
        if together * scale >= MOST_POINTS:
            raise Broken(lines[max(found, key=lambda key: _size(key[1]))], "pb_points_fine")
    groups = [
        Group(projects, tuple(int(value * scale) for value in given), number)
        for (projects, given), number in found.items()
    ]
    return Papers(groups, voters, scale)


def _size(given: tuple[Fraction | int, ...]) -> Fraction:
    return sum((abs(Fraction(value)) for value in given), Fraction(0))


def _understood(
    cell: Cell | str, line: int, form: Form
) -> tuple[tuple[int, ...], tuple[Fraction | int, ...]]:
    named = cell if isinstance(cell, str) else cell[0]
    projects = _named(named, line, form)
    if not isinstance(cell, str):
        given = _given(cell[1], len(projects), line, form)
        together: dict[int, Fraction | int] = {}
        for project, value in zip(projects, given, strict=True):
            together[project] = together.get(project, 0) + value
        return tuple(sorted(together)), tuple(together[project] for project in sorted(together))
    if form.kind is not Kind.ORDINAL:
        return tuple(sorted(set(projects))), ()
    for place, project in enumerate(projects):
        if project in projects[:place]:
            raise Broken(line, "pb_ranked_twice", project=named.split(",")[place])
    return tuple(projects), ()


def _named(text: str, line: int, form: Form) -> list[int]:
    """The projects of one paper, as places in the list."""
    if not text.strip():
        return []
    names = text.split(",")
    try:
        projects = [form.places[name] for name in names]
    except KeyError:
        projects = [_place(name.strip(), line, form) for name in names]
    if form.kind is Kind.CHOOSE_ONE and len(projects) > 1:
        raise Broken(line, "pb_one_choice", found=len(projects))
    limit = form.limits.get("max_length")
    if limit is not None and len(projects) > limit:
        raise Broken(line, "pb_too_many", found=len(projects), limit=limit)
    return projects


def _place(name: str, line: int, form: Form) -> int:
    if name not in form.places:
        raise Broken(line, "pb_unknown_project", project=name)
    return form.places[name]


def _given(text: str, projects: int, line: int, form: Form) -> list[Fraction | int]:
    """The points of one paper. A decimal comma cannot stand here: the comma parts the points."""
    given = [_point(value.strip(), line, form) for value in text.split(",")] if text.strip() else []
    if len(given) != projects:
        raise Broken(line, "pb_points_count", projects=projects, points=len(given))
    limit, total = form.limits.get("max_points"), form.limits.get("max_sum_points")
    if limit is not None and given and max(given) > limit:
        raise Broken(line, "pb_points_high", found=max(given), limit=limit)
    if total is not None and sum(given) > total:
        raise Broken(line, "pb_points_sum", found=sum(given), limit=total)
    return given


def _point(text: str, line: int, form: Form) -> Fraction | int:
    if not _POINTS.fullmatch(text) or (form.kind is Kind.CUMULATIVE and text.startswith("-")):
        raise Broken(line, "pb_bad_points", found=text)
    return int(text) if text.lstrip("-").isdigit() else Fraction(text)
