"""Passwords as argon2id hashes, computed off the event loop by two threads with a short queue."""

import asyncio
import secrets
import unicodedata
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from threading import BoundedSemaphore
from typing import TypeVar

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from civic.kit.errors import TooMany

T = TypeVar("T")

# argon2 gives up the interpreter's lock while it works; a third thread would only slow the pages down
_THREADS = 2
# 64 waiting at about 50 ms on two threads: nobody waits longer than two seconds
_MOST_WAITING = 64
_BUSY_SECONDS = 3

_pool = ThreadPoolExecutor(_THREADS, "password")
_places = BoundedSemaphore(_MOST_WAITING)


@dataclass(frozen=True)
class Verdict:
    """Whether a password fits, and whether its hash was made with other costs than today's."""

    fits: bool
    outdated: bool


class _Costs:
    """The hasher with today's costs and the hash that stands in for accounts that do not exist."""

    def __init__(self, memory_kib: int) -> None:
        self.hasher = PasswordHasher(time_cost=2, memory_cost=memory_kib, parallelism=1)
        self.nobody = self.hasher.hash(secrets.token_urlsafe())


_costs = _Costs(64)


def configure(memory_kib: int) -> None:
    """Set the memory cost, in KiB (19456 is OWASP's minimum for two passes)."""
    global _costs
    _costs = _Costs(memory_kib)


async def hashed(password: str) -> str:
    """The hash to keep. Raises TooMany when too many are waiting."""
    hasher = _costs.hasher
    return await _off_the_loop(lambda: hasher.hash(_plain(password)))


async def verify(kept: str | None, password: str) -> Verdict:
    """Compare a password with a kept hash; without one the same work is done in vain. Raises TooMany when too many wait."""
    costs = _costs

    def work() -> Verdict:
        try:
            fits = costs.hasher.verify(kept or costs.nobody, _plain(password))
        except (VerificationError, InvalidHashError):
            return Verdict(False, False)
        return Verdict(fits and bool(kept), costs.hasher.check_needs_rehash(kept or costs.nobody))

    return await _off_the_loop(work)


def _plain(password: str) -> str:
    # the same characters from a keyboard that composes them differently
    return unicodedata.normalize("NFKC", password)


async def _off_the_loop(work: Callable[[], T]) -> T:
    if not _places.acquire(blocking=False):
        raise TooMany(_BUSY_SECONDS)
    future = _pool.submit(work)
    future.add_done_callback(lambda _: _places.release())
    return await asyncio.wrap_future(future)
