"""Reading photographs."""

from civic.kit.db import rows
from civic.kit.errors import NotFound


async def large(key: str) -> bytes:
    """The photograph. Raises NotFound."""
    return _first(await rows("SELECT data AS bytes FROM picture WHERE key = ?", key))


async def small(key: str) -> bytes:
    """The small one for lists. Raises NotFound."""
    return _first(await rows("SELECT small AS bytes FROM picture WHERE key = ?", key))


def _first(found: list[dict[str, bytes]]) -> bytes:
    if not found:
        raise NotFound
    return bytes(found[0]["bytes"])
