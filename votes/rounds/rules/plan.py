"""A round as its makers want it: the money, the proposals, the kind of paper, the rule with every setting, the dates."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from fractions import Fraction

from civic.kit.errors import N_
from civic.kit.money import Fen
from votes.rules import Electorate, Method, Rule, Secrecy
from votes.tally.spending.settings import Completion, Settings

#: the usual choices; the step is one yuan
USUAL = Settings(step=Fraction(100), completion=Completion.VOTES)


@dataclass(frozen=True)
class Youth:
    """A consultative ballot of younger residents beside the round: the same options, binding nobody."""

    least_age: int
    most_age: int


@dataclass(frozen=True)
class Plan:
    """A round as its makers want it."""

    title: str
    about: str
    budget_fen: Fen
    rule: Rule
    #: proposals by id, in the order of the official list
    proposals: tuple[int, ...]
    opens_at: datetime
    closes_at: datetime
    min_choices: int = 1
    #: 0: no limit
    max_choices: int = 0
    method: Method = Method.APPROVAL
    #: cumulative: points to give out; score: the highest score
    points: int = 0
    settings: Settings = USUAL
    electorate: Electorate = Electorate.PERSON
    #: reached by the end of the year of opening
    least_age: int = 18
    secrecy: Secrecy = Secrecy.SECRET
    changeable: bool = False
    shuffled: bool = True
    none_of_these: bool = False
    paper_ballots: bool = False
    #: papers lie under two keys until both holders have opened the box after closing
    sealed_box: bool = False
    youth: Youth | None = None
    #: hours before closing at which those who have not voted are reminded
    reminders: tuple[int, ...] = ()


@dataclass(frozen=True)
class Candidate:
    """A proposal that is to stand on the ballot."""

    id: int
    title: str
    cost_fen: Fen | None
    ready: bool
    category: str = ""
    #: the estate it is for; empty for the whole community
    place: str = ""


class Preset(StrEnum):
    """Ways of voting and counting that go well together, offered as one choice."""

    EQUAL_SHARES = "equal-shares"
    QUEUE = "queue"
    KNAPSACK = "knapsack"
    OWN = "own"


PRESETS = {
    Preset.EQUAL_SHARES: (Method.APPROVAL, Rule.ADD1_COST),
    Preset.QUEUE: (Method.APPROVAL, Rule.GREEDY),
    Preset.KNAPSACK: (Method.KNAPSACK, Rule.GREEDY),
}
PRESET_NAMES = {
    Preset.EQUAL_SHARES: N_("常用：赞成票 + 均等份额"),
    Preset.QUEUE: N_("按票数排队（类别可以有上限）"),
    Preset.KNAPSACK: N_("按预算勾选"),
    Preset.OWN: N_("自己定"),
}
PRESET_SENTENCES = {
    Preset.EQUAL_SHARES: N_(
        "喜欢几个就勾几个。钱按人头平均分，支持同一个项目的人凑钱，少数人也能办成一两件事。"
    ),
    Preset.QUEUE: N_("喜欢几个就勾几个。票多的先办，钱花完为止。可以规定一类项目最多花多少。"),
    Preset.KNAPSACK: N_("在总额以内挑选，像买东西一样看着钱勾。票多的先办，钱花完为止。"),
    Preset.OWN: N_("在下面分别选填票方式和算法，适合有经验的人。"),
}

#: the kinds of paper a round may use, with what the voter does
METHODS = {
    Method.APPROVAL: N_("喜欢几个就勾几个，可以规定最少、最多勾几个。"),
    Method.KNAPSACK: N_("一边勾一边看着钱，勾的加起来不能超过总额。"),
    Method.CHOOSE_ONE: N_("只勾一个最想办的。"),
    Method.ORDINAL: N_("把最想办的排第一，次想的排第二，依次往下。"),
    Method.SCORE: N_("给每个项目打分，最高几分由这里定。"),
    Method.CUMULATIVE: N_("手里有一些分，想给谁给谁，给几分都行，给完为止。"),
}
#: most points a paper may hold
MOST_POINTS = 100
