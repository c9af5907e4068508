"""Which statement somebody is asked about next.

Each has a priority (Polis, counting.md 7.1 step 9): more for what many agree with and few pass on, for what tells people
apart, and for what few have seen yet. Among those one has not voted on, one is drawn by these weights; the draw depends on
the person and the statement alone, so that the same data give the same person the same statement, and others another.
"""

import hashlib
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from councils.opinions.rules.states import Counts


@dataclass(frozen=True)
class Candidate:
    """A statement that may be asked: its votes and how much it tells people apart (0 as long as nobody has computed it)."""

    id: int
    counts: Counts
    extremity: float = 0.0


def priority(counts: Counts, extremity: float) -> float:
    """How much asking about it brings."""
    seen = counts.seen
    passed = (counts.passes + 1) / (seen + 2)
    agreed = (counts.agrees + 1) / (seen + 2)
    importance = (1 - passed) * (1 + extremity) * agreed
    return float((importance * (1 + 8 * 2 ** (-seen / 5))) ** 2)


def next_statement(candidates: Iterable[Candidate], person: str) -> int | None:
    """The one to ask this person about, None when there is none.

    Drawn by weight as by Efraimidis and Spirakis (2006): the smallest of -ln(lot) / priority, each lot from the person's
    secret and the statement.
    """
    drawn = [
        (-math.log(_lot(person, one.id)) / priority(one.counts, one.extremity), one.id) for one in candidates
    ]
    return min(drawn)[1] if drawn else None


def _lot(person: str, statement: int) -> float:
    """A number strictly between 0 and 1."""
    word = hashlib.sha256(f"{person}\n{statement}".encode()).digest()
    return (int.from_bytes(word[:7]) + 1) / (2**56 + 2)


def candidates(counted: Mapping[int, Counts], extremity: Mapping[str, float]) -> list[Candidate]:
    """Statements with their votes, and what the last map says of how they tell people apart."""
    return [Candidate(id, counts, extremity.get(str(id), 0.0)) for id, counts in counted.items()]
