"""A Ref names anything by kind and id, for the few tables that must speak of everything."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Ref:
    """One thing: its kind (registered by the room that owns it) and its id."""

    kind: str
    id: int

    def __str__(self) -> str:
        return f"{self.kind}/{self.id}"


Title = Callable[[int], Awaitable[str]]
Address = Callable[[int], str]
ByCode = Callable[[str], Awaitable[int | None]]

_KINDS: dict[str, tuple[Title, Address]] = {}
_BY_CODE: dict[str, ByCode] = {}


def register(kind: str, title: Title, url: Address, by_code: ByCode | None = None) -> None:
    """Say how a kind is called, where it is read and, if receipts lead to it, how a receipt code finds its id.

    Raises ValueError when a kind is registered twice differently.
    """
    if by_code is not None:
        _BY_CODE[kind] = by_code
    if _KINDS.setdefault(kind, (title, url)) != (title, url):
        raise ValueError(f"ref kind {kind!r} is registered twice")


async def title(ref: Ref) -> str:
    """The thing's name for people. Raises KeyError for a kind nobody registered."""
    return await _KINDS[ref.kind][0](ref.id)


def url(ref: Ref) -> str:
    """The path of the thing's page. Raises KeyError for a kind nobody registered."""
    return _KINDS[ref.kind][1](ref.id)


async def by_code(code: str) -> Ref | None:
    """What a receipt code belongs to, of whatever kind."""
    for kind, find in _BY_CODE.items():
        if (found := await find(code)) is not None:
            return Ref(kind, found)
    return None


def kinds() -> frozenset[str]:
    """All kinds registered so far."""
    return frozenset(_KINDS)
