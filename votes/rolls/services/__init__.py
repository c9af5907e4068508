"""What is done about rolls, by matter."""

from votes.rolls.services.building import add, build, correct, freeze, put_on, strike
from votes.rolls.services.challenges import answer, challenge
from votes.rolls.services.late import add_late

__all__ = ["add", "add_late", "answer", "build", "challenge", "correct", "freeze", "put_on", "strike"]
