"""Greedy by votes: down the list of votes, buying what still fits. What most cities do.

The variants are Pabulib's: ``skip`` off stops at the first project that does not fit (``greedy-no-skip``);
``threshold`` leaves out projects with a lower score (``greedy-threshold``). Pabulib marks withdrawn projects
with a cost of 999999999; they are left out before the count.
"""

from dataclasses import dataclass
from fractions import Fraction

from votes.tally.rules import Election, Fact, Kind, Reason, Result, Step, Ties, Verdict, tie_ranks, whole

_SCORE_NAMES = {Kind.ORDINAL: "borda", Kind.CUMULATIVE: "points", Kind.SCORING: "points"}


@dataclass(frozen=True, slots=True)
class _Walk:
    """One walk down the list: who was bought, what was left at each turn, where it stopped."""

    order: list[int]
    left_at: dict[int, int]
    bought: list[int]
    stopped_by: int | None


def greedy(
    election: Election,
    ties: Ties = Ties.COST_VOTES_ID,
    *,
    skip: bool = True,
    threshold: Fraction | int | None = None,
) -> Result:
    """Count by votes (or points, or Borda scores), most first; ``threshold`` is the least score allowed."""
    ranks = tie_ranks(election, ties)
    bar = None if threshold is None else threshold * election.point_scale
    able = [p for p in range(len(election.projects)) if _eligible(election, p, bar)]
    order = sorted(able, key=lambda p: (-election.scores[p], ranks[p]))
    walk = _walk(election, order, skip)
    spent = sum(election.projects[p].cost for p in walk.bought)
    return Result(
        rule="greedy",
        parameters={
            "ties": str(ties),
            "score": _SCORE_NAMES.get(election.kind, "votes"),
            "skip": skip,
            "threshold": None if threshold is None else str(threshold),
        },
        budget=election.budget,
        spent=spent,
        winners=tuple(walk.bought),
        verdicts=tuple(_verdict(election, p, walk, ranks, bar) for p in range(len(election.projects))),
        steps=tuple(Step(p, walk.left_at[p]) for p in walk.bought),
    )


def _eligible(election: Election, project: int, bar: Fraction | int | None) -> bool:
    if election.projects[project].cost == election.withdrawn:
        return False
    return bar is None or election.scores[project] >= bar


def _walk(election: Election, order: list[int], skip: bool) -> _Walk:
    left, left_at, bought = election.budget, {}, []
    for project in order:
        left_at[project] = left
        if election.projects[project].cost <= left:
            bought.append(project)
            left -= election.projects[project].cost
        elif not skip:
            return _Walk(order, left_at, bought, project)
    return _Walk(order, left_at, bought, None)


def _verdict(
    election: Election, project: int, walk: _Walk, ranks: list[int], bar: Fraction | int | None
) -> Verdict:
    score = election.scores[project]
    if project in walk.bought:
        return Verdict(election.votes[project], score, True, _bought(election, project, walk))
    why = _left_out(election, project, bar) or _missed(election, project, walk, ranks)
    return Verdict(election.votes[project], score, False, why)


def _bought(election: Election, project: int, walk: _Walk) -> Reason:
    left, cost = walk.left_at[project], election.projects[project].cost
    return Reason(
        "tally_greedy_bought",
        {
            "score": shown_score(election, election.scores[project]),
            "cost": cost,
            "place": walk.order.index(project) + 1,
            "left": left,
            "after": left - cost,
        },
    )


def _left_out(election: Election, project: int, bar: Fraction | int | None) -> Reason | None:
    """Why it was not even on the list, when it was not."""
    cost, score = election.projects[project].cost, election.scores[project]
    facts: dict[str, Fact] = {"score": shown_score(election, score), "cost": cost}
    if cost == election.withdrawn:
        return Reason("tally_withdrawn", facts)
    if cost > election.budget:
        return Reason("tally_over_budget", facts | {"budget": election.budget})
    if bar is not None and score < bar:
        needed = Fraction(bar, election.point_scale)
        more = needed - shown_score(election, score)
        return Reason("tally_below_threshold", facts | {"threshold": whole(needed), "more": whole(more)})
    return None


def _missed(election: Election, project: int, walk: _Walk, ranks: list[int]) -> Reason:
    """It had its turn too late, or never because the count had stopped; and what would have been enough.

    Taking a losing project out changes nothing for the others, so the money left along the list is known:
    it would have been bought at any place up to ``rival``, and needs to come before that one.
    """
    cost, score = election.projects[project].cost, election.scores[project]
    rival = next(
        q for q in walk.order
        if q != project and (q == walk.stopped_by or _leaves_less_than(election, q, walk, cost))
    )  # fmt: skip
    needed = election.scores[rival] + (1 if ranks[project] > ranks[rival] else 0)
    facts: dict[str, Fact] = {
        "score": shown_score(election, score),
        "cost": cost,
        "rival": election.projects[rival].name,
        "more": shown_score(election, needed - score),
    }
    if project not in walk.left_at:
        stopped = walk.stopped_by if walk.stopped_by is not None else rival
        return Reason("tally_greedy_stopped", facts | {"stopper": election.projects[stopped].name})
    left = walk.left_at[project]
    return Reason("tally_greedy_too_dear", facts | {"left": left, "lack": cost - left})


def _leaves_less_than(election: Election, project: int, walk: _Walk, amount: int) -> bool:
    return project in walk.bought and walk.left_at[project] - election.projects[project].cost < amount


def shown_score(election: Election, score: int) -> int | Fraction:
    """A score in the paper's own points."""
    return whole(Fraction(score, election.point_scale))
