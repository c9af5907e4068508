"""What a round fixes before it opens, by matter: the plan, its checks, the rule's settings, the calendar, the doors."""

from votes.rounds.rules.changes import changed
from votes.rounds.rules.checks import LEAST_PROPOSALS, check, settled
from votes.rounds.rules.dates import (
    REMINDER_WORDS,
    REMINDERS,
    Calendar,
    Occasion,
    Unit,
    check_extension,
    check_opening,
    due,
    left,
)
from votes.rounds.rules.held_back import requirements
from votes.rounds.rules.plan import (
    METHODS,
    MOST_POINTS,
    PRESET_NAMES,
    PRESET_SENTENCES,
    PRESETS,
    USUAL,
    Candidate,
    Plan,
    Preset,
    Youth,
)
from votes.rounds.rules.settings import enough, parameters, settings_of, shares

__all__ = [
    "LEAST_PROPOSALS",
    "METHODS",
    "MOST_POINTS",
    "PRESETS",
    "PRESET_NAMES",
    "PRESET_SENTENCES",
    "REMINDERS",
    "REMINDER_WORDS",
    "USUAL",
    "Calendar",
    "Candidate",
    "Occasion",
    "Plan",
    "Preset",
    "Unit",
    "Youth",
    "changed",
    "check",
    "check_extension",
    "check_opening",
    "due",
    "enough",
    "left",
    "parameters",
    "requirements",
    "settings_of",
    "settled",
    "shares",
]
