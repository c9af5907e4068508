"""What a matter fixes before it opens, and whether it can be put to the vote like this."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Any

from civic.kit.clock import local
from civic.kit.errors import N_, Refused, Term, sentences
from civic.kit.thresholds import MORE_THAN_HALF, TWO_THIRDS, Threshold
from votes.rolls.rules import Ages, check_ages
from votes.rounds.rules.dates import check_dates
from votes.rules import (
    FIXED_OPTIONS,
    RULE_NAMES,
    SPENDING,
    Electorate,
    Method,
    Rule,
    Secrecy,
    check_fit,
)
from votes.tally.choosing.laws import Weight, owners_law
from votes.tally.choosing.majority import Base
from votes.tally.choosing.owners import Silence

FEWEST_OPTIONS, MOST_OPTIONS = 2, 30
LONGEST_OPTION = 120
MOST_POINTS = 100
#: kinds of paper a matter may be put with: what spends a budget is a round
METHODS = (
    *(Method.YES_NO, Method.CHOOSE_ONE, Method.APPROVAL, Method.ORDINAL),
    *(Method.SCORE, Method.CUMULATIVE, Method.CONSENT),
)


@dataclass(frozen=True)
class Way:
    """How papers are filled in and how they are counted, chosen in one."""

    method: Method
    rule: Rule

    def __str__(self) -> str:
        return f"{self.method} {self.rule}"


#: the ways that are offered: for one text, and for several options
TEXT_KINDS = (
    Way(Method.YES_NO, Rule.MAJORITY),
    Way(Method.CONSENT, Rule.CONSENT),
    Way(Method.YES_NO, Rule.OWNERS),
)
CHOICE_KINDS = (
    Way(Method.CHOOSE_ONE, Rule.PLURALITY),
    Way(Method.APPROVAL, Rule.APPROVAL),
    Way(Method.SCORE, Rule.SCORE),
    Way(Method.CUMULATIVE, Rule.SCORE),
    Way(Method.ORDINAL, Rule.IRV),
    Way(Method.ORDINAL, Rule.CONDORCET),
    Way(Method.ORDINAL, Rule.BORDA),
    Way(Method.ORDINAL, Rule.STV),
)
#: shares that are offered, as they are written in the parameters
SHARES = (MORE_THAN_HALF, TWO_THIRDS, Threshold(3, 4, False), Threshold(1, 1, False))
QUORUMS = (MORE_THAN_HALF, TWO_THIRDS, Threshold(1, 3, False), Threshold(1, 5, False))
BASE_NAMES = {
    Base.YES_NO: N_("投了赞成或反对的人（弃权的不算）"),
    Base.CAST: N_("投了赞成、反对或弃权的人"),
    Base.PRESENT: N_("交了票的人（空白票也算）"),
    Base.ENTITLED: N_("名册上的所有人（没来的等于没赞成）"),
}
WEIGHT_NAMES = {
    Weight.ORDINARY: N_("一般事项：过半数同意"),
    Weight.SPECIAL: N_("重大事项：四分之三以上同意"),
}
SECRECY_NAMES = {
    Secrecy.SECRET: N_("不记名：投了什么和名字分开存，对不上号"),
    Secrecy.NAMED: N_("记名：投了什么，和名字记在一起"),
}
#: what most matters use: the form begins with it
USUAL = {
    "kind": str(Way(Method.YES_NO, Rule.MAJORITY)),
    "share": str(MORE_THAN_HALF),
    "base": Base.YES_NO.value,
    "seats": "1",
    "min_choices": "1",
    "electorate": Electorate.PERSON.value,
    "least_age": "18",
    "secrecy": Secrecy.SECRET.value,
    "weight": Weight.ORDINARY.value,
}
#: one winner by definition
SINGLE = frozenset((Rule.CONDORCET, Rule.IRV))
#: rules that ask about one text, so that nobody and nothing is elected
TEXTS = frozenset((Rule.MAJORITY, Rule.OWNERS, Rule.CONSENT))
_LISTED = frozenset((Method.APPROVAL, Method.ORDINAL))
_POINTED = frozenset((Method.SCORE, Method.CUMULATIVE))


@dataclass(frozen=True)
class Plan:
    """A matter as its makers want it."""

    title: str
    about: str
    method: Method
    rule: Rule
    opens_at: datetime
    closes_at: datetime
    #: labels in the official order; empty where the kind of paper brings its own
    options: tuple[str, ...] = ()
    share: Threshold = MORE_THAN_HALF
    base: Base = Base.YES_NO
    #: of the roll, who must take part; None: any number
    quorum: Threshold | None = None
    least_yes: int = 0
    weight: Weight = Weight.ORDINARY
    #: the owners' own rule by which silence follows the majority, word for word; empty: silence is nothing
    silence_text: str = ""
    seats: int = 1
    min_choices: int = 1
    #: 0: no limit
    max_choices: int = 0
    #: cumulative: points to give out; score: the highest score
    points: int = 0
    none_of_these: bool = False
    electorate: Electorate = Electorate.PERSON
    least_age: int = 18
    #: 0: no upper bound
    most_age: int = 0
    secrecy: Secrecy = Secrecy.SECRET
    changeable: bool = False
    advisory: bool = False
    paper_ballots: bool = False


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
    if plan.method in _POINTED and not 2 <= plan.points <= MOST_POINTS:
        raise Refused("matter_points", "points", most=MOST_POINTS)
    if plan.method not in _LISTED:
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


def parameters(plan: Plan, day: date) -> dict[str, Any]:
    """What the rule leaves open and this matter fixes, as the count reads it. The law is the one in force on the day."""
    quorum = str(plan.quorum) if plan.quorum else ""
    if plan.rule is Rule.MAJORITY:
        return {
            "share": str(plan.share),
            "base": plan.base.value,
            "quorum": quorum,
            "least_yes": plan.least_yes,
        }
    if plan.rule is Rule.CONSENT:
        return {"quorum": quorum}
    if plan.rule is Rule.OWNERS:
        silence = Silence.MAJORITY if plan.silence_text else Silence.NOTHING
        return {
            "law": owners_law(day).version,
            "weight": plan.weight.value,
            "silence": silence.value,
            "silence_text": plan.silence_text,
        }
    return {"ties": "lot"}


def options(plan: Plan) -> list[tuple[str, str]]:
    """Code and label of each option: what the kind of paper brings, or the makers' own list by number."""
    fixed = FIXED_OPTIONS.get(plan.method)
    return list(fixed) if fixed else [(str(number), label) for number, label in enumerate(plan.options, 1)]


def columns(plan: Plan, day: date) -> dict[str, Any]:
    """The plan as a ballot keeps it, without what its kind of paper and its rule do not use."""
    choosing = plan.method not in FIXED_OPTIONS
    listed = plan.method in _LISTED
    by_age = plan.electorate in (Electorate.PERSON, Electorate.HOUSEHOLD)
    return {
        "title": plan.title,
        "about": plan.about,
        "method": plan.method,
        "rule": plan.rule,
        "parameters": parameters(plan, day),
        "seats": plan.seats if choosing else 1,
        "min_choices": plan.min_choices if listed else 1,
        "max_choices": plan.max_choices if listed else int(plan.method is Method.CHOOSE_ONE),
        "points": plan.points if plan.method in _POINTED else 0,
        "none_of_these": plan.none_of_these and choosing,
        "shuffled": choosing,
        "secrecy": plan.secrecy,
        "changeable": plan.changeable,
        "electorate": plan.electorate,
        "least_age": plan.least_age,
        "most_age": plan.most_age if by_age else 0,
        # owners decide by the province's own system; what is asked here is what they think (domain.md 3.2)
        "advisory": plan.advisory or plan.rule is Rule.OWNERS,
        "paper_ballots": plan.paper_ballots,
        "opens_at": plan.opens_at,
        "closes_at": plan.closes_at,
    }


def changed(before: Plan, after: Plan) -> list[str]:
    """The names of what was changed, for the log."""
    return [each.name for each in fields(Plan) if getattr(before, each.name) != getattr(after, each.name)]


def planned(ballot: Mapping[str, Any], labels: tuple[str, ...]) -> Plan:
    """The plan behind a ballot's columns, to be changed while it is a draft."""
    found = ballot["parameters"]
    same = {each.name: ballot[each.name] for each in fields(Plan) if each.name in ballot}
    return Plan(
        **same
        | {
            "options": () if ballot["method"] in FIXED_OPTIONS else labels,
            "share": Threshold.read(found.get("share", str(MORE_THAN_HALF))),
            "base": Base(found.get("base", Base.YES_NO)),
            "quorum": Threshold.read(found["quorum"]) if found.get("quorum") else None,
            "least_yes": found.get("least_yes", 0),
            "weight": Weight(found.get("weight", Weight.ORDINARY)),
            "silence_text": found.get("silence_text", ""),
        }
    )


def typed(plan: Plan) -> dict[str, Any]:
    """A plan as the form shows it."""
    shown: dict[str, Any] = {each.name: getattr(plan, each.name) for each in fields(Plan)}
    return shown | {
        "kind": str(Way(plan.method, plan.rule)),
        "options": "\n".join(plan.options),
        "share": str(plan.share),
        "quorum": str(plan.quorum) if plan.quorum else "",
        "opens_at": _minute(plan.opens_at),
        "closes_at": _minute(plan.closes_at),
    }


def _minute(moment: datetime) -> str:
    return local(moment).strftime("%Y-%m-%dT%H:%M")


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
