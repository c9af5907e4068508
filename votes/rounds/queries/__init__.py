"""Reading rounds, by matter: lists and cards, plans and what was told."""

from votes.rounds.queries.lists import (
    Card,
    budget_of,
    card,
    cards,
    cast_by,
    due,
    mine,
    of_ballot,
    on_ballot,
    one,
    youth_of,
)
from votes.rounds.queries.plans import (
    Extension,
    calendar,
    candidates,
    extensions,
    plan,
    roll_drawn,
    to_tell,
    told,
    voters,
)

__all__ = [
    "Card",
    "Extension",
    "budget_of",
    "calendar",
    "candidates",
    "card",
    "cards",
    "cast_by",
    "due",
    "extensions",
    "mine",
    "of_ballot",
    "on_ballot",
    "one",
    "plan",
    "roll_drawn",
    "to_tell",
    "told",
    "voters",
    "youth_of",
]
