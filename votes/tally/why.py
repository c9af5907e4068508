"""The sentence of a verdict, for a reader: each reason code with its numbers in plain words."""

from collections.abc import Callable
from fractions import Fraction

from civic.kit.errors import N_, sentence_for, sentences
from votes.tally.rules import Reason

#: facts that are amounts of money; all other numbers are counts
MONEY = frozenset(
    (
        *("cost", "left", "after", "lack", "price", "money", "enough", "rival_spent", "share", "budget"),
        *("saved", "most", "kept", "unit_of_money"),
    )
)
VOTES, POINTS = N_("票"), N_("分")

sentences(
    tally_greedy_bought=N_(
        "得 {score} {unit}，排在第 {place} 位。轮到它时还有 {left}，它要 {cost}，够用，所以入选；之后还剩 {after}。"
    ),
    tally_greedy_too_dear=N_(
        "得 {score} {unit}。轮到它时只剩 {left}，它要 {cost}，还差 {lack}，所以没有入选。"
        "只要它不超过 {left}，或者再多 {more} {unit}（排到“{rival}”前面），就会入选。"
    ),
    tally_greedy_stopped=N_(
        "得 {score} {unit}。轮到“{stopper}”时剩下的钱不够，按规则到此为止，所以没有轮到它。"
        "再多 {more} {unit}（排到“{rival}”前面），它就会入选。"
    ),
    tally_greedy_bought_per=N_(
        "得 {score} {unit}，要 {cost}，每 {unit_of_money} 合 {per} {unit}，排在第 {place} 位。"
        "轮到它时还有 {left}，够用，所以入选；之后还剩 {after}。"
    ),
    tally_greedy_too_dear_anyhow=N_(
        "得 {score} {unit}。轮到它时只剩 {left}，它要 {cost}，还差 {lack}，所以没有入选。只要它不超过 {left}，就会入选。"
    ),
    tally_greedy_stopped_anyhow=N_(
        "得 {score} {unit}。轮到“{stopper}”时剩下的钱不够，按规则到此为止，所以没有轮到它。"
    ),
    tally_needs=N_("得 {score} {unit}。它要和“{needed}”一起才能办，而“{needed}”没有入选，所以它也不能入选。"),
    tally_conflict=N_(
        "得 {score} {unit}。它和“{chosen}”只能办一个，“{chosen}”排在前面，先入选了。"
        "再多 {more} {unit}（排到“{rival}”前面），它就会入选。"
    ),
    tally_conflict_anyhow=N_("得 {score} {unit}。它和“{chosen}”只能办一个，“{chosen}”先入选了。"),
    tally_quota=N_(
        "得 {score} {unit}。“{quota}”这一类最多用 {most}，轮到它时这一类只剩 {left}，它要 {cost}，还差 {lack}，所以没有入选。"
        "再多 {more} {unit}（排到“{rival}”前面），它就会入选。"
    ),
    tally_quota_anyhow=N_(
        "得 {score} {unit}。“{quota}”这一类最多用 {most}，轮到它时这一类只剩 {left}，它要 {cost}，还差 {lack}，所以没有入选。"
    ),
    tally_quota_below=N_("它要 {cost}，“{quota}”这一类最多只能用 {most}，得多少票都不能入选。"),
    tally_kept=N_("预算里有 {kept} 留给别的类，其余只有 {left}，它要 {cost}，得多少票都不能入选。"),
    tally_few_votes=N_("有 {votes} 人选它，规则要求至少 {threshold} 人，还差 {more} 人，所以没有参加计票。"),
    tally_completed=N_(
        "得 {score} {unit}。按份额选完以后还有 {left}，剩下的钱按得票从高到低用，它要 {cost}，够用，所以入选；之后还剩 {after}。"
    ),
    tally_phragmen_bought=N_(
        "有 {supporters} 人支持，第 {place} 个入选：每位投票人攒到 {saved} 时，支持者手里的钱正好够付 {cost}。当时公家还有 {left}。"
    ),
    tally_phragmen_too_dear=N_(
        "有 {supporters} 人支持。他们攒够 {cost} 时，公家只剩 {left}，还差 {lack}，所以没有入选。只要它不超过 {left}，就会入选。"
    ),
    tally_phragmen_too_dear_stop=N_(
        "有 {supporters} 人支持。他们攒够 {cost} 时，公家只剩 {left}，还差 {lack}，所以没有入选，按规则计票到此为止。"
        "只要它不超过 {left}，就会入选。"
    ),
    tally_phragmen_later=N_(
        "有 {supporters} 人支持。每位投票人攒到 {saved} 时轮到“{stopper}”，公家的钱不够，按规则到此为止。"
        "那时它的支持者手里有 {money}，它要 {cost}，还差 {lack}。再有 {more} 位投票人只选它，就会入选。"
    ),
    tally_phragmen_later_dear=N_(
        "有 {supporters} 人支持。每位投票人攒到 {saved} 时轮到“{stopper}”，公家的钱不够，按规则到此为止。"
        "那时公家还有 {left}，它的支持者手里有 {money}，它要 {cost}。只要它不超过 {enough}，就会入选。"
    ),
    tally_phragmen_later_none=N_(
        "有 {supporters} 人支持。每位投票人攒到 {saved} 时轮到“{stopper}”，公家的钱不够，按规则到此为止。"
        "那时公家还有 {left}，它的支持者手里有 {money}，它要 {cost}，所以没有入选。"
    ),
    tally_below_threshold=N_(
        "得 {score} {unit}，规则要求至少 {threshold} {unit}，还差 {more} {unit}，所以没有参加排序。"
    ),
    tally_over_budget=N_("它要 {cost}，比全部预算 {budget} 还多，得多少票都不能入选。"),
    tally_withdrawn=N_("这个项目已经撤回，没有参加计票。"),
    tally_mes_free=N_("它不用花钱，又有人支持，所以直接入选。"),
    tally_mes_bought_even=N_(
        "有 {supporters} 人支持，第 {place} 个入选。每位支持者出 {price}，人人出得起，合起来正好付清 {cost}。"
    ),
    tally_mes_bought=N_(
        "有 {supporters} 人支持，第 {place} 个入选。每位支持者出 {price}：{full} 人出足，"
        "另外 {partial} 人手里不够，剩多少出多少，合起来正好付清 {cost}。"
    ),
    tally_mes_bought_points_even=N_(
        "有 {supporters} 人支持，第 {place} 个入选。支持者按自己给它的分出钱，每分 {price}，"
        "人人出得起，合起来正好付清 {cost}。"
    ),
    tally_mes_bought_points=N_(
        "有 {supporters} 人支持，第 {place} 个入选。支持者按自己给它的分出钱，每分 {price}：{full} 人出足，"
        "另外 {partial} 人手里不够，剩多少出多少，合起来正好付清 {cost}。"
    ),
    tally_mes_nobody=N_("没有人支持它，所以没有钱付 {cost}。"),
    tally_mes_never=N_(
        "有 {supporters} 人支持，每人手里有 {share}，合起来 {money}。它要 {cost}，一开始就差 {lack}。"
        "再有 {more} 位投票人只选它一项，它就一定会入选。"
    ),
    tally_mes_never_lack=N_(
        "有 {supporters} 人支持，每人手里有 {share}，合起来 {money}。它要 {cost}，一开始就差 {lack}。"
    ),
    tally_mes_spent_on_others=N_(
        "有 {supporters} 人支持，他们一开始合起来有 {money}，够付 {cost}。"
        "可是他们支持的别的项目先入选了：选出第 {turn} 个项目后，他们只剩 {left}，还差 {lack}。"
        "其中最大的一笔 {rival_spent} 给了“{rival}”。"
    ),
    tally_mes_spent=N_(
        "有 {supporters} 人支持，他们一开始合起来有 {money}，够付 {cost}。"
        "可是他们支持的别的项目先入选了：选出第 {turn} 个项目后，他们只剩 {left}，还差 {lack}。"
        "其中最大的一笔 {rival_spent} 给了“{rival}”。如果它不超过 {enough}，就一定会入选。"
    ),
    tally_mes_spent_out=N_(
        "有 {supporters} 人支持，他们一开始合起来有 {money}，够付 {cost}。"
        "可是他们支持的别的项目先入选了：选出第 {turn} 个项目后，他们只剩 {left}，还差 {lack}。"
        "其中最大的一笔 {rival_spent} 给了“{rival}”，最后他们的钱都用完了。"
    ),
)


def told(reason: Reason, unit: str, money: Callable[[Fraction], str], translate: Callable[[str], str]) -> str:
    """The reason as a sentence. ``unit`` is VOTES or POINTS; ``money`` writes an amount as readers know it."""
    words = {"unit": translate(unit)}
    for name, fact in reason.facts.items():
        if isinstance(fact, str):
            words[name] = fact
        elif name in MONEY:
            words[name] = money(Fraction(fact))
        else:
            words[name] = decimal(Fraction(fact), 2)
    return translate(sentence_for(reason.code)).format(**words)


def decimal(value: Fraction, places: int) -> str:
    """``1,234`` or ``1,234.57``: rounded half up to so many places, and none when the number is whole.

    A number that would round to nothing gets as many places as show two of its digits.
    """
    if value.denominator == 1:
        return f"{value.numerator:,}"
    size = abs(value)
    while places < 12 and size * 10**places < 10:
        places += 1
    whole, rest = divmod((size * 10**places * 2 + 1) // 2, 10**places)
    return ("-" if value < 0 else "") + f"{whole:,}.{rest:0{places}d}"
