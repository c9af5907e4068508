"""The words a ballot is made of: how a paper is filled in, how papers are counted, who may vote, by which way."""

from enum import StrEnum

from civic.kit.errors import N_, Refused, Term, sentences


class Method(StrEnum):
    """How a paper is filled in."""

    YES_NO = "yes_no"
    CHOOSE_ONE = "choose_one"
    APPROVAL = "approval"
    KNAPSACK = "knapsack"
    ORDINAL = "ordinal"
    SCORE = "score"
    CUMULATIVE = "cumulative"
    CONSENT = "consent"


METHOD_NAMES = {
    Method.YES_NO: N_("赞成、反对、弃权"),
    Method.CHOOSE_ONE: N_("只选一项"),
    Method.APPROVAL: N_("选几项都行"),
    Method.KNAPSACK: N_("在总额内挑选"),
    Method.ORDINAL: N_("排出先后"),
    Method.SCORE: N_("逐项打分"),
    Method.CUMULATIVE: N_("分配分数"),
    Method.CONSENT: N_("没有异议就通过"),
}

#: the options of a ballot that asks about one text, in their order; papers and results speak of these codes
FIXED_OPTIONS = {
    Method.YES_NO: (("yes", N_("赞成")), ("no", N_("反对")), ("abstain", N_("弃权"))),
    Method.CONSENT: (("consent", N_("没有异议")), ("object", N_("有异议")), ("abstain", N_("弃权"))),
}


class Rule(StrEnum):
    """How the papers are counted."""

    GREEDY = "greedy"
    GREEDY_PER_COST = "greedy-per-cost"
    MES_COST = "mes-cost"
    MES_CARD = "mes-card"
    ADD1_COST = "add1-cost"
    ADD1_CARD = "add1-card"
    PHRAGMEN = "phragmen"
    MAJORITY = "majority"
    OWNERS = "owners"
    PLURALITY = "plurality"
    APPROVAL = "approval"
    BORDA = "borda"
    CONDORCET = "condorcet"
    IRV = "irv"
    STV = "stv"
    SCORE = "score"
    CONSENT = "consent"


#: the rules that spend a budget
SPENDING = frozenset(
    (
        *(Rule.GREEDY, Rule.GREEDY_PER_COST, Rule.MES_COST, Rule.MES_CARD),
        *(Rule.ADD1_COST, Rule.ADD1_CARD, Rule.PHRAGMEN),
    )
)

RULE_NAMES = {
    Rule.GREEDY: N_("得票从高到低"),
    Rule.GREEDY_PER_COST: N_("每元得票从高到低"),
    Rule.MES_COST: N_("均等份额法（按金额）"),
    Rule.MES_CARD: N_("均等份额法（按项目数）"),
    Rule.ADD1_COST: N_("均等份额法（按金额，逐步加份额）"),
    Rule.ADD1_CARD: N_("均等份额法（按项目数，逐步加份额）"),
    Rule.PHRAGMEN: N_("顺次均摊法（弗拉格门）"),
    Rule.MAJORITY: N_("赞成够数就通过"),
    Rule.OWNERS: N_("业主双过半或双四分之三"),
    Rule.PLURALITY: N_("得票最多的当选"),
    Rule.APPROVAL: N_("赞成最多的当选"),
    Rule.BORDA: N_("按名次计分（波达）"),
    Rule.CONDORCET: N_("两两相比（孔多塞）"),
    Rule.IRV: N_("逐轮淘汰"),
    Rule.STV: N_("可转移票选多席"),
    Rule.SCORE: N_("总分最高的当选"),
    Rule.CONSENT: N_("没有人反对就通过"),
}
RULE_SENTENCES = {
    Rule.GREEDY: N_("谁的票多先办谁，钱够就入选，钱不够就看下一个，直到没有办得起的。"),
    Rule.GREEDY_PER_COST: N_("谁的每一元换来的票多先办谁，钱够就入选，便宜又受欢迎的更容易先办。"),
    Rule.MES_COST: N_(
        "总额平均分给每位投票人，支持同一个项目的人一起出钱，凑得齐就入选。少数人也能办成一两件事。"
    ),
    Rule.MES_CARD: N_("总额平均分给每位投票人，凑得齐就入选，每个项目算一件，便宜的更容易先办。"),
    Rule.ADD1_COST: N_("先按均等份额法算一遍，再把每人的份额一点一点加上去，直到再加就超出总额。"),
    Rule.ADD1_CARD: N_(
        "先按均等份额法算一遍（每个项目算一件），再把每人的份额一点一点加上去，直到再加就超出总额。"
    ),
    Rule.PHRAGMEN: N_("每位投票人的钱一点一点地攒，支持者的钱先凑够哪个就先办哪个，再从头攒起。"),
    Rule.MAJORITY: N_("赞成的达到规定的比例就通过，平票不通过。"),
    Rule.OWNERS: N_("参加表决的业主要够三分之二，同意的按面积和按人数都要够数才通过。"),
    Rule.PLURALITY: N_("每人选一项，得票最多的当选。"),
    Rule.APPROVAL: N_("每人可以选几项，赞成最多的当选。"),
    Rule.BORDA: N_("排在前面的得分多，总分最高的当选。"),
    Rule.CONDORCET: N_("两个两个地比，和谁比都赢的当选。"),
    Rule.IRV: N_("第一选择最少的一轮一轮退出，他们的票转给下一个选择，直到有人过半。"),
    Rule.STV: N_("够票的当选，多出来的票和退出者的票按名次转给下一位，直到席位选满。"),
    Rule.SCORE: N_("各项分数加起来，总分最高的当选。"),
    Rule.CONSENT: N_("没有人提出有理由的异议就通过。"),
}

_LISTS = frozenset((Method.CHOOSE_ONE, Method.APPROVAL, Method.KNAPSACK))
_POINTS = frozenset((Method.SCORE, Method.CUMULATIVE))
_RANKED = frozenset((Method.ORDINAL,))

#: which kinds of paper a rule can count
FITS: dict[Rule, frozenset[Method]] = {
    Rule.GREEDY: _LISTS | _POINTS | _RANKED,
    Rule.GREEDY_PER_COST: _LISTS | _POINTS | _RANKED,
    Rule.MES_COST: _LISTS | _POINTS | _RANKED,
    Rule.MES_CARD: _LISTS | _POINTS | _RANKED,
    Rule.ADD1_COST: _LISTS | _POINTS | _RANKED,
    Rule.ADD1_CARD: _LISTS | _POINTS | _RANKED,
    Rule.PHRAGMEN: _LISTS,
    Rule.MAJORITY: frozenset((Method.YES_NO,)),
    Rule.OWNERS: frozenset((Method.YES_NO,)),
    Rule.PLURALITY: frozenset((Method.CHOOSE_ONE,)),
    Rule.APPROVAL: frozenset((Method.APPROVAL, Method.CHOOSE_ONE)),
    Rule.BORDA: _RANKED,
    Rule.CONDORCET: _RANKED,
    Rule.IRV: _RANKED,
    Rule.STV: _RANKED,
    Rule.SCORE: _POINTS,
    Rule.CONSENT: frozenset((Method.CONSENT,)),
}


class Electorate(StrEnum):
    """Whose entries stand on the roll: each entry has one paper."""

    PERSON = "person"
    HOUSEHOLD = "household"
    OWNER = "owner"
    SEAT = "seat"
    ORGANISATION = "organisation"


class Secrecy(StrEnum):
    """Whether it can be known who cast which paper."""

    SECRET = "secret"
    NAMED = "named"


class Channel(StrEnum):
    """By which way a paper came into the box."""

    PHONE = "phone"
    KIOSK = "kiosk"
    # staff typed the voter's own choice (代办)
    ASSISTED = "assisted"
    # another person decided for the voter, with a written authorisation (代投)
    PROXY = "proxy"
    PAPER = "paper"


def check_fit(rule: Rule, method: Method) -> None:
    """The rule can count this kind of paper, or Refused ``rule_not_for_method`` beside the field ``rule``."""
    if method not in FITS[rule]:
        raise Refused(
            "rule_not_for_method", "rule", rule=Term(RULE_NAMES[rule]), method=Term(METHOD_NAMES[method])
        )


sentences(
    rule_not_for_method=N_("“{rule}”不能用来数“{method}”的票。请换一种算法，或者换一种填票方式。"),
)
