"""How seats end, what ties members, and what a record of attendance says."""

from enum import StrEnum


class Ending(StrEnum):
    """Why a seat ended before its term."""

    RESIGNED = "resigned"
    MOVED = "moved"  # no longer lives or works there
    ABSENCES = "absences"
    RECALLED = "recalled"
    DIED = "died"


class Tie(StrEnum):
    """What ties a member to something that may be decided."""

    ORGANISATION = "organisation"  # sits on its board, represents it
    EMPLOYMENT = "employment"
    RELATIVE = "relative"
    PROPERTY = "property"
