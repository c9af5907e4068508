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
    rate = _parsed(limit)
    if not await _limiter.hit(rate, what, key):
        window = await _limiter.get_window_stats(rate, what, key)
        wait = window.reset_time - time.time()  # noqa: TID251 - limits counts on this clock
        raise TooMany(max(1, int(wait)))
