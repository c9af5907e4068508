"""Reading sessions: their headings, their logs, and the state a log leads to."""

from councils.sessions.queries.boards import (
    TAKEN_UP,
    Board,
    board,
    items,
    members,
    motions,
    proposals_for,
    team,
)
from councils.sessions.queries.headings import Head, Line, head, live_sessions, sessions, upcoming
from councils.sessions.queries.logs import digest, done_before, events, state

__all__ = [
    "TAKEN_UP",
    "Board",
    "Head",
    "Line",
    "board",
    "digest",
    "done_before",
    "events",
    "head",
    "items",
    "live_sessions",
    "members",
    "motions",
    "proposals_for",
    "sessions",
    "state",
    "team",
    "upcoming",
]
