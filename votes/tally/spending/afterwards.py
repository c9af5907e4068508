"""What may follow on Equal Shares: spending what is left by votes, and holding the outcome against counting by votes."""

from collections.abc import Collection
from dataclasses import replace

from votes.tally.rules import Election, Fact, Reason, Result, Step
from votes.tally.spending.eligible import shown_score
from votes.tally.spending.greedy import by_score, greedy
from votes.tally.spending.settings import Comparison, Settings


def completed(election: Election, result: Result, settings: Settings, able: list[int]) -> Result:
    """Go down the list of votes with the money that is left, buying what still fits («utilitarian completion»)."""
    left, steps, verdicts = election.budget - result.spent, list(result.steps), list(result.verdicts)
    for project in by_score(election, able, settings):
        cost = election.projects[project].cost
        if verdicts[project].selected:
            continue
        if cost <= left:
            steps.append(Step(project, left))
            facts: dict[str, Fact] = {
                "score": shown_score(election, election.scores[project]),
                "cost": cost,
                "place": len(steps),
                "left": left,
                "after": left - cost,
            }
            verdicts[project] = replace(
                verdicts[project], selected=True, why=Reason("tally_completed", facts), losses=()
            )
            left -= cost
    winners = tuple(step.project for step in steps)
    return replace(
        result,
        spent=election.budget - left,
        winners=winners,
        steps=tuple(steps),
        verdicts=tuple(verdicts),
        parameters={**result.parameters, "completed": len(steps) - len(result.steps)},
    )


def compared(election: Election, result: Result, settings: Settings) -> Result:
    """Keep the winners unless more voters are better off with greedy's. Pabulib's «comparison» step.

    By satisfaction a voter is better off with more of the projects she named, whatever they cost; by exclusion with
    any of them instead of none.
    """
    other = greedy(election, Settings(settings.ties, settings.seed, settings.threshold, settings.min_votes))
    ours, theirs, prefer = set(result.winners), set(other.winners), [0, 0]
    for projects, _, count in election.groups:
        here, there = _served(projects, ours), _served(projects, theirs)
        if settings.comparison is Comparison.EXCLUSION:
            here, there = min(here, 1), min(there, 1)
        prefer[0] += count * (here > there)
        prefer[1] += count * (there > here)
    better = other if prefer[1] > prefer[0] else result
    counted = {"prefer_shares": prefer[0], "prefer_greedy": prefer[1], "outcome_of": better.rule}
    if better is result:
        return replace(result, parameters={**result.parameters, **counted})
    kept = {name: value for name, value in result.parameters.items() if name not in ("share", "utility")}
    return replace(other, parameters={**kept, "score": other.parameters["score"], **counted})


def _served(projects: Collection[int], winners: set[int]) -> int:
    return sum(project in winners for project in projects)
