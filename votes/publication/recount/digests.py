"""Digests and the Merkle tree, from their definitions."""

from __future__ import annotations

import hashlib
import json
from typing import Any


def canonical(value: Any) -> bytes:
    """One spelling for one value: JSON with sorted keys, no spaces, UTF-8."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def digest(previous: str, document: Any) -> str:
    """SHA-256 over the digest before, a line feed, and the document."""
    return hashlib.sha256(previous.encode() + b"\n" + canonical(document)).hexdigest()


def merkle_root(leaves: list[bytes]) -> str:
    """RFC 6962 §2.1, as it is written there: split at the largest power of two below the size."""
    return _subtree([hashlib.sha256(b"\x00" + leaf).digest() for leaf in leaves]).hex()


def _subtree(hashes: list[bytes]) -> bytes:
    if not hashes:
        return hashlib.sha256(b"").digest()
    if len(hashes) == 1:
        return hashes[0]
    split = 1 << ((len(hashes) - 1).bit_length() - 1)
    return hashlib.sha256(b"\x01" + _subtree(hashes[:split]) + _subtree(hashes[split:])).digest()
