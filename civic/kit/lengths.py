"""How long something lasts, as people say it."""

from civic.kit.errors import N_


def length(seconds: int) -> tuple[str, dict[str, int]]:
    """A marked text and its numbers: ``58 秒``, ``2 分钟``, ``1 分 28 秒``."""
    minutes, rest = divmod(seconds, 60)
    if not minutes:
        return N_("{s} 秒"), {"s": rest}
    if not rest:
        return N_("{m} 分钟"), {"m": minutes}
    return N_("{m} 分 {s} 秒"), {"m": minutes, "s": rest}
