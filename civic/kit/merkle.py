"""A Merkle tree over a list, as RFC 6962 §2.1 (and RFC 9162 §2.1) define it: one digest for all, a short path for each.

A leaf is hashed with 0x00 before it and a node with 0x01, so that no leaf can pass for a node.
"""

import hashlib
from collections.abc import Sequence

_LEAF = b"\x00"
_NODE = b"\x01"


def root(leaves: Sequence[bytes]) -> str:
    """The tree's head in hex; for an empty list the SHA-256 of nothing."""
    if not leaves:
        return hashlib.sha256().hexdigest()
    return _levels(leaves)[-1][0].hex()


def proof(leaves: Sequence[bytes], index: int) -> list[str]:
    """What has to be hashed with leaf ``index`` to arrive at the root, from the leaf upwards, in hex.

    Raises IndexError when there is no such leaf.
    """
    if not 0 <= index < len(leaves):
        raise IndexError(index)
    path = []
    for level in _levels(leaves)[:-1]:
        beside = index ^ 1
        if beside < len(level):
            path.append(level[beside].hex())
        index //= 2
    return path


def check(leaf: bytes, index: int, size: int, path: Sequence[str], root: str) -> bool:
    """Whether the path leads from the leaf at ``index`` of ``size`` to the root (RFC 9162 §2.1.3.2)."""
    if not 0 <= index < size:
        return False
    here, last, found = index, size - 1, _of_leaf(leaf)
    for step in path:
        if last == 0 or len(step) != 64 or not _is_hex(step):
            return False
        if here & 1 or here == last:
            found = _of_node(bytes.fromhex(step), found)
            while not here & 1 and here:
                here, last = here >> 1, last >> 1
        else:
            found = _of_node(found, bytes.fromhex(step))
        here, last = here >> 1, last >> 1
    return last == 0 and found.hex() == root


def _levels(leaves: Sequence[bytes]) -> list[list[bytes]]:
    """From the hashed leaves up to the root. A node without a neighbour rises as it is, which is RFC 6962's split."""
    levels = [[_of_leaf(leaf) for leaf in leaves]]
    while len(levels[-1]) > 1:
        below = levels[-1]
        above = [
            _of_node(left, right) for left, right in zip(below[::2], below[1::2], strict=False)
        ]  # zip leaves the odd one out
        levels.append([*above, below[-1]] if len(below) % 2 else above)
    return levels


def _of_leaf(leaf: bytes) -> bytes:
    return hashlib.sha256(_LEAF + leaf).digest()


def _of_node(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(_NODE + left + right).digest()


def _is_hex(text: str) -> bool:
    return not set(text) - set("0123456789abcdef")
