"""Limits on tries, per account, per address, per whatever a room names."""

import time
from functools import cache

from limits import parse
from limits.aio.storage import MemoryStorage, RedisStorage
from limits.aio.strategies import MovingWindowRateLimiter

from civic.kit.errors import TooMany

_limiter = MovingWindowRateLimiter(MemoryStorage())

_parsed = cache(parse)


def use_redis(url: str) -> None:
    """Count tries in Redis, for several processes."""
    global _limiter
    _limiter = MovingWindowRateLimiter(RedisStorage(f"async+{url}", implementation="redispy"))


def reset() -> None:
    """Forget all tries (a new application)."""
    global _limiter
    _limiter = MovingWindowRateLimiter(MemoryStorage())


async def hit(what: str, key: str, limit: str) -> None:
    """Count one try; ``limit`` reads ``5/minute``. Raises TooMany with the seconds to wait."""
    if not await count(what, key, limit):
        raise await _wait(what, key, limit)


async def count(what: str, key: str, limit: str) -> bool:
    """Count one try without refusing anything; whether there was room for it."""
    return await _limiter.hit(_parsed(limit), what, key)


async def has_room(what: str, key: str, limit: str) -> bool:
    """Whether another try would be borne; counts nothing."""
    return await _limiter.test(_parsed(limit), what, key)


async def check(what: str, key: str, limit: str) -> None:
    """Count nothing, but raise TooMany when no further try would be borne: for limits on failures only."""
    if not await has_room(what, key, limit):
        raise await _wait(what, key, limit)


async def _wait(what: str, key: str, limit: str) -> TooMany:
    window = await _limiter.get_window_stats(_parsed(limit), what, key)
    wait = window.reset_time - time.time()  # noqa: TID251 - limits counts on this clock
    return TooMany(max(1, int(wait)))
