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


def file_digest(data: bytes) -> str:
    """SHA-256, in hex, of a file: what ``sha256sum`` says of it."""
    return hashlib.sha256(data).hexdigest()


def text_digest(text: str) -> str:
    """The same of a text as UTF-8."""
    return file_digest(text.encode())


def document_digest(document: Any) -> str:
    """The same of the canonical JSON: what ``sha256sum`` says of the downloaded document. TypeError for floats."""
    return file_digest(canonical_json(document))


def _refuse_floats(value: Any) -> None:
    if isinstance(value, float):
        raise TypeError("a float has no canonical form; use integers or text")
    if isinstance(value, dict):
        for item in value.values():
            _refuse_floats(item)
    elif isinstance(value, list | tuple):
        for item in value:
            _refuse_floats(item)
