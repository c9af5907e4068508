"""What the pages of a count draw and put in order: shapes and lists, no words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any, Protocol

from votes.results.rules import Told, number
from votes.tally.audits.explain import COST_TOLD, VOTES_TOLD
from votes.tally.rules import Reason

#: drawings are so wide, in their own units; so high are columns
WIDTH, HEIGHT = 320, 110


@dataclass(frozen=True)
class Column:
    """One upright bar."""

    x: int
    y: int
    width: int
    height: int
    label: str
    value: int | Fraction


@dataclass(frozen=True)
class Piece:
    """One part of a lying bar: from where, how wide."""

    label: str
    fen: Fraction
    x: int
    width: int


@dataclass(frozen=True)
class Purse:
    """What one option's supporters held, where it went, and its cost on the same scale."""

    start: Fraction
    pieces: tuple[Piece, ...]
    left: Piece
    cost_x: int


@dataclass(frozen=True)
class Turn:
    """One option's turn in a walk down the list."""

    option_id: int
    label: str
    votes: int
    cost_fen: int
    left: int
    selected: bool


class Fated(Protocol):
    """What a walk needs to know of an option."""

    @property
    def option_id(self) -> int: ...
    @property
    def label(self) -> str: ...
    @property
    def votes(self) -> int: ...
    @property
    def cost_fen(self) -> int: ...
    @property
    def selected(self) -> bool: ...
    @property
    def why(self) -> Mapping[str, Any]: ...


#: reasons with a rough number in their sentence, the number told better, and the same reason without it
_ROUGH = {
    "tally_mes_never": ("newcomers", "tally_mes_never_lack"),
    "tally_mes_spent": ("cost", "tally_mes_spent_on_others"),
}


def shortened(why: Reason, known: Told) -> Reason:
    """The reason without a rough number that is told better."""
    better, short = _ROUGH.get(why.code, ("", ""))
    return Reason(short, why.facts) if better and getattr(known, better) is not None else why


def unsaid(code: str, known: Told) -> Told:
    """What is known without what the sentence of the reason says already."""
    return replace(
        known,
        newcomers=None if code in VOTES_TOLD else known.newcomers,
        cost=None if code in COST_TOLD else known.cost,
    )


def columns(values: Sequence[tuple[str, int | Fraction]]) -> list[Column]:
    """Bars side by side over the whole width, the highest as high as the drawing."""
    if not values:
        return []
    most = max(value for _, value in values) or 1
    pitch = Fraction(WIDTH, len(values))
    found = []
    for place, (label, value) in enumerate(values):
        height = int(HEIGHT * value / most)
        x, end = int(place * pitch), int((place + 1) * pitch)
        found.append(
            Column(x, HEIGHT - height, max(end - x - (2 if pitch > 6 else 0), 1), height, label, value)
        )
    return found


def purse(start: Fraction, spent: Sequence[tuple[str, Fraction]], cost_fen: int) -> Purse:
    """Supporters' money as one bar: a piece for each winner it went to, then what was left."""
    whole = max(start, Fraction(cost_fen), Fraction(1))
    pieces, at = [], Fraction(0)
    for label, fen in spent:
        pieces.append(_piece(label, fen, at, whole))
        at += fen
    return Purse(
        start,
        tuple(pieces),
        _piece("", max(start - at, Fraction(0)), at, whole),
        int(cost_fen * WIDTH / whole),
    )


def _piece(label: str, fen: Fraction, at: Fraction, whole: Fraction) -> Piece:
    x = int(at * WIDTH / whole)
    return Piece(label, fen, x, int((at + fen) * WIDTH / whole) - x)


def turns(fates: Sequence[Fated]) -> list[Turn]:
    """The walk down a list of votes: everybody whose turn came, in that order.

    The money left only falls, and only by buying: of those who met the same sum the one bought came last.
    """
    met = [
        Turn(f.option_id, f.label, f.votes, f.cost_fen, int(number(f.why["facts"]["left"])), f.selected)
        for f in fates
        if "left" in f.why["facts"]
    ]
    return sorted(met, key=lambda turn: (-turn.left, turn.selected, -turn.votes))
