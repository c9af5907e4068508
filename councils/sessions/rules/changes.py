"""What an amendment does to the words it is about: kept, cut, added, so that nobody has to compare two texts."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from councils.sessions.rules.state import State
from councils.sessions.rules.words import MotionKind

# A number or a word of Latin letters is changed as a whole; Chinese is changed character by character.
_TOKENS = re.compile(r"\d[\d,.]*|[A-Za-z]+|\s+|.", re.DOTALL)


class Op(StrEnum):
    """What happens to a stretch of text."""

    KEEP = "keep"
    CUT = "cut"
    ADD = "add"


@dataclass(frozen=True)
class Piece:
    """A stretch of text and what happens to it."""

    op: Op
    text: str


def pieces(before: str, after: str) -> tuple[Piece, ...]:
    """The new text with what is cut standing before what takes its place.

    A single character that happens to be the same amid what is changed is changed with it: nobody reads confetti.
    """
    old, new = _TOKENS.findall(before), _TOKENS.findall(after)
    made: list[tuple[str, str]] = []  # cut, added; equal where kept
    for op, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        cut, added = "".join(old[a:b]), "".join(new[c:d])
        island = op == "equal" and len(cut) < 2 and made and made[-1][0] != made[-1][1]
        if made and (island or (op != "equal" and made[-1][0] != made[-1][1])):
            made[-1] = (made[-1][0] + cut, made[-1][1] + added)
        else:
            made.append((cut, added))
    return tuple(piece for cut, added in made for piece in _of(cut, added))


def _of(cut: str, added: str) -> Iterator[Piece]:
    if cut == added:
        yield Piece(Op.KEEP, cut)
        return
    if cut:
        yield Piece(Op.CUT, cut)
    if added:
        yield Piece(Op.ADD, added)


def changes(state: State) -> tuple[Piece, ...]:
    """What the amendment before the meeting does to the words of its target; empty when something else is."""
    motion = state.motion
    if motion is None or motion.kind is not MotionKind.AMEND or motion.target is None:
        return ()
    target = state.motions[motion.target - 1]
    if motion.text and target.text:
        return pieces(target.text, motion.text)
    return pieces(target.detail, motion.detail) if motion.detail else ()
