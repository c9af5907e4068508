"""The words a matter is set up with: ways of voting, shares, and what the form begins with."""

from dataclasses import dataclass

from civic.kit.errors import N_
from civic.kit.thresholds import MORE_THAN_HALF, TWO_THIRDS, Threshold
from votes.rules import Electorate, Method, Rule, Secrecy
from votes.tally.choosing.laws import Weight
from votes.tally.choosing.majority import Base

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
#: rules that ask about one text, so that nobody and nothing is elected
TEXTS = frozenset((Rule.MAJORITY, Rule.OWNERS, Rule.CONSENT))
#: papers that name several options
LISTED = frozenset((Method.APPROVAL, Method.ORDINAL))
#: papers that give points
POINTED = frozenset((Method.SCORE, Method.CUMULATIVE))
