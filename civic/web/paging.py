"""Pages of a list by key, so that the tenth costs no more than the first and nothing is shown twice."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar
from urllib.parse import urlencode

from starlette.requests import Request

from civic.web.asked import number

T = TypeVar("T")


@dataclass(frozen=True)
class Page(Generic[T]):
    """Some rows and the address of what follows (empty at the end)."""

    rows: Sequence[T]
    next: str


def after(request: Request) -> int | None:
    """The key of the last row already seen, from ``?after=``; anything else counts as the beginning."""
    return number(request.query_params.get("after", ""), digits=18)


def paged(request: Request, rows: Sequence[T], size: int, key: Callable[[T], int]) -> Page[T]:
    """A page from ``size + 1`` rows asked for: the extra one only tells that there is more."""
    if len(rows) <= size:
        return Page(rows, "")
    others = [(name, value) for name, value in request.query_params.multi_items() if name != "after"]
    query = urlencode([*others, ("after", str(key(rows[size - 1])))])
    return Page(rows[:size], f"{request.url.path}?{query}")
