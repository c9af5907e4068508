"""What kinds of places there are and how they lie in one another."""

from enum import StrEnum


class Level(StrEnum):
    """The six levels of the tree, from the top."""

    CITY = "city"
    DISTRICT = "district"
    STREET = "street"
    COMMUNITY = "community"
    ESTATE = "estate"
    GRID = "grid"


ORDER = tuple(Level)


def may_lie_in(child: Level, parent: Level | None) -> bool:
    """A place lies in one of a higher level; only a city lies in nothing."""
    if parent is None:
        return child is Level.CITY
    return ORDER.index(parent) < ORDER.index(child)


def covers(outer_path: str, inner_path: str) -> bool:
    """Whether a place (by its path, such as ``/1/4/``) is the other one or holds it."""
    return inner_path.startswith(outer_path)
