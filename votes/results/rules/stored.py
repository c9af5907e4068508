"""A stored working, read again: what the pages show. Amounts in fen, shares of a cost in thousandths."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from votes.results.rules.kept import number
from votes.tally.audits.effects import Preference, Slice


@dataclass(frozen=True)
class Row:
    """One row of the certificate: payers in full, the others, and what these had paid before."""

    rich: int
    poor: int
    paid: tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class Purchase:
    """One step of the working."""

    code: str
    left: int
    price: Fraction | None
    full: int
    partial: int
    #: those whose supporters could no longer pay once this was bought
    dropped: tuple[str, ...]
    #: the nearest of those not yet bought: code, and what their supporters could raise at this rate
    rivals: tuple[tuple[str, int], ...]
    row: Row | None


@dataclass(frozen=True)
class Told:
    """What was found out about one option; None where nothing true could be told."""

    #: what its supporters could raise at best, and at which purchase
    effective: int | None = None
    nearest: int | None = None
    #: new voters naming only it, voters there were who name it too, a lower cost: each would have been enough
    newcomers: int | None = None
    among: int | None = None
    cost: int | None = None
    #: what its supporters named most beside it: code and papers
    company: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True)
class Behind:
    """A group that was left behind, with the option its voters agree on."""

    code: str
    size: int
    entitled: Fraction
    got: int


@dataclass(frozen=True)
class Beside:
    """The outcome of the rule people compare with."""

    rule: str
    winners: tuple[str, ...]
    prefer: Preference


@dataclass(frozen=True)
class Working:
    """All of it."""

    steps: tuple[Purchase, ...]
    projects: Mapping[str, Told]
    behind: tuple[Behind, ...]
    #: how many voters have 0, 1, 2 … chosen options; empty in counts of an earlier version
    histogram: tuple[int, ...]
    mean: Fraction
    categories: tuple[Slice, ...]
    places: tuple[Slice, ...]
    beside: Beside | None

    @property
    def voters(self) -> int:
        """Everybody who handed in a paper."""
        return sum(self.histogram)

    @property
    def with_one(self) -> int:
        """Voters with at least one chosen option."""
        return self.voters - self.histogram[0] if self.histogram else 0


def read(stored: Mapping[str, Any]) -> Working:
    """Read what ``explained.working`` wrote."""
    effects = stored.get("effects", {"histogram": (), "mean": 0})
    return Working(
        steps=tuple(map(_purchase, stored["steps"])),
        projects={code: _told(found) for code, found in stored.get("projects", {}).items()},
        behind=tuple(
            Behind(code, size, Fraction(number(entitled)), got)
            for code, size, entitled, got in stored.get("behind", ())
        ),
        histogram=tuple(effects["histogram"]),
        mean=Fraction(number(effects["mean"])),
        categories=_slices(stored.get("categories", ())),
        places=_slices(stored.get("places", ())),
        beside=_beside(stored.get("beside")),
    )


def _purchase(step: Mapping[str, Any]) -> Purchase:
    row = step.get("row")
    return Purchase(
        code=step["code"],
        left=step["left"],
        price=None if step["price"] is None else Fraction(number(step["price"])),
        full=step["full"],
        partial=step["partial"],
        dropped=tuple(step["dropped"]),
        rivals=tuple((code, thousandths) for code, thousandths in step.get("rivals", ())),
        row=Row(row[0], row[1], tuple((purchase, points) for purchase, points in row[2])) if row else None,
    )


def _told(found: Mapping[str, Any]) -> Told:
    company = tuple((code, papers) for code, papers in found.get("company", ()))
    return Told(**{**found, "company": company})


def _slices(found: Sequence[Sequence[Any]]) -> tuple[Slice, ...]:
    return tuple(Slice(*each) for each in found)


def _beside(found: Mapping[str, Any] | None) -> Beside | None:
    return Beside(found["rule"], tuple(found["winners"]), Preference(*found["prefer"])) if found else None


def share(parameters: Mapping[str, Any]) -> Fraction | None:
    """What each voter held in the end, in fen; None for rules without shares."""
    return Fraction(parameters["share"]) * 100 if "share" in parameters else None
