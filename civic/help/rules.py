"""The published rules, as people read them: what is counted, where it comes from, since when."""

from dataclasses import dataclass
from datetime import date

from civic.kit.errors import N_


@dataclass(frozen=True)
class Rule:
    """One rule in plain words. ``note`` says what is not settled or may be set otherwise."""

    title: str
    text: str
    source: str
    since: date | None = None
    note: str = ""


_OWN = N_("本站约定，社区可以在自己的章程里另定")
_BIDDING_LAW = N_("《招标投标法》第二十八条")
_PRIVACY_LAW = N_("《个人信息保护法》第五条、第六条、第二十五条")

GROUPS: tuple[tuple[str, tuple[Rule, ...]], ...] = (
    (
        N_("居民投票选项目"),
        (
            Rule(
                N_("每人投一次"),
                N_("名册在投票开始时定下来，之后不再增减。在名册上的人每人投一次，系统不让投第二次。"),
                _OWN,
            ),
            Rule(N_("不记名"), N_("谁投过和投了什么分开存。投票结束时，票的先后次序打乱再保存。"), _OWN),
            Rule(
                N_("按票数从高到低"),
                N_("从得票最多的项目排起，钱够就选上，钱不够就看下一个，直到排完。"),
                N_("各地参与式预算通行的算法，英文叫 greedy"),
            ),
            Rule(
                N_("均等份额法"),
                N_(
                    "把钱平均分到每一位投票人名下。支持同一个项目的人一起出得起它的价钱，它才选上；每次先选人均出得最少的。"
                ),
                N_("Peters、Skowron：Method of Equal Shares，2020 年发表"),
            ),
            Rule(
                N_("分不出先后时"),
                N_("先看花费少的，再看票数多的，最后按编号。每次用到这一条，结果里都写明。"),
                _OWN,
            ),
        ),
    ),
    (
        N_("找单位来办"),
        (
            Rule(
                N_("到点才打开"),
                N_("方案交上来就封好，截止以前谁也看不到。"),
                _BIDDING_LAW,
                date(2000, 1, 1),
            ),
            Rule(
                N_("评审要说理由"),
                N_("按公布过的标准打分，选谁、为什么，都写出来。"),
                _OWN,
            ),
            Rule(N_("要公示"), N_("选出来以后先公示。公示期没满，合同不能签；有异议的，要先答复。"), _OWN),
            Rule(
                N_("先验收再付钱"),
                N_("办好一段，验收一段，付一段。付出去的钱加起来不会超过合同，合同不会超过决定。"),
                _OWN,
            ),
        ),
    ),
    (
        N_("您的信息"),
        (
            Rule(
                N_("只要必需的"),
                N_("只存称呼、联系方式、住哪个小区。不存证件照片。"),
                _PRIVACY_LAW,
                date(2021, 11, 1),
            ),
            Rule(
                N_("不公开的"),
                N_("电话、住址、证件、您投了什么，任何时候都不公开。"),
                _PRIVACY_LAW,
                date(2021, 11, 1),
            ),
        ),
    ),
)

WORDS: tuple[tuple[str, str], ...] = (
    (N_("附议"), N_("我也觉得这件事该办。")),
    (N_("动议"), N_("会上有人正式提出，请大家决定一件事。")),
    (N_("修正案"), N_("对动议的改动，比如改钱数、改日期。")),
    (N_("表决"), N_("赞成、反对、弃权，选一样。")),
    (N_("到会人数"), N_("到了多少人。不够数，会不能开。")),
    (N_("公示"), N_("先贴出来让大家看几天，有意见可以提。")),
    (N_("回执"), N_("一串号码。凭它随时能查您交的东西到哪一步了。")),
    (N_("名册"), N_("这次可以投票的人的名单，投票开始时定下来。")),
    (N_("验收"), N_("看办好了没有，办好了才付钱。")),
)
