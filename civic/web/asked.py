"""What stands in an address, read without trusting it."""

from starlette.requests import HTTPConnection


def number(typed: str, digits: int = 9) -> int | None:
    """A whole number of at most so many digits; None for anything else."""
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) <= digits else None


def addressed(connection: HTTPConnection) -> int:
    """The number of the thing an address names: 4 of ``/sessions/4/votes``."""
    return int(connection.path_params["id"])
