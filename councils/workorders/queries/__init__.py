"""Reading work orders: lists, one with everything about it, and how fast a place wants them."""

from councils.workorders.queries.lists import (
    Card,
    Stage,
    Wanted,
    cards,
    desks,
    disputes,
    given_to,
    known,
    late_ones,
    reported_by,
    resting_on,
    waiting,
)
from councils.workorders.queries.pacing import chosen, pace_of, told
from councils.workorders.queries.shown import Shown, by_code, by_key, show, title

__all__ = [
    "Card",
    "Shown",
    "Stage",
    "Wanted",
    "by_code",
    "by_key",
    "cards",
    "chosen",
    "desks",
    "disputes",
    "given_to",
    "known",
    "late_ones",
    "pace_of",
    "reported_by",
    "resting_on",
    "show",
    "title",
    "told",
    "waiting",
]
