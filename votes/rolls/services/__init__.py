"""What is done about rolls, by matter."""

from votes.rolls.services.building import add, build, correct, freeze, put_on, strike

__all__ = ["add", "build", "correct", "freeze", "put_on", "strike"]
