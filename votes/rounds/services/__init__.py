"""What is done with rounds, by matter: drafting, running, telling."""

from votes.rounds.services.drafting import amend, cancel, create
from votes.rounds.services.ending import release, repeat, tell_again
from votes.rounds.services.naming import ref
from votes.rounds.services.running import close_round, extend, mark_certified, open_round
from votes.rounds.services.telling import tell_due

__all__ = [
    "amend",
    "cancel",
    "close_round",
    "create",
    "extend",
    "mark_certified",
    "open_round",
    "ref",
    "release",
    "repeat",
    "tell_again",
    "tell_due",
]
