"""In what order statements are read: where all agree, where people differ most, what few have seen."""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Any, Protocol, TypeVar

from civic.kit.errors import N_
from councils.opinions.rules.acts import FEWEST_SHOWN
from councils.opinions.rules.states import Counts


class Order(StrEnum):
    """What comes first."""

    AGREED = "agreed"
    DIVIDED = "divided"
    UNHEARD = "unheard"

    @property
    def words(self) -> str:
        """The Chinese label, marked for the catalogue."""
        return _ORDERS[self]


_ORDERS = {
    Order.AGREED: N_("大家都认可的"),
    Order.DIVIDED: N_("分歧最大的"),
    Order.UNHEARD: N_("听到的人最少的"),
}


class Counted(Protocol):
    """A statement with its votes."""

    @property
    def id(self) -> int:
        """Its id."""

    @property
    def counts(self) -> Counts:
        """Its votes."""


S = TypeVar("S", bound=Counted)


def ordered(said: Iterable[S], document: Mapping[str, Any] | None, order: Order) -> list[S]:
    """The statements in an order; of equals the older first. ``document``: the map, if there is one."""
    told = document["statements"] if document else {}
    groups = len(document["groups"]) if document else 0

    def place(one: S) -> tuple[float, int]:
        counts, figures = one.counts, told.get(str(one.id))
        if order is Order.UNHEARD:
            return counts.seen, one.id
        few = counts.seen < FEWEST_SHOWN
        if order is Order.DIVIDED:
            by = figures["divided"] if figures else _even(counts)
        else:
            by = figures["across"] if figures else ((counts.agrees + 1) / (counts.seen + 2)) ** max(groups, 1)
        return (1.0 if few else -by), one.id

    return sorted(said, key=place)


def _even(counts: Counts) -> float:
    """How evenly those who took a side stand against each other: 1 half and half, 0 all on one side."""
    sides = counts.agrees + counts.disagrees
    return 0.0 if not sides else (1 - abs(counts.agrees - counts.disagrees) / sides) * sides / counts.seen
