"""Whether a matter can be put to the vote as it is planned; each refusal stands beside the field that is wrong."""

from datetime import datetime

from civic.kit.errors import N_, Refused, Term, sentences
from votes.matters.rules.plan import Plan
from votes.matters.rules.words import LISTED, METHODS, POINTED
from votes.rolls.rules import Ages, check_ages
from votes.rounds.rules.dates import check_dates
from votes.rules import FIXED_OPTIONS, RULE_NAMES, SPENDING, Electorate, Rule, Secrecy, check_fit

FEWEST_OPTIONS, MOST_OPTIONS = 2, 30
LONGEST_OPTION = 120
MOST_POINTS = 100
#: one winner by definition
SINGLE = frozenset((Rule.CONDORCET, Rule.IRV))


def check(plan: Plan, now: datetime) -> None:
    """Whether the matter can be put to the vote like this, or Refused beside the field that is wrong."""
    if plan.method not in METHODS:
        raise Refused("matter_method", "method")
    if plan.rule in SPENDING:
        raise Refused("matter_rule_spends", "rule", rule=Term(RULE_NAMES[plan.rule]))
    check_fit(plan.rule, plan.method)
    if plan.method not in FIXED_OPTIONS:
        _check_options(plan)
        _check_seats(plan)
        _check_choices(plan)
    if plan.rule is Rule.OWNERS:
        _check_owners(plan)
    if plan.electorate is Electorate.PERSON:
        check_ages(Ages(plan.least_age, plan.most_age), plan.advisory)
    check_dates(plan.opens_at, plan.closes_at, now)


def _check_options(plan: Plan) -> None:
    if len(plan.options) < FEWEST_OPTIONS:
        raise Refused("matter_few_options", "options", least=FEWEST_OPTIONS)
    if len(plan.options) > MOST_OPTIONS:
        raise Refused("matter_many_options", "options", most=MOST_OPTIONS)
    for number, option in enumerate(plan.options):
        if option in plan.options[:number]:
            raise Refused("matter_option_twice", "options", option=option)
        if len(option) > LONGEST_OPTION:
            raise Refused("field_long", "options", most=LONGEST_OPTION, length=len(option))


def _check_seats(plan: Plan) -> None:
    if plan.rule in SINGLE and plan.seats != 1:
        raise Refused("matter_single_winner", "seats", rule=Term(RULE_NAMES[plan.rule]))
    if plan.seats >= len(plan.options):
        raise Refused("matter_seats", "seats", options=len(plan.options))


def _check_choices(plan: Plan) -> None:
    if plan.method in POINTED and not 2 <= plan.points <= MOST_POINTS:
        raise Refused("matter_points", "points", most=MOST_POINTS)
    if plan.method not in LISTED:
        return
    if plan.max_choices and plan.max_choices < plan.min_choices:
        raise Refused("round_max_below_min", "max_choices", least=plan.min_choices)
    if plan.min_choices > len(plan.options):
        raise Refused("matter_min_above_options", "min_choices", options=len(plan.options))


def _check_owners(plan: Plan) -> None:
    """Areas are on the roll, so the count must know whose each paper is."""
    if plan.electorate is not Electorate.OWNER:
        raise Refused("matter_owners_electorate", "electorate")
    if plan.secrecy is not Secrecy.NAMED:
        raise Refused("matter_owners_named", "secrecy")


def check_undelivered(heads: int, area: int, silent_heads: int, silent_area: int) -> None:
    """No more owners can have been missed than are silent."""
    if heads > silent_heads or area > silent_area:
        raise Refused("matter_undelivered", "heads", heads=silent_heads, area=silent_area // 100)


sentences(
    matter_method=N_("这里不能用这种填票方式。要分钱的投票请去“新办一轮”。"),
    matter_rule_spends=N_("“{rule}”是分钱用的算法。要分钱的投票请去“新办一轮”。"),
    matter_few_options=N_("至少要有 {least} 个选项，一行写一个。"),
    matter_many_options=N_("最多 {most} 个选项。"),
    matter_option_twice=N_("“{option}”写了两次。"),
    matter_single_winner=N_("“{rule}”只能选出一项。要选几项，请换“可转移票选多席”或者别的算法。"),
    matter_seats=N_("一共只有 {options} 个选项，选出的要比这少，不然不用投票。"),
    matter_points=N_("请写 2 到 {most} 之间的数。"),
    matter_min_above_options=N_("一共只有 {options} 个选项，最少选几项不能比这还多。"),
    matter_owners_electorate=N_("业主表决要按面积和人数一起算，请把“谁来投”选成业主。"),
    matter_owners_named=N_("业主表决要知道每张票代表多少面积，只能记名。请把“记不记名”选成记名。"),
    matter_undelivered=N_("没有投票的一共 {heads} 人、{area} 平方米，没送达的不能比这还多。"),
    matter_not_draft=N_("这次表决已经公布并固定，内容不能再改。"),
    matter_no_silence=N_("这次表决没有约定“不回复随多数”，不用登记送达。"),
)
