"""Votes as a matrix of participants and statements."""

import hashlib
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Reals: TypeAlias = NDArray[np.float64]
Places: TypeAlias = NDArray[np.intp]
# votes as rows of participant, statement, value
Table: TypeAlias = NDArray[np.int64]

# a participant has to have voted on so many statements to be placed among the groups, or on all if there are fewer
ENOUGH_VOTES = 7
# below this many placed, the most active ones fill up
FILL_TO = 15
# what stands where somebody has not voted: next to -1, 0, 1 the only other value
UNSEEN = 2


@dataclass(frozen=True)
class Matrix:
    """Who thinks what: one row a participant, one column a statement, 1 agree, 0 pass, -1 disagree, UNSEEN."""

    participants: Places
    statements: Places
    votes: NDArray[np.int8]

    @property
    def seen(self) -> NDArray[np.bool_]:
        """Where there is a vote."""
        there: NDArray[np.bool_] = self.votes != UNSEEN
        return there

    def of(self, rows: Places | NDArray[np.bool_]) -> "Matrix":
        """Some of the participants, in this order."""
        return replace(self, participants=self.participants[rows], votes=self.votes[rows])

    def digest(self) -> str:
        """SHA-256 of everything in it, in hex: the same votes have the same, in whatever order they were read."""
        whole = hashlib.sha256()
        order = np.argsort(self.participants, kind="stable")
        for part in (self.participants[order], self.statements, self.votes[order]):
            whole.update(np.ascontiguousarray(part).tobytes())
        return whole.hexdigest()


def matrix(votes: Table | Sequence[tuple[int, int, int]], hidden: Collection[int] = ()) -> Matrix:
    """From rows of participant, statement and value: the last one of a pair counts.

    Statements that were taken down (``hidden``) keep their column, all zero where there was a vote: whoever voted on
    them has taken part, but they tell nobody apart any more.
    """
    table = np.asarray(votes, dtype=np.int64).reshape(-1, 3)
    participants, rows = np.unique(table[:, 0], return_inverse=True)
    statements, columns = np.unique(table[:, 1], return_inverse=True)
    filled = np.full((len(participants), len(statements)), UNSEEN, dtype=np.int8)
    filled[rows, columns] = table[:, 2]
    gone = np.isin(statements, np.fromiter(hidden, np.int64, len(hidden)))
    filled[:, gone] = np.where(filled[:, gone] == UNSEEN, UNSEEN, 0)
    return Matrix(participants, statements, filled)


def placed(made: Matrix, already: Collection[int] = ()) -> NDArray[np.bool_]:
    """Which participants have voted enough to be placed among the groups (Polis, "in conversation").

    Once in, one stays in (``already``). While fewer than fifteen are in, the most active fill up.
    """
    voted = made.seen.sum(axis=1)
    kept = np.isin(made.participants, np.fromiter(already, np.int64, len(already)))
    chosen: NDArray[np.bool_] = (voted >= min(ENOUGH_VOTES, len(made.statements))) | kept
    short = FILL_TO - int(chosen.sum())
    if short > 0:
        others = np.flatnonzero(~chosen)
        chosen[others[np.argsort(-voted[others], kind="stable")][:short]] = True
    return chosen


def in_lots(made: Matrix) -> Matrix:
    """Participants in an order that depends on their votes alone, and is as good as drawn: by SHA-256 of the row.

    So nothing that follows depends on who joined first.
    """
    rows = np.ascontiguousarray(made.votes)
    drawn = [hashlib.sha256(row.tobytes()).digest() for row in rows]
    return made.of(np.array(sorted(range(len(drawn)), key=drawn.__getitem__), dtype=np.intp))
