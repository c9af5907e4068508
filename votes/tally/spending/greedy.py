"""Greedy: down the list of votes (or votes for each unit of money), buying what still fits. What most cities do.

The variants are Pabulib's: ``skip`` off stops at the first project that does not fit (``greedy-no-skip``);
``threshold`` leaves out projects with a lower score (``greedy-threshold``); ``conflicts`` are pairs or sets of which
at most one is bought (``greedy-exclusive``). Pabulib marks withdrawn projects with a cost of 999999999; they are left
out before the count.
"""

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from votes.tally.rules import Election, Fact, Kind, Reason, Result, Step, Verdict, tie_ranks
from votes.tally.spending.eligible import eligible, left_out, shown_score
from votes.tally.spending.settings import Rule, Settings
from votes.tally.spending.walk import Limits, Purse, Walk, walk

_SCORE_NAMES = {Kind.ORDINAL: "borda", Kind.CUMULATIVE: "points", Kind.SCORING: "points"}
#: a share of the score is told for so much money
PER = 10_000


@dataclass(frozen=True, slots=True)
class _Told:
    """All that verdicts are made from."""

    election: Election
    settings: Settings
    limits: Limits
    walk: Walk
    #: places of projects with equal votes
    even: list[int]
    per_cost: bool

    def name(self, project: int) -> str:
        return self.election.projects[project].name


def greedy(election: Election, settings: Settings, rule: Rule = Rule.GREEDY) -> Result:
    """Count by votes (or points, or Borda scores), most first; or by votes for each unit of money."""
    order = by_score(election, eligible(election, settings), settings, rule)
    limits, per_cost = Limits(election, settings), rule is Rule.GREEDY_PER_COST
    done = walk(election, order, limits, settings.passes_over(rule))
    even = tie_ranks(election, settings.ties, settings.seed, _votes_when_even(election))
    told = _Told(election, settings, limits, done, even, per_cost)
    return Result(
        rule=str(rule),
        parameters={"score": _SCORE_NAMES.get(election.kind, "votes"), **settings.as_parameters(rule)},
        budget=election.budget,
        spent=sum(election.projects[p].cost for p in done.purchases),
        winners=tuple(done.purchases),
        verdicts=tuple(_verdict(told, p) for p in range(len(election.projects))),
        steps=tuple(Step(p, done.at[p].left) for p in done.purchases),
    )


def by_score(election: Election, able: list[int], settings: Settings, rule: Rule = Rule.GREEDY) -> list[int]:
    """The list: the highest score first (or score for each unit of money; what costs nothing first of all)."""
    ranks = tie_ranks(election, settings.ties, settings.seed)
    scores, projects = election.scores, election.projects

    def place(project: int) -> tuple[Any, ...]:
        if rule is Rule.GREEDY:
            return -scores[project], ranks[project]
        cost = projects[project].cost
        return cost > 0, -Fraction(scores[project], cost) if cost else 0, ranks[project]

    return sorted(able, key=place)


def _votes_when_even(election: Election) -> list[int] | None:
    """Where each supporter counts one, whoever draws level in score draws level in votes."""
    named = election.kind in (Kind.APPROVAL, Kind.CHOOSE_ONE)
    return [0] * len(election.projects) if named else None


def _verdict(told: _Told, project: int) -> Verdict:
    election = told.election
    votes, score = election.votes[project], election.scores[project]
    if project in told.walk.purchases:
        return Verdict(votes, score, True, _bought(told, project))
    return Verdict(votes, score, False, left_out(election, project, told.settings) or _missed(told, project))


def _bought(told: _Told, project: int) -> Reason:
    moment, cost = told.walk.at[project], told.election.projects[project].cost
    facts = _facts(told, project) | {"left": moment.left, "after": moment.left - cost}
    facts["place"] = told.walk.order.index(project) + 1
    return Reason("tally_greedy_bought_per" if told.per_cost and cost else "tally_greedy_bought", facts)


def _facts(told: _Told, project: int) -> dict[str, Fact]:
    election, cost = told.election, told.election.projects[project].cost
    facts: dict[str, Fact] = {"score": shown_score(election, election.scores[project]), "cost": cost}
    if told.per_cost and cost:
        per = Fraction(election.scores[project] * PER * election.scale, cost * election.point_scale)
        facts |= {"per": per, "unit_of_money": PER * election.scale}
    return facts


def _missed(told: _Told, project: int) -> Reason:
    """Why it was not bought when it was its turn, or had none; and what would have been enough."""
    facts, limits, moment = _facts(told, project), told.limits, told.walk.at.get(project)
    cost = told.election.projects[project].cost
    bought = moment.bought if moment else tuple(told.walk.purchases)
    if (needed := limits.missing(project, bought)) is not None:
        return Reason("tally_needs", facts | {"needed": told.name(needed)})
    if never := _never(told, project, facts):
        return never
    facts |= _enough(told, project)
    tail = "" if "more" in facts else "_anyhow"
    if moment is None:
        stopper = told.walk.stopped_by
        assert stopper is not None  # whoever waits for nobody has a turn, unless the walk stopped
        return Reason("tally_greedy_stopped" + tail, facts | {"stopper": told.name(stopper)})
    if (rival := limits.rival(project, moment.bought)) is not None:
        return Reason("tally_conflict" + tail, facts | {"chosen": told.name(rival)})
    if found := limits.full(project, moment.bought):
        quota, left = found
        facts |= {"quota": quota.name, "most": quota.most or 0, "left": left, "lack": cost - left}
        return Reason("tally_quota" + tail, facts)
    left = limits.free(project, moment)
    return Reason("tally_greedy_too_dear" + tail, facts | {"left": left, "lack": cost - left})


def _never(told: _Told, project: int, facts: dict[str, Fact]) -> Reason | None:
    """What no number of votes could have changed: a ceiling below its cost, money kept for others."""
    start = Purse(told.election.budget, (), project)
    if found := told.limits.full(project, ()):
        return Reason("tally_quota_below", facts | {"quota": found[0].name, "most": found[1]})
    free = told.limits.free(project, start)
    if told.election.projects[project].cost > free:
        return Reason("tally_kept", facts | {"left": free, "kept": told.election.budget - free})
    return None


def _enough(told: _Told, project: int) -> dict[str, Fact]:
    """How much more would have been enough, and whom it would have passed; nothing when nothing would.

    Taking a losing project out changes nothing for the others, so every moment of the walk is known. What is open to
    a project only becomes less: it would have been bought at any moment up to the purchase that closed the door.
    """
    limits, purchases = told.limits, told.walk.purchases
    moments = [told.walk.at[each] for each in purchases]
    moments.append(
        Purse(
            told.election.budget - sum(told.election.projects[p].cost for p in purchases),
            tuple(purchases),
            -1,
        )
    )
    waits = [limits.missing(project, moment.bought) is not None for moment in moments]
    doors = [
        number for number, moment in enumerate(moments) if not waits[number] and _open(told, project, moment)
    ]
    if not doors or waits.index(False) != doors[0]:
        return {}
    if doors[-1] == len(purchases):
        rival = told.walk.stopped_by
    else:
        turn = moments[doors[-1]].turn
        together = next(number for number, moment in enumerate(moments) if moment.turn == turn)
        rival = purchases[doors[-1]] if waits[together] else turn
    assert rival is not None  # a door open to the end is closed only by stopping
    more = _more(told, project, rival)
    return {} if more is None else {"rival": told.name(rival), "more": more}


def _open(told: _Told, project: int, moment: Purse) -> bool:
    fits = told.election.projects[project].cost <= told.limits.free(project, moment)
    return fits and told.limits.allow(project, moment.bought)


def _more(told: _Told, project: int, rival: int) -> int | Fraction | None:
    """What it lacks to come before another on the list; None when no score is enough."""
    election, scores = told.election, told.election.scores
    needed, exact = scores[rival], True
    if told.per_cost:
        cost, others = election.projects[project].cost, election.projects[rival].cost
        if not others or not cost:
            return None
        needed, rest = divmod(scores[rival] * cost, others)
        exact = not rest
    if not exact or told.even[project] > told.even[rival]:
        needed += 1
    return shown_score(election, needed - scores[project])
