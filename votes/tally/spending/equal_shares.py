"""Equal Shares, counted and explained: ``mes-cost`` and ``mes-card``, and with a share that grows (Add1)."""

from dataclasses import dataclass, replace
from fractions import Fraction

from votes.tally.rules import Election, Fact, Kind, Reason, Result, Step, Utility, Verdict, whole
from votes.tally.spending.add_one import first, raised
from votes.tally.spending.afterwards import compared, completed
from votes.tally.spending.buying import Run
from votes.tally.spending.eligible import eligible, left_out
from votes.tally.spending.field import Field, field
from votes.tally.spending.settings import GROWS, Comparison, Completion, Rule, Settings

#: what a project's supporters paid for each winner
Losses = tuple[tuple[int, Fraction], ...]


@dataclass(frozen=True, slots=True)
class _Counted:
    """A finished run and all that verdicts are made from."""

    ready: Field
    run: Run
    rule: Rule
    settings: Settings

    @property
    def utility(self) -> Utility:
        return Utility(self.rule.rpartition("-")[2])

    @property
    def utility_name(self) -> str:
        if self.utility is Utility.COST:
            return "cost"
        names = {Kind.CUMULATIVE: "points", Kind.SCORING: "points", Kind.ORDINAL: "borda"}
        return names.get(self.ready.election.kind, "cardinality")

    @property
    def final(self) -> bool:
        """Nothing comes afterwards that could take a winner away."""
        return self.settings.comparison is Comparison.NONE

    def cost(self, project: int) -> int:
        return self.ready.election.projects[project].cost


def equal_shares(election: Election, rule: Rule, settings: Settings) -> Result:
    """Count with the share budget / voters, or with Add1; then spend what is left and compare, if the settings say so."""
    settings = replace(settings, step=settings.step or Fraction(election.scale))
    able = eligible(election, settings)
    ready = field(election, Utility(rule.rpartition("-")[2]), settings.ties, settings.seed)
    ready = ready.without(*set(range(len(election.projects))).difference(able))
    run, times = raised(ready, settings) if rule in GROWS else (first(ready), 0)
    result = _explained(_Counted(ready, run, rule, settings))
    if rule in GROWS:
        result = replace(result, parameters={**result.parameters, "raised": times})
    if settings.completion is Completion.VOTES:
        result = completed(election, result, settings, able)
    return result if settings.comparison is Comparison.NONE else compared(election, result, settings)


def _explained(counted: _Counted) -> Result:
    """A finished run with a verdict for each project and the purchases one by one."""
    election, run = counted.ready.election, counted.run
    place = {step.project: number for number, step in enumerate(run.steps, start=1)}
    verdicts, fell = [], dict[int, list[int]]()
    for project in range(len(election.projects)):
        if project in place:
            verdict, turn = _winner(counted, project, place[project]), 0
        else:
            verdict, turn = _loser(counted, project)
            fell.setdefault(turn, []).append(project)
        verdicts.append(verdict)
    return Result(
        rule=str(counted.rule),
        parameters={
            **counted.settings.as_parameters(counted.rule),
            "utility": counted.utility_name,
            "share": str(run.share / election.scale),
            "voters": election.voters,
        },
        budget=election.budget,
        spent=run.spent,
        winners=run.winners,
        verdicts=tuple(verdicts),
        steps=tuple(
            replace(step, dropped=tuple(fell.get(n, ()))) for n, step in enumerate(run.steps, start=1)
        ),
    )


def _winner(counted: _Counted, project: int, place: int) -> Verdict:
    election, step = counted.ready.election, counted.run.steps[place - 1]
    return Verdict(election.votes[project], election.scores[project], True, _bought(counted, step, place))


def _bought(counted: _Counted, step: Step, place: int) -> Reason:
    assert step.price is not None
    facts: dict[str, Fact] = {
        "supporters": step.full + step.partial,
        "cost": counted.cost(step.project),
        "place": place,
        "price": whole(step.price),
        "full": step.full,
        "partial": step.partial,
    }
    if not step.price:
        return Reason("tally_mes_free", facts)
    by_points = "_points" if counted.utility_name in ("points", "borda") else ""
    return Reason("tally_mes_bought" + by_points + ("" if step.partial else "_even"), facts)


def _loser(counted: _Counted, project: int) -> tuple[Verdict, int]:
    """Its verdict, and after which purchase it could no longer be paid (0: from the beginning)."""
    election = counted.ready.election
    losses, left = _flows(counted, project)
    excluded = left_out(election, project, counted.settings)
    why, turn = (excluded, 0) if excluded else _not_bought(counted, project, losses, left)
    return Verdict(election.votes[project], election.scores[project], False, why, losses), turn


def _flows(counted: _Counted, project: int) -> tuple[Losses, int]:
    """What a project's supporters paid for each winner, to a millionth of the unit, and what they hold at the end.

    What they hold is rounded down to whole units.
    """
    ledger = counted.run.ledger
    given, left = ledger.flows(counted.ready.crowds[project])
    amounts = (Fraction((2 * 10**6 * paid // ledger.denominator + 1) // 2, 10**6) for paid in given)
    pairs = zip(counted.run.purchases, amounts, strict=True)
    return tuple((winner, amount) for winner, amount in pairs if amount), left // ledger.denominator


def _not_bought(counted: _Counted, project: int, losses: Losses, enough: int) -> tuple[Reason, int]:
    """Why its supporters could not pay, and after which purchase that was so."""
    cost, people, share = counted.cost(project), counted.ready.crowds[project].people, counted.run.share
    start = people * share
    if not people or not share:
        return Reason("tally_mes_nobody", {"cost": cost}), 0
    facts: dict[str, Fact] = {"supporters": people, "cost": cost, "money": whole(start)}
    if start < cost:
        facts |= {"share": whole(share), "lack": whole(cost - start)}
        more = _newcomers(counted, project)
        if more is None:
            return Reason("tally_mes_never_lack", facts), 0
        return Reason("tally_mes_never", facts | {"more": more}), 0
    left, turn = _turn(counted.run, start, cost, losses)
    winner, most = max(losses, key=lambda loss: loss[1])
    facts |= {"turn": turn, "left": whole(left), "lack": whole(cost - left)}
    facts |= {"rival": counted.ready.election.projects[winner].name, "rival_spent": whole(most)}
    if counted.rule in GROWS or not counted.final:
        return Reason("tally_mes_spent_on_others", facts), turn
    if not enough:
        return Reason("tally_mes_spent_out", facts), turn
    # a project nobody buys changes nothing for the others: at what its supporters hold at the end it would be bought
    return Reason("tally_mes_spent", facts | {"enough": enough}), turn


def _newcomers(counted: _Counted, project: int) -> int | None:
    """So many new voters who name only this project get it bought for certain; None when no number does.

    They and those who name only it already keep their money for it, so it is bought once their equal parts reach its
    cost: ``(loyal + more) * budget / (voters + more) >= cost``. More voters make everyone's part smaller.
    """
    election, crowd = counted.ready.election, counted.ready.crowds[project]
    cost, budget = election.projects[project].cost, election.budget
    worthless = (
        counted.utility is Utility.CARD and election.kind is Kind.ORDINAL
    )  # a ranking of one gives it nothing
    if cost >= budget or worthless or not counted.final:
        return None
    loyal = int(crowd.voters[counted.ready.named[crowd.groups] == 1].sum())
    return -((loyal * budget - cost * election.voters) // (budget - cost))


def _turn(run: Run, start: Fraction, cost: int, losses: Losses) -> tuple[Fraction, int]:
    """After which purchase the supporters held less than the cost, and how much that was."""
    left, at, turn = start, dict(losses), 0
    while left >= cost and turn < len(run.steps):
        left -= at.get(run.steps[turn].project, Fraction(0))
        turn += 1
    return left, turn
