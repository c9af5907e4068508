"""What kinds of places there are and how they lie in one another."""

from collections.abc import Iterable
from enum import StrEnum
from typing import Protocol, TypeVar

from civic.kit.errors import N_, Refused, sentences


class Level(StrEnum):
    """The six levels of the tree, from the top."""

    CITY = "city"
    DISTRICT = "district"
    STREET = "street"
    COMMUNITY = "community"
    ESTATE = "estate"
    GRID = "grid"

    @property
    def words(self) -> str:
        """The Chinese label, marked for the catalogue."""
        return _WORDS[self]


_WORDS = {
    Level.CITY: N_("市"),
    Level.DISTRICT: N_("区县"),
    Level.STREET: N_("街道"),
    Level.COMMUNITY: N_("社区"),
    Level.ESTATE: N_("小区"),
    Level.GRID: N_("网格"),
}

ORDER = tuple(Level)


def may_lie_in(child: Level, parent: Level | None) -> bool:
    """A place lies in one of a higher level; only a city lies in nothing."""
    if parent is None:
        return child is Level.CITY
    return ORDER.index(parent) < ORDER.index(child)


def covers(outer_path: str, inner_path: str) -> bool:
    """Whether a place (by its path, such as ``/1/4/``) is the other one or holds it."""
    return inner_path.startswith(outer_path)


class Keeper(Protocol):
    """Whoever wants to change the tree."""

    @property
    def person_id(self) -> int | None:
        """The person."""

    def administers(self, path: str) -> bool:
        """Whether they keep the place of this path (empty: the whole tree)."""


class Lying(Protocol):
    """A community as far as its line of places is concerned."""

    @property
    def street(self) -> str:
        """The street it lies in."""

    @property
    def district(self) -> str:
        """The district of that street."""


C = TypeVar("C", bound=Lying)


def grouped(communities: Iterable[C]) -> list[tuple[str, list[C]]]:
    """Communities under the names of their district and street, in the order these first appear."""
    groups: dict[str, list[C]] = {}
    for community in communities:
        line = " · ".join(name for name in (community.district, community.street) if name)
        groups.setdefault(line, []).append(community)
    return list(groups.items())


def check_place(level: Level, parent: Level | None) -> None:
    """Raises Refused ``place_level`` when a place of this level cannot lie there."""
    if not may_lie_in(level, parent):
        raise Refused("place_level", "level")


def path_in(parent_path: str | None, place_id: int) -> str:
    """The path of a place from its parent's."""
    return f"{parent_path or '/'}{place_id}/"


sentences(
    place_forbidden=N_("地方由管理员来添。"),
    place_level=N_("这一级不能放在这里：市、区县、街道、社区、小区、网格，从大到小。"),
    place_taken=N_("这里已经有同名的地方了。"),
)
