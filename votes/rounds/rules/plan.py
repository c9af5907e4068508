"""A round as its makers want it: the money, the proposals, the kind of paper, the rule with every setting, the dates."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from civic.kit.errors import N_
from civic.kit.money import Fen
from votes.rules import Electorate, Method, Rule, Secrecy


class Ties(StrEnum):
    """Which of two equal projects comes first; the names are ``votes.tally``'s."""

    COST_VOTES_ID = "cost,votes,id"
    LOT = "lot"


class Start(StrEnum):
    """Add1: the first share of each voter."""

    EXACT = "exact"
    FLOOR = "floor"


class Completion(StrEnum):
    """Add1: what is done with money that is left."""

    NONE = "none"
    VOTES = "votes"


class Comparison(StrEnum):
    """Add1: whether the outcome is held against counting by votes, and how."""

    NONE = "none"
    SATISFACTION = "satisfaction"
    EXCLUSION = "exclusion"


class LinkKind(StrEnum):
    """How two proposals of one ballot hang together."""

    CONFLICT = "conflict"
    REQUIRES = "requires"


@dataclass(frozen=True)
class Link:
    """``first`` excludes ``second``, or cannot be done without it; proposals by id."""

    first: int
    kind: LinkKind
    second: int


class QuotaKind(StrEnum):
    """What a ceiling is laid on."""

    CATEGORY = "category"
    PLACE = "place"


@dataclass(frozen=True)
class Quota:
    """At most so much money for the proposals of one category or one place."""

    kind: QuotaKind
    #: a category's code, or the name of an estate
    name: str
    most_fen: Fen


@dataclass(frozen=True)
class Settings:
    """Every choice a counting rule leaves open."""

    ties: Ties = Ties.COST_VOTES_ID
    #: published before opening; needed where ties are drawn by lot
    seed: str = ""
    #: fewer supporters are not enough; 0: none needed
    min_votes: int = 0
    quotas: tuple[Quota, ...] = ()
    links: tuple[Link, ...] = ()
    start: Start = Start.EXACT
    #: what is added to each share at a time
    step_fen: Fen = 100
    stop_exhaustive: bool = False
    completion: Completion = Completion.VOTES
    comparison: Comparison = Comparison.NONE


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
    settings: Settings = field(default_factory=Settings)
    electorate: Electorate = Electorate.PERSON
    #: reached by the end of the year of opening
    least_age: int = 18
    secrecy: Secrecy = Secrecy.SECRET
    changeable: bool = False
    shuffled: bool = True
    none_of_these: bool = False
    paper_ballots: bool = False
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
