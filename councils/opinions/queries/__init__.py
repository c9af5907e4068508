"""Reading conversations: what is asked, what was said, how it stands. Never who voted what, except to themselves."""

from councils.opinions.queries.cards import Card, card, cards, one, open_now
from councils.opinions.queries.maps import (
    Map,
    Mark,
    Summary,
    current_map,
    hidden,
    mark,
    summary,
    to_close,
    to_compute,
    votes,
)
from councils.opinions.queries.said import (
    Asked,
    Own,
    Said,
    asked,
    own_votes,
    said,
    said_by,
    statements,
    texts,
)

__all__ = [
    "Asked",
    "Card",
    "Map",
    "Mark",
    "Own",
    "Said",
    "Summary",
    "asked",
    "card",
    "cards",
    "current_map",
    "hidden",
    "mark",
    "one",
    "open_now",
    "own_votes",
    "said",
    "said_by",
    "statements",
    "summary",
    "texts",
    "to_close",
    "to_compute",
    "votes",
]
