"""Setting a round up, changing it while it is a draft, and calling a draft off."""

from typing import Any

from civic.audit.services import record
from civic.kit import clock
from civic.kit.db import locked, transaction
from civic.kit.errors import NotFound, Stale
from civic.people.rules import Actor, must
from civic.places.models import Place
from civic.places.rules import Level
from votes import services as ballots
from votes.models import Ballot, Option
from votes.rolls import services as rolls
from votes.rounds import queries, rules
from votes.rounds.models import Round
from votes.rounds.rules import Candidate, Plan
from votes.rounds.services.naming import ref
from votes.rules import Electorate, Method, State, may_set_up
from votes.stations.proxies import rules as proxies


async def create(actor: Actor, place_id: int, plan: Plan) -> Round:
    """Set a round up; everything in it can be read before it opens.

    Raises SignInNeeded, NotFound, Forbidden, and Refused as ``rules.check`` does.
    """
    async with transaction():
        place = await Place.get_or_none(id=place_id, level=Level.COMMUNITY)
        if place is None:
            raise NotFound
        must(may_set_up(actor, place.path), actor)
        plan, candidates = await _checked(place_id, plan)
        ballot = await Ballot.create(place=place, **_question(plan))
        await _write_options(ballot, plan, candidates)
        round_ = await Round.create(place=place, ballot=ballot, created_at=clock.now(), **_around(plan))
        await record(
            actor,
            "round_created",
            ref(round_.id),
            budget_fen=plan.budget_fen,
            rule=plan.rule.value,
            proposals=list(plan.proposals),
        )
        return round_


async def amend(actor: Actor, round_id: int, version: int, plan: Plan) -> Round:
    """Change a draft; ``version`` is the one the person saw. A roll that was drawn up for other voters is drawn up anew.

    Raises SignInNeeded, NotFound, Forbidden, Stale ``round_stale`` when somebody else was faster and
    ``round_opened_meanwhile`` once it is no draft, and Refused as ``rules.check`` does.
    """
    async with transaction():
        round_, ballot = await _draft(actor, round_id)
        if round_.version != version:
            raise Stale("round_stale", "version")
        before = await queries.plan(round_)
        plan, candidates = await _checked(round_.place_id, plan)
        await Option.filter(ballot_id=ballot.id).delete()
        await _write_options(ballot, plan, candidates)
        question = _question(plan)
        question["parameters"] |= proxies.kept(ballot.parameters)
        await ballot.update_from_dict(question).save()
        await round_.update_from_dict(_around(plan) | {"version": version + 1}).save()
        if _voters(before) != _voters(plan) and await queries.roll_drawn(ballot.id):
            await rolls.build(actor, ballot.id)
        await record(
            actor,
            "round_amended",
            ref(round_id),
            version=round_.version,
            changed=rules.changed(before, plan),
        )
        return round_


def _voters(plan: Plan) -> tuple[Electorate, int]:
    return plan.electorate, plan.least_age


async def cancel(actor: Actor, round_id: int, reason: str) -> None:
    """Call a draft off; it stays readable with the reason. Raises as ``amend`` does."""
    async with transaction():
        _, ballot = await _draft(actor, round_id)
        await ballots.void_ballot(ballot, reason)
        await record(actor, "round_cancelled", ref(round_id), reason=reason)


async def _draft(actor: Actor, round_id: int) -> tuple[Round, Ballot]:
    round_ = await queries.one(round_id)
    must(may_set_up(actor, round_.place.path), actor)
    ballot = await locked(Ballot, id=round_.ballot_id)
    if ballot.state is not State.DRAFT:
        raise Stale("round_no_draft")
    # read again behind the lock: whoever held it may have changed it
    return await queries.one(round_id), ballot


async def _checked(place_id: int, plan: Plan) -> tuple[Plan, dict[int, Candidate]]:
    candidates = await queries.candidates(place_id)
    rules.check(plan, list(candidates.values()), clock.now())
    return rules.settled(plan), candidates


def _question(plan: Plan) -> dict[str, Any]:
    """What stands on the ballot."""
    return {
        "title": plan.title,
        "about": plan.about,
        "method": plan.method,
        "rule": plan.rule,
        "parameters": rules.parameters(plan.rule, plan.settings),
        "min_choices": plan.min_choices,
        "max_choices": plan.max_choices,
        "points": plan.points,
        "max_cost_fen": plan.budget_fen if plan.method is Method.KNAPSACK else 0,
        "none_of_these": plan.none_of_these,
        "shuffled": plan.shuffled,
        "secrecy": plan.secrecy,
        "changeable": plan.changeable,
        "electorate": plan.electorate,
        "least_age": plan.least_age,
        "paper_ballots": plan.paper_ballots,
        "sealed_box": plan.sealed_box,
        "opens_at": plan.opens_at,
        "closes_at": plan.closes_at,
    }


def _around(plan: Plan) -> dict[str, Any]:
    """What stands around it."""
    return {
        "title": plan.title,
        "about": plan.about,
        "budget_fen": plan.budget_fen,
        "reminders": list(plan.reminders),
        "youth_from": plan.youth.least_age if plan.youth else 0,
        "youth_to": plan.youth.most_age if plan.youth else 0,
    }


async def _write_options(ballot: Ballot, plan: Plan, candidates: dict[int, Candidate]) -> None:
    wanted = [candidates[proposal_id] for proposal_id in plan.proposals]
    await Option.bulk_create(
        Option(
            ballot=ballot,
            position=position,
            code=str(each.id),
            proposal_id=each.id,
            label=each.title,
            cost_fen=each.cost_fen,
            category=each.category,
            quota_place=each.place,
        )
        for position, each in enumerate(wanted, 1)
    )
