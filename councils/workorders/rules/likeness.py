"""Which reports may be about the same thing, so that one entry has many reporters."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from councils.workorders.rules.states import Category

# of the pairs of letters of the shorter text
ENOUGH = 0.34
MOST_LIKE = 3


@dataclass(frozen=True)
class Known:
    """A report as far as likeness asks."""

    id: int
    estate_id: int | None
    category: Category
    title: str


def alike(new: Known, known: Iterable[Known]) -> Sequence[int]:
    """Reports of the same community that may mean the same, the most alike first.

    Two letters in a row are compared, which needs no dictionary and works for Chinese; the same estate and the same kind of
    trouble count as much again.
    """
    scored = [(_score(new, other), other.id) for other in known]
    near = sorted((score, id_) for score, id_ in scored if score >= ENOUGH)
    return [id_ for _, id_ in reversed(near)][:MOST_LIKE]


def _score(new: Known, other: Known) -> float:
    if new.estate_id is not None and other.estate_id is not None and new.estate_id != other.estate_id:
        return 0.0
    mine, theirs = _pairs(new.title), _pairs(other.title)
    shared = len(mine & theirs) / max(1, min(len(mine), len(theirs)))
    near = (new.estate_id == other.estate_id) + (new.category is other.category)
    return shared * (1 + near) / 2


def _pairs(text: str) -> frozenset[str]:
    letters = "".join(letter for letter in text.casefold() if letter.isalnum())
    return frozenset(letters[n : n + 2] for n in range(len(letters) - 1))
