"""Whether a round can be held as it is planned; each refusal stands beside the field that is wrong."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from civic.kit.errors import N_, Refused, Term, sentences
from civic.kit.money import Fen, yuan
from votes.rolls.rules import Ages, check_ages
from votes.rounds.rules.dates import check_dates, check_reminders
from votes.rounds.rules.held_back import check_links, check_quotas
from votes.rounds.rules.plan import METHODS, MOST_POINTS, Candidate, Plan
from votes.rounds.rules.settings import parameters, settings_of
from votes.rules import RULE_NAMES, SPENDING, Electorate, Method, check_fit
from votes.tally.rules import Ties
from votes.tally.spending.settings import LISTS
from votes.tally.spending.settings import Rule as Spending

LEAST_PROPOSALS = 2

#: kinds of paper with a number of choices
COUNTED = frozenset((Method.APPROVAL, Method.ORDINAL))
POINTED = frozenset((Method.SCORE, Method.CUMULATIVE))


def check(plan: Plan, candidates: Sequence[Candidate], now: datetime) -> None:
    """Whether a round can be held like this, or Refused beside the field that is wrong."""
    chosen = _check_candidates(plan, candidates)
    _check_paper(plan)
    _check_rule(plan)
    _check_settings(plan, list(chosen.values()))
    _check_voters(plan)
    check_dates(plan.opens_at, plan.closes_at, now)
    check_reminders(plan.reminders, plan.opens_at, plan.closes_at)


def _check_candidates(plan: Plan, candidates: Sequence[Candidate]) -> dict[int, Candidate]:
    if plan.budget_fen <= 0:
        raise Refused("field_positive", "budget")
    known = {candidate.id: candidate for candidate in candidates}
    if len(set(plan.proposals)) != len(plan.proposals) or not set(plan.proposals) <= set(known):
        raise Refused("round_unknown_proposal", "proposals")
    if len(plan.proposals) < LEAST_PROPOSALS:
        raise Refused("round_few_proposals", "proposals", least=LEAST_PROPOSALS)
    for wanted in (known[id] for id in plan.proposals):
        _check_candidate(wanted, plan.budget_fen)
    return {id: known[id] for id in plan.proposals}


def _check_candidate(wanted: Candidate, budget: Fen) -> None:
    if not wanted.ready:
        raise Refused("round_proposal_not_ready", "proposals", title=wanted.title)
    if not wanted.cost_fen:
        raise Refused("round_proposal_without_cost", "proposals", title=wanted.title)
    if wanted.cost_fen > budget:
        raise Refused(
            "round_proposal_too_dear",
            "proposals",
            title=wanted.title,
            cost=yuan(wanted.cost_fen),
            budget=yuan(budget),
        )


def _check_paper(plan: Plan) -> None:
    if plan.method not in METHODS:
        raise Refused("round_method", "method")
    if plan.max_choices and plan.max_choices < plan.min_choices:
        raise Refused("round_max_below_min", "max_choices", least=plan.min_choices)
    if plan.min_choices > len(plan.proposals):
        raise Refused("round_min_above_options", "min_choices", options=len(plan.proposals))
    if plan.method in POINTED and not 2 <= plan.points <= MOST_POINTS:
        raise Refused("round_points", "points", most=MOST_POINTS)


def _check_rule(plan: Plan) -> None:
    if plan.rule not in SPENDING:
        raise Refused("round_rule", "rule")
    check_fit(plan.rule, plan.method)


def _check_settings(plan: Plan, chosen: Sequence[Candidate]) -> None:
    settings = plan.settings
    if settings.ties is Ties.LOT and not settings.seed:
        raise Refused("round_no_seed", "seed")
    if settings.step is not None and not 1 <= settings.step <= plan.budget_fen:
        raise Refused("round_step", "step", most=yuan(plan.budget_fen))
    for given, name in ((settings.quotas, "quotas"), (settings.conflicts or settings.requires, "links")):
        if given and Spending(plan.rule) not in LISTS:
            raise Refused("round_only_queues", name, rule=Term(RULE_NAMES[plan.rule]))
    check_quotas(settings.quotas, chosen, plan.budget_fen)
    check_links(settings, {str(each.id): each.title for each in chosen})


def _check_voters(plan: Plan) -> None:
    if plan.electorate not in (Electorate.PERSON, Electorate.HOUSEHOLD):
        raise Refused("round_electorate", "electorate")
    check_ages(Ages(plan.least_age), advisory=False)
    if plan.youth is None:
        return
    try:
        check_ages(Ages(plan.youth.least_age, plan.youth.most_age), advisory=True)
    except Refused as refusal:
        field = "youth_from" if refusal.field == "least_age" else "youth_to"
        raise Refused(refusal.code, field, **refusal.facts) from refusal
    if plan.youth.most_age >= plan.least_age:
        raise Refused("round_youth_too_old", "youth_to", age=plan.least_age)


def settled(plan: Plan) -> Plan:
    """The plan without what its kind of paper and its rule do not use, so that nothing idle is published."""
    counted = plan.method in COUNTED
    return replace(
        plan,
        settings=settings_of(plan.rule, parameters(plan.rule, plan.settings)),
        min_choices=plan.min_choices if counted else 1,
        max_choices=plan.max_choices if counted else int(plan.method is Method.CHOOSE_ONE),
        points=plan.points if plan.method in POINTED else 0,
    )


sentences(
    round_few_proposals=N_("至少要有 {least} 个提案，大家才有得选。"),
    round_unknown_proposal=N_("选的提案里有这个社区没有的，或者选了两次。请重选。"),
    round_proposal_not_ready=N_("「{title}」现在不能列入投票：要先通过初审，也不能已经在别的投票里。"),
    round_proposal_without_cost=N_("「{title}」还没有估价，不能列入投票。"),
    round_proposal_too_dear=N_(
        "「{title}」要 {cost}，超过了总额 {budget}，怎么投都办不成。请去掉它，或者提高总额。"
    ),
    round_max_below_min=N_("最多选几项，不能少于最少的 {least} 项。"),
    round_min_above_options=N_("一共只有 {options} 个提案，最少选几项不能比这还多。"),
    round_method=N_("花钱的投票不能用这种选票。请换一种。"),
    round_rule=N_("这种算法不管钱，不能用来分总额。请换一种。"),
    round_points=N_("请写 2 到 {most} 之间的数：打分的最高分，或者每人一共的分。"),
    round_no_seed=N_("票数一样时要抽签，请写下抽签用的种子。"),
    round_step=N_("每次加的数要大于零，最多 {most}。"),
    round_only_queues=N_("“{rule}”不按名次往下排，这一项用不上。请去掉它，或者改用“得票从高到低”。"),
    round_electorate=N_("这里只能一人一票或者一户一票。"),
    round_youth_too_old=N_("满 {age} 岁的已经可以投正式的票，青少年征询要到更小的年龄为止。"),
    round_stale=N_("您填的时候别人改过这轮投票。下面写着哪里不一样，请看一下再存。"),
    round_no_draft=N_("这轮投票已经公布或者取消了，内容不能再改。"),
    round_no_youth=N_("名册上没有这个年龄的青少年，征询箱开不了。请改一下年龄，或者去掉青少年征询。"),
    extension_beside=N_("青少年征询跟着正式投票一起延长，不能单独延长。"),
)
