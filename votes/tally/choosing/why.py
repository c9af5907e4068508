"""The sentences of a choice, for a reader: each reason code with its numbers in plain words."""

from collections.abc import Callable, Mapping
from fractions import Fraction

from civic.kit.errors import N_, sentence_for, sentences
from civic.kit.thresholds import MORE_THAN_HALF, TWO_THIRDS, Threshold
from votes.tally.choosing.majority import Base
from votes.tally.rules import Reason
from votes.tally.why import decimal

SHARES = {
    MORE_THAN_HALF: N_("过半数"),
    TWO_THIRDS: N_("三分之二以上"),
    Threshold(3, 4, False): N_("四分之三以上"),
    Threshold(1, 1, False): N_("全部"),
}
MORE_THAN, AT_LEAST = N_("超过 {share}"), N_("{share} 以上")
BASES: dict[str, str] = {
    Base.YES_NO: N_("投了赞成或反对的"),
    Base.CAST: N_("投了赞成、反对或弃权的"),
    Base.PRESENT: N_("参加投票的"),
    Base.ENTITLED: N_("名册上的"),
}
UNITS = {"votes": N_("票"), "approvals": N_("票"), "points": N_("分"), "borda": N_("分")}
SECONDS = {"votes": N_("给它打了分的人数"), "firsts": N_("把它排第一的人数")}
#: facts that are words of ours
_VOCABULARY: dict[str, Mapping[str, str]] = {"unit": UNITS, "what": SECONDS, "base": BASES}

sentences(
    majority_carried=N_(
        "{base} {total} 人里，{share}赞成才通过，也就是至少 {needed} 票。赞成 {yes} 票，反对 {no} 票，够了，所以通过。"
    ),
    majority_short=N_(
        "{base} {total} 人里，{share}赞成才通过，也就是至少 {needed} 票。赞成 {yes} 票，还差 {lack} 票，所以没有通过。"
    ),
    majority_no_quorum=N_(
        "名册上 {entitled} 人，{share}参加才有效，也就是至少 {needed} 人。来了 {present} 人，还差 {lack} 人，所以没有通过。"
    ),
    majority_below_least=N_("规定赞成至少要 {least} 票，只有 {yes} 票，所以没有通过。"),
    majority_not_ahead=N_("赞成 {yes} 票，反对 {no} 票，赞成不比反对多。平票不算通过。"),
    majority_more=N_("当时再有 {more} 人来投赞成，就通过了。"),
    majority_too_few_left=N_("没有来投的 {absent} 人就是都来投赞成，也不够。"),
    majority_never=N_("按这个规定，有 {no} 人没有投赞成，再多人赞成也通不过。"),
    consent_carried=N_("{present} 人参加，没有人提出有理由的异议，所以通过。"),
    consent_objected=N_("有 {objections} 人提出异议并说了理由。按规定，有一条就先停下来，所以没有通过。"),
    consent_no_quorum=N_(
        "名册上 {entitled} 人，{share}参加才有效，也就是至少 {needed} 人。来了 {present} 人，还差 {lack} 人，所以没有通过。"
    ),
    consent_nobody=N_("没有一个人表示同意，所以没有通过。"),
    owners_part=N_(
        "参加的业主要占全部面积的{share}，人数也要占{share}。参加的有 {part_area} 平方米、{part_heads} 人"
        "（全部 {all_area} 平方米、{all_heads} 人），够了。"
    ),
    owners_no_quorum=N_(
        "参加的业主要占全部面积的{share}（{need_area} 平方米），人数也要占{share}（{need_heads} 人）。"
        "参加的只有 {part_area} 平方米、{part_heads} 人，不够。"
    ),
    owners_agreed=N_(
        "参加的业主里，同意的按面积和按人数都要{share}：至少 {need_area} 平方米、{need_heads} 人。"
        "同意的有 {yes_area} 平方米、{yes_heads} 人，两项都够。"
    ),
    owners_not_agreed=N_(
        "参加的业主里，同意的按面积和按人数都要{share}：至少 {need_area} 平方米、{need_heads} 人。"
        "同意的有 {yes_area} 平方米、{yes_heads} 人，没有两项都够。"
    ),
    owners_more=N_("没有参加的业主里，再有 {more_area} 平方米、{more_heads} 人同意，就通过了。"),
    owners_too_few_left=N_("没有参加的还有 {left_area} 平方米、{left_heads} 人，就是都同意，也不够。"),
    owners_deemed_part=N_(
        "按业主自己的约定，送达而没有回复的随多数。这样算，参加的有 {part_area} 平方米、{part_heads} 人"
        "（全部 {all_area} 平方米、{all_heads} 人），够{share}。"
    ),
    owners_deemed_no_quorum=N_(
        "按业主自己的约定，送达而没有回复的随多数。这样算，参加的有 {part_area} 平方米、{part_heads} 人，"
        "{share}是 {need_area} 平方米、{need_heads} 人，还是不够。"
    ),
    owners_deemed_agreed=N_(
        "这样算，同意的有 {yes_area} 平方米、{yes_heads} 人，{share}是 {need_area} 平方米、{need_heads} 人，两项都够。"
    ),
    owners_deemed_not_agreed=N_(
        "这样算，同意的有 {yes_area} 平方米、{yes_heads} 人，{share}是 {need_area} 平方米、{need_heads} 人，没有两项都够。"
    ),
    choose_best=N_("得 {score} {unit}，在 {options} 项里排第 {place}，一共选 {seats} 项，所以选上。"),
    choose_behind=N_(
        "得 {score} {unit}，在 {options} 项里排第 {place}，一共选 {seats} 项，所以没有选上。"
        "再多 {more} {unit}，它就会排到“{rival}”前面。"
    ),
    choose_second_best=N_(
        "得 {score} {unit}，和“{rival}”一样多。一样多时看{what}：它 {second} 人，“{rival}”{rival_second} 人，所以没有选上。"
        "再多 {more} {unit}，它就会排到“{rival}”前面。"
    ),
    choose_drawn_in=N_("得 {score} {unit}，最后一个名额有几项一样多，按公布的抽签次序选上了它。"),
    choose_drawn_out=N_(
        "得 {score} {unit}，和“{rival}”一样多，按公布的抽签次序没有选上。再多 {more} {unit}，就不用抽签。"
    ),
    choose_unnamed=N_("没有一张票选它，所以没有选上。只要有 1 张，它就会选上。"),
    choose_nobody=N_("没有一张票选任何一项，所以谁也没有选上。"),
    pairs_beats_all=N_("两两相比，和另外 {others} 项比都是它赢，所以选上。"),
    pairs_beaten=N_(
        "两两相比赢了 {won} 次。和“{rival}”比，{mine} 人觉得它更好，{theirs} 人觉得“{rival}”更好，所以没有选上。"
        "再有 {more} 人把它排第一，它和谁比都会赢。"
    ),
    pairs_strongest=N_(
        "两两相比赢了 {won} 次。没有哪一项和谁比都赢，这时看谁赢得最扎实（舒尔策法），是它，所以选上。"
    ),
    pairs_weaker=N_(
        "两两相比赢了 {won} 次。没有哪一项和谁比都赢，这时看谁赢得最扎实（舒尔策法），“{rival}”更扎实，所以没有选上。"
        "再有 {more} 人把它排第一，它和谁比都会赢。"
    ),
    pairs_drawn_in=N_("两两相比赢了 {won} 次。有几项比不出高低，按公布的抽签次序选上了它。"),
    pairs_drawn_out=N_(
        "两两相比赢了 {won} 次。有几项比不出高低，按公布的抽签次序没有选上。再有 {more} 人把它排第一，它和谁比都会赢。"
    ),
    irv_won=N_("到第 {round} 轮，还有效的 {in_play} 票里它有 {held} 票，超过一半，所以选上。"),
    irv_behind=N_(
        "到第 {round} 轮得 {held} 票，“{rival}”得 {theirs} 票，已经过半，所以没有选上。再有 {more} 人把它排第一，它就会选上。"
    ),
    irv_out=N_(
        "第 {round} 轮得 {held} 票，是最少的，退出，票转给各人的下一个选择。再有 {more} 人把它排第一，它就会选上。"
    ),
    irv_drawn_out=N_(
        "第 {round} 轮得 {held} 票，和别的项一样最少，按公布的抽签次序退出，票转给各人的下一个选择。"
        "再有 {more} 人把它排第一，它就会选上。"
    ),
    stv_elected=N_("第 {round} 轮有 {held} 票，达到当选票数 {quota}，所以当选。把它排第一的有 {first} 人。"),
    stv_last=N_("到第 {round} 轮，剩下的人数不多于剩下的名额，所以当选（{held} 票，当选票数是 {quota}）。"),
    stv_out=N_(
        "第 {round} 轮有 {held} 票，是最少的，退出，票转给各人的下一个选择。把它排第一的有 {first} 人，"
        "再有 {more} 人，一开始就够当选。"
    ),
    stv_drawn_out=N_(
        "第 {round} 轮有 {held} 票，和别人一样最少，按公布的抽签次序退出，票转给各人的下一个选择。"
        "把它排第一的有 {first} 人，再有 {more} 人，一开始就够当选。"
    ),
    stv_left=N_(
        "{seats} 个名额选满时有 {held} 票，没有到当选票数 {quota}。把它排第一的有 {first} 人，再有 {more} 人，一开始就够当选。"
    ),
)


def told(reason: Reason, names: Mapping[str, str], translate: Callable[[str], str]) -> str:
    """The reason as a sentence; ``names`` are the options' labels by code."""
    words = {name: _word(name, fact, names, translate) for name, fact in reason.facts.items()}
    return translate(sentence_for(reason.code)).format(**words)


def _word(
    name: str, fact: int | Fraction | str, names: Mapping[str, str], translate: Callable[[str], str]
) -> str:
    if not isinstance(fact, str):
        return decimal(Fraction(fact, 100) if name.endswith("_area") else Fraction(fact), 2)
    if name == "share":
        return share_in_words(Threshold.read(fact), translate)
    if name == "rival":
        return names[fact]
    return translate(_VOCABULARY[name][fact])


def share_in_words(share: Threshold, translate: Callable[[str], str]) -> str:
    """过半数, 三分之二以上, 超过 3/5 …"""
    if share in SHARES:
        return translate(SHARES[share])
    return translate(MORE_THAN if share.strict else AT_LEAST).format(share=f"{share.num}/{share.den}")
