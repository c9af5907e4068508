"""What stands in an address, read without trusting it."""

from enum import StrEnum
from typing import TypeVar
from urllib.parse import urlencode

from starlette.requests import HTTPConnection

E = TypeVar("E", bound=StrEnum)
# what else a list may be narrowed by, and stays so from chip to chip
_KEPT = ("category", "estate")


def number(typed: str, digits: int = 9) -> int | None:
    """A whole number of at most so many digits; None for anything else."""
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) <= digits else None


def addressed(connection: HTTPConnection) -> int:
    """The number of the thing an address names: 4 of ``/sessions/4/votes``."""
    return int(connection.path_params["id"])


def one_of(kind: type[E], typed: str) -> E | None:
    """The chosen word; anything else means all."""
    return kind(typed) if typed in set(kind) else None


def chips(connection: HTTPConnection, stages: type[E]) -> list[tuple[E | None, str]]:
    """A link for each stage of a list, and first one for all (None), each with its address."""
    others = {name: connection.query_params.get(name, "") for name in _KEPT}
    found = []
    for stage in (None, *stages):
        asked = {"stage": stage.value if stage else ""} | others
        query = urlencode({name: value for name, value in asked.items() if value})
        found.append((stage, f"{connection.url.path}?{query}" if query else connection.url.path))
    return found
