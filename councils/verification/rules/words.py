"""What is checked, what can be wrong with it, and the words for both."""

from dataclasses import dataclass
from enum import StrEnum

from civic.kit.errors import N_


class What(StrEnum):
    """What is checked."""

    ENTRY = "entry"
    EVENT = "event"
    MINUTES = "minutes"
    SIGNATURE = "signature"
    RESOLUTION = "resolution"
    DECISION = "decision"
    PAYMENT = "payment"
    BALLOT = "ballot"
    PAPER = "paper"

    @property
    def words(self) -> str:
        """In Chinese, marked for translation."""
        return WORDS[self]


WORDS = {
    What.ENTRY: N_("操作记录"),
    What.EVENT: N_("会议日志"),
    What.MINUTES: N_("会议纪要"),
    What.SIGNATURE: N_("签字记录"),
    What.RESOLUTION: N_("决议"),
    What.DECISION: N_("资金决定"),
    What.PAYMENT: N_("合同和付款"),
    What.BALLOT: N_("投票箱"),
    What.PAPER: N_("附件、公示证明和调度小结"),
}
# why something is wrong, by code
REASONS = {
    "gap": N_("编号不连续，中间少了或多了。"),
    "chain": N_("和前一条接不上。"),
    "content": N_("内容和指纹对不上，有人改过。"),
    "unreadable": N_("内容已经读不出来。"),
    "log": N_("和会议日志重新生成的不一样。"),
    "signature": N_("签的不是这份全文，或者签字的人不对。"),
    "unsigned": N_("缺少记录人或主持人的签字。"),
    "text": N_("和签发的会议纪要里的动议不一样。"),
    "actions": N_("议定事项和签发的会议纪要不一样。"),
    "without": N_("纪要里通过的动议没有对应的决议。"),
    "fund": N_("从这笔资金安排的钱超过了它的总额。"),
    "round": N_("给这一轮入选项目的钱超过了本轮预算。"),
    "motion": N_("安排的钱超过了决议写的金额。"),
    "ceiling": N_("合同价超过了征集的上限或资金决定。"),
    "price": N_("各阶段的金额加起来不等于合同价。"),
    "paid": N_("付的钱超过了这一阶段应付的。"),
    "accepted": N_("没有验收就付了钱。"),
    "papers": N_("票数和投票人数不一样。"),
    "root": N_("箱里的票和截止时公布的总指纹对不上。"),
    "fixed": N_("题目、规则或名册和开始投票时记下的不一样。"),
    "tellers": N_("结果没有两位计票人的签字，或者签的不是这个结果。"),
    "sortition": N_("从名册抽签，照公布的办法重抽一遍，和公布的不一样。"),
    "recount": N_("重新数出来的和公布的结果不一样。"),
}


@dataclass(frozen=True)
class Wrong:
    """One thing that does not fit. which: its name for people, such as ``4 · 17`` (session 4, event 17)."""

    what: What
    which: str
    why: str


@dataclass(frozen=True)
class Report:
    """What was looked at, how many of each, and what was wrong (the first of each kind)."""

    counted: dict[What, int]
    wrong: tuple[Wrong, ...]

    @property
    def agrees(self) -> bool:
        """Whether the books agree."""
        return not self.wrong
