"""What holds for rolls, by matter: who is entitled, what a line is, objections."""

from votes.rolls.rules.entitled import (
    ADULT,
    ELECTORATE_NAMES,
    YOUNGEST,
    Ages,
    check_ages,
    check_draft,
    may_add_late,
    may_inspect,
)
from votes.rolls.rules.lines import area_text, canon, check_line, import_key, parse_area, parse_year, twin_of

__all__ = [
    "ADULT",
    "ELECTORATE_NAMES",
    "YOUNGEST",
    "Ages",
    "area_text",
    "canon",
    "check_ages",
    "check_draft",
    "check_line",
    "import_key",
    "may_add_late",
    "may_inspect",
    "parse_area",
    "parse_year",
    "twin_of",
]
