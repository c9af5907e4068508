"""Add1: raise every voter's share step by step until one more step would overspend the budget.

Customs differ and choose different winners in one election of ten, so each choice is a setting that is stored:
the first share (``start``), the ``step``, whether to stop at the first outcome to which nothing more could be added
(``stop_exhaustive``). Pabulib's ``equalshares/add1`` is start floor, step 1, no such stop: the official winners of
Wieliczka 2023. Never by bisection, for spending does not grow steadily with the share. Steps are passed over only
where it is proved that nothing changes in between (``Buying.follow``).
"""

from fractions import Fraction

from votes.tally.spending.buying import Buying, Run, run
from votes.tally.spending.field import Field, fair_share
from votes.tally.spending.settings import Settings, Start

#: single steps between two tries to pass over some
_MOST_PATIENCE = 16


def first(ready: Field) -> Run:
    """The run with the exact equal part."""
    finished = run(ready, fair_share(ready.election))
    assert finished is not None  # only a ceiling ends a run early
    return finished


def raised(ready: Field, settings: Settings) -> tuple[Run, int]:
    """The last run within the budget, and how often the share was raised for it.

    The first run is always with the exact share; with start ``floor`` raising begins below it. Ends at the latest
    when all that anyone wants is bought.
    """
    unit, fair = ready.election.scale, fair_share(ready.election)
    finished = first(ready)
    base = Fraction(fair // unit * unit) if settings.start is Start.FLOOR else fair
    step, taken, jump, patience, pause = Fraction(settings.step or unit), 0, 1, 1, 0
    while not _over(ready, finished, settings):
        share = base + (taken + jump) * step
        if jump > 1:
            further = Buying(ready, share).follow(finished)
            if further is None:
                jump //= 2
                if (
                    jump == 1
                ):  # the next single steps are taken one by one before trying again, and each time more
                    patience, pause = min(patience * 2, _MOST_PATIENCE), patience
                continue
            taken, jump, patience = taken + jump, jump + (jump + 1) // 2, 1
        else:
            further = run(ready, share, ceiling=ready.election.budget)
            if further is None:
                break
            taken, pause = taken + 1, max(0, pause - 1)
            jump = 1 if pause or further.winners != finished.winners else 2
        finished = further
    return finished, taken


def _over(ready: Field, finished: Run, settings: Settings) -> bool:
    """Whether nothing is left to raise the share for."""
    bought = set(finished.winners)
    left = ready.election.budget - finished.spent
    open_ = [
        project.cost
        for place, project in enumerate(ready.election.projects)
        if ready.crowds[place].people and place not in bought
    ]
    return not open_ or (settings.stop_exhaustive and min(open_) > left)
