"""Equal Shares, counted and explained: ``mes-cost`` and ``mes-card``, and the run that Add1 ends with."""

from fractions import Fraction

from votes.tally.rules import Election, Fact, Kind, Reason, Result, Step, Ties, Utility, Verdict, whole
from votes.tally.spending.buying import Run, run
from votes.tally.spending.field import Field, field


def equal_shares(election: Election, utility: Utility, ties: Ties = Ties.COST_VOTES_ID) -> Result:
    """Count with the share budget / voters; nothing is done with what is left at the end."""
    ready = field(election, utility, ties)
    finished = run(ready, fair_share(election))
    assert finished is not None  # only a ceiling ends a run early
    return explained(ready, finished, f"mes-{utility}", utility, ties)


def fair_share(election: Election) -> Fraction:
    """An equal part of the budget for every voter, those with empty papers too; 0 when nobody voted."""
    return Fraction(election.budget, election.voters) if election.voters else Fraction(0)


def explained(ready: Field, finished: Run, rule: str, utility: Utility, ties: Ties) -> Result:
    """A finished run with a verdict for each project and the purchases one by one."""
    election = ready.election
    place = {step.project: number for number, step in enumerate(finished.steps, start=1)}
    verdicts, fell = [], dict[int, list[int]]()
    for project in range(len(election.projects)):
        if project in place:
            why = _bought(ready, finished.steps[place[project] - 1], place[project], utility)
            verdicts.append(Verdict(election.votes[project], election.scores[project], True, why))
            continue
        losses, left = _flows(ready, finished, project)
        why, turn = _not_bought(ready, finished, project, losses, left)
        fell.setdefault(turn, []).append(project)
        verdicts.append(Verdict(election.votes[project], election.scores[project], False, why, losses))
    return Result(
        rule=rule,
        parameters={
            "ties": str(ties),
            "utility": _utility_name(election.kind, utility),
            "share": str(finished.share / election.scale),
            "voters": election.voters,
        },
        budget=election.budget,
        spent=finished.spent,
        winners=finished.winners,
        verdicts=tuple(verdicts),
        steps=tuple(_with_dropped(step, fell.get(n, [])) for n, step in enumerate(finished.steps, start=1)),
    )


def _with_dropped(step: Step, dropped: list[int]) -> Step:
    return Step(step.project, step.left, step.price, step.full, step.partial, tuple(dropped))


def _utility_name(kind: Kind, utility: Utility) -> str:
    if utility is Utility.COST:
        return "cost"
    return {Kind.CUMULATIVE: "points", Kind.SCORING: "points", Kind.ORDINAL: "borda"}.get(kind, "cardinality")


def _bought(ready: Field, step: Step, place: int, utility: Utility) -> Reason:
    election = ready.election
    assert step.price is not None
    facts: dict[str, Fact] = {
        "supporters": step.full + step.partial,
        "cost": election.projects[step.project].cost,
        "place": place,
        "price": whole(step.price),
        "full": step.full,
        "partial": step.partial,
    }
    if not step.price:
        return Reason("tally_mes_free", facts)
    by_points = "_points" if _utility_name(election.kind, utility) in ("points", "borda") else ""
    return Reason("tally_mes_bought" + by_points + ("" if step.partial else "_even"), facts)


def _flows(ready: Field, finished: Run, project: int) -> tuple[tuple[tuple[int, Fraction], ...], int]:
    """What a project's supporters paid for each winner, to a millionth of the unit, and what they hold at the end.

    What they hold is rounded down to whole units.
    """
    ledger = finished.ledger
    given, left = ledger.flows(ready.crowds[project])
    amounts = (Fraction((2 * 10**6 * paid // ledger.denominator + 1) // 2, 10**6) for paid in given)
    losses = tuple(
        (winner, amount) for winner, amount in zip(finished.purchases, amounts, strict=True) if amount
    )
    return losses, left // ledger.denominator


def _not_bought(
    ready: Field, finished: Run, project: int, losses: tuple[tuple[int, Fraction], ...], enough: int
) -> tuple[Reason, int]:
    """Why its supporters could not pay, and after which purchase that was so (0: from the beginning)."""
    election = ready.election
    cost, people = election.projects[project].cost, ready.crowds[project].people
    start = people * finished.share
    if cost == election.withdrawn:
        return Reason("tally_withdrawn", {"cost": cost}), 0
    if cost > election.budget:
        return Reason("tally_over_budget", {"cost": cost, "budget": election.budget}), 0
    if not people or not finished.share:
        return Reason("tally_mes_nobody", {"cost": cost}), 0
    facts: dict[str, Fact] = {"supporters": people, "cost": cost, "money": whole(start)}
    if start < cost:
        more = -(-cost // finished.share) - people
        facts |= {"share": whole(finished.share), "lack": whole(cost - start), "more": more}
        return Reason("tally_mes_never", facts), 0
    left, turn = _turn(finished, start, cost, losses)
    facts |= {"turn": turn, "left": whole(left), "lack": whole(cost - left)}
    return _outbid(election, facts, losses, enough), turn


def _outbid(
    election: Election, facts: dict[str, Fact], losses: tuple[tuple[int, Fraction], ...], enough: int
) -> Reason:
    """Its supporters' money went to other winners.

    A project nobody buys changes nothing for the others, so at a cost of no more than its supporters hold at
    the end (``enough``) it would have been bought for certain.
    """
    winner, most = max(losses, key=lambda loss: loss[1])
    facts |= {"rival": election.projects[winner].name, "rival_spent": whole(most)}
    if not enough:
        return Reason("tally_mes_spent_out", facts)
    return Reason("tally_mes_spent", facts | {"enough": enough})


def _turn(
    finished: Run, start: Fraction, cost: int, losses: tuple[tuple[int, Fraction], ...]
) -> tuple[Fraction, int]:
    """After which purchase the supporters held less than the cost, and how much that was."""
    left, at, turn = start, dict(losses), 0
    while left >= cost and turn < len(finished.steps):
        left -= at.get(finished.steps[turn].project, Fraction(0))
        turn += 1
    return left, turn
