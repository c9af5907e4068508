"""A run of Equal Shares walked through again, purchase by purchase, with everyone's purse before each payment."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction

from votes.tally.audits.purses import TOLERANCE, Backers, Purses, Share, backers_of, scaled
from votes.tally.rules import Election, Step, Utility


class Field:
    """An election read once for all that is asked about its runs."""

    def __init__(self, election: Election, utility: Utility) -> None:
        self.election, self.utility = election, utility
        self.backers: list[list[Backers]] = backers_of(election, utility)
        #: what one point is worth: the cost with cost utilities, otherwise 1
        self.worth = [project.cost if utility is Utility.COST else 1 for project in election.projects]


@dataclass(frozen=True, slots=True)
class Moment:
    """Just before a purchase: what is bought, at which rate, and the purses as they are."""

    step: Step
    #: price for each unit of utility
    rate: Fraction
    purses: Purses


def moments(ready: Field, share: Fraction, steps: Iterable[Step]) -> Iterator[Moment]:
    """Walk through the purchases that supporters paid for; the purses are only valid until the next moment."""
    purses = Purses(len(ready.election.groups), share)
    for step in steps:
        if step.price is None:
            return
        if not step.price:
            continue
        backers = ready.backers[step.project]
        shares = purses.shares(backers)
        poor = _poor(purses, shares, step.price)
        yield Moment(step, step.price / ready.worth[step.project], purses)
        purses.pay(backers, step.price, poor)


def _poor(purses: Purses, shares: list[Share], price: Fraction) -> list[Share]:
    """Who cannot pay the price in full."""
    near = scaled(price)
    poor = []
    for share in shares:
        held, points, _, of = share
        margin = held - near * points
        doubtful = abs(margin) <= TOLERANCE * points
        if purses.exact(of) < price * points if doubtful else margin < 0:
            poor.append(share)
    return poor
