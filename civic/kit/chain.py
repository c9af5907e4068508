"""The hash chain: each record carries the digest of the one before it, so a change anywhere shows."""

import hashlib
import json
from typing import Any

GENESIS = "0" * 64


def canonical_json(value: Any) -> bytes:
    """One spelling for one value: sorted keys, no spaces, UTF-8. Floats are refused (TypeError): they have no one spelling."""
    _refuse_floats(value)
    return json.dumps(
        value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False
    ).encode()


def digest(previous: str, document: Any) -> str:
    """SHA-256, in hex, over the previous digest and the canonical document."""
    return hashlib.sha256(previous.encode() + b"\n" + canonical_json(document)).hexdigest()


def _refuse_floats(value: Any) -> None:
    if isinstance(value, float):
        raise TypeError("a float has no canonical form; use integers or text")
    if isinstance(value, dict):
        for item in value.values():
            _refuse_floats(item)
    elif isinstance(value, list | tuple):
        for item in value:
            _refuse_floats(item)
