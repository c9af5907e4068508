"""The certificate of a count by Equal Shares: whole numbers from which anybody recomputes every price."""

from collections.abc import Sequence
from fractions import Fraction

from votes.tally.rules import Result, Row


def certificate(result: Result) -> list[tuple[int, Row]]:
    """The purchases that supporters paid for, in order: project and row."""
    return [(step.project, step.row) for step in result.steps if step.row is not None]


def prices(costs: Sequence[int], share: Fraction, rows: Sequence[Row]) -> list[Fraction]:
    """Every price from the rows alone. ``costs`` of the purchases in order; amounts in one unit."""
    found: list[Fraction] = []
    for cost, row in zip(costs, rows, strict=True):
        before = sum((points * found[number] for number, points in row.paid), Fraction(0))
        found.append((cost - row.poor * share + before) / row.rich)
    return found
