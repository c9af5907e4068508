"""Drawing lots that anyone can repeat: the order depends on a published seed and the items alone."""

import hashlib
from collections.abc import Sequence


def draw(seed: str, items: Sequence[str]) -> list[str]:
    """The items in drawn order: ascending SHA-256 of seed and item. Repeated items raise ValueError."""
    if len(set(items)) != len(items):
        raise ValueError("lots are drawn among distinct items")
    return sorted(items, key=lambda item: hashlib.sha256(f"{seed}\n{item}".encode()).digest())
