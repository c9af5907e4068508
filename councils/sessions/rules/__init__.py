"""The law of the meeting, by matter: presence, agenda, motions, floor, votes; behind two functions, decide and apply.

Pure: who, when and what are arguments. Facts and payloads are listed in events.py.
"""

from councils.sessions.rules.engine import BLANK, Command, apply, decide, events_of, replay
from councils.sessions.rules.guidance import everyone_voted, next_step
from councils.sessions.rules.log import Event, fact_of, payload
from councils.sessions.rules.offers import Offers, available
from councils.sessions.rules.prompts import aloud
from councils.sessions.rules.state import State

__all__ = [
    "BLANK",
    "Command",
    "Event",
    "Offers",
    "State",
    "aloud",
    "apply",
    "available",
    "decide",
    "events_of",
    "everyone_voted",
    "fact_of",
    "next_step",
    "payload",
    "replay",
]
