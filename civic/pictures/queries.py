"""Reading photographs."""

from civic.kit.db import rows
from civic.kit.errors import NotFound
from civic.pictures.rules import is_key


async def large(key: str) -> bytes:
    """The photograph. Raises NotFound."""
    return await _first("SELECT data AS bytes FROM picture WHERE key = ?", key)


async def small(key: str) -> bytes:
    """The small one for lists. Raises NotFound."""
    return await _first("SELECT small AS bytes FROM picture WHERE key = ?", key)


async def _first(sql: str, key: str) -> bytes:
    found = await rows(sql, key) if is_key(key) else []
    if not found:
        raise NotFound
    return bytes(found[0]["bytes"])
