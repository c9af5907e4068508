"""Who is considered at all: not what was taken back, nor what misses the least score or the fewest votes."""

from fractions import Fraction

from votes.tally.rules import Election, Fact, Reason, whole
from votes.tally.spending.settings import Settings


def eligible(election: Election, settings: Settings) -> list[int]:
    """The projects that are considered, in the order of the list."""
    return [
        p
        for p in range(len(election.projects))
        if _bar(election, p, settings) is None and not _back(election, p)
    ]


def left_out(election: Election, project: int, settings: Settings) -> Reason | None:
    """Why it was not considered, or could not be bought at any number of votes; None when neither is so."""
    cost = election.projects[project].cost
    facts: dict[str, Fact] = {"score": shown_score(election, election.scores[project]), "cost": cost}
    if _back(election, project):
        return Reason("tally_withdrawn", facts)
    if cost > election.budget:
        return Reason("tally_over_budget", facts | {"budget": election.budget})
    return _bar(election, project, settings)


def shown_score(election: Election, score: int) -> int | Fraction:
    """A score in the paper's own points."""
    return whole(Fraction(score, election.point_scale))


def _back(election: Election, project: int) -> bool:
    return election.projects[project].cost == election.withdrawn


def _bar(election: Election, project: int, settings: Settings) -> Reason | None:
    score, votes = shown_score(election, election.scores[project]), election.votes[project]
    bar, fewest = settings.threshold, settings.min_votes
    if bar is not None and score < bar:
        facts = {"score": score, "threshold": whole(bar), "more": whole(Fraction(bar - score))}
        return Reason("tally_below_threshold", facts)
    if votes < fewest:
        return Reason("tally_few_votes", {"votes": votes, "threshold": fewest, "more": fewest - votes})
    return None
