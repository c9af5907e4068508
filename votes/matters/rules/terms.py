"""How a matter's papers are counted, in plain words and with this matter's own numbers."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from civic.kit.errors import N_, sentences
from civic.kit.thresholds import Threshold
from votes.rules import Rule
from votes.tally.choosing.contest import because
from votes.tally.choosing.laws import Weight, owners_law_version
from votes.tally.rules import Reason


@dataclass(frozen=True)
class Terms:
    """What the sentences are made of."""

    rule: Rule
    parameters: Mapping[str, Any]
    seats: int
    options: int
    #: 0 while the roll is not frozen
    entitled: int
    points: int


def told_before(terms: Terms) -> list[Reason]:
    """The sentences in order; each is one reason with its numbers."""
    family = {Rule.MAJORITY: _majority, Rule.OWNERS: _owners, Rule.CONSENT: _consent}.get(terms.rule, _chosen)
    return family(terms)


def _majority(terms: Terms) -> list[Reason]:
    found = terms.parameters
    share = Threshold.read(found["share"])
    told = [because("how_majority", base=found["base"], share=found["share"])]
    if terms.entitled:
        needed = max(1, share.needed(terms.entitled))
        told.append(because("how_if_all", entitled=terms.entitled, needed=needed))
    if found["least_yes"]:
        told.append(because("how_least", least=found["least_yes"]))
    return [*told, *_quorum(terms), because("how_tie_fails")]


def _quorum(terms: Terms) -> list[Reason]:
    quorum = terms.parameters["quorum"]
    if not quorum:
        return [because("how_no_quorum")]
    if not terms.entitled:
        return [because("how_quorum", share=quorum)]
    needed = Threshold.read(quorum).needed(terms.entitled)
    return [because("how_quorum_of", share=quorum, entitled=terms.entitled, needed=needed)]


def _consent(terms: Terms) -> list[Reason]:
    return [because("how_consent"), *_quorum(terms)]


def _owners(terms: Terms) -> list[Reason]:
    law = owners_law_version(terms.parameters["law"])
    passing = law.passing[Weight(terms.parameters["weight"])]
    told = [
        because("how_owners_part", share=str(law.participation)),
        because("how_owners_pass", share=str(passing)),
    ]
    silent = terms.parameters["silence_text"] != ""
    return [*told, because("how_owners_silence" if silent else "how_owners_no_silence")]


def _chosen(terms: Terms) -> list[Reason]:
    lot = because("how_lot")
    if terms.rule is Rule.STV:
        told = [because("how_quota", seats=terms.seats, parts=terms.seats + 1)]
        if terms.entitled:
            quota = terms.entitled // (terms.seats + 1) + 1
            told.append(because("how_quota_if_all", entitled=terms.entitled, quota=quota))
        return [*told, because("how_back_then_lot")]
    if terms.rule is Rule.IRV:
        return [because("how_half"), because("how_back_then_lot")]
    if terms.rule is Rule.CONDORCET:
        return [because("how_pairs"), lot]
    told = [because("how_seats", seats=terms.seats, options=terms.options)]
    if terms.rule is Rule.BORDA:
        told.append(because("how_borda", options=terms.options, most=terms.options - 1))
        return [*told, because("how_firsts_then_lot")]
    if terms.rule is Rule.SCORE:
        return [*told, because("how_score", points=terms.points), because("how_voters_then_lot")]
    return [*told, lot]


sentences(
    how_majority=N_("{base}人里，{share}赞成就通过。"),
    how_if_all=N_("名册上 {entitled} 人。要是大家都来投，就要 {needed} 票赞成。"),
    how_least=N_("不管来多少人，赞成至少要 {least} 票。"),
    how_quorum=N_("名册上{share}的人参加才有效。"),
    how_quorum_of=N_("名册上 {entitled} 人，{share}参加才有效，也就是至少 {needed} 人。"),
    how_no_quorum=N_("来多少人都有效，没有最低人数。"),
    how_tie_fails=N_("赞成和反对一样多，算没有通过。"),
    how_consent=N_("只要有一个人提出异议并说明理由，就先停下来，不通过。没有人提，就通过。"),
    how_owners_part=N_("参加的业主要占全部面积的{share}，人数也要占{share}，才算数。"),
    how_owners_pass=N_("参加的业主里，同意的面积和人数都要{share}，才通过。"),
    how_owners_no_silence=N_("没有回复的，什么也不算。"),
    how_owners_silence=N_(
        "业主自己约定：送达而没有回复的，随多数。结果会分开写：实际投的是多少，按约定算是多少。"
    ),
    how_seats=N_("{options} 项里选 {seats} 项。"),
    how_borda=N_("{options} 项里，排第一得 {most} 分，往后每名少 1 分，没排的 0 分，加起来从高到低。"),
    how_score=N_("每项最多 {points} 分，加起来从高到低；平均分也会写出来。"),
    how_half=N_("谁的票超过还有效的票的一半就选上；没有人过半，票最少的退出，他的票转给各人的下一个选择。"),
    how_pairs=N_(
        "每两项都比一次：排在前面的算更喜欢。和谁比都赢的选上；要是转成一圈、没有全赢的，就看谁赢得最扎实（舒尔策法）。"
    ),
    how_quota=N_(
        "选 {seats} 席。当选票数是有效票数的 1/{parts} 取整再加 1：够这个数就当选，多出来的票按比例转走。"
    ),
    how_quota_if_all=N_("要是名册上 {entitled} 人都来投，当选票数是 {quota}。"),
    how_lot=N_("一样多时抽签。抽签的种子要到封票时才算得出来，谁也不能事先知道，谁都可以照着再抽一遍。"),
    how_firsts_then_lot=N_(
        "分数一样时，看把它排第一的人数；还一样就抽签，种子到封票时才算得出来，谁都可以再抽一遍。"
    ),
    how_voters_then_lot=N_(
        "分数一样时，看给它打了分的人数；还一样就抽签，种子到封票时才算得出来，谁都可以再抽一遍。"
    ),
    how_back_then_lot=N_(
        "票一样少时，看前一轮谁少；还一样就抽签，种子到封票时才算得出来，谁都可以再抽一遍。"
    ),
)
