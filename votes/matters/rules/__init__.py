"""What a matter fixes before it opens, how it is told beforehand, and how its count is shown."""

from votes.matters.rules.checks import check, check_undelivered
from votes.matters.rules.figures import Row, line_document, pictures, row
from votes.matters.rules.plan import Plan, changed, columns, options, planned, typed
from votes.matters.rules.terms import Terms, told_before
from votes.matters.rules.words import (
    BASE_NAMES,
    CHOICE_KINDS,
    METHODS,
    QUORUMS,
    SECRECY_NAMES,
    SHARES,
    TEXT_KINDS,
    TEXTS,
    USUAL,
    WEIGHT_NAMES,
    Way,
)

__all__ = [
    "BASE_NAMES",
    "CHOICE_KINDS",
    "METHODS",
    "QUORUMS",
    "SECRECY_NAMES",
    "SHARES",
    "TEXTS",
    "TEXT_KINDS",
    "USUAL",
    "WEIGHT_NAMES",
    "Plan",
    "Row",
    "Terms",
    "Way",
    "changed",
    "check",
    "check_undelivered",
    "columns",
    "line_document",
    "options",
    "pictures",
    "planned",
    "row",
    "told_before",
    "typed",
]
