"""What a paper says of itself, to a program in its file and behind its QR code: its kind, its number, what stood on it.

A paper whose source may change after it was given out (a session is moved, a reply comes in) cannot be found by a digest of
its text. So it names what it is, and has a few letters over each of its parts: these tell what has changed since. What it
says is only a claim: a file is genuine when the same one made anew has the same bytes, a text when its digest is the same.
"""

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, is_dataclass
from datetime import date
from typing import Any

from civic.kit.chain import document_digest

_SHORT = 4  # letters over a part: enough to tell that it changed, never a proof that it did not
_IN_FILE = re.compile(r"civic:([a-z-]{2,24})/(\d{1,9})/([0-9a-f]{0,120})(?![0-9a-f])")
_IN_ADDRESS = re.compile(r"([a-z-]{2,24})-(\d{1,9})-([0-9a-f]{0,120})")


@dataclass(frozen=True)
class Seal:
    """A claim to be a paper of ours. parts: a few letters over each part, in the order of the kind's own names for them."""

    kind: str
    id: int
    parts: tuple[str, ...] = ()
    #: SHA-256 over all parts; empty when only the claim was found
    digest: str = ""

    @property
    def in_file(self) -> str:
        """As the properties of a file have it."""
        return f"civic:{self.kind}/{self.id}/{''.join(self.parts)}"

    @property
    def in_address(self) -> str:
        """As an address has it."""
        return f"{self.kind}-{self.id}-{''.join(self.parts)}"


def sealed(kind: str, number: int, contents: Mapping[str, Any]) -> Seal:
    """The seal of a paper with these contents, by the names of its parts; they do not depend on the reader's language."""
    plain = [_plain(part) for part in contents.values()]
    parts = tuple(document_digest(part)[:_SHORT] for part in plain)
    return Seal(kind, number, parts, document_digest({"kind": kind, "id": number, "parts": plain}))


def seals_in(said: str) -> tuple[Seal, ...]:
    """The claims in what a file says of itself, each once."""
    found = (_claim(kind, number, parts) for kind, number, parts in _IN_FILE.findall(said))
    return tuple(dict.fromkeys(found))


def seal_at(typed: str, digest: str) -> Seal | None:
    """The claim in an address; None when it is none."""
    found = _IN_ADDRESS.fullmatch(typed)
    return _claim(found[1], found[2], found[3], digest) if found else None


def differing(claim: Seal, now: Seal, names: Mapping[str, Any]) -> tuple[str, ...]:
    """The names of the parts that are not what the claim has. What a kind learnt to say later is not held against it."""
    pairs = zip(names, claim.parts, now.parts, strict=False)
    return tuple(name for name, was, is_now in pairs if was != is_now)


def _claim(kind: str, number: str, parts: str, digest: str = "") -> Seal:
    short = (parts[at : at + _SHORT] for at in range(0, len(parts), _SHORT))
    return Seal(kind, int(number), tuple(short), digest)


def _plain(value: Any) -> Any:
    """Values as canonical JSON takes them."""
    if is_dataclass(value) and not isinstance(value, type):
        return _plain(asdict(value))
    if isinstance(value, Mapping):
        return {str(name): _plain(part) for name, part in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(part) for part in value]
    return value.isoformat() if isinstance(value, date) else value
