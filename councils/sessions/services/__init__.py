"""Writing sessions: calling one, the door, and doing one thing in it."""

from councils.sessions.services.acting import act, hat, topic
from councils.sessions.services.calling import Line, Plan, convene
from councils.sessions.services.door import Expected, check_in, expect, open_checkin

__all__ = [
    "Expected",
    "Line",
    "Plan",
    "act",
    "check_in",
    "convene",
    "expect",
    "hat",
    "open_checkin",
    "topic",
]
