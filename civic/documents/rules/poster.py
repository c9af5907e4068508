"""A poster for the notice board by the gate: A3, read from two metres, with a QR code for all that does not fit on it."""

import math
from dataclasses import asdict, dataclass
from typing import Any

from civic.documents.rules.sheet import Mark
from civic.kit.errors import N_

# points: the sizes a text is tried in, the width of its lines, what is left for it between the facts and the QR code, and
# the pitch of lines as a multiple of the size
_SIZES, _WIDTH, _HEIGHT, _PITCH = (34, 28, 24, 20, 17), 700, 380, 1.75
_TITLE_LINE = 15  # characters of a title in a line
MORE = N_("（全文扫码看）")


@dataclass(frozen=True)
class Poster:
    """What hangs on the wall. kicker: what sort of thing it is; facts: names and what stands behind them.

    scan: what the QR code (an SVG drawing) leads to, in words; address: the same for those without a camera. more: the words
    (``MORE``) that stand where a long text was cut. check: how a reader finds out whether it is still true.
    """

    kicker: str
    title: str
    facts: tuple[tuple[str, str], ...]
    body: str
    scan: str
    address: str
    qr: str
    lang: str = "zh"
    more: str = MORE
    check: Mark | None = None

    @property
    def says(self) -> str:
        """What it says of itself, for a program that finds it in the file; empty without a check."""
        return self.check.says if self.check else ""


def _lines(paragraph: str, size: int) -> int:
    """How many lines a paragraph takes; a letter that is not Chinese is taken to be as wide as one that is."""
    return max(1, math.ceil(len(paragraph) * size / _WIDTH))


def fitted(text: str, more: str, height: int = _HEIGHT) -> tuple[str, int]:
    """A text as far as it fits into this height, and its size in points. more: the words that stand where it was cut."""
    paragraphs = [line for line in text.splitlines() if line.strip()]
    for size in _SIZES:
        if sum(_lines(one, size) for one in paragraphs) * size * _PITCH <= height:
            return "\n".join(paragraphs), size
    size = _SIZES[-1]
    left = int(height / (size * _PITCH)) - 1
    kept = list[str]()
    for one in paragraphs:
        taken = one[: max(0, left) * _WIDTH // size]
        kept += [taken] if taken else []
        left -= _lines(one, size)
    return "\n".join([*kept, more]), size


def drawn(poster: Poster) -> dict[str, Any]:
    """The poster as texts, numbers and lists, its text fitted."""
    taken = max(0, len(poster.title) // _TITLE_LINE - 1) * 60
    body, size = fitted(poster.body, poster.more, _HEIGHT - taken)
    return asdict(poster) | {"body": body, "size": size, "says": poster.says}
