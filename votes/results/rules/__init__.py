"""From stored papers to a stored count and back, by matter."""

from votes.results.rules.explained import counting, plain, shares_of, tell_more, working
from votes.results.rules.kept import Line, kept, losses, number, reason
from votes.results.rules.shown import Difference, amount, category_words, difference, parts, unit
from votes.results.rules.spending import Choice, Way, document, election, lines, paper_text, way
from votes.results.rules.stored import Behind, Beside, Purchase, Told, Working, read, share

__all__ = [
    "Behind",
    "Beside",
    "Choice",
    "Difference",
    "Line",
    "Purchase",
    "Told",
    "Way",
    "Working",
    "amount",
    "category_words",
    "counting",
    "difference",
    "document",
    "election",
    "kept",
    "lines",
    "losses",
    "number",
    "paper_text",
    "parts",
    "plain",
    "read",
    "reason",
    "share",
    "shares_of",
    "tell_more",
    "unit",
    "way",
    "working",
]
